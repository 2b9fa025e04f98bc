import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { GatewayModel, Operation } from "../../src/index.js";
import { readGateway } from "../../src/index.js";
import { packageName } from "../../src/plan/package-name.js";
import { planProject } from "../../src/plan/plan-project.js";
import { renderFile } from "../../src/render/render-file.js";

async function read(document: string): Promise<GatewayModel> {
  const cwd = join(import.meta.dirname, "../project");
  const { model, diagnostics } = await readGateway({ document, cwd });
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  if (model === undefined) throw new Error("no model");
  return model;
}

/** What `x-gateway` decides of an operation, in a line. */
function told(operation: Operation): string {
  const { method, path, integration, limits, validation, responseValidation, errors } = operation;
  const { parameters, body, besides, warnOnly } = validation;
  const checks = [parameters, body, besides?.parameters, besides?.body].map((each) => each?.kind);
  const to = "upstream" in integration ? [integration.upstream, integration.timeoutMs] : ["-"];
  const mode = warnOnly === true ? "warn" : "";
  const responses = responseValidation?.responses.map(({ status }) => status) ?? [];
  const sent = responseValidation?.warnOnly === true ? ["warn", ...responses] : responses;
  return [method, path, ...to, limits?.bodyBytes ?? "", mode, ...checks, ...sent, errors]
    .map((each) => each ?? "")
    .join(" ")
    .replaceAll(/ +/g, " ")
    .trim();
}

describe("the nearest place holds, field by field", () => {
  test("in a plain document", async () => {
    const { operations, limits, upstreams } = await read("gateway-plain.yaml");
    expect(operations.map(told)).toEqual([
      "GET /animals/{id} animals 10000 524288 declared 200 4XX 5XX default",
      "PUT /animals/{id} animals 500 warn declared declared first",
      "PATCH /animals/{id} animals 10000 524288 warn declared declared warn 200 204",
      "POST /photos photo-store 300000 10485760",
      "POST /hooks upstream 10000 declared 200 201",
      "PUT /hooks upstream 10000 declared",
      "GET /settings settings 10000",
      "GET /constructor constructor 10000",
      "GET /health upstream 10000",
      "GET /guarded upstream 10000",
      "PUT /guarded upstream 10000",
      "POST /guarded upstream 10000",
      "DELETE /guarded upstream 10000",
    ]);
    expect(limits).toEqual({ bodyBytes: 1_048_576, headerBytes: 8192 });
    expect(upstreams.map(({ id }) => id)).toEqual([
      "animals",
      "constructor",
      "photo-store",
      "settings",
      "upstream",
    ]);
  });

  test("in Amazon's dialect", async () => {
    const { operations, limits, upstreams, stageVariables } = await read("gateway-amazon.yaml");
    expect(operations.map(told)).toEqual([
      "GET /animals/{id} animals 5000 declared first",
      "PUT /animals/{id} animals 29000 65536 presence models declared declared first",
      "POST /animals/{id} animals 5000 warn models declared declared first",
      "DELETE /animals/{id} animals 5000 first",
      "GET /photos photos 5000 warn 200",
      "GET /old https://${stageVariables.old} unverified 5000 first",
      "GET /signed animals 5000 first",
      "POST /signed animals 5000 first",
      "GET /ping - first",
    ]);
    expect(limits).toEqual({ bodyBytes: 4_194_304, headerBytes: 4096 });
    expect(upstreams.map(({ id }) => id)).toEqual([
      "animals",
      "https://${stageVariables.old} unverified",
      "photos",
    ]);
    // That of the origin went with the origin.
    expect(stageVariables).toEqual(["name", "old"]);
  });
});

async function filesOf(document: string) {
  const model = await read(document);
  const { files } = planProject(
    model,
    {
      packageName: packageName(model.title),
      document: "openapi.yaml",
      generatorSpec: undefined,
    },
    (file) => file,
  );
  return (path: string) => {
    const file = files.find((each) => each.path === path);
    return file === undefined ? "" : renderFile(file);
  };
}

test("what is checked of responses is what responses have", async () => {
  const textOf = await filesOf("gateway-plain.yaml");
  const route = textOf("src/generated/routes/getAnimal.ts");
  expect(route).toContain('"200": { "application/json": isAnimalOutput }');
  expect(textOf("src/generated/routes/putAnimalsId.ts")).toContain(
    '"application/json": isAnimal }',
  );
});

test("an upstream's setting is called like the upstream, whatever code may be called", async () => {
  const textOf = await filesOf("gateway-plain.yaml");
  const text = textOf(".env.example");
  const settings = [...text.matchAll(/^(\w+_URL)=(.*)$/gm)].map(([line]) => line);
  expect(settings).toEqual([
    "ANIMALS_URL=https://animals.example.com/v1",
    "CONSTRUCTOR_URL=",
    "PHOTO_STORE_URL=",
    "SETTINGS_URL=",
    "UPSTREAM_URL='https://first.example.com,https://second.example.com/*'",
  ]);
});
