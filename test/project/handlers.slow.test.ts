import { readFileSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildGateway, Workshop } from "../harness/build-gateway.js";
import { GatewayProcess } from "../harness/gateway-process.js";
import { typeCheck } from "./type-check.js";

const DOCUMENT = readFileSync(join(import.meta.dirname, "handlers.yaml"), "utf8");

const LIST_PETS = `import type { Hooks } from "../../generated/hooks.js";

export const listPets: Hooks["listPets"] = async ({ query, headers, cookies, context }) => {
  const { limit = 20, sold, kinds, ids, born } = query;
  if (limit < 1) return { status: 422, body: { why: "too few" } };
  if (sold === true) {
    return { status: 200, contentType: "text/csv", body: \`\${kinds?.join()};\${born?.from}\` };
  }
  const age = (ids ?? []).reduce((sum, id) => sum + id, cookies.session ?? 0);
  const name = JSON.stringify([query, headers["X-Tenant"], context.routeKey]);
  return { status: 200, contentType: "application/json", body: [{ id: limit, name, age }] };
};
`;
const ADD_PET = `import type { Hooks } from "../../generated/hooks.js";

export const addPet: Hooks["addPet"] = ({ body, exchange }) => {
  if (Buffer.isBuffer(body)) return { status: 202, headers: { "X-Bytes": String(body.length) } };
  const { name, age = 0, secret } = body;
  const broken = name === "broken" ? { owner: exchange.id } : {};
  return { status: 201, body: { id: 1, name: \`\${name} \${secret}\`, age: age + 1, ...broken } };
};
`;
const FIND_PET = `import { setTimeout as wait } from "node:timers/promises";
import type { Hooks } from "../../generated/hooks.js";

export const findPet: Hooks["findPet"] = async ({ path, query, signal }) => {
  if (query.verbose === "wait") await wait(60_000, undefined, { signal });
  return { status: 200, body: \`\${path.petId.toUpperCase()} \${query.verbose}\` };
};
`;

const AMAZON = "handlers-amazon.yaml";

/** Tells what it was given. */
const ECHO = `import type { Hooks } from "../../generated/hooks.js";

export const getAnimal: Hooks["getAnimal"] = ({ path, query, body }) => {
  const told = Buffer.isBuffer(body)
    ? \`bytes \${body.toString()}\`
    : body === undefined ? "undefined" : \`object \${JSON.stringify(body)}\`;
  const name = \`\${path.id} \${query["it's"]} \${told}\`;
  return { status: 200, contentType: "application/json", body: { name } };
};
`;

let workshop: Workshop;
let folder: string;
let gateway: GatewayProcess;

const hook = (name: string, code: string) =>
  writeFile(join(folder, `src/hooks/handlers/${name}.ts`), code);

async function start(): Promise<GatewayProcess> {
  const built = await buildGateway(folder, { "openapi.yaml": DOCUMENT }, {});
  if (built.kind === "refused") throw new Error(built.errors.map(({ message }) => message).join());
  expect(built.diagnostics).toEqual([]);
  return GatewayProcess.start(built.main, {});
}

beforeAll(async () => {
  workshop = await Workshop.open();
  folder = await workshop.project();
  gateway = await start();
});
afterAll(async () => {
  await gateway.kill();
  await workshop.close();
});

async function send(path: string, init: RequestInit = {}) {
  const response = await fetch(`http://127.0.0.1:${gateway.port}${path}`, init);
  const { status, headers } = response;
  return { status, headers, type: headers.get("content-type"), text: await response.text() };
}

const TENANT = { "X-Tenant": "blue" };
const post = (type: string, body: string) =>
  send("/pets", { method: "POST", headers: { "Content-Type": type }, body });

