import { randomText } from "./random-text.js";

const ROOT = /(?:^|;)\s*Root=(1-[\da-f]{8}-[\da-f]{24})\s*(?:;|$)/i;
const PARENT = /(?:^|;)\s*Parent=([\da-f]{16})\s*(?:;|$)/i;
const SAMPLED = /(?:^|;)\s*Sampled=([01])\s*(?:;|$)/i;

/**
 * The value of `X-Amzn-Trace-Id` for whoever takes part in a request: the client's own, completed by
 * what it left out; a new one if it sent none, or none that is one.
 */
export function traceHeader(sent: string | undefined, receivedAt: number): string {
  const root = ROOT.exec(sent ?? "")?.[1];
  const parent = root === undefined ? undefined : PARENT.exec(sent ?? "")?.[1];
  const sampled = root === undefined ? undefined : SAMPLED.exec(sent ?? "")?.[1];
  // Amazon samples what has a parent, unless that says otherwise.
  const usual = parent === undefined ? "0" : "1";
  return `Root=${root ?? newRoot(receivedAt)};Parent=${parent ?? randomText(8, "hex")};Sampled=${sampled ?? usual}`;
}

/** `1-{seconds of the epoch}-{24 digits}`, all in hexadecimal. */
function newRoot(epochMs: number): string {
  const seconds = Math.floor(epochMs / 1000).toString(16);
  return `1-${seconds.padStart(8, "0")}-${randomText(12, "hex")}`;
}
