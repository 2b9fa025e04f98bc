import { rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, afterAll, expect, test } from "vitest";
import { type WatchedProcess, watchedProcess } from "../harness/watched-process.js";
import { filesBelow, temporaryFolder, writeFiles } from "../project/generate-into.js";

const DOCUMENT = `openapi: 3.0.3
info: { title: Pets, version: "1" }
servers: [{ url: https://pets.example.com }]
paths:
  /pets:
    get: { operationId: listPets, summary: All of them, responses: { "200": { description: OK } } }
    post:
      operationId: addPet
      requestBody:
        content: { application/json: { schema: { $ref: "schemas.yaml#/Pet" } } }
      responses: { "201": { description: Created } }
`;

const SCHEMAS = `Pet: { type: object, required: [name], properties: { name: { type: string } } }
`;

let folder: string;
let watched: WatchedProcess;
beforeAll(async () => {
  folder = await temporaryFolder();
  await writeFiles(folder, { "openapi.yaml": DOCUMENT });
  watched = watchedProcess("openapi.yaml", "gateway", folder);
});
afterAll(() => watched.stop());

/** What comes of a change that is made. */
async function after(change: () => Promise<void>) {
  await change();
  const { changed, changes, diagnostics } = await watched.next();
  const files = changes.map((each) => `${each.change} ${each.path}`);
  return { changed, files, codes: diagnostics.map(({ code }) => code) };
}

const write = (file: string, text: string) => () => writeFile(join(folder, file), text);

test("a document is followed with what it refers to, through errors, until Ctrl-C", async () => {
  // What it refers to is missing at first.
  expect(await watched.next()).toMatchObject({ changed: [], changes: [] });

  const whole = await after(write("schemas.yaml", SCHEMAS));
  expect(whole).toMatchObject({ changed: ["schemas.yaml"], codes: [] });
  expect(whole.files).toContain("created src/generated/validators/Pet.ts");

  const stricter = SCHEMAS.replace("string }", "string, minLength: 1 }");
  expect(await after(write("schemas.yaml", stricter))).toEqual({
    changed: ["schemas.yaml"],
    files: ["updated src/generated/validators/Pet.ts"],
    codes: [],
  });

  // As editors do it that write a new file and put it in the place of the old one.
  const renamed = async () => {
    await write("new", DOCUMENT.replace("All of them", "Every one"))();
    await rename(join(folder, "new"), join(folder, "openapi.yaml"));
  };
  expect(await after(renamed)).toEqual({
    changed: ["openapi.yaml"],
    files: ["updated src/generated/routes/listPets.ts"],
    codes: [],
  });

  const project = await filesBelow(join(folder, "gateway"));
  const broken = await after(write("openapi.yaml", DOCUMENT.replace("paths:", "paths: [")));
  expect(broken).toEqual({ changed: ["openapi.yaml"], files: [], codes: ["invalid-yaml"] });
  expect(await filesBelow(join(folder, "gateway"))).toEqual(project);

  expect(await after(write("openapi.yaml", DOCUMENT))).toMatchObject({
    files: ["updated src/generated/routes/listPets.ts"],
    codes: [],
  });
  expect(await watched.stop()).toBe(0);
});
