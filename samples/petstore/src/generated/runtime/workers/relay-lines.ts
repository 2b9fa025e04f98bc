import type { Readable } from "node:stream";
import type { LineOutput } from "../standard-output.js";

/**
 * Copies what a worker writes, whole lines at a time: processes that share a pipe get into one
 * another's lines as soon as these are long or the pipe is full.
 */
export function relayLines(from: Readable, to: LineOutput): void {
  let rest = "";
  from.setEncoding("utf8");
  from.on("data", (text: string) => {
    const end = text.lastIndexOf("\n") + 1;
    const lines = end === 0 ? "" : rest + text.slice(0, end);
    rest = end === 0 ? rest + text : text.slice(end);
    if (lines === "" || to.write(lines)) return;
    from.pause();
    to.once("drain", () => from.resume());
  });
  // Of a worker that was killed while it wrote.
  from.on("end", () => {
    if (rest !== "") to.write(`${rest}\n`);
  });
}
