import { beforeAll, expect, test } from "vitest";
import { linkPackages, makeRepository, type Repository } from "../regeneration/repository.js";
import { FIRST, type Part, WRITTEN } from "../regeneration/versions.js";
import { runCli } from "./run-cli.js";

let repository: Repository;
const doctor = (...args: readonly string[]) =>
  runCli(repository.folder, "doctor", "gateway", ...args);
const writeDocument = (document: Part) =>
  repository.write({ "../openapi.json": `${JSON.stringify(document, null, 2)}\n` });

beforeAll(async () => {
  repository = await makeRepository();
  await writeDocument(FIRST);
  await repository.generate();
  await repository.write(WRITTEN);
});

test("needs a project, with its compiler", () => {
  expect(runCli(repository.folder, "doctor")).toMatchObject({
    code: 2,
    stderr: expect.stringContaining(". is no project of gatewright's: name the folder of one"),
  });
  expect(doctor()).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("gateway: TypeScript is not installed there; run npm install"),
  });
});

test("says when there is nothing to say", async () => {
  await linkPackages(repository);
  repository.commit("the first version");
  expect(doctor()).toEqual({ code: 0, stdout: "The project compiles.\n", stderr: "" });
});

test("groups errors by the changes that caused them", async () => {
  const document: Part = structuredClone(FIRST);
  document.components.schemas.Order.properties.note = { type: "integer" };
  document.paths["/orders"].post.operationId = "createOrder";
  delete document.paths["/orders/{id}"].get.security;
  delete document.components.securitySchemes;
  await writeDocument(document);
  await repository.generate();
  const { code, stdout } = doctor();
  expect(code).toBe(1);
  const titles = stdout.split("\n").filter((line) => /^\S/.test(line));
  expect(titles).toEqual([
    "POST /orders (addOrder)",
    "GET /orders/{id} (getOrder)",
    "partner",
    "6 errors. The document is compared with git:HEAD:openapi.json; --since REV names another revision.",
  ]);
  expect(stdout).toMatch(
    /^POST \/orders \(addOrder\)\n {2}risky: operation addOrder → createOrder: .*\n(?: {2}breaking: .*\n)* {2}src\/hooks\/handlers\/addOrder\.ts:3:30 TS2339: /m,
  );
  expect(stdout).toMatch(
    /^GET \/orders\/\{id\} \(getOrder\)\n(?: {2}breaking: .*\n)* {2}src\/hooks\/handlers\/getOrder\.ts:\d+:\d+ TS2322: /m,
  );
  expect(stdout).toMatch(/^partner\n {2}breaking: .*\n {2}src\/hooks\/index\.ts:\d+:\d+ TS2353: /m);
});

test("finds the same once it is committed, and what another revision had", async () => {
  repository.commit("a change");
  const { stdout } = doctor();
  expect(stdout).toMatch(/compared with git:[\da-f]{7,}:openapi\.json;/);
  expect(stdout).toContain("risky: operation addOrder → createOrder");
  const none = doctor("--since", "HEAD", "--json");
  const { groups } = JSON.parse(none.stdout) as {
    readonly groups: readonly { readonly changes: readonly object[] }[];
  };
  expect(groups.length).toBeGreaterThan(2);
  expect(groups.flatMap(({ changes }) => changes)).toEqual([]);
  expect(doctor("--since", "nothing").code).toBe(2);
});
