import { createHash } from "node:crypto";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";
import type { Bundle } from "./app.ts";

let built: Promise<Bundle> | undefined;

/** The browser code, bundled once per process and in memory only. */
export function readBundle(): Promise<Bundle> {
  built ??= build();
  return built;
}

async function build(): Promise<Bundle> {
  const result = await esbuild.build({
    entryPoints: [fileURLToPath(new URL("../client/main.tsx", import.meta.url))],
    outdir: "/",
    bundle: true,
    write: false,
    minify: true,
    format: "esm",
    target: "es2022",
    jsx: "automatic",
    define: { "process.env.NODE_ENV": '"production"' },
    logLevel: "silent",
  });
  // Its service process would otherwise stay for as long as we do.
  await esbuild.stop();
  const textOf = (suffix: string) => result.outputFiles.find((file) => file.path.endsWith(suffix))?.text ?? "";
  const script = textOf(".js");
  const style = textOf(".css");
  return { script, style, version: createHash("sha256").update(script).update(style).digest("hex").slice(0, 12) };
}
