import { call, lit, ts } from "../code/code-kit.js";
import { mockStatus } from "../../templates/runtime/mock-status.js";
import { constantText } from "../model/body-template.js";
import type { GatewayModel, Operation } from "../model/gateway-model.js";
import { needsClientCertificates } from "./credential-settings.js";
import { exampleExchange, TEST_KEY } from "./example-exchange.js";
import { pathJudge, valueJudge } from "./example-request.js";
import type { SmokeTest } from "./plan-example-tests.js";
import { exchangeTest, refusalTest, testTitle } from "./plan-example-tests.js";
import type { OperationOutline } from "./operation-index.js";
import type { ProjectContext } from "./project-context.js";
import type { PlannedFile } from "./project-plan.js";
import { refusalStatus } from "./refusal-status.js";
import { smokeSettings } from "./smoke-settings.js";
import { templateFile } from "./template-file.js";

/** Operations that are tested: more than these nobody reads. */
const MOST_OPERATIONS = 50;

/**
 * What the project's own tests ask: what the gateway answers by itself, to whom it does not, and what
 * becomes of the document's examples on their way to an upstream and back.
 */
export function planSmokeTests(project: ProjectContext): readonly PlannedFile[] {
  const { model, operations } = project;
  const { tests, callsUpstream, usesKey, hasMore } = operationTests(project);
  // There is no certificate to show here.
  const speaksPlainly = needsClientCertificates(model);
  const file = templateFile("test/smoke.test.ts", "scaffold", "scaffold/test/smoke.test.ts", {
    settings: smokeSettings(project, { callsUpstream, usesKey, speaksPlainly }),
    speaksPlainly,
    unknown: operations.outlines.some(takesAnything)
      ? undefined
      : lit(
          model.family === "rest" ? refusalStatus(model, "MISSING_AUTHENTICATION_TOKEN", 403) : 404,
        ),
    callsUpstream,
    key: usesKey ? lit(TEST_KEY) : undefined,
    hasMore,
    tests,
  });
  const stub = {
    path: "test/stub-upstream.ts",
    owner: "scaffold",
    content: { kind: "copy", asset: "scaffold/test/stub-upstream.ts" },
  } as const;
  return callsUpstream ? [file, stub] : [file];
}

/** The tests of the first operations of which there are any. */
function operationTests(project: ProjectContext) {
  const { model, operations } = project;
  const { outlines } = operations;
  const judges = { allows: valueJudge(project), isTaken: pathJudge(outlines) };
  const tests: SmokeTest[] = [];
  let [tested, callsUpstream, usesKey] = [0, false, false];
  // Of the last there are no examples, where there are many.
  let hasMore = outlines.some(
    ({ integration, hasExamples }) => "upstream" in integration && !hasExamples,
  );
  for (const index of outlines.keys()) {
    const operation = operations.at(index);
    if (operation === undefined) continue;
    const expected = expectedStatus(operation, model);
    const exchange = exampleExchange(operation, model, judges);
    if (expected === undefined && exchange === undefined) continue;
    if (tested === MOST_OPERATIONS) {
      hasMore = true;
      break;
    }
    tested += 1;
    if (expected !== undefined) tests.push(statusTest(operation, expected));
    if (exchange === undefined) continue;
    callsUpstream = true;
    usesKey ||= exchange.usesKey;
    tests.push(exchangeTest(operation, exchange));
    if (exchange.refused !== undefined) {
      tests.push(refusalTest(operation, exchange, exchange.refused, model));
    }
  }
  return { tests, callsUpstream, usesKey, hasMore };
}

/** Whether a route takes requests for any path, so that none is unknown. */
function takesAnything({ method, path }: OperationOutline): boolean {
  return /^(?:\/\{[^{}/]*\+\}|\$default)$/.test(path) && /^(?:GET|ANY)$/.test(method);
}

interface Expected {
  readonly status: number;
  readonly because: string;
}

/** What an operation answers to a request without anything, where no upstream takes part. */
function expectedStatus(operation: Operation, model: GatewayModel): Expected | undefined {
  const { security, validation, integration, path } = operation;
  const guarded = security.length > 0 && security.every((alternative) => alternative.length > 0);
  if (!path.startsWith("/") || path.includes("{")) return undefined;
  // Who may call it hangs on where the test runs.
  if (model.resourcePolicy !== undefined) return undefined;
  if (guarded) {
    if (security.flat().some((each) => mayAskAboutAnybody(each.scheme, model))) return undefined;
    const status = statusWithoutCredentials(operation, model);
    return { status, because: "is refused without credentials" };
  }
  if (integration.kind !== "mock" || validation.parameters || validation.body) return undefined;
  const [rule, ...more] = integration.responses;
  const template = integration.requestTemplates.find(
    ({ mediaType }) => mediaType === "application/json",
  );
  const text = template && constantText(template);
  if (rule === undefined || more.length > 0 || rule.pattern !== undefined) return undefined;
  return text === undefined || mockStatus(text) === undefined
    ? undefined
    : { status: rule.status, because: "is answered by the gateway itself" };
}

/** What the first scheme of the last alternative answers, the others having refused before. */
function statusWithoutCredentials({ security }: Operation, model: GatewayModel): number {
  const asked = security.at(-1)?.[0]?.scheme;
  const scheme = model.securitySchemes.find(({ name: called }) => called === asked);
  const isPlain = model.family === "openapi";
  switch (scheme?.enforcement.kind) {
    case "mutual-tls":
      return 403;
    case "iam":
      return refusalStatus(model, "MISSING_AUTHENTICATION_TOKEN", 403);
    case "api-key":
      return isPlain ? 401 : refusalStatus(model, "INVALID_API_KEY", 403);
    default:
      return refusalStatus(model, "UNAUTHORIZED", 401);
  }
}

/** Whether somebody who shows nothing may come to be decided on by a function. */
function mayAskAboutAnybody(scheme: string, { securitySchemes }: GatewayModel): boolean {
  return securitySchemes.some(
    ({ name: each, enforcement }) =>
      each === scheme &&
      enforcement.kind === "lambda" &&
      enforcement.asks.kind !== "token" &&
      !enforcement.asks.identity.some(({ kind }) => kind === "headerAll" || kind === "queryAll"),
  );
}

function statusTest(operation: Operation, { status, because }: Expected): SmokeTest {
  const method = operation.method === "ANY" ? "GET" : operation.method;
  const answered = call(ts`statusOf`, [lit(method), lit(operation.path)]);
  return {
    title: testTitle(operation, method, because),
    statements: [call(ts`assert.equal`, [ts`await ${answered}`, lit(status)])],
  };
}
