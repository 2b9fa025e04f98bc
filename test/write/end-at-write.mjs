// node --import end-at-write.mjs …: ends the process, as a power cut would, at the step END_AT of those
// that change files; the others are counted in the file COUNT_IN.
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";

const endAt = Number(process.env.END_AT ?? "0");
const { writeFileSync } = fs;
let count = 0;

function step(before) {
  count += 1;
  if (count === endAt) {
    before?.();
    process.kill(process.pid, "SIGKILL");
  }
  if (endAt === 0) writeFileSync(process.env.COUNT_IN, String(count));
}

for (const name of ["mkdirSync", "renameSync", "rmSync", "rmdirSync"]) {
  const original = fs[name];
  fs[name] = (...args) => {
    step();
    return original(...args);
  };
}
fs.writeFileSync = (file, text, options) => {
  // Half of a text may be on the disk, too.
  step(() => writeFileSync(file, text.slice(0, text.length / 2), options));
  return writeFileSync(file, text, options);
};
syncBuiltinESMExports();
