// The walls between the rooms, checked. Prints what breaks them; the exit code says whether anything does.
import { checkBoundaries } from "./boundaries/index.ts";
import { repository } from "./repository.ts";

const reports = await checkBoundaries(repository);
for (const { rule, violations } of reports) {
  for (const { file, line, message } of violations)
    console.error(`${line ? `${file}:${line}` : file}  ${message}  [${rule}]`);
}
const broken = reports.filter(({ violations }) => violations.length > 0).length;
console.log(`Boundaries: ${reports.length - broken} of ${reports.length} rules hold.`);
process.exitCode = broken > 0 ? 1 : 0;
