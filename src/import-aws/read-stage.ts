import {
  type AwsValue,
  flagOf,
  membersOf,
  numberOf,
  sortedRecord,
  textOf,
  textsOf,
} from "./aws-value.js";
import { type CacheSettings, CacheReader } from "./read-cache.js";
import {
  applyRules,
  known,
  label,
  observing,
  type Rule,
  switchedOff,
  type Telling,
  without,
} from "./rules.js";
import { type Throttle, ThrottleReader } from "./throttle.js";

interface Method {
  readonly throttle?: Throttle;
  readonly cache?: CacheSettings;
}

/** A stage of `x-gateway`. */
export interface ImportedStage {
  readonly variables?: Readonly<Record<string, string>>;
  readonly throttle?: Throttle;
  readonly cache?: CacheSettings;
  readonly methods?: Readonly<Record<string, Method>>;
  readonly canary?: Canary;
  readonly accessLog?: { readonly format: string };
}

interface Canary {
  readonly percentTraffic: number;
  readonly variables?: Readonly<Record<string, string>>;
  readonly useStageCache: boolean;
}

/** Where settings of all methods of a stage stand. */
const ALL_METHODS = "*/*";

/**
 * Reads a stage of a REST API.
 * @param areOfOneDocument whether all stages have the same deployment
 */
export function readStage(
  stage: AwsValue,
  name: string,
  areOfOneDocument: boolean,
  telling: Telling,
): ImportedStage {
  const to = `stages.${name}`;
  const members = membersOf(stage, telling.reporter);
  const cached = new CacheReader(members, to, telling);
  let made: ImportedStage = {};
  applyRules(
    stage,
    {
      ...STAGE_RULES,
      deploymentId: deploymentRule(areOfOneDocument),
      stageName: ({ at }, { report }) => report.exactly(at, to),
      variables: (member) => {
        made = { ...made, ...variablesOf(member, to, telling) };
      },
      methodSettings: (member) => {
        made = { ...made, ...methodsOf(member, to, cached, telling) };
      },
      cacheClusterEnabled: known,
      cacheClusterSize: known,
      accessLogSettings: (member) => {
        made = { ...made, ...accessLogOf(member, to, telling) };
      },
      canarySettings: (member) => {
        made = { ...made, ...canaryOf(member, members.get("deploymentId"), to, telling) };
      },
    },
    telling,
  );
  const cache = cached.ofStage(made.cache);
  return inOrder({ ...made, ...(cache && { cache }) });
}

/** The same of an HTTP API. */
export function readHttpStage(
  stage: AwsValue,
  name: string,
  areOfOneDocument: boolean,
  telling: Telling,
): ImportedStage {
  const to = `stages.${name}`;
  let made: ImportedStage = {};
  applyRules(
    stage,
    {
      ...HTTP_STAGE_RULES,
      DeploymentId: deploymentRule(areOfOneDocument),
      StageName: ({ at }, { report }) => report.exactly(at, to),
      StageVariables: (member) => {
        made = { ...made, ...variablesOf(member, to, telling) };
      },
      AccessLogSettings: (member) => {
        made = { ...made, ...accessLogOf(member, to, telling) };
      },
      DefaultRouteSettings: (member) => {
        made = { ...made, ...routeThrottle(member, `${to}.throttle`, false, telling) };
      },
      RouteSettings: (member) => {
        const routes = Array.from(
          membersOf(member, telling.reporter),
          ([key, settings]) =>
            [key, routeThrottle(settings, `${to}.methods ${key}`, true, telling)] as const,
        );
        made = { ...made, ...nonEmptyMethods(routes) };
      },
    },
    telling,
  );
  return inOrder(made);
}

/** What a stage answers is in the document, which is exported of one stage. */
function deploymentRule(areOfOneDocument: boolean): Rule {
  return ({ at }, { report }) => {
    if (areOfOneDocument) report.exactly(at, "its routes are those of the document's export");
    else {
      const why = "stages have different deployments, and a document is exported of one of them";
      report.nearly(at, `${why}: generate a gateway for each that differs`);
    }
  };
}

const STAGE_RULES = {
  clientCertificateId: without(
    "Amazon keeps the key of its certificate",
    "make a certificate, and name it as `tls` of the upstream in `x-gateway`",
  ),
  description: label,
  documentationVersion: label,
  cacheClusterStatus: label,
  tracingEnabled: switchedOff(
    "nothing goes to X-Ray",
    "traces of callers are passed on; trace in your services",
  ),
  webAclArn: without("there is no web application firewall", "put one in front of the gateway"),
  tags: label,
  createdDate: label,
  lastUpdatedDate: label,
} as const;

const HTTP_STAGE_RULES = {
  ApiGatewayManaged: label,
  AutoDeploy: label,
  ClientCertificateId: STAGE_RULES.clientCertificateId,
  CreatedDate: label,
  Description: label,
  LastDeploymentStatusMessage: label,
  LastUpdatedDate: label,
  Tags: label,
} as const;

function variablesOf(member: AwsValue, to: string, { report, reporter }: Telling) {
  const variables = textsOf(member, reporter);
  report.exactly(member.at, variables ? `${to}.variables` : "there are none");
  return variables && { variables };
}

