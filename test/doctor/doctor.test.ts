import { expect, test } from "vitest";
import { readCompilerErrors } from "../../src/doctor/compiler-error.js";
import { groupErrors } from "../../src/doctor/group-errors.js";
import { compileProject } from "../../src/write/compile-project.js";
import { symlink } from "node:fs/promises";
import { join } from "node:path";
import { ROOT, temporaryFolder, writeFiles } from "../project/generate-into.js";

test("errors without a place are of the settings", () => {
  const printed = `error TS2688: Cannot find type definition file for 'node'.
  The file is in the program because: …
src/a.ts(1,2): error TS1005: ';' expected.
`;
  expect(readCompilerErrors(printed)).toEqual([
    {
      file: "tsconfig.json",
      line: 1,
      column: 1,
      code: "TS2688",
      message:
        "Cannot find type definition file for 'node'.\n  The file is in the program because: …",
    },
    { file: "src/a.ts", line: 1, column: 2, code: "TS1005", message: "';' expected." },
  ]);
});

test("a project without settings does not compile", async () => {
  const root = await temporaryFolder();
  await writeFiles(root, { "package.json": "{}" });
  await symlink(join(ROOT, "node_modules"), join(root, "node_modules"), "junction");
  const [error] = readCompilerErrors(compileProject(root) ?? "");
  expect(error).toMatchObject({ file: "tsconfig.json", message: expect.stringContaining("find") });
});

test("hooks are found by names with any characters", () => {
  const change = {
    kind: "authentication-changed",
    class: "risky",
    message: 'security scheme "$key" is another one',
    operations: [],
    places: [],
  } as const;
  const error = { file: "src/main.ts", line: 1, column: 1, code: "TS1", message: "'$key'" };
  const hooks = ["$key", "("].map((member) => ({ member, module: "./handlers/a.js" }));
  const [group] = groupErrors([error], hooks, [change as never]);
  expect([group?.hook?.member, group?.changes]).toEqual(["$key", [change]]);
});
