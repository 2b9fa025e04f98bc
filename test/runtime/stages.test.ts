import { afterAll, describe, expect, test } from "vitest";
import { assembleStages } from "../../templates/runtime/assemble-stages.js";
import type { CustomDomains } from "../../templates/runtime/choose-stage.js";
import { Environment, SettingsError } from "../../templates/runtime/environment.js";
import type { Family } from "../../templates/runtime/family.js";
import { httpApi } from "../../templates/runtime/http-api.js";
import { mock } from "../../templates/runtime/mock.js";
import { openApi } from "../../templates/runtime/openapi-family.js";
import { readStages } from "../../templates/runtime/read-stages.js";
import { restApi } from "../../templates/runtime/rest-api.js";
import { defineRoute } from "../../templates/runtime/route.js";
import { serve } from "../../templates/runtime/serve.js";
import { readServerSettings } from "../../templates/runtime/server-settings.js";
import type { StageDefinitions } from "../../templates/runtime/stage-definition.js";
import { exchange } from "./support/raw-client.js";
import { valuesOf } from "./support/raw-response.js";
import { QUIET } from "./support/start-gateway.js";

const running: { stop(): Promise<void> }[] = [];
afterAll(async () => {
  await Promise.all(running.map((each) => each.stop()));
});

/** Tells where it was asked. */
const routes = ["/", "/{proxy+}"].map((path) =>
  defineRoute({
    operationId: path,
    method: "GET",
    path,
    security: [],
    integration: mock({
      statusCode: { "application/json": 200 },
      otherwise: "pass through",
      responses: [
        {
          status: 200,
          headers: (_answer, request) => ({
            "x-stage": request.context.stage,
            "x-path": request.target.path,
            "x-color": request.stageVariable("color"),
            "x-host": request.stageVariable("backend"),
          }),
        },
      ],
    }),
  }),
);

function settingsOf(stages: StageDefinitions, environment: Readonly<Record<string, string>>) {
  const read = new Environment({ ...QUIET, ...environment });
  const server = readServerSettings(read);
  const settings = readStages(read, server, stages, (stage) => ({
    ...stage.server,
    variables: {
      color: stage.variable("color", "STAGE_VARIABLE_COLOR"),
      backend: stage.host("backend", "STAGE_VARIABLE_BACKEND"),
    },
  }));
  read.finish();
  return settings;
}

interface Staged {
  readonly stages: StageDefinitions;
  readonly domains?: CustomDomains;
  readonly family?: Family;
  readonly environment?: Readonly<Record<string, string>>;
}

/** Starts a gateway; what it answers is the stage, the path and the color, or the status. */
async function start({ stages, domains = {}, family = restApi, environment = {} }: Staged) {
  const settings = settingsOf(stages, { STAGE_PREFIX: "on", ...environment });
  const gateway = assembleStages(settings, {
    stages,
    domains,
    deploy: ({ variables }) => ({
      family,
      stages: {},
      routes,
      upstreams: [],
      stageVariables: variables,
    }),
  });
  const { url, stop } = await serve(gateway, settings);
  running.push({ stop });
  return async (path: string, host = "gateway.test", ...more: readonly string[]) => {
    const lines = [`GET ${path} HTTP/1.1`, `Host: ${host}`, ...more];
    const response = await exchange(Number(new URL(url).port), `${lines.join("\r\n")}\r\n\r\n`);
    if (response === undefined) throw new Error("no response");
    if (response.status !== 200) return response.status;
    return ["x-stage", "x-path", "x-color"].map((name) => valuesOf(response, name)[0]).join(" ");
  };
}

const TWO: StageDefinitions = {
  prod: { variables: { color: "blue" } },
  dev: { variables: { color: "green" } },
};
const environment = { STAGE: "prod" };

describe("stages by the names in front of paths", () => {
  test.each([
    ["/prod/a", "prod /a blue"],
    ["/dev/a/b", "dev /a/b green"],
    ["/dev", "dev / green"],
    ["/dev/", "dev / green"],
    ["//dev/a", "dev /a green"],
    ["/dev/prod/a", "dev /prod/a green"],
    ["/a", 403],
    ["/", 403],
    ["/developers/a", 403],
    ["/DEV/a", 403],
  ])("%s", async (path, answered) => {
    const ask = await start({ stages: TWO, environment });
    expect(await ask(path)).toBe(answered);
  });

  test("$default takes the rest", async () => {
    const stages = { $default: { variables: { color: "white" } }, dev: TWO["dev"] ?? {} };
    const ask = await start({ stages, family: httpApi, environment: { STAGE: "$default" } });
    const answers = ["/dev/a", "/a", "/developers", "/$default/a"].map((path) => ask(path));
    expect(await Promise.all(answers)).toEqual([
      "dev /a green",
      "$default /a white",
      "$default /developers white",
      "$default /$default/a white",
    ]);
  });

  test.each([
    [httpApi, 404],
    [openApi, 404],
  ])("what is of no stage is as the family has it (%#)", async (family, status) => {
    const ask = await start({ stages: TWO, family, environment });
    expect(await ask("/other")).toBe(status);
  });

  test("without them the stage that STAGE names is all that is served", async () => {
    const ask = await start({ stages: TWO, environment: { STAGE: "dev", STAGE_PREFIX: "off" } });
    expect(await ask("/prod/a")).toBe("dev /prod/a green");
  });
});

