import { isTest, type Rule, type Tree, type Violation } from "./tree.ts";

const shapes: { pattern: RegExp; what: string }[] = [
  { pattern: /-----BEGIN [A-Z ]*PRIVATE KEY-----/, what: "a private key" },
  { pattern: /\bAKIA[0-9A-Z]{16}\b/, what: "a cloud access key" },
  { pattern: /\bgh[pousr]_[A-Za-z0-9]{36,}\b/, what: "a code host token" },
  { pattern: /\b(sk|rk)_live_[A-Za-z0-9]{16,}\b/, what: "a payment key" },
  { pattern: /\bxox[abprs]-[A-Za-z0-9-]{10,}\b/, what: "a chat token" },
  { pattern: /\bAIza[0-9A-Za-z_-]{35}\b/, what: "an API key" },
  { pattern: /\beyJ[A-Za-z0-9_-]{20,}\.eyJ[A-Za-z0-9_-]{20,}\./, what: "a signed token" },
];

/** In our own sources also what merely looks like one: a literal behind such a name, or a fallback for a variable. */
// A value in capitals is the name of a variable.
const sourceShapes: { pattern: RegExp; what: string }[] = [
  {
    pattern:
      /\b\w*([Pp]assword|PASSWORD|[Ss]ecret|SECRET|[Aa]pi_?[Kk]ey|API_?KEY|[Tt]oken|TOKEN)\w*["']?\s*[:=]\s*["'`](?![A-Z_]+["'`])[A-Za-z0-9+/_=!@#%^&*-]{10,}["'`]/,
    what: "a literal that is named like a secret",
  },
  { pattern: /\bpostgres(ql)?:\/\/[^:@/\s"'`$]+:[^@/\s"'`$]{4,}@/, what: "a database URL with a password" },
  { pattern: /(PASSWORD|SECRET|API_KEY)\w*["'\]]*\s*(\?\?|\|\|)\s*["'`]\S/, what: "a fallback for a secret" },
];

/** No secret in the repository. Lock files hold hashes, and tests may invent passwords; real shapes are looked for everywhere. */
export const secrets: Rule = {
  name: "no secrets in the repository",
  check: (tree) => tree.files.filter(isScanned).flatMap((file) => scan(tree, file)),
};

/** The shapes themselves stand in this folder. */
export function isScanned(file: string): boolean {
  return !/^scripts\/boundaries\/|pnpm-lock\.yaml$|\.(png|jpe?g|webp|ico|woff2?|gz|zip)$/.test(file);
}

/** What a line holds that is a secret by its shape alone, whoever wrote it. */
export function shapesIn(text: string): string[] {
  return shapes.filter(({ pattern }) => pattern.test(text)).map(({ what }) => what);
}

function scan(tree: Tree, file: string): Violation[] {
  const isOurSource = /\.(tsx?|mjs|json|ya?ml|sql)$/.test(file) && !isTest(file);
  const wanted = isOurSource ? [...shapes, ...sourceShapes] : shapes;
  return tree
    .read(file)
    .split("\n")
    .flatMap((text, index) =>
      wanted
        .filter(({ pattern }) => pattern.test(text))
        .map(({ what }) => ({ file, line: index + 1, message: `this looks like ${what}` })),
    );
}
