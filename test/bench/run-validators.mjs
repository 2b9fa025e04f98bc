import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

// node run-validators.mjs MODULE SCHEMAS: checks all examples of body schemas by the module's
// `validators`, again and again. Prints the verdicts, and the milliseconds of CPU that all examples
// take once it is warm.

/** How long it gets warm, and how long it is measured. */
const CPU_MS = 1000;

const [module, schemas] = process.argv.slice(2);
const { validators } = await import(pathToFileURL(module).href);
const { examples } = JSON.parse(readFileSync(schemas, "utf8"));
const verdicts = examples.map(({ schema, value }) => validators[schema](value));
measure();
process.stdout.write(JSON.stringify({ verdicts, cpu: measure() }));

function measure() {
  const before = process.cpuUsage();
  for (let passes = 1; ; passes += 1) {
    for (const { schema, value } of examples) validators[schema](value);
    const { user, system } = process.cpuUsage(before);
    const spent = (user + system) / 1000;
    if (spent >= CPU_MS) return spent / passes;
  }
}
