import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { generate } from "../../src/index.js";
import { sampleDocument, temporaryFolder, writeFiles } from "../project/generate-into.js";
import { runCli } from "./run-cli.js";

let folder: string;
let petstore: string;
const generateIt = (...args: readonly string[]) =>
  runCli(folder, "generate", "openapi.yaml", "-o", "gateway", ...args);
const read = (file: string) => readFile(join(folder, "gateway", file), "utf8");

beforeEach(async () => {
  folder = await temporaryFolder();
  petstore = await sampleDocument("petstore");
  await writeFiles(folder, { "openapi.yaml": petstore });
  await generate({ document: "openapi.yaml", out: "gateway", cwd: folder });
});

/** The title is in package.json, as the project's name, and in README.md. */
const retitle = () =>
  writeFiles(folder, { "openapi.yaml": petstore.replace("title: Petstore", "title: Animals") });

test("package.json is merged by keys, by the program as it is built", async () => {
  const mine = (await read("package.json")).replace('"private": true', '"author": "Ann"');
  await writeFiles(folder, { "gateway/package.json": mine });
  await retitle();
  expect(generateIt()).toMatchObject({ code: 0, stderr: expect.stringContaining("1 merged") });
  expect(await read("package.json")).toBe(mine.replace("petstore-gateway", "animals-gateway"));
});

test("of a key that both changed the user's value stays, and that is said once", async () => {
  const mine = (await read("package.json")).replace("petstore-gateway", "zoo");
  await writeFiles(folder, { "gateway/package.json": mine });
  await retitle();
  const { code, stderr } = generateIt();
  expect(code).toBe(5);
  expect(stderr).toMatch(
    /^gateway\/package\.json:2:3 error conflicting-key: .*"animals-gateway"$/m,
  );
  expect(await read("package.json")).toBe(mine);
  expect(generateIt().code).toBe(0);
});

test("a conflict that is to come is told as one that is to come", async () => {
  await writeFiles(folder, {
    "gateway/README.md": (await read("README.md")).replace("# Petstore", "# Zoo"),
  });
  await retitle();
  const check = generateIt("--check");
  expect([check.code, check.stdout]).toEqual([
    3,
    expect.stringContaining("conflict README.md (spec changed)\n"),
  ]);
  expect(check.stderr).toContain("1 would be in conflict");
  const dry = generateIt("--dry-run");
  expect([dry.code, dry.stdout]).toEqual([0, expect.stringContaining("+<<<<<<< yours\n")]);
  for (const { stderr } of [check, dry]) expect(stderr).not.toContain("error");
  const { code, stderr } = generateIt();
  expect([code, stderr]).toEqual([
    5,
    expect.stringMatching(/^gateway\/README\.md:1:1 error merge-conflict: [^]*1 in conflict/),
  ]);
  const again = generateIt();
  expect([again.code, again.stderr]).toEqual([5, expect.stringContaining("1 conflict to decide")]);
});