describe("custom domains", () => {
  const domains = {
    "api.example.com": { "(none)": "prod", v2: "dev", "v2/old": "prod" },
    "v1.example.com": { v1: "dev" },
  };

  test.each([
    ["/a", "api.example.com", "prod /a blue"],
    ["/v2/a", "api.example.com", "dev /a green"],
    ["/v2/old/a", "api.example.com", "prod /a blue"],
    ["/v2/older", "api.example.com", "dev /older green"],
    ["/v2x", "api.example.com", "prod /v2x blue"],
    ["/v2", "API.Example.com:8443", "dev / green"],
    // A name of a stage is no base path there, and base paths are none elsewhere.
    ["/dev/a", "api.example.com", "prod /dev/a blue"],
    ["/v2/a", "other.example.com", 403],
    ["/a", "v1.example.com", 403],
    ["/v1/a", "v1.example.com", "dev /a green"],
    ["/dev/a", "other.example.com", "dev /a green"],
  ])("%s of %s", async (path, host, answered) => {
    const ask = await start({ stages: TWO, domains, environment });
    expect(await ask(path, host)).toBe(answered);
  });

  test("one whose stage is not served is nobody else's to answer", async () => {
    const ask = await start({ stages: TWO, domains, environment: { STAGE_PREFIX: "off" } });
    expect(await ask("/v2/a", "api.example.com")).toBe(403);
    expect(await ask("/a", "api.example.com")).toBe("prod /a blue");
  });
});

describe("a canary", () => {
  const withCanary = (percentTraffic: number, sticky?: true): StageDefinitions => ({
    prod: {
      variables: { color: "blue" },
      canary: { percentTraffic, variables: { color: "yellow" }, ...(sticky && { sticky }) },
    },
  });
  const colors = async (stages: StageDefinitions, callers: readonly string[]) => {
    const ask = await start({ stages, environment: { STAGE_PREFIX: "off" } });
    return Promise.all(callers.map((each) => ask("/", "gateway.test", `Authorization: ${each}`)));
  };
  const many = Array.from({ length: 40 }, (_, index) => `caller ${index % 20}`);

  test("of 0 percent gets nobody, and of 100 everybody", async () => {
    expect(new Set(await colors(withCanary(0), many))).toEqual(new Set(["prod / blue"]));
    expect(new Set(await colors(withCanary(100), many))).toEqual(new Set(["prod / yellow"]));
  });

  test("keeps callers on their side where it is sticky", async () => {
    const answers = await colors(withCanary(50, true), many);
    expect(answers.slice(0, 20)).toEqual(answers.slice(20));
    expect(new Set(answers)).toEqual(new Set(["prod / blue", "prod / yellow"]));
  });
});

describe("a sticky canary without credentials", () => {
  const stages: StageDefinitions = {
    prod: {
      variables: { color: "blue" },
      canary: { percentTraffic: 50, variables: { color: "yellow" }, sticky: true },
    },
  };
  const sides = async (trusted: string) => {
    const ask = await start({
      stages,
      environment: { STAGE_PREFIX: "off", TRUSTED_PROXIES: trusted },
    });
    const addresses = Array.from({ length: 20 }, (_, index) => `192.0.2.${index}`);
    const answers = await Promise.all(
      addresses.map((each) => ask("/", "gateway.test", `X-Forwarded-For: ${each}`)),
    );
    return new Set(answers).size;
  };

  test("goes by the address that a trusted proxy says, and by no other", async () => {
    expect(await sides("127.0.0.1")).toBe(2);
    expect(await sides("192.0.2.250")).toBe(1);
  });
});

describe("settings", () => {
  const stages: StageDefinitions = {
    prod: {
      variables: { color: "blue", backend: "prod.internal" },
      canary: { percentTraffic: 10, variables: { color: "yellow" } },
    },
    dev: { variables: { color: "green" } },
  };
  const variablesOf = (more: Readonly<Record<string, string>>) =>
    settingsOf(stages, more).deployments.map(({ stage, isCanary, variables }) => [
      stage,
      isCanary,
      variables,
    ]);

  test("of the chosen stage alone may say variables, but not those of its canary", () => {
    const set = { STAGE_VARIABLE_COLOR: "red", STAGE_VARIABLE_BACKEND: "set.internal" };
    expect(variablesOf({ ...set, STAGE_PREFIX: "on" })).toEqual([
      ["prod", false, { color: "red", backend: "set.internal" }],
      ["prod", true, { color: "yellow", backend: "set.internal" }],
      ["dev", undefined, { color: "green", backend: "" }],
    ]);
    expect(variablesOf({ ...set, STAGE: "dev" })).toEqual([
      ["dev", undefined, { color: "red", backend: "set.internal" }],
    ]);
  });

  test.each([
    [{ STAGE: "test" }, "STAGE must be one of prod, dev"],
    [{ STAGE: "toString" }, "STAGE must be one of prod, dev"],
    [
      { STAGE_VARIABLE_BACKEND: "http://prod.internal" },
      "STAGE_VARIABLE_BACKEND must be a host, without a scheme such as http://",
    ],
  ])("%j are refused once", (more, problem) => {
    let problems: readonly string[] = [];
    try {
      settingsOf(stages, more);
    } catch (error) {
      if (error instanceof SettingsError) ({ problems } = error);
    }
    expect(problems).toEqual([problem]);
  });
});