describe("in Amazon's dialect", { timeout: 60_000 }, () => {
  let rest: GatewayProcess;
  beforeAll(async () => {
    const project = await workshop.project();
    const stub = (name: string) => join(project, `src/hooks/handlers/${name}.ts`);
    const files = { "openapi.yaml": readFileSync(join(import.meta.dirname, AMAZON), "utf8") };
    await buildGateway(project, files, {});
    await writeFile(stub("getAnimal"), ECHO);
    await writeFile(stub("index_738ab2ad"), ECHO.replaceAll("getAnimal", "index_738ab2ad"));
    const built = await buildGateway(project, files, {});
    if (built.kind === "refused") throw new Error("refused");
    expect(() => typeCheck(project, "typescript")).not.toThrow();
    rest = await GatewayProcess.start(built.main, {});
  }, 60_000);
  afterAll(() => rest.kill());

  const ask = async (method: string, path: string, type: string, body?: string) => {
    const headers = { "Content-Type": type };
    const init = { method, headers, ...(body !== undefined && { body }) };
    const response = await fetch(`http://127.0.0.1:${rest.port}${path}`, init);
    return [response.status, response.headers.get("x-rule"), await response.text()];
  };

  test.each([
    ["PUT", "?it's=a", "application/json", '{"name":"Rex"}', 'object {"name":"Rex"}'],
    ["PUT", "?it's=a", "text/plain", "{}", "bytes {}"],
    ["PUT", "?it's=a", "text/plain", undefined, "undefined"],
    ["PATCH", "", "application/json", "{}", "object {}"],
    ["PATCH", "", "text/plain", "{}", "bytes {}"],
  ])("%s %s of %s is given as what was checked", async (method, query, type, body, told) => {
    const rule = method === "PUT" ? "kept" : null;
    expect(await ask(method, `/animals/7${query}`, type, body)).toEqual([
      200,
      rule,
      `{"name":${JSON.stringify(`7 ${query === "" ? "undefined" : "a"} ${told}`)}}`,
    ]);
  });

  test("what a request validator refuses does not come that far", async () => {
    const wrong = [
      ["/animals/7?it's=a", "{}"],
      ["/animals/7", '{"name":"Rex"}'],
    ] as const;
    for (const [path, body] of wrong) {
      expect((await ask("PUT", path, "application/json", body))[0]).toBe(400);
    }
  });

  test("stubs answer 501 in Amazon's words", async () => {
    expect(await ask("PUT", "/other/way", "text/plain")).toEqual([
      501,
      null,
      '{"message":"Not Implemented"}',
    ]);
  });
});

