import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { Diagnostic } from "../../src/index.js";
import {
  buildGateway,
  hookNames,
  settingNames,
  type BuiltGateway,
  type Workshop,
} from "../harness/build-gateway.js";
import { GatewayProcess, NotStarted, type Circumstances } from "../harness/gateway-process.js";
import { NoAnswer, sendRaw, type RawResponse } from "../harness/raw-client.js";
import type { BackendStubs } from "./backend-stubs.js";
import { isDecided, needsOf } from "./case-needs.js";
import { rawRequest } from "./case-request.js";
import { documentFiles, environmentOf, settingFiles, withStubs } from "./case-settings.js";
import { callProblems } from "./compare-calls.js";
import { brief } from "./compare-json.js";
import { responseProblems } from "./compare-response.js";
import type { ExpectedResponse, GatewayCase, Step } from "./gateway-case.js";
import { isObject, parseJson } from "./json.js";
import type { Verdict } from "./outcome.js";

/** Where cases are run, one at a time. */
export interface Lane {
  readonly workshop: Workshop;
  readonly stubs: BackendStubs;
  /** Leave the generated projects where they are. */
  readonly keep: boolean;
}

const LOGGED_WITHIN_MS = 500;

/** A gateway that was generated for cases, and runs while it serves them. */
interface Project {
  readonly built: BuiltGateway;
  /** The settings that it lists. */
  readonly listed: ReadonlySet<string>;
  /** What it leaves to its user, who here supplies nothing: such hooks refuse. */
  readonly hooks: readonly string[];
  /** The process that the next case may have, if it leaves nothing in it. */
  running: GatewayProcess | undefined;
}

/** What a case's gateway is made of: cases for which that is the same may have the same. */
export function gatewayKey(given: GatewayCase): string {
  const { stage, stages, stageName, issuers } = given;
  return JSON.stringify([
    documentFiles(given),
    generateOptions(given),
    settingFiles(given),
    { stage, stages, stageName, issuers },
  ]);
}

/** Runs cases of one `gatewayKey`. */
export async function runGatewayCases(
  cases: readonly GatewayCase[],
  lane: Lane,
): Promise<readonly Verdict[]> {
  const [first] = cases;
  if (first === undefined) return [];
  const folder = await lane.workshop.project();
  const verdicts: Verdict[] = [];
  let project: Project | undefined;
  try {
    project = await makeProject(folder, withStubs(first, lane.stubs));
    for (const given of cases) verdicts.push(await runGatewayCase(given, project, lane.stubs));
    return verdicts;
  } catch (error) {
    if (!(error instanceof GeneratorFailed)) throw error;
    return cases.map((given) => ({
      why: [error.message],
      needs: needsOf(given).needs,
      unsupported: false,
    }));
  } finally {
    await project?.running?.kill();
    if (!lane.keep) await rm(folder, { recursive: true, force: true });
  }
}

class GeneratorFailed extends Error {}

async function makeProject(folder: string, given: GatewayCase): Promise<Project> {
  const built = await buildGateway(folder, documentFiles(given), generateOptions(given)).catch(
    (error: unknown) => {
      throw new GeneratorFailed(`the generator failed: ${String(error)}`);
    },
  );
  for (const [name, text] of Object.entries(settingFiles(given))) {
    await writeFile(join(folder, name), text);
  }
  const isBuilt = built.kind === "built";
  const listed = isBuilt ? await settingNames(folder) : new Set<string>();
  return { built, listed, hooks: isBuilt ? await hookNames(folder) : [], running: undefined };
}

async function runGatewayCase(
  given: GatewayCase,
  project: Project,
  stubs: BackendStubs,
): Promise<Verdict> {
  const stubbed = withStubs(given, stubs);
  stubs.become(stubbed.upstream, stubbed.issuers ?? []);
  const { needs, called } = needsOf(given);
  const unsupported = [
    ...unsupportedReasons(project.built, called),
    ...project.hooks.filter(() => needs.some(isDecided)).map((hook) => `left to a hook: ${hook}`),
  ];
  const judged = await judge(stubbed, project, stubs);
  const why = [...stubs.takeProblems(), ...judged];
  return {
    why: why.length > 0 ? [...new Set([...unsupported, ...why])] : [],
    needs,
    unsupported: unsupported.length > 0,
  };
}

