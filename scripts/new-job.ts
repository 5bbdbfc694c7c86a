// npm run new:job <type>: the folder of a new job type and its three index lines. It compiles and its test passes.
import { writeJob } from "./new-job/write-job.ts";
import { repository } from "./repository.ts";
import { run, tools } from "./test/run.ts";

const [type] = process.argv.slice(2);
try {
  if (!type) throw new Error("usage: npm run new:job <type>, for example npm run new:job close_restaurant");
  const written = writeJob({ root: repository, type });
  await run({ tool: tools.biome, args: ["check", "--write", "--log-level=error", ...written] });
  console.log(written.join("\n"));
  console.log("It signs in and reads the restaurant. docs/add-a-job-type.md says what comes next.");
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
