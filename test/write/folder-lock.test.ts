import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { LOCK, lockFolder } from "../../src/write/folder-lock.js";
import {
  filesBelow,
  generateInto,
  sampleDocument,
  temporaryFolder,
  writeFiles,
} from "../project/generate-into.js";

let root: string;
beforeEach(async () => {
  root = await temporaryFolder();
});

test("one process at a time has it", async () => {
  const release = lockFolder(root);
  expect(lockFolder(root)).toEqual({ holder: `process ${process.pid}` });
  if (typeof release === "function") release();
  expect(await filesBelow(root)).toEqual(new Map());
  expect(typeof lockFolder(root)).toBe("function");
});

test("the lock of a process that has ended is nobody's", async () => {
  const ended = spawn(process.execPath, ["-e", ""]);
  await once(ended, "exit");
  await writeFiles(root, { [LOCK]: JSON.stringify({ process: ended.pid, host: hostname() }) });
  expect(typeof lockFolder(root)).toBe("function");
});

test("nobody gives back what another one has", async () => {
  const release = lockFolder(root);
  const other = JSON.stringify({ process: process.ppid, host: hostname() });
  await writeFiles(root, { [LOCK]: other });
  if (typeof release === "function") release();
  expect(await readFile(join(root, LOCK), "utf8")).toBe(other);
});

test("nothing stays of a lock that was taken over", async () => {
  await writeFiles(root, { [LOCK]: JSON.stringify({ process: 0x7fffffff, host: hostname() }) });
  const release = lockFolder(root);
  expect([...(await filesBelow(root)).keys()]).toEqual([LOCK]);
  if (typeof release === "function") release();
  expect(await filesBelow(root)).toEqual(new Map());
});

test("that of another machine is held", async () => {
  await writeFiles(root, { [LOCK]: JSON.stringify({ process: 1, host: "elsewhere" }) });
  expect(lockFolder(root)).toEqual({ holder: "a process on elsewhere" });
});

test("one that was never written is nobody's", async () => {
  await writeFiles(root, { [LOCK]: '{"proc' });
  expect(typeof lockFolder(root)).toBe("function");
});

test("a run that finds the folder taken writes nothing, and says who has it", async () => {
  const document = await sampleDocument("petstore");
  await generateInto(root, document);
  const before = await filesBelow(root);
  const lock = join(root, "gateway", LOCK);
  await writeFile(lock, JSON.stringify({ process: process.pid, host: hostname() }));
  // Nothing to write: nobody needs the folder.
  const { generate } = await import("../../src/index.js");
  const run = () => generate({ document: "openapi.yaml", out: "gateway", cwd: root });
  expect((await run()).reporter.diagnostics).toEqual([]);
  await writeFiles(root, { "openapi.yaml": document.replaceAll("/pets", "/animals") });
  const { changes, reporter } = await run();
  expect(changes).toBeUndefined();
  expect(reporter.diagnostics).toMatchObject([
    { code: "folder-locked", message: `process ${process.pid} is writing this project just now` },
  ]);
  await writeFile(lock, await readFile(lock, "utf8"));
  expect((await filesBelow(root)).get("gateway/src/generated/gateway.ts")).toBe(
    before.get("gateway/src/generated/gateway.ts"),
  );
});
