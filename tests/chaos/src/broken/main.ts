// The worker with one part replaced by a broken one (BROKEN_PART): to see that the suite notices.
import { registerHooks } from "node:module";
import { BREAKABLE, isBreakable } from "./parts.ts";

const root = new URL("../../../../", import.meta.url);
const part = process.env.BROKEN_PART ?? "";
if (process.env.APP_ENV !== "test" || !isBreakable(part)) throw new Error(`Nothing to break: BROKEN_PART=${part}`);
const real = new URL(BREAKABLE[part].module, root).href;
const broken = new URL(`./${part}.ts`, import.meta.url).href;

registerHooks({
  resolve: (specifier, context, next) => {
    const resolved = next(specifier, context);
    // The broken part itself may build on the real one.
    return resolved.url === real && context.parentURL !== broken ? { ...resolved, url: broken } : resolved;
  },
});
await import(new URL("apps/worker/src/main.ts", root).href);
