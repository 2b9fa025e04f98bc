import { beforeAll, describe, expect, test } from "vitest";
import { runCli } from "../cli/run-cli.js";
import { temporaryFolder, writeFiles } from "../project/generate-into.js";

const HEAD = `openapi: 3.1.0
info: { title: Pets, version: "1" }
servers: [{ url: https://animals.example.com }]
`;
const OLD = `${HEAD}security: [{ key: [] }]
paths:
  /pets:
    get:
      operationId: listPets
      parameters: [{ name: limit, in: query, schema: { type: integer } }]
      responses: {}
components: { securitySchemes: { key: { type: apiKey, name: x-key, in: header } } }
`;
const OPEN = OLD.replace("security: [{ key: [] }]\n", "");
const STRICT = OLD.replace(
  "{ name: limit, in: query,",
  "{ name: limit, in: query, required: true,",
);
const RENAMED = OLD.replace("listPets", "findPets");
const POINTED = OLD.replace("animals.example.com", "beasts.example.com");

let folder: string;
beforeAll(async () => {
  folder = await temporaryFolder();
  await writeFiles(folder, {
    "old.yaml": OLD,
    "open.yaml": OPEN,
    "strict.yaml": STRICT,
    "renamed.yaml": RENAMED,
    "pointed.yaml": POINTED,
    "broken.yaml": OLD.replace("{ key: [] }]", "{ kee: [] }]"),
    "overlay.yaml": `overlay: 1.0.0
info: { title: Open it, version: "1" }
actions: [{ target: $.security, remove: true }]
`,
    "hostile.yaml": OLD.replace("name: limit", 'name: "a\\e[31m@all`b`"'),
    "hostile2.yaml": STRICT.replace("name: limit", 'name: "a\\e[31m@all`b`"'),
  });
});

const run = (...args: readonly string[]) => runCli(folder, "diff", ...args);

describe("what is printed", () => {
  test("documents that make the same gateway have no changes", () => {
    expect(run("old.yaml", "old.yaml")).toEqual({ code: 0, stdout: "no changes\n", stderr: "" });
  });

  test("text: removed auth first, lines of both documents, counts at the end", () => {
    const { code, stdout, stderr } = run("old.yaml", "open.yaml");
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toBe(`Auth removed or weakened (1)
  breaking  GET /pets: anybody may call it, without key
            - old.yaml:4:1
            + open.yaml:6:5

1 breaking
`);
  });

  test("markdown, for a comment on a pull request", () => {
    expect(run("old.yaml", "strict.yaml", "--format", "markdown").stdout)
      .toBe(`### Gateway: 1 breaking

#### Breaking (1)

- **breaking** \`GET /pets\`: query limit is now required<br>\`old.yaml:9:20\` → \`strict.yaml:9:20\`
`);
    const safe = run("old.yaml", "renamed.yaml", "--format", "markdown").stdout;
    expect(safe).toContain("<details><summary>Safe (1)</summary>\n\n- **safe** `GET /pets`: ");
    expect(run("old.yaml", "old.yaml", "--format", "markdown").stdout).toBe(
      "### Gateway: no changes\n",
    );
  });

  test("--json, which is --format json, is one object", () => {
    const { stdout, code } = run("old.yaml", "pointed.yaml", "--json");
    expect(run("old.yaml", "pointed.yaml", "--format", "json").stdout).toBe(stdout);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual({
      changes: [
        {
          class: "risky",
          kind: "upstream",
          message: "upstream moved: https://animals.example.com → https://beasts.example.com",
          operations: ["GET /pets"],
          places: [
            {
              old: { file: "old.yaml", pointer: "/servers/0/url", line: 3, column: 18 },
              new: { file: "pointed.yaml", pointer: "/servers/0/url", line: 3, column: 18 },
            },
          ],
        },
      ],
      counts: { breaking: 0, risky: 1, safe: 0 },
      diagnostics: [],
    });
  });

  test("nothing of a document acts on a terminal, or as Markdown", () => {
    const text = run("hostile.yaml", "hostile2.yaml").stdout;
    expect(text).toContain("\\u{1b}[31m");
    expect(text).not.toContain("\u001B");
    const comment = run("hostile.yaml", "hostile2.yaml", "--format", "markdown").stdout;
    expect(comment).toContain("\\@all\\`b\\`");
    expect(comment).not.toContain("\u001B");
  });

  test("--help says what it takes", () => {
    const { stdout } = run("--help");
    for (const word of ["git:REV:path", "--fail-on", "markdown", "--overlay", "Examples:"]) {
      expect(stdout).toContain(word);
    }
  });
});

describe("exit codes", () => {
  test.each([
    ["open.yaml", "breaking", 6],
    ["pointed.yaml", "breaking", 0],
    ["strict.yaml", "risky", 6],
    ["renamed.yaml", "risky", 0],
    ["renamed.yaml", "any", 6],
    ["old.yaml", "any", 0],
  ])("%s with --fail-on %s ends with %d", (newer, failOn, code) => {
    expect(run("old.yaml", newer, "--fail-on", failOn).code).toBe(code);
  });

  test("a document with errors: its problems, and 1", () => {
    const { code, stdout, stderr } = run("old.yaml", "broken.yaml", "--fail-on", "any");
    expect([code, stdout]).toEqual([1, ""]);
    expect(stderr).toMatch(/^broken\.yaml:4:14 error undefined-security-scheme: /m);
    const json = run("broken.yaml", "old.yaml", "--json");
    expect(json.code).toBe(1);
    expect(JSON.parse(json.stdout)).toMatchObject({
      diagnostics: [{ code: "undefined-security-scheme", line: 4 }],
    });
    expect(JSON.parse(json.stdout)).not.toHaveProperty("changes");
  });

  test.each([
    [["old.yaml"], "Not enough"],
    [["old.yaml", "open.yaml", "--fail-on", "all"], "fail-on"],
    [["old.yaml", "open.yaml", "--json", "--format", "markdown"], "cannot go with"],
    [["git:HEAD:old.yaml", "open.yaml"], "this is not in a git repository"],
  ])("%j is a mistake of usage", (args, said) => {
    const { code, stdout, stderr } = run(...args);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(said);
  });

  test("overlays are applied to both documents", () => {
    expect(run("old.yaml", "open.yaml", "--overlay", "overlay.yaml").stdout).toContain(
      "no changes",
    );
  });
});