describe("handlers", { timeout: 60_000 }, () => {
  test("compile as they are first written, and answer 501", async () => {
    expect(() => typeCheck(folder, "typescript")).not.toThrow();
    expect((await send("/later")).status).toBe(501);
    expect((await send("/pets")).status).toBe(400);
    expect(await readFile(join(folder, "src/hooks/index.ts"), "utf8")).toContain(
      'import { listPets } from "./handlers/listPets.js";',
    );
  });

  describe("once they are written", () => {
    beforeAll(async () => {
      await hook("listPets", LIST_PETS);
      await hook("addPet", ADD_PET);
      await hook("findPet", FIND_PET);
      await gateway.kill();
      gateway = await start();
    }, 60_000);

    test("have the types of their operations", () => {
      expect(() => typeCheck(folder, "typescript")).not.toThrow();
      expect(() => typeCheck(folder, "typescript5")).not.toThrow();
    });

    test("get parameters as what the document declares", async () => {
      const query = "limit=3&kinds=cat,dog&ids=4&ids=5&born[from]=2000&near=1.5&any=&__proto__=x";
      const headers = { ...TENANT, Cookie: "session=0.5" };
      const { status, type, text } = await send(`/pets?${query}`, { headers });
      expect([status, type]).toEqual([200, "application/json"]);
      const [pet] = JSON.parse(text) as [{ id: unknown; name: string; age: unknown }];
      expect(pet).toMatchObject({ id: 3, age: 9.5 });
      const sent =
        '{"limit":3,"kinds":["cat","dog"],"ids":[4,5],"near":1.5,"any":"","__proto__":"x","born":{"from":2000}}';
      expect(pet.name).toBe(`[${sent},"blue","GET /pets"]`);
    });

    test("choose among the declared media types and statuses", async () => {
      const csv = await send("/pets?sold=true&kinds=cat&born[from]=7", { headers: TENANT });
      expect([csv.type, csv.text]).toEqual(["text/csv", "cat;7"]);
      const few = await send("/pets?limit=-1", { headers: TENANT });
      expect([few.status, few.type, few.text]).toEqual([
        422,
        "application/json",
        '{"why":"too few"}',
      ]);
    });

    test("are asked nothing that the document does not allow", async () => {
      expect((await send("/pets?limit=many", { headers: TENANT })).status).toBe(400);
      expect((await post("application/json", '{"age":1}')).status).toBe(400);
      expect((await post("text/plain", "x")).status).toBe(415);
    });

    test("get values of bodies that are read, and bytes of others", async () => {
      const json = await post("application/json", '{"name":"Rex","secret":"s"}');
      expect([json.status, json.text]).toEqual([201, '{"id":1,"name":"Rex s","age":1}']);
      const form = await post("application/x-www-form-urlencoded", "name=Rex&age=3&secret=s");
      expect(form.text).toBe('{"id":1,"name":"Rex s","age":4}');
      const image = await post("image/png", "12345");
      expect([image.status, image.headers.get("x-bytes"), image.text]).toEqual([202, "5", ""]);
    });

    test("answer nothing that the document does not have", async () => {
      const { status, text } = await post("application/json", '{"name":"broken"}');
      expect([status, text.includes("owner")]).toEqual([502, false]);
    });

    test("get texts where nothing is checked", async () => {
      const { text, type } = await send("/pets/a%20b?verbose=maybe");
      expect([text, type]).toEqual(["A B maybe", "text/plain"]);
    });

    test("must answer in time", async () => {
      expect((await send("/pets/a?verbose=wait")).status).toBe(504);
    });

    test.each([
      ["a parameter that there is not", "listPets", LIST_PETS.replace("sold,", "sould,")],
      ["a parameter as another type", "listPets", LIST_PETS.replace("limit < 1", 'limit === "1"')],
      [
        "text of an unchecked one as a number",
        "findPet",
        FIND_PET.replace(".toUpperCase", ".toFixed"),
      ],
      ["a status that is not declared", "listPets", LIST_PETS.replace("422", "500")],
      ["another type of body", "listPets", LIST_PETS.replace('why: "too few"', "why: 1")],
      ["a member of a body missing", "addPet", ADD_PET.replace("id: 1, ", "")],
      ["the body of another status", "addPet", ADD_PET.replace("status: 201", "status: 500")],
      [
        "a body where there is none",
        "addPet",
        ADD_PET.replace("status: 202,", "status: 202, body: 1,"),
      ],
      [
        "no media type where there are several",
        "listPets",
        LIST_PETS.replace('contentType: "text/csv", ', ""),
      ],
      ["bytes as a value", "addPet", ADD_PET.replace(/if .*\n/, "")],
    ])("do not compile with %s", async (_, name, code) => {
      const written = await readFile(join(folder, `src/hooks/handlers/${name}.ts`), "utf8");
      expect(code).not.toBe(written);
      await hook(name, code);
      expect(() => typeCheck(folder, "typescript")).toThrow();
      await hook(name, written);
    });

    test("must be there", async () => {
      const path = join(folder, "src/hooks/index.ts");
      const index = await readFile(path, "utf8");
      await writeFile(path, index.replace("{ listPets, ", "{ "));
      expect(() => typeCheck(folder, "typescript")).toThrow();
      await writeFile(path, index);
      expect(() => typeCheck(folder, "typescript")).not.toThrow();
    });
  });
});
