/** What sonner puts into a style element of its own, which it gives no nonce; the test makes the hash anew from the package. */
export const SONNER_STYLE = "'sha256-StEaX+se6YS7pqjzrzMIA0KaX9zF/8zAhvQXZAe5epY='";
/** The same element for a moment, before its text is in it. */
const EMPTY_STYLE = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";

type Policy = {
  /** fresh for each answer */
  nonce: string;
  /** A development server evaluates code for its stacks, reloads through a socket and exchanges style elements. */
  mode: "development" | "production";
};

/** What a browser may load and run on a page of ours. */
export function contentSecurityPolicy({ nonce, mode }: Policy): string {
  const isDev = mode === "development";
  return [
    "default-src 'self'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'${isDev ? " 'unsafe-eval'" : ""}`,
    isDev ? "style-src 'self' 'unsafe-inline'" : `style-src 'self' 'nonce-${nonce}' ${SONNER_STYLE} ${EMPTY_STYLE}`,
    // The server draws widths of bars and colours of previews as style attributes; a nonce cannot be given to those.
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' blob: data:",
    "font-src 'self'",
    `connect-src 'self'${isDev ? " ws:" : ""}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}
