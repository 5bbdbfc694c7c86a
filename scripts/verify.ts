// npm run verify: what to run before handing in. Needs neither a database nor a browser.
import { runStages } from "./test/run-stages.ts";
import { verifyStages } from "./test/stages.ts";

await runStages(verifyStages, process.argv.slice(2));
