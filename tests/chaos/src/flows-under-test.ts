import { flows } from "@pumpd/automations/flows";

/** Job types with a flow. A new one joins the matrix by being there. */
export function flowsUnderTest(): string[] {
  return Object.keys(flows);
}
