import { test } from "vitest";
import { expectSameAsCold } from "./same-as-cold.js";

test.each([
  ["plain", "json"],
  ["plain", "two files"],
  ["gateway-plain", "yaml"],
  ["templates", "json"],
] as const)("%s (%s): what comes of edits is what a new process makes of it", (name, writing) =>
  expectSameAsCold(name, writing, { steps: 6, seed: 1 }),
);
