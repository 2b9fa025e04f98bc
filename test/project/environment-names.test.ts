import { expect, test } from "vitest";
import { projectNames } from "../../src/plan/project-names.js";
import { readValue } from "../dialects/read-value.js";

interface Wanted {
  readonly variables?: readonly string[];
  readonly stageVariables?: readonly string[];
  readonly upstreams?: readonly string[];
}

/** What a document's elements are called in the environment, by kind. */
async function environment({ variables = [], stageVariables = [], upstreams = [] }: Wanted) {
  const mappings = [
    ...variables.map((name) => `\${${name}}`),
    ...stageVariables.map((name) => `stageVariables.${name}`),
  ].map((value, index) => [`integration.request.header.x-${index}`, value] as const);
  const integration = (host: string) => ({
    type: "http",
    httpMethod: "GET",
    uri: `https://${host}/`,
    requestParameters: Object.fromEntries(
      mappings.map(([target, value]) => [target, value.startsWith("$") ? `'${value}'` : value]),
    ),
    responses: { default: { statusCode: "200" } },
  });
  const hosts = upstreams.length === 0 ? ["only.example.com"] : upstreams;
  const { model, diagnostics } = await readValue(
    {
      openapi: "3.0.1",
      info: { title: "Environment", version: "1" },
      paths: Object.fromEntries(
        hosts.map((host, index) => [
          `/${index}`,
          { get: { "x-amazon-apigateway-integration": integration(host) } },
        ]),
      ),
    },
    { api: "rest" },
  );
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  if (model === undefined) throw new Error("there is no model");
  const names = projectNames(model, []);
  expect([...model.variables].toSorted()).toEqual([...variables].toSorted());
  return [
    ...variables.map((name) => names.variableVariable(name)),
    ...stageVariables.map((name) => names.stageVariableVariable(name)),
    ...(upstreams.length === 0 ? [] : model.upstreams.map(({ id }) => names.upstreamVariable(id))),
  ];
}

test.each([
  "path",
  "hostname",
  "user",
  "Home",
  "tz",
  "node_env",
  "npm_token",
  "aws_region",
  "lc_all",
  "port",
  "WriteTimeout",
])("a variable does not take what systems or settings say: %s", async (name) => {
  expect(await environment({ variables: [name] })).toEqual([
    expect.stringMatching(/^VARIABLE_[A-Z_]+$/),
  ]);
});

test.each([
  ["backend_url", "BACKEND_URL"],
  ["PetsFunction.Arn", "PETS_FUNCTION_ARN"],
  ["var.region", "REGION"],
  ["AWS::Region", "AWS_REGION"],
])("other variables are called what they are: %s", async (name, expected) => {
  expect(await environment({ variables: [name] })).toEqual([expected]);
});

test.each<readonly [string, Wanted, readonly string[]]>([
  [
    "an upstream's URL",
    { variables: ["orders_example_url"], upstreams: ["orders.example.com", "b.example.com"] },
    ["VARIABLE_ORDERS_EXAMPLE_URL", "B_EXAMPLE_URL", "ORDERS_EXAMPLE_URL"],
  ],
  [
    "a stage variable",
    { variables: ["stage_variable_color"], stageVariables: ["color"] },
    ["VARIABLE_STAGE_VARIABLE_COLOR", "STAGE_VARIABLE_COLOR"],
  ],
])("a variable does not take the name of %s", async (_what, wanted, expected) => {
  const names = await environment(wanted);
  expect(names.slice(0, expected.length)).toEqual(expected);
});

test("what still wants one name is told apart by hashes", async () => {
  const names = await environment({
    variables: ["port", "variable_port", "a.b", "a_b"],
    stageVariables: ["fooBar", "foo_bar"],
    upstreams: ["aws-endpoint.example.com", "aws_endpoint.example.com", "aws.example.com"],
  });
  expect(new Set(names).size).toBe(names.length);
  for (const name of names) expect(name).toMatch(/^[A-Z0-9_]+$/);
});
