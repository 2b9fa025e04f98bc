// Loaded into each Node process of a command that is measured (NODE_OPTIONS): notes at its end what
// memory it held at most, in kilobytes.
const { appendFileSync } = require("node:fs");

process.on("exit", () => {
  appendFileSync(process.env.BENCH_MEMORY, `${process.resourceUsage().maxRSS}\n`);
});
