/** What went wrong with one request, seen from the browser. Says nothing about the job it was about. */
export type Problem = {
  kind: "no_answer" | "signed_out" | "forbidden" | "not_found" | "refused";
  /** in the server's words for people; empty when nobody answered */
  message: string;
  /** dotted path of an input field → what is wrong with it */
  fields: Readonly<Record<string, string>>;
};

type AnswerData = { code?: unknown; httpStatus?: unknown; fields?: unknown };

function dataOf(error: unknown): AnswerData | undefined {
  if (typeof error !== "object" || error === null || !("data" in error)) return undefined;
  return typeof error.data === "object" && error.data !== null ? error.data : undefined;
}

export function problemOf(error: unknown): Problem {
  const data = dataOf(error);
  // Without data nobody of ours answered: the message is then the browser's own and no sentence for people.
  const message = data && error instanceof Error ? error.message : "";
  return { kind: kindOf(data), message, fields: fieldsOf(data?.fields) };
}

function kindOf(data: AnswerData | undefined): Problem["kind"] {
  switch (data?.code) {
    case "UNAUTHORIZED":
      return "signed_out";
    case "FORBIDDEN":
      return "forbidden";
    case "NOT_FOUND":
      return "not_found";
    case undefined:
      return "no_answer";
  }
  return typeof data?.httpStatus === "number" && data.httpStatus >= 500 ? "no_answer" : "refused";
}

function fieldsOf(fields: unknown): Readonly<Record<string, string>> {
  if (typeof fields !== "object" || fields === null) return {};
  return Object.fromEntries(
    Object.entries(fields).filter((entry): entry is [string, string] => typeof entry[1] === "string"),
  );
}

/** One sentence for a form or a toast. */
export function problemWords(error: unknown, nothing: string): string {
  const { message } = problemOf(error);
  return message === "" ? `No answer from our server. ${nothing} Try again in a moment.` : message;
}
