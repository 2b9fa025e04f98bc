import type { Environment } from "./environment.js";

/** The region that the environment names as Amazon's own tools read it. */
export function readRegion(read: Environment, usual = "us-east-1"): string {
  return read.text("AWS_REGION", read.text("AWS_DEFAULT_REGION", usual));
}
