import { expect, test } from "vitest";
import { Reporter } from "../../src/diagnostics/reporter.js";
import { loadVariables } from "../../src/load/load-variables.js";
import { temporaryFolder } from "./temporary-folder.js";

async function load(file: string, text: string) {
  const reporter = new Reporter();
  const cwd = temporaryFolder({ [file]: text });
  const { values, locate } = await loadVariables(file, cwd, reporter);
  const problems = reporter.diagnostics.map(({ code, at }) => {
    const { line, column } = (at && locate(at)) ?? {};
    return `${line}:${column} ${code}`;
  });
  return { values, problems };
}

test.each([
  [`a = "https://x" # prod`, "https://x"],
  [`a = "https://x" // prod`, "https://x"],
  [`a="x" /* prod */`, "x"],
  [`a = "x # y // z"`, "x # y // z"],
  [`a = 'x' # prod`, "x"],
  [String.raw`a = 'C:\'`, "C:\\"],
  [String.raw`a = "say \"hi\" \\ \n"`, String.raw`say "hi" \ \n`],
  [`a = https://x/#top # prod`, "https://x/#top"],
  [`a = 5000 // ms`, "5000"],
  [`export a=b=c`, "b=c"],
  [`a =`, ""],
  [`a = # nothing`, ""],
  [`/* a = 1\n\n a = 2 */\na = 3`, "3"],
  [`a = "arn:x/*"\nb = "*/"`, "arn:x/*"],
])("%j", async (text, value) => {
  const { values, problems } = await load("a.tfvars", text);
  expect([values["a"], problems]).toEqual([value, []]);
});

test.each([
  ["a.tfvars", `/* 1\n2 */\na = "x" y\n\nb`, ["3:1 malformed-variable", "5:1 malformed-variable"]],
  ["a.env", `a='x\n`, ["1:1 malformed-variable"]],
  ["a.yaml", "a: 1\nb: [2]\nc: {\n", ["4:1 invalid-yaml"]],
  ["b.yaml", "a: 1\nb: [2]\n", ["2:1 malformed-variable"]],
  ["a.json", `[\n{ "ParameterKey": "a" }]`, ["2:1 malformed-variable"]],
  ["b.json", "1", ["1:1 malformed-variable"]],
])("%s has problems at their places: %j", async (file, text, expected) => {
  expect((await load(file, text)).problems).toEqual(expected);
});
