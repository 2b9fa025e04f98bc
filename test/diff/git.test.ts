import { execFileSync } from "node:child_process";
import { realpathSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { printDiagnostics } from "../../src/diagnostics/print.js";
import { printChanges } from "../../src/diff/print/print-text.js";
import { diffDocuments, type DiffOptions, GitNameError } from "../../src/diff-documents.js";
import { temporaryFolder, writeFiles } from "../project/generate-into.js";

const HEAD = `openapi: 3.1.0
info: { title: Pets, version: "1" }
servers: [{ url: https://animals.example.com }]
`;
describe("git:REV:path", () => {
  const PET = (type: string) => `type: object\nproperties: { name: { type: ${type} } }\n`;
  const API = `${HEAD}paths:
  /pets:
    post:
      requestBody: { content: { application/json: { schema: { $ref: "./schemas/pet.yaml" } } } }
      responses: {}
`;
  let repository: string;

  function git(...args: readonly string[]): void {
    const settings = ["-c", "user.name=t", "-c", "user.email=t@example.com"];
    execFileSync("git", [...settings, "-c", "commit.gpgsign=false", ...args], { cwd: repository });
  }

  beforeAll(async () => {
    repository = realpathSync(await temporaryFolder());
    await writeFiles(repository, {
      "api/openapi.yaml": API,
      "api/schemas/pet.yaml": PET("string"),
      "api/outside.yaml": API.replace("./schemas/pet.yaml", "../secret.yaml"),
      "api/linked.yaml": API.replace("./schemas/pet.yaml", "./link.yaml"),
      "secret.yaml": PET("string"),
    });
    symlinkSync("schemas/pet.yaml", join(repository, "api/link.yaml"));
    git("init", "-q", "-b", "main");
    git("add", ".");
    git("commit", "-q", "-m", "first");
    git("tag", "first");
    await writeFiles(repository, { "api/schemas/pet.yaml": PET("integer") });
    git("commit", "-q", "-a", "-m", "second");
  });

  const diff = async (old: string, newer: string, options: Partial<DiffOptions> = {}) => {
    const result = await diffDocuments({ cwd: repository, ...options, old, new: newer });
    const { changes, reporter, source } = result;
    return changes === undefined
      ? printDiagnostics(reporter.diagnostics, source, { color: false })
      : printChanges(changes, source, { color: false });
  };

  test("what the document refers to comes from the same revision", async () => {
    const changes = await diff("git:first:api/openapi.yaml", "git:HEAD:api/openapi.yaml");
    expect(changes).toBe(`Breaking (1)
  breaking  POST /pets: schema pet.yaml: "name" is integer (was string)
            - git:first:api/schemas/pet.yaml:2:21
            + git:HEAD:api/schemas/pet.yaml:2:21

1 breaking
`);
    expect(await diff("git:HEAD:api/openapi.yaml", "api/openapi.yaml")).toBe("no changes\n");
    expect(await diff("git:HEAD~1:api/openapi.yaml", "api/openapi.yaml")).toContain("1 breaking");
  });

  test("a path is from the top of the repository, or from here with ./", async () => {
    const cwd = join(repository, "api");
    const [fromTop, fromHere] = await Promise.all([
      diff("git:first:api/openapi.yaml", "openapi.yaml", { cwd }),
      diff("git:first:./openapi.yaml", "openapi.yaml", { cwd }),
    ]);
    expect(fromHere).toContain("+ schemas/pet.yaml:2:21");
    expect(fromHere).toBe(fromTop);
  });

  test.each([
    ["git:nowhere:api/openapi.yaml", 'there is no revision "nowhere"'],
    ["git:first:api/none.yaml", 'revision "first" has no file "api/none.yaml"'],
    ["git:first:api", 'revision "first" has no file "api"'],
    ["git:first:../openapi.yaml", "the path leaves the repository"],
    ["git:first:/etc/passwd", "the path leaves the repository"],
    ["git:--output=x:api/openapi.yaml", 'a revision does not begin with "-"'],
    ["git:first", "write git:REV:path"],
    ["git::api/openapi.yaml", "write git:REV:path"],
    ["git:first:", "write git:REV:path"],
  ])("%s is refused, with what to do", async (name, said) => {
    const refused = await diff(name, "api/openapi.yaml").catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(GitNameError);
    expect((refused as Error).message).toContain(`${name}: ${said}`);
  });

  test("references stay in the document's folder there too", async () => {
    const said = await diff("git:HEAD:api/outside.yaml", "git:HEAD:api/outside.yaml");
    expect(said).toMatch(/^git:HEAD:api\/outside\.yaml:\d+:\d+ error reference-outside: /m);
    const allowed = { allowRefs: ["."] };
    expect(await diff("git:HEAD:api/outside.yaml", "api/outside.yaml", allowed)).toBe(
      "no changes\n",
    );
  });

  test("symbolic links are not followed at a revision, which is said", async () => {
    expect(await diff("git:HEAD:api/linked.yaml", "api/linked.yaml")).toContain(
      "a symbolic link, which is not followed at a revision",
    );
  });
});
