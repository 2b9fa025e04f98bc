import { expect, test } from "vitest";
import { Reporter } from "../../src/diagnostics/reporter.js";
import { toGithub } from "../../src/diagnostics/to-github.js";
import { toSarif } from "../../src/diagnostics/to-sarif.js";
import { textSources } from "./text-sources.js";

const text = "a: 1\nb: 2\nc: 3\n";
const sources = textSources({ "dir/a, b:c.yaml": text });
const place = (found: string) => ({
  file: "dir/a, b:c.yaml",
  pointer: "",
  offset: text.indexOf(found),
});

function reported() {
  const reporter = new Reporter();
  reporter.report("duplicate-key", place("b"), { key: "50%\n::error::x" }, [
    { at: place("a"), message: "it stands here first" },
  ]);
  reporter.report("ambiguous-number", place("1"), { written: "010", read: "10" });
  reporter.report("ambiguous-number", place("3"), { written: "07", read: "7" });
  reporter.report("file-not-found", undefined, { file: "x" });
  reporter.report("no-server", place("c"), { server: undefined, key: "servers" });
  return reporter.diagnostics;
}

test("workflow commands are a line each, and nothing of a document's ends one", () => {
  const commands = toGithub(reported(), sources, (file) => `repo/${file}`).split("\n");
  expect(commands.slice(0, 3)).toEqual([
    `::error title=file-not-found::there is no file "x"%0Ahelp: check the name, and the folder it is relative to`,
    `::warning file=repo/dir/a%2C b%3Ac.yaml,line=1,col=4,title=ambiguous-number::"010" is read as the number 10 (and 1 more like it)%0Ahelp: write '010' with quotes if text is meant%0Aalso at: 3:4`,
    String.raw`::error file=repo/dir/a%2C b%3Ac.yaml,line=2,col=1,title=duplicate-key::the key "50%25\n::error::x" stands twice in the same object%0Ahelp: merge the two, or remove one`,
  ]);
  expect(commands[3]).toMatch(/^::notice file=.*,title=no-server::/);
  expect(commands.slice(4)).toEqual([""]);
});

test("SARIF has the rules that were broken, and a result with its places for each problem", () => {
  const log = toSarif(reported(), sources, { version: "1.2.3", fileName: (file) => file });
  expect(log).toMatchObject({ version: "2.1.0", $schema: expect.stringContaining("sarif-2.1.0") });
  const [run] = log.runs;
  const rules = run?.tool.driver.rules ?? [];
  expect(rules.map(({ id }) => id)).toEqual([
    "ambiguous-number",
    "duplicate-key",
    "file-not-found",
    "no-server",
  ]);
  expect(rules[1]).toMatchObject({
    shortDescription: { text: "Duplicate key" },
    defaultConfiguration: { level: "error" },
  });
  const results = run?.results ?? [];
  for (const { ruleId, ruleIndex = -1 } of results) expect(rules[ruleIndex]?.id).toBe(ruleId);
  const at = (startLine: number, startColumn: number) => ({
    physicalLocation: {
      artifactLocation: { uri: "dir/a%2C%20b%3Ac.yaml" },
      region: { startLine, startColumn },
    },
  });
  expect(
    results.map(({ level, locations, relatedLocations, occurrenceCount }) => ({
      level,
      locations,
      relatedLocations,
      occurrenceCount,
    })),
  ).toEqual([
    { level: "error", occurrenceCount: 1 },
    {
      level: "warning",
      locations: [at(1, 4)],
      relatedLocations: [{ id: 0, ...at(3, 4), message: { text: "also here" } }],
      occurrenceCount: 2,
    },
    {
      level: "error",
      locations: [at(2, 1)],
      relatedLocations: [{ id: 0, ...at(1, 1), message: { text: "it stands here first" } }],
      occurrenceCount: 1,
    },
    { level: "note", locations: [at(3, 1)], occurrenceCount: 1 },
  ]);
});