/** What the generator said that it cannot do, of the document or of the operations called. */
function unsupportedReasons(built: BuiltGateway, called: readonly string[]): readonly string[] {
  if (built.kind === "refused") {
    const isUnsupported = built.errors.every(({ code }) => code.startsWith("unsupported-"));
    return isUnsupported ? [`refused: ${describe(built.errors)}`] : [];
  }
  return built.diagnostics.flatMap(({ code, message, at, others = [], related: [first] = [] }) => {
    const isCalled = [at, ...others].some((each) => called.includes(each?.pointer ?? ""));
    if (code !== "omitted-operation" || !isCalled) return [];
    return [`left out: ${first?.message ?? message}`];
  });
}

async function judge(
  given: GatewayCase,
  project: Project,
  stubs: BackendStubs,
): Promise<readonly string[]> {
  const { built, listed } = project;
  if (given.expect_import !== undefined) {
    return importProblems(built.kind === "refused" ? built.errors : [], given.expect_import);
  }
  if (built.kind === "refused") return [`refused: ${describe(built.errors)}`];
  const start = given.clockStart === undefined ? Date.now() : Date.parse(given.clockStart);
  const isLasting = leavesNothing(given);
  let gateway = isLasting ? project.running : undefined;
  try {
    gateway ??= await GatewayProcess.start(
      built.main,
      environmentOf(given, stubs, listed),
      given.sequence === undefined ? undefined : start,
    );
    if (isLasting) project.running = gateway;
    const visit = { given, gateway, stubs, start, stagePrefix: listed.has("STAGE_PREFIX") };
    return [...(await playSteps(visit)), ...(await logProblems(given, gateway))];
  } catch (error) {
    if (isLasting) project.running = undefined;
    if (error instanceof NotStarted || error instanceof NoAnswer) return [error.message];
    throw error;
  } finally {
    if (gateway !== project.running) await gateway?.kill();
  }
}

/**
 * Whether a case can leave nothing in its gateway: no token that is known, no answer that is
 * cached, no quota that is used up, no time that has passed.
 */
function leavesNothing({ spec, sequence, repeat, ...given }: GatewayCase): boolean {
  const { stageSettings, usagePlans, expect_access_log } = given;
  const others = [sequence, repeat, stageSettings, usagePlans, expect_access_log];
  const isGuarded = /"(?:securitySchemes|securityDefinitions)":/.test(JSON.stringify(spec));
  return !isGuarded && others.every((each) => each === undefined);
}

/** What the public API is to be told of a case. */
function generateOptions({ api, importOptions, expect_import }: GatewayCase) {
  const options = {
    // What the rest of a document asks for is the matter of other cases.
    omitUnsupported: expect_import === undefined,
    // A case that does not say is one of a REST API.
    api: api === "HTTP" ? ("http" as const) : ("rest" as const),
    ...(importOptions && { basepath: importOptions.basepath }),
  };
  return options;
}

interface Visit {
  readonly given: GatewayCase;
  readonly gateway: GatewayProcess;
  readonly stubs: BackendStubs;
  /** The time of step 0. */
  readonly start: number;
  readonly stagePrefix: boolean;
}

async function playSteps(visit: Visit): Promise<readonly string[]> {
  const { given } = visit;
  if (given.sequence !== undefined) {
    const problems: string[] = [];
    for (const [index, step] of given.sequence.entries()) {
      const now = visit.start + 1000 * step.at;
      const found = await playStep(visit, step, now, given.sequence);
      problems.push(...found.map((problem) => `step ${index}: ${problem}`));
    }
    return problems;
  }
  const { request, expect = {}, expect_upstream } = given;
  if (request === undefined) throw new Error(`${given.name} has neither a request nor a sequence`);
  const step = { at: 0, request, expect, ...(expect_upstream && { expect_upstream }) };
  if (given.repeat === undefined) return playStep(visit, step, Date.now());
  return playRepeatedly(visit, step, given.repeat);
}

