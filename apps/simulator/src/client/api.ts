import type { Directive } from "../words.ts";

export class ApiProblem extends Error {
  readonly status: number;
  readonly field: string | undefined;
  constructor(status: number, message: string, field?: string) {
    super(message);
    this.status = status;
    this.field = field;
  }
}

type Listeners = {
  onSignedOut: () => void;
  onMaintenance: () => void;
  onDirectives: (directives: Directive[]) => void;
};
const listeners: Listeners = { onSignedOut: () => {}, onMaintenance: () => {}, onDirectives: () => {} };

export function listenToApi(wanted: Partial<Listeners>): void {
  Object.assign(listeners, wanted);
}

/** One request, never repeated by us. Throws ApiProblem for a refusal and when no answer comes. */
export async function call<Answer>(method: string, path: string, body?: unknown): Promise<Answer> {
  const isForm = body instanceof FormData;
  const response = await fetch(path, {
    method,
    headers: body === undefined || isForm ? {} : { "content-type": "application/json" },
    body: body === undefined ? undefined : isForm ? body : JSON.stringify(body),
  }).catch(() => {
    throw new ApiProblem(0, "Something went wrong. Please check your connection.");
  });
  const told = response.headers.get("x-portal-directives");
  if (told) listeners.onDirectives(JSON.parse(decodeURIComponent(told)));
  const answer = await response.json().catch(() => undefined);
  if (response.ok && (answer !== undefined || response.status === 204)) return answer as Answer;
  if (response.status === 401 && path !== "/api/session") listeners.onSignedOut();
  if (answer?.maintenance) listeners.onMaintenance();
  throw new ApiProblem(response.status, answer?.message ?? "Something went wrong. Please try again.", answer?.field);
}

export function messageOf(problem: unknown): string {
  return problem instanceof Error ? problem.message : "Something went wrong. Please try again.";
}

export const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
