import { describe, test } from "vitest";
import { expectSameAsCold } from "./same-as-cold.js";

const DOCUMENTS = [
  "clashes",
  "everything",
  "forms",
  "gateway-amazon",
  "gateway-plain",
  "handlers",
  "parameters",
  "plain",
  "templates",
  "tokens",
];

describe.each(["json", "yaml", "two files"] as const)("%s", (writing) => {
  test.each(DOCUMENTS)(
    "%s: however it is edited, what comes of it is what a new process makes of it",
    { timeout: 600_000 },
    (name) => expectSameAsCold(name, writing, { steps: 40, seed: 2 }),
  );
});