async function playStep(
  visit: Visit,
  step: Step,
  now: number,
  sequence?: readonly Step[],
): Promise<readonly string[]> {
  const { given, gateway, stubs, stagePrefix } = visit;
  const { request, expect, expect_upstream } = step;
  const circumstances: Circumstances = {
    ...(sequence && { clock: now }),
    peer: request.sourceIp ?? "",
    // A canary takes the requests whose draw is below its share.
    ...(sequence?.some(({ request: { forceCanary } }) => forceCanary === true) && {
      random: request.forceCanary === true ? 0 : 1 - Number.EPSILON,
    }),
  };
  await gateway.set(circumstances);
  const raw = rawRequest(given, request, { stagePrefix, now });
  const response = await sendRaw(gateway.port, raw);
  const calls = stubs.takeCalls();
  return [
    ...responseProblems(response, expect),
    ...(expect_upstream === undefined ? [] : callProblems(calls, expect_upstream)),
  ];
}

async function playRepeatedly(
  { given, gateway, stagePrefix }: Visit,
  { request, expect }: Step,
  times: number,
): Promise<readonly string[]> {
  const responses: RawResponse[] = [];
  for (let time = 0; time < times; time += 1) {
    const raw = rawRequest(given, request, { stagePrefix, now: Date.now() });
    responses.push(await sendRaw(gateway.port, raw));
  }
  const problems = responses.map((response) => responseProblems(response, expect));
  return [
    ...(problems.find((each) => each.length > 0) ?? []),
    ...distributionProblems(responses, expect.distribution),
  ];
}

function distributionProblems(
  responses: readonly RawResponse[],
  distribution: ExpectedResponse["distribution"],
): readonly string[] {
  if (distribution === undefined) return [];
  const members = responses.map(({ body }) => {
    const json = parseJson(body.toString());
    return isObject(json) ? json[distribution.json] : undefined;
  });
  const share = members.filter((member) => member === "true").length / responses.length;
  const [least, most] = distribution.true;
  if (share >= least && share <= most) return [];
  return [`${distribution.json} is "true" in ${share} of the answers, not ${least} to ${most}`];
}

/** Lines of a log are written beside the answers: they get a moment. */
async function logProblems(
  given: GatewayCase,
  gateway: GatewayProcess,
): Promise<readonly string[]> {
  const missing = () =>
    (given.expect_access_log ?? []).filter(({ matches }) => {
      const pattern = new RegExp(matches);
      return !gateway.lines.some((line) => pattern.test(line));
    });
  for (let waited = 0; missing().length > 0 && waited < LOGGED_WITHIN_MS; waited += 20) {
    await wait(20);
  }
  return missing().map(
    ({ matches }) =>
      `no line of the log matches ${matches}; the last is ${brief(gateway.lines.at(-1))}`,
  );
}

function importProblems(
  errors: readonly Diagnostic[],
  expected: NonNullable<GatewayCase["expect_import"]>,
): readonly string[] {
  if (expected.outcome !== "error") throw new Error(`no import ends with ${expected.outcome}`);
  if (errors.length === 0) return ["the document was not refused"];
  const mentions = expected.mentions?.toLowerCase() ?? "";
  const said = errors.some(({ code, message, help }) =>
    `${code}: ${message} ${help}`.toLowerCase().includes(mentions),
  );
  return said ? [] : [`nothing mentions ${mentions}: ${describe(errors)}`];
}

function describe(errors: readonly Diagnostic[]): string {
  const [first, second, ...more] = errors.map(({ code, message }) => `${code}: ${message}`);
  const shown = [first, second].filter((each) => each !== undefined).join("; ");
  return more.length > 0 ? `${shown}; and ${more.length} more` : shown;
}