function methodsOf(settings: AwsValue, to: string, cached: CacheReader, telling: Telling) {
  let ofStage: Method = {};
  const methods: [string, Method][] = [];
  for (const [key, member] of membersOf(settings, telling.reporter)) {
    const name = key === ALL_METHODS ? undefined : methodName(key);
    if (key !== ALL_METHODS && name === undefined) {
      const instead = "write it in the overlay for each method that is meant";
      telling.report.not(member.at, "it is neither of all methods nor of one", instead);
      continue;
    }
    const method = methodOf(
      member,
      name ? `${to}.methods ${name}` : to,
      cached,
      name !== undefined,
      telling,
    );
    if (name === undefined) ofStage = method;
    else methods.push([name, method]);
  }
  return { ...ofStage, ...nonEmptyMethods(methods) };
}

function methodOf(
  member: AwsValue,
  to: string,
  cached: CacheReader,
  isOfMethod: boolean,
  telling: Telling,
): Method {
  const limits = new ThrottleReader(telling);
  const { rules, settings } = cached.ofMethod(to);
  const throttles = limits.rules("throttlingRateLimit", "throttlingBurstLimit");
  applyRules(member, { ...observing, ...throttles, ...rules }, telling);
  const throttle = limits.throttle(`${to}.throttle`, isOfMethod);
  const cache = settings();
  return { ...(throttle && { throttle }), ...(cache && { cache }) };
}

/** `~1pets~1{petId}/GET` → `GET /pets/{petId}` */
function methodName(key: string): string | undefined {
  const [, path = "", method] = /^\/?([^/]*)\/([A-Z]+)$/.exec(key) ?? [];
  if (method === undefined || path.includes("*")) return undefined;
  const decoded = path.replaceAll("~1", "/").replaceAll("~0", "~");
  return `${method} ${decoded.startsWith("/") ? "" : "/"}${decoded}`;
}

function routeThrottle(
  settings: AwsValue,
  to: string,
  isOfMethod: boolean,
  telling: Telling,
): Method {
  const limits = new ThrottleReader(telling);
  const throttles = limits.rules("ThrottlingRateLimit", "ThrottlingBurstLimit");
  applyRules(settings, { ...observing, ...throttles }, telling);
  const throttle = limits.throttle(to, isOfMethod);
  return { ...(throttle && { throttle }) };
}

function nonEmptyMethods(methods: readonly (readonly [string, Method])[]) {
  const some = methods.filter(([, method]) => Object.keys(method).length > 0);
  return some.length === 0 ? {} : { methods: sortedRecord(some) };
}

function accessLogOf(settings: AwsValue, to: string, telling: Telling) {
  let format: string | undefined;
  const ofFormat: Rule = (member, { report, reporter }) => {
    format = textOf(member, reporter);
    report.exactly(member.at, `${to}.accessLog.format`);
  };
  const ofDestination = without("the access log goes to stdout", "collect it from there");
  applyRules(
    settings,
    {
      format: ofFormat,
      Format: ofFormat,
      destinationArn: ofDestination,
      DestinationArn: ofDestination,
    },
    telling,
  );
  return format === undefined ? undefined : { accessLog: { format } };
}

function canaryOf(
  settings: AwsValue,
  deployment: AwsValue | undefined,
  to: string,
  telling: Telling,
) {
  let canary: Canary = { percentTraffic: 0, useStageCache: false };
  const { report, reporter } = telling;
  applyRules(
    settings,
    {
      percentTraffic: (member) => {
        const percentTraffic = numberOf(member, reporter) ?? 0;
        if (percentTraffic < 0 || percentTraffic > 100) {
          const form = "a number from 0 to 100";
          reporter.report("invalid-aws-value", member.at, { key: member.name, form });
        }
        report.exactly(member.at, `${to}.canary.percentTraffic`);
        canary = { ...canary, percentTraffic };
      },
      deploymentId: ({ value, at }) => {
        if (value === deployment?.value) {
          report.exactly(at, "it is the deployment of the stage");
          return;
        }
        const why =
          "the variables of the canary come over; the document of its deployment does not";
        report.not(
          at,
          why,
          "generate a gateway of that document, and divide callers in front of both",
        );
      },
      stageVariableOverrides: (member) => {
        const variables = textsOf(member, reporter);
        report.exactly(member.at, variables ? `${to}.canary.variables` : "there are none");
        if (variables) canary = { ...canary, variables };
      },
      useStageCache: (member) => {
        report.exactly(member.at, `${to}.canary.useStageCache`);
        canary = { ...canary, useStageCache: flagOf(member, reporter) === true };
      },
    },
    telling,
  );
  return { canary };
}

/** The members of a stage in the order in which a reader looks for them. */
function inOrder(stage: ImportedStage): ImportedStage {
  const { variables, throttle, cache, methods, canary, accessLog } = stage;
  const ordered = canary && {
    percentTraffic: canary.percentTraffic,
    ...(canary.variables && { variables: canary.variables }),
    useStageCache: canary.useStageCache,
  };
  return {
    ...(variables && { variables }),
    ...(throttle && { throttle }),
    ...(cache && { cache }),
    ...(methods && { methods }),
    ...(ordered && { canary: ordered }),
    ...(accessLog && { accessLog }),
  };
}
