import { ROLES } from "@pumpd/model";
import type { AnyTRPCRouter } from "@trpc/server";
import { z } from "zod";
import type { Meta } from "./trpc.ts";

export type DeclaredPolicy = { path: string; kind: "query" | "mutation"; policy: Meta["policy"] };

const definitionSchema = z.object({
  type: z.enum(["query", "mutation"]),
  meta: z.object({
    policy: z.union([
      z.object({ role: z.enum(ROLES), isPlatformAdmin: z.literal(true).optional() }),
      z.object({ anyone: z.string().min(1) }),
    ]),
  }),
});

/** Every procedure with its policy. Throws and names the first that declares none: such a router must not be served. */
export function listPolicies(router: AnyTRPCRouter): DeclaredPolicy[] {
  const procedures: [string, { _def: unknown }][] = Object.entries(router._def.procedures);
  return procedures.map(([path, { _def }]) => {
    const definition = definitionSchema.safeParse(_def);
    if (!definition.success) throw new Error(`The procedure ${path} declares no policy.`);
    return { path, kind: definition.data.type, policy: definition.data.meta.policy };
  });
}
