import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

// node --expose-gc run-templates.mjs MODULE TEMPLATE EVENT: renders a template again and again by the
// module's `prepare`. Prints what it renders, the microseconds of CPU that this takes once it is warm,
// with a body that was read before and with one that was not, and the bytes that it allocates.

/** How long each way gets warm, and how long it is measured. */
const CPU_MS = 500;

/** How much is allocated between two looks at the heap: much less than may be before a collection. */
const BATCH_BYTES = 8e6;
const BATCHES = 15;

const [module, template, event] = process.argv.slice(2);
const { prepare } = await import(pathToFileURL(module).href);
const { scope, render } = prepare(
  readFileSync(template, "utf8"),
  JSON.parse(readFileSync(event, "utf8")),
);
const prepared = scope();
const output = render(prepared);
const cpu = measure(() => render(prepared));
const allocated = measureHeap(() => render(prepared));
const cpuWithBody = measure(() => render(scope()));
process.stdout.write(JSON.stringify({ output, cpu, cpuWithBody, allocated }));

/** Whoever sends a text needs it in one piece, which counting its bytes makes of it. */
function measure(run) {
  const pass = (ms) => {
    const before = process.cpuUsage();
    for (let times = 0; ;) {
      for (let index = 0; index < 100; index += 1) Buffer.byteLength(run());
      times += 100;
      const { user, system } = process.cpuUsage(before);
      if (user + system >= ms * 1000) return (user + system) / times;
    }
  };
  pass(CPU_MS);
  return pass(CPU_MS);
}

function measureHeap(run) {
  let bytes = 50 * output.length;
  const found = [];
  for (let batch = 0; batch < BATCHES; batch += 1) {
    const times = Math.ceil(BATCH_BYTES / bytes);
    globalThis.gc();
    const before = process.memoryUsage().heapUsed;
    for (let index = 0; index < times; index += 1) Buffer.byteLength(run());
    bytes = (process.memoryUsage().heapUsed - before) / times;
    found.push(bytes);
  }
  return found.toSorted((a, b) => a - b)[Math.floor(BATCHES / 2)];
}
