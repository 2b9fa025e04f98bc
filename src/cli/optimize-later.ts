import { setFlagsFromString } from "node:v8";

/** The setting by V8's major version; another version would say that it does not know it. */
const FLAGS: Readonly<Record<string, string>> = {
  11: "--interrupt-budget=1000000",
  12: "--invocation-count-for-turbofan=100000",
  13: "--invocation-count-for-turbofan=100000",
};

/**
 * Has V8 wait until code is much hotter before it compiles it anew. Its own threshold is for servers:
 * a run of two seconds spends nearly half of its CPU on machine code that it hardly uses.
 */
export function optimizeLater(): void {
  const flag = FLAGS[process.versions.v8.split(".")[0] ?? ""];
  if (flag !== undefined) setFlagsFromString(flag);
}
