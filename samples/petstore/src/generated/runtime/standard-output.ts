import { destination } from "pino";

/** What writes lines to standard output without holding up whoever writes them. */
export type LineOutput = ReturnType<typeof destination>;

/** Standard output. What is written is in the order in which it is, if the process has only one of these. */
export function standardOutput(): LineOutput {
  return destination({ dest: 1, sync: false });
}
