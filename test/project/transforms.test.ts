import { writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildGateway, Workshop } from "../harness/build-gateway.js";
import { GatewayProcess } from "../harness/gateway-process.js";
import { typeCheck } from "./type-check.js";

const schema = (name: string) => ({ schema: { $ref: `#/components/schemas/${name}` } });
const json = (name: string) => ({ content: { "application/json": schema(name) } });
const text = { type: "string" };

const DOCUMENT = {
  openapi: "3.1.0",
  info: { title: "Transforms", version: "1" },
  servers: [{ url: "http://127.0.0.1:9" }],
  "x-gateway": { headers: { request: [{ set: { "X-Key": "key ${upstream_key}" } }] } },
  paths: {
    "/orders": {
      post: {
        operationId: "placeOrder",
        "x-gateway": {
          transform: { request: "addTenant", response: "hideCost" },
          validate: { response: "enforce" },
          headers: { response: [{ remove: ["X-Powered-By"] }] },
        },
        requestBody: json("NewOrder"),
        responses: { "201": { description: "Placed.", ...json("Order") } },
      },
    },
  },
  components: {
    schemas: {
      NewOrder: { type: "object", required: ["item"], properties: { item: text } },
      Order: {
        type: "object",
        required: ["id", "item"],
        properties: { id: { type: "integer" }, item: text },
        additionalProperties: false,
      },
    },
  },
};

const ADD_TENANT = `import type { Hooks } from "../generated/hooks.js";

export const addTenant: Hooks["addTenant"] = async (body, request) => ({
  ...body,
  item: body.item.trim(),
  tenant: request.header("x-tenant"),
});
`;
const HIDE_COST = `import type { Hooks } from "../generated/hooks.js";

export const hideCost: Hooks["hideCost"] = ({ id, item }, _request, response) => ({
  id: response.status === 201 ? id : 0,
  item,
});
`;

let workshop: Workshop;
let folder: string;
let heard: { readonly headers: Readonly<Record<string, unknown>>; readonly body: unknown };
const upstream = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    heard = { headers: request.headers, body: JSON.parse(Buffer.concat(chunks).toString()) };
    response.writeHead(201, { "Content-Type": "application/json", "X-Powered-By": "us" });
    response.end('{"id":7,"item":"tea","cost":3}');
  });
});
beforeAll(async () => {
  upstream.listen(0, "127.0.0.1");
  workshop = await Workshop.open();
  folder = await workshop.project();
});
afterAll(async () => {
  upstream.close();
  await workshop.close();
});

async function build(): Promise<string> {
  const files = { "openapi.json": JSON.stringify(DOCUMENT) };
  const built = await buildGateway(folder, files, {});
  if (built.kind === "refused") throw new Error(built.errors.map(({ message }) => message).join());
  return built.main;
}

async function answerOf(main: string) {
  const { port } = upstream.address() as AddressInfo;
  const gateway = await GatewayProcess.start(main, {
    UPSTREAM_URL: `http://127.0.0.1:${port}`,
    UPSTREAM_KEY: "k-1",
  });
  try {
    const response = await fetch(`http://127.0.0.1:${gateway.port}/orders`, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-Tenant": "blue" },
      body: '{"item":" tea "}',
    });
    return { status: response.status, headers: response.headers, text: await response.text() };
  } finally {
    await gateway.kill();
  }
}

const hook = (name: string, code: string) => writeFile(join(folder, `src/hooks/${name}.ts`), code);

describe("hooks for bodies", { timeout: 60_000 }, () => {
  test("compile as they are first written, and refuse", async () => {
    const main = await build();
    expect(() => typeCheck(folder, "typescript")).not.toThrow();
    expect((await answerOf(main)).status).toBe(500);
  });

  test("change what goes by, with the types of the operation", async () => {
    await hook("addTenant", ADD_TENANT);
    await hook("hideCost", HIDE_COST);
    const main = await build();
    expect(() => typeCheck(folder, "typescript")).not.toThrow();
    const { status, headers, text: body } = await answerOf(main);
    expect(heard.body).toEqual({ item: "tea", tenant: "blue" });
    expect(heard.headers["x-key"]).toBe("key k-1");
    expect([status, body, headers.get("x-powered-by")]).toEqual([
      201,
      '{"id":7,"item":"tea"}',
      null,
    ]);
  });

  test.each([
    [
      "a member of a body that the document does not have",
      ADD_TENANT.replace("body.item", "body.itm"),
    ],
    ["another name", ADD_TENANT.replace("const addTenant", "const addTenants")],
  ])("do not compile with %s", async (_, code) => {
    await hook("addTenant", code);
    expect(() => typeCheck(folder, "typescript")).toThrow();
    await hook("addTenant", ADD_TENANT);
  });

  test("do not compile with what the document does not answer", async () => {
    await hook("hideCost", HIDE_COST.replace("  item,\n", ""));
    expect(() => typeCheck(folder, "typescript")).toThrow();
    await hook("hideCost", HIDE_COST);
    expect(() => typeCheck(folder, "typescript")).not.toThrow();
  });

  test("must be there", async () => {
    const index =
      'import type { Hooks } from "../generated/hooks.js";\nimport { addTenant } from "./addTenant.js";\n\nexport const hooks = { addTenant } satisfies Hooks;\n';
    await hook("index", index);
    expect(() => typeCheck(folder, "typescript")).toThrow();
  });
});
