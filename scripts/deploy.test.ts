import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { DCLinter } from "dclint";
import { validate } from "dockerfile-utils";
import { expect, test } from "vitest";
import { z } from "zod";

type Linted = { messages: { type: string }[] };

const deploy = fileURLToPath(new URL("../deploy", import.meta.url));
const read = (file: string) => readFileSync(`${deploy}/${file}`, "utf8");

test("the compose file fits the schema and breaks no rule that is an error", () => {
  const results = new DCLinter({ rules: {}, quiet: true, debug: false, exclude: [] }).lintFiles(
    [`${deploy}/compose.yml`],
    false,
  );
  expect(results).toHaveLength(1);
  expect(results.flatMap(({ messages }: Linted) => messages.filter(({ type }) => type === "error"))).toEqual([]);
});

test("the Dockerfile has no fault, runs as somebody without rights, and keeps Chromium's sandbox", () => {
  const text = read("Dockerfile");
  expect(validate(text)).toEqual([]);
  expect(text).toMatch(/^USER node$/m);
  expect(`${text}${read("compose.yml")}`).not.toMatch(/no-sandbox|unconfined|privileged: true/);
});

/** Docker's format of a seccomp profile. */
const seccompSchema = z.strictObject({
  defaultAction: z.enum(["SCMP_ACT_ALLOW", "SCMP_ACT_ERRNO"]),
  architectures: z.array(z.string().regex(/^SCMP_ARCH_[A-Z0-9_]+$/)),
  syscalls: z.array(
    z.strictObject({
      comment: z.string(),
      names: z.array(z.string().regex(/^[a-z0-9_]+$/)).min(1),
      action: z.enum(["SCMP_ACT_ALLOW", "SCMP_ACT_ERRNO"]),
      errnoRet: z.number().int(),
    }),
  ),
});

test("the worker's seccomp profile leaves open what Chromium's sandbox is built with, and shuts the kernel's own doors", () => {
  const { syscalls } = seccompSchema.parse(JSON.parse(read("chromium-seccomp.json")));
  const shut = syscalls.filter(({ action }) => action === "SCMP_ACT_ERRNO").flatMap(({ names }) => names);
  for (const needed of ["clone", "clone3", "unshare", "chroot", "setns"]) expect(shut).not.toContain(needed);
  for (const danger of ["mount", "bpf", "kexec_load", "init_module", "keyctl", "io_uring_setup"])
    expect(shut).toContain(danger);
});

test("what the commands start is there, and so is every file that is mounted from here", () => {
  const compose = read("compose.yml");
  const repository = `${deploy}/..`;
  const commands = [...compose.matchAll(/command: \[node, ([^,\]]+)/g)].map(([, file = ""]) => file.trim());
  expect(commands.length).toBe(3);
  for (const file of commands) expect([file, globSync(file, { cwd: repository }).length]).toEqual([file, 1]);
  const mounted = [...compose.matchAll(/\.\/((?:grafana|prometheus|chromium)[^:"]*)/g)].map(([, file = ""]) => file);
  expect(mounted.length).toBeGreaterThan(3);
  for (const file of mounted) expect([file, globSync(file, { cwd: deploy }).length]).toEqual([file, 1]);
});
