import { once } from "node:events";
import { readFile, writeFile } from "node:fs/promises";
import { Agent, createServer, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { runCli } from "../cli/run-cli.js";
import { temporaryFolder, writeFiles } from "../project/generate-into.js";
import { DevProcess } from "./dev-process.js";

const TEMPLATE = `#set($pet = $input.path('$'))
{ "called": "$pet.name", "by": "$input.params('Authorization')" }`;

const document = (upstream: string) => `
openapi: 3.0.1
info: { title: Pets, version: "1" }
paths:
  /pets/{id}:
    $ref: pet.yaml
  /slow:
    get:
      operationId: wait
      responses: { "200": { description: Done. } }
      x-amazon-apigateway-integration: { type: http_proxy, httpMethod: GET, uri: "${upstream}/slow" }
  /mine:
    get:
      operationId: mine
      security: [{ partner: [] }]
      responses: { "200": { description: Yours. } }
      x-amazon-apigateway-integration: { type: http_proxy, httpMethod: GET, uri: "${upstream}/mine" }
components:
  securitySchemes:
    partner: { type: apiKey, in: header, name: x-partner }
`;

const pet = (upstream: string, status: string) => `
get:
  operationId: getPet
  parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
  responses: { "200": { description: The pet. } }
  x-amazon-apigateway-integration:
    type: http
    httpMethod: GET
    uri: ${upstream}/animals/{animal}
    requestParameters:
      integration.request.path.animal: method.request.path.id
      integration.request.header.X-Forwarded-Key: method.request.header.Authorization
    responses:
      default:
        statusCode: "${status}"
        responseTemplates:
          application/json: ${JSON.stringify(TEMPLATE)}
`;

/** Answers once it is let. */
class Upstream {
  readonly server: Server;
  readonly seen: string[] = [];
  release: () => void = () => {};

  constructor() {
    this.server = createServer((incoming, outgoing) => {
      this.seen.push(incoming.url ?? "");
      const answer = () => {
        outgoing.setHeader("set-cookie", "sid=upstream-session-77");
        outgoing.end(JSON.stringify({ name: "Rex", secret: "upstream-secret-88" }));
      };
      if (incoming.url === "/slow") this.release = answer;
      else answer();
    });
  }
}

const upstream = new Upstream();
let base: string;
beforeAll(async () => {
  await once(upstream.server.listen(0, "127.0.0.1"), "listening");
  base = `http://127.0.0.1:${(upstream.server.address() as AddressInfo).port}`;
});
afterAll(() => upstream.server.close());

let folder: string;
let cache: string;
beforeEach(async () => {
  [folder, cache] = [await temporaryFolder(), await temporaryFolder()];
  await writeFiles(folder, { "openapi.yaml": document(base), "pet.yaml": pet(base, "200") });
});

const edit = async (file: string, change: (before: string) => string) => {
  const path = join(folder, file);
  await writeFile(path, change(await readFile(path, "utf8")));
};
/** On a connection of its own: one that is kept may be of the gateway before. */
const statusOf = (url: string, headers: Readonly<Record<string, string>> = {}) =>
  new Promise<number | undefined>((resolve, reject) => {
    const sent = request(url, { agent: false, headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    sent.on("error", reject).end();
  });
const start = async (...args: readonly string[]) => {
  const dev = new DevProcess(folder, cache, "openapi.yaml", ...args);
  return { dev, ...(await dev.next("serving")) };
};

describe("the trace", () => {
  test("has what templates rendered, went upstream and came back, but no secret", async () => {
    const { dev, url } = await start("--trace", "full");
    const secret = "s3cret-of-the-client";
    const answer = await fetch(`${url}/pets/7?access_token=${secret}2`, {
      headers: { authorization: `Bearer ${secret}`, cookie: `session=${secret}3` },
    });
    expect(await answer.json()).toEqual({ called: "Rex", by: `Bearer ${secret}` });
    const { stages, target } = await dev.next("request");
    expect(target).toBe("/pets/7?access_token=***");
    const parts = stages.flatMap(({ name, parts }) => parts.map((part) => ({ name, ...part })));
    expect(parts).toEqual([
      expect.objectContaining({ name: "call", title: `GET ${base}/animals/7` }),
      expect.objectContaining({ name: "call", title: "200" }),
      expect.objectContaining({
        name: "map response",
        title: "the response template rendered",
        text: '{ "called": "Rex", "by": "***" }',
      }),
      expect.objectContaining({ name: "send", text: '{ "called": "Rex", "by": "***" }' }),
    ]);
    const [sent, received] = parts;
    expect(sent?.headers).toContainEqual(["X-Forwarded-Key", "***"]);
    expect(received?.headers).toContainEqual(["set-cookie", "***"]);
    expect(received?.text).toBe('{"name":"Rex","secret":"***"}');
    for (const each of [secret, "upstream-session", "upstream-secret"]) {
      expect(dev.output).not.toContain(each);
    }
  });
});

describe("a change", () => {
  test("of the document, of a file that it references, or of an overlay is served", async () => {
    await writeFiles(folder, { "overlay.yaml": overlay("/first") });
    const { dev, url } = await start("--overlay", "overlay.yaml");
    expect(await statusOf(`${url}/added`)).toBe(403);
    expect(await statusOf(`${url}/first`)).toBe(200);

    await edit("openapi.yaml", (before) => before.replace("/mine:", "/added:"));
    await dev.next("serving");
    expect(await statusOf(`${url}/added`)).not.toBe(403);

    await edit("pet.yaml", () => pet(base, "203"));
    await dev.next("serving");
    expect(await statusOf(`${url}/pets/1`)).toBe(203);

    await edit("overlay.yaml", () => overlay("/second"));
    await dev.next("serving");
    expect(await statusOf(`${url}/first`)).toBe(403);
    expect(await statusOf(`${url}/second`)).toBe(200);
  });

  test("that breaks the document is told, and the gateway goes on until it is mended", async () => {
    const { dev, url } = await start();
    await edit("openapi.yaml", (before) => `${before}x: [`);
    const { diagnostics } = await dev.next("read");
    expect(diagnostics.map(({ code }) => code)).toContain("invalid-yaml");
    expect(await dev.next("failed")).toMatchObject({ goesOn: true });
    expect(await statusOf(`${url}/pets/1`)).toBe(200);

    await edit("openapi.yaml", (before) => before.replace("x: [", ""));
    await dev.next("serving");
    expect(await statusOf(`${url}/pets/1`)).toBe(200);
  });

  test("loses no request that is under way, nor its connection's next one", async () => {
    const { dev, url } = await start();
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const get = (path: string) =>
      new Promise<string>((resolve, reject) => {
        request(url + path, { agent }, (response) => resolve(text(response)))
          .on("error", reject)
          .end();
      });
    await get("/pets/1");
    const slow = get("/slow");
    await expect.poll(() => upstream.seen).toContain("/slow");
    await edit("pet.yaml", () => pet(base, "203"));
    await dev.next("serving");
    upstream.release();
    expect(await slow).toContain("Rex");
    expect(await get("/pets/1")).toContain("Rex");
    agent.destroy();
  });
});

describe("a project", () => {
  test("gives its hooks and settings, which reload; what it has no hook for is a stub", async () => {
    expect(runCli(folder, "generate", "openapi.yaml", "--out", "gw").code).toBe(0);
    const letIn = (who: string) => `
import { who } from "../who.js";
import type { Authorize } from "../generated/runtime/security.js";
export const partner: Authorize = () => ({ principalId: who + "${who}" });`;
    await writeFiles(folder, {
      "gw/src/who.ts": 'export const who: string = "the ";\n',
      "gw/.env": "LOG_LEVEL=silent\n",
    });
    const { dev, url, stubs } = await start("--project", "gw");
    expect(stubs).toEqual([]);
    const asPartner = () => statusOf(`${url}/mine`, { "x-partner": "a-key" });
    expect(await asPartner()).toBe(403);

    await writeFiles(folder, { "gw/src/hooks/partner.ts": letIn("partner") });
    await dev.next("serving");
    expect(await asPartner()).toBe(200);

    await writeFiles(folder, { "gw/src/hooks/partner.ts": "export const partner = ;" });
    expect((await dev.next("failed")).why).toContain("partner.ts:1:24: ");
    expect(await asPartner()).toBe(200);

    await writeFiles(folder, { "gw/src/hooks/partner.ts": letIn("other") });
    await dev.next("serving");
    await writeFiles(folder, { "gw/.env": "LOG_LEVEL=loud\n" });
    expect((await dev.next("failed")).why).toContain("LOG_LEVEL must be one of");

    await writeFiles(folder, {
      "gw/.env": "",
      "gw/src/hooks/index.ts": "export const hooks = {};",
    });
    const again = await dev.next("serving");
    expect(again.stubs).toEqual(["partner"]);
    expect(await asPartner()).toBe(403);
  });
});

test("a hook that ends the process is told; callers are refused until the next change", async () => {
  expect(runCli(folder, "generate", "openapi.yaml", "--out", "gw").code).toBe(0);
  const hook = (body: string) => `export const partner = () => ${body};`;
  await writeFiles(folder, { "gw/src/hooks/partner.ts": hook("process.exit(3)") });
  const { dev, url } = await start("--project", "gw");
  const asPartner = () => statusOf(`${url}/mine`, { "x-partner": "a-key" });
  await expect(asPartner()).rejects.toThrow("socket hang up");
  expect(await dev.next("failed")).toMatchObject({ goesOn: false });
  expect(await asPartner()).toBe(503);

  await writeFiles(folder, { "gw/src/hooks/partner.ts": hook('({ principalId: "partner" })') });
  await dev.next("serving");
  expect(await asPartner()).toBe(200);
});

function overlay(path: string): string {
  return `
overlay: 1.0.0
info: { title: More, version: "1" }
actions:
  - target: $.paths
    update:
      ${path}:
        get:
          responses: { "200": { description: Here. } }
          x-amazon-apigateway-integration:
            type: mock
            requestTemplates: { application/json: '{"statusCode": 200}' }
            responses: { default: { statusCode: "200" } }
`;
}
