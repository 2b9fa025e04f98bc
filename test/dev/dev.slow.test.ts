import { once } from "node:events";
import { readdir, readFile, stat } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runCli } from "../cli/run-cli.js";
import { temporaryFolder, writeFiles } from "../project/generate-into.js";
import { DevProcess } from "./dev-process.js";

const PETS = `
openapi: 3.0.3
info: { title: Pets, version: "1" }
servers: [{ url: "https://pets.invalid" }]
paths:
  /pets/{id}:
    get:
      operationId: getPet
      parameters: [{ name: id, in: path, required: true, schema: { type: integer } }]
      responses:
        "200":
          description: The pet.
          content:
            application/json: { example: { name: Rex } }
        "404":
          description: There is none.
          content:
            application/json:
              schema: { type: object, properties: { title: { type: string } } }
`;

test("a document alone has a gateway that answers by its examples, in an empty folder", async () => {
  const [folder, cache] = [await temporaryFolder(), await temporaryFolder()];
  await writeFiles(folder, { "openapi.yaml": PETS });
  const dev = new DevProcess(folder, cache, "openapi.yaml", "--mock");
  const { url } = await dev.next("serving");
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);

  const found = await fetch(`${url}/pets/1`);
  expect([found.status, await found.json()]).toEqual([200, { name: "Rex" }]);
  const { operation, status, stages } = await dev.next("request");
  expect({ operation, status }).toEqual({ operation: "getPet", status: 200 });
  expect(stages.map(({ name }) => name)).toEqual([
    "match",
    "validate parameters",
    "map request",
    "call",
    "choose response",
    "map response",
    "send",
  ]);

  const preferred = await fetch(`${url}/pets/1`, { headers: { prefer: "code=404" } });
  expect([preferred.status, await preferred.json()]).toEqual([404, { title: "text" }]);
  const refused = await fetch(`${url}/pets/x`);
  expect(refused.status).toBe(400);
  await dev.next("request");
  expect((await dev.next("request")).failure?.kind).toBe("invalid-parameters");

  const [key = ""] = await readdir(join(cache, "gatewright/dev"));
  expect((await stat(join(cache, "gatewright/dev", key))).mode & 0o777).toBe(0o700);
  expect(await dev.interrupt()).toBe(0);
  expect(await readdir(join(cache, "gatewright/dev", key))).toEqual([]);
  expect(await readdir(folder)).toEqual(["openapi.yaml"]);
});

test("what keeps it from starting is said, and is its exit code", async () => {
  const [folder, cache] = [await temporaryFolder(), await temporaryFolder()];
  await writeFiles(folder, {
    "bad.yaml": PETS.replace("3.0.3", "4.0.0"),
    "settings.yaml": await readFile(join(import.meta.dirname, "../project/tokens.yaml"), "utf8"),
    "good.yaml": PETS,
  });
  const ended = async (...args: readonly string[]) => {
    const dev = new DevProcess(folder, cache, ...args);
    return { code: await dev.exited, said: dev.output };
  };
  const bad = await ended("bad.yaml");
  expect(bad.code).toBe(1);
  expect(bad.said).toContain('"severity":"error"');

  const settings = await ended("settings.yaml");
  expect(settings.code).toBe(2);
  for (const name of ["KEYS_ISSUER", "OPAQUE_CLIENT_ID", "OPAQUE_CLIENT_SECRET"]) {
    expect(settings.said).toContain(`${name} is not set`);
  }
  expect(settings.said).toContain("--mock");

  const taken = createServer().listen(0, "127.0.0.1");
  await once(taken, "listening");
  const { port } = taken.address() as AddressInfo;
  const refused = await ended("good.yaml", "--port", String(port));
  taken.close();
  expect(refused.code).toBe(2);
  expect(refused.said).toContain(`Port ${port} is taken: choose another with --port.`);
});

test.each([
  [["--format", "sarif"], "dev tells people"],
  [["--port", "65536"], "--port: write a whole number"],
  [["--trace", "everything"], "Invalid values"],
])("%j is refused", (args, why) => {
  const { code, stderr } = runCli(".", "dev", "openapi.yaml", ...args);
  expect(code).toBe(2);
  expect(stderr).toContain(why);
});
