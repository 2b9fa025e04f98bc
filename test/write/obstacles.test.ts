import { writeFileSync } from "node:fs";
import {
  chmod,
  mkdir,
  readdir,
  readFile,
  readlink,
  rename,
  rm,
  stat,
  symlink,
  writeFile,
} from "node:fs/promises";
import { dirname, join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { Reporter } from "../../src/diagnostics/reporter.js";
import { ejectFile } from "../../src/write/eject-file.js";
import { hashOf } from "../../src/write/manifest.js";
import { ProjectFolder } from "../../src/write/project-folder.js";
import { type RenderedFile, writeProject } from "../../src/write/write-project.js";
import { filesBelow, temporaryFolder, writeFiles } from "../project/generate-into.js";

let root: string;
beforeEach(async () => {
  root = join(await temporaryFolder(), "project");
});

const generated = (path: string, text: string): RenderedFile => ({
  path: `src/generated/${path}`,
  owner: "generated",
  text: () => text,
});

const FILES = [generated("gateway.ts", "1\n"), generated("routes/a.ts", "a\n")];

async function write(files: readonly RenderedFile[], dryRun = false) {
  const reporter = new Reporter();
  const options = {
    dryRun,
    check: false,
    discardEdits: false,
    sameDocument: false,
    name: "gateway",
  };
  const origin = { version: "1.0.0", document: "../openapi.yaml", options: [], inputs: {} };
  const project = { files, hooks: [], origin };
  const { changes } = await writeProject(root, project, options, reporter);
  return {
    changes: changes?.map(({ path, change }) => ({ path, change })),
    codes: reporter.diagnostics.map(({ code }) => code),
  };
}

describe("something is in the way", () => {
  test.each([
    ["a folder in place of a file", "src/generated/gateway.ts", "foreign-file"],
    ["a folder in place of the manifest", ".gatewright/manifest.json", "foreign-file"],
  ])("%s", async (_what, path, code) => {
    await mkdir(join(root, path), { recursive: true });
    expect(await write(FILES)).toEqual({ changes: undefined, codes: [code] });
    expect(await filesBelow(root)).toEqual(new Map());
  });

  test.each([
    ["a file in place of a folder", "src/generated/routes", ["foreign-file"]],
    ["a file in place of all folders", "src", ["foreign-file", "foreign-file"]],
    ["a file in place of the project", "", ["foreign-file"]],
  ])("%s", async (_what, path, codes) => {
    const file = join(root, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, "mine\n");
    expect(await write(FILES)).toEqual({ changes: undefined, codes });
    expect(await readFile(file, "utf8")).toBe("mine\n");
  });

  test.each([
    ["a folder that is a link", "src/generated/routes", "routes/a.ts"],
    ["a file that is a link", "src/generated/gateway.ts", "gateway.ts"],
    ["a link in place of the manifest's folder", ".gatewright", "manifest.json"],
  ])("%s", async (_what, path) => {
    const elsewhere = await temporaryFolder();
    await mkdir(dirname(join(root, path)), { recursive: true });
    await symlink(elsewhere, join(root, path));
    expect(await write(FILES)).toEqual({ changes: undefined, codes: ["outside-folder"] });
    expect(await readdir(elsewhere)).toEqual([]);
    expect(await filesBelow(root)).toEqual(new Map());
  });

  test("a link in place of the folder of bases, for ejecting too", async () => {
    const elsewhere = await temporaryFolder();
    await write(FILES);
    await symlink(elsewhere, join(root, ".gatewright/base"));
    const scaffold: RenderedFile = { path: "Dockerfile", owner: "scaffold", text: () => "FROM\n" };
    expect((await write([...FILES, scaffold])).codes).toEqual(["outside-folder"]);
    const reporter = new Reporter();
    expect(ejectFile(root, "src/generated/gateway.ts", undefined, reporter)).toBe(false);
    expect(reporter.diagnostics.map(({ code }) => code)).toEqual(["outside-folder"]);
    expect(await readdir(elsewhere)).toEqual([]);
    expect(await readFile(join(root, "src/generated/gateway.ts"), "utf8")).toBe("1\n");
  });

  test("a link in place of a temporary file is not written through", async () => {
    const elsewhere = join(await temporaryFolder(), "precious.txt");
    await writeFile(elsewhere, "precious\n");
    const link = join(root, "src/generated/gateway.ts.gatewright-new");
    await mkdir(dirname(link), { recursive: true });
    await symlink(elsewhere, link);
    expect((await write(FILES)).codes).toEqual([]);
    expect(await readFile(elsewhere, "utf8")).toBe("precious\n");
    expect(await readFile(join(root, "src/generated/gateway.ts"), "utf8")).toBe("1\n");
    await expect(readlink(link)).rejects.toThrow();
  });

  test("the project's folder itself may be a link", async () => {
    const elsewhere = await temporaryFolder();
    await symlink(elsewhere, root);
    expect((await write(FILES)).codes).toEqual([]);
    expect([...(await filesBelow(elsewhere)).keys()]).toContain("src/generated/gateway.ts");
  });

  test("the operating system refuses, and nothing of before is lost", async () => {
    await write(FILES);
    const before = await filesBelow(root);
    const impossible = generated(`routes/${"x".repeat(300)}.ts`, "x\n");
    const { changes, codes } = await write([generated("gateway.ts", "2\n"), impossible]);
    expect([changes, codes]).toEqual([undefined, ["folder-unwritable"]]);
    expect(await filesBelow(root)).toEqual(before);
    // Short enough to be looked for, too long with the ending of a temporary file.
    const unwritable = generated(`routes/${"x".repeat(245)}.ts`, "x\n");
    const second = await write([generated("gateway.ts", "2\n"), unwritable]);
    expect(second.codes).toEqual(["folder-unwritable"]);
    expect(await filesBelow(root)).toEqual(before);
  });
});

describe("the manifest", () => {
  test.each(["", "{", "[]", "null", "5", "{}", '{"files": "x"}', '{"files": {"a": 1}}'])(
    "%j is none, and is written anew",
    async (text) => {
      await write(FILES);
      const before = await filesBelow(root);
      await writeFiles(root, { ".gatewright/manifest.json": text });
      const { changes, codes } = await write(FILES);
      expect(codes).toEqual(["rebuilt-manifest"]);
      expect(changes?.map(({ change }) => change)).toEqual(["unchanged", "unchanged"]);
      expect(await filesBelow(root)).toEqual(before);
    },
  );

  test("leads to no file that is not generated", async () => {
    const names = [
      "../precious.txt",
      "src/generated/../../package.json",
      "src/generated/..\\..\\package.json",
      "src/generated/\0",
      "README.md",
    ];
    const files = Object.fromEntries(names.map((name) => [name, ""]));
    await writeFiles(root, {
      ".gatewright/manifest.json": JSON.stringify({ files }),
      "../precious.txt": "",
      "package.json": "",
      "README.md": "",
    });
    expect((await write(FILES)).codes).toEqual([]);
    const before = Object.fromEntries(names.map((name) => [name, hashOf("")]));
    const journal = { isWhole: true, written: names, removed: names, before };
    await writeFiles(root, { ".gatewright/journal.json": JSON.stringify(journal) });
    expect((await write(FILES)).codes).toEqual([]);
    for (const name of ["../precious.txt", "package.json", "README.md"]) {
      expect(await readFile(join(root, name), "utf8")).toBe("");
    }
  });

  test("tells nothing of a file that is no hook", async () => {
    await writeFiles(root, {
      "../precious.txt": "precious\n",
      ".gatewright/manifest.json": JSON.stringify({
        files: {},
        hooks: { leak: { module: "./../../../precious.js" } },
      }),
    });
    await rename(join(root, "../precious.txt"), join(root, "../precious.ts"));
    expect((await write(FILES)).codes).toEqual(["rebuilt-manifest"]);
  });
});

describe("a run that was interrupted", () => {
  const [PLAIN, EDITED] = ["src/hooks/plain.ts", "src/hooks/edited.ts"];
  const MANIFEST = ".gatewright/manifest.json";

  /** One that had its texts on the disk, and had put none of them in place. */
  async function interrupt(): Promise<void> {
    await write(FILES);
    const paths = [PLAIN, EDITED, `.gatewright/base/${EDITED}.base`, MANIFEST];
    const manifest = await readFile(join(root, MANIFEST), "utf8");
    const olds = paths.map((path) => [path, path === MANIFEST ? manifest : "old\n"]);
    const news = olds.map(([path = "", old = ""]) => [
      `${path}.gatewright-new`,
      path === MANIFEST ? old : "new\n",
    ]);
    const before = Object.fromEntries(olds.map(([path, old = ""]) => [path, hashOf(old)]));
    const journal = { isWhole: true, written: paths, removed: [], before };
    await writeFiles(root, {
      ...Object.fromEntries([...olds, ...news]),
      ".gatewright/journal.json": JSON.stringify(journal),
    });
  }

  const readAll = async () => {
    const files = await filesBelow(root);
    expect([...files.keys()].filter((path) => /journal|gatewright-new$/.test(path))).toEqual([]);
    return [PLAIN, EDITED, `.gatewright/base/${EDITED}.base`].map((path) => files.get(path));
  };

  test("is finished, but for what somebody changed since", async () => {
    await interrupt();
    await writeFiles(root, { [EDITED]: "mine\n" });
    expect((await write(FILES)).codes).toEqual([]);
    expect(await readAll()).toEqual(["new\n", "mine\n", "old\n"]);
  });

  test("is given up once the project is another one", async () => {
    await interrupt();
    const manifest = await readFile(join(root, MANIFEST), "utf8");
    await writeFiles(root, { [MANIFEST]: manifest.replace("1.0.0", "0.9.9") });
    expect((await write(FILES)).codes).toEqual([]);
    expect(await readAll()).toEqual(["old\n", "old\n", "old\n"]);
  });

  test("is finished before a file is ejected", async () => {
    await interrupt();
    expect(ejectFile(root, "src/generated/gateway.ts", undefined, new Reporter())).toBe(true);
    expect(await readAll()).toEqual(["new\n", "new\n", "new\n"]);
  });
});

test("what somebody writes while a run plans is not replaced", async () => {
  await write(FILES);
  const edit = () => writeFileSync(join(root, "src/generated/gateway.ts"), "mine\n");
  const late: RenderedFile = {
    path: "README.md",
    owner: "scaffold",
    text: () => (edit(), "read me\n"),
  };
  const { codes } = await write([generated("gateway.ts", "2\n"), late]);
  expect(codes).toEqual(["edited-file"]);
  expect(new ProjectFolder(root).read("src/generated/gateway.ts")).toBe("mine\n");
});

test("who may read and run a file stays as it was", async () => {
  await write(FILES);
  await chmod(join(root, "src/generated/gateway.ts"), 0o700);
  await write([generated("gateway.ts", "2\n"), ...FILES.slice(1)]);
  const { mode } = await stat(join(root, "src/generated/gateway.ts"));
  // Windows knows of nothing but writing.
  expect(mode & 0o777).toBe(process.platform === "win32" ? 0o666 : 0o700);
});

test("a file of an editor's or of a system's among the bases is no ejected file", async () => {
  await write(FILES);
  await writeFiles(root, { ".gatewright/base/src/generated/.DS_Store": "" });
  expect((await write(FILES)).codes).toEqual([]);
});

test("a file that only its case sets apart from the one before is no other file", async () => {
  await write(FILES);
  // As it is found where upper and lower case are the same.
  await writeFiles(root, { "src/generated/routes/A.ts": "a\n" });
  const { changes, codes } = await write([
    generated("gateway.ts", "1\n"),
    generated("routes/A.ts", "A\n"),
  ]);
  expect(codes).toEqual([]);
  expect(changes).toContainEqual({ path: "src/generated/routes/a.ts", change: "removed" });
  expect(await readFile(join(root, "src/generated/routes/A.ts"), "utf8")).toBe("A\n");
});

describe("what is gone from the document", () => {
  test("goes with the folder that it leaves empty", async () => {
    await write(FILES);
    const { changes } = await write(FILES.slice(0, 1));
    expect(changes).toContainEqual({ path: "src/generated/routes/a.ts", change: "removed" });
    expect(await readdir(join(root, "src/generated"))).toEqual(["gateway.ts"]);
  });

  test("leaves a folder with somebody else's files", async () => {
    await write(FILES);
    await writeFiles(root, { "src/generated/routes/notes.txt": "mine\n" });
    await write(FILES.slice(0, 1));
    expect(await readdir(join(root, "src/generated/routes"))).toEqual(["notes.txt"]);
  });

  test("stays, with all the rest, if it was edited", async () => {
    await write(FILES);
    await writeFiles(root, { "src/generated/routes/a.ts": "mine\n" });
    expect(await write([generated("gateway.ts", "2\n")])).toEqual({
      changes: undefined,
      codes: ["edited-file"],
    });
    expect(await readFile(join(root, "src/generated/gateway.ts"), "utf8")).toBe("1\n");
  });
});

test("a dry run writes nothing, and finds what a run would do", async () => {
  const dry = await write(FILES, true);
  await expect(stat(root)).rejects.toThrow();
  expect(dry).toEqual(await write(FILES));
  expect(dry.changes?.map(({ change }) => change)).toEqual(["created", "created"]);
});

test("what did not change is not written again", async () => {
  await write(FILES);
  const times = async () => {
    const paths = [...(await filesBelow(root)).keys()];
    return Promise.all(paths.map(async (path) => (await stat(join(root, path))).mtimeMs));
  };
  const before = await times();
  expect(before.length).toBe(3);
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect((await write(FILES)).changes?.map(({ change }) => change)).toEqual([
    "unchanged",
    "unchanged",
  ]);
  expect(await times()).toEqual(before);
  await rm(join(root, "src/generated/gateway.ts"));
  expect((await write(FILES)).changes?.map(({ change }) => change)).toEqual([
    "created",
    "unchanged",
  ]);
});
