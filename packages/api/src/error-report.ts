/** An error of ours on its way to the log: with its stack, which no answer ever carries. */
export type ErrorReport = { requestId: string; where: string; error: unknown };
export type ReportError = (report: ErrorReport) => void;
