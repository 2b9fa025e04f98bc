import type { Code, Member } from "../code/code-kit.js";
import {
  array,
  binary,
  call,
  doc,
  key,
  lit,
  member,
  name,
  object,
  objectType,
  property,
  ts,
  union,
} from "../code/code-kit.js";
import type { ConfiguredText, ConfiguredValue } from "../model/configured-text.js";
import { plainText } from "../model/configured-text.js";
import type { GatewayModel, Upstream } from "../model/gateway-model.js";
import type { LambdaFunction } from "../model/lambda-function.js";
import { encryptsResponses, needsStore } from "./needs-store.js";
import { optional } from "./optional-member.js";
import { plainObject, STAGES } from "./plan-stages.js";
import { filesOf, isTargetGroup } from "../model/upstream-options.js";
import { awsServices } from "./aws-services.js";
import { credentialSettings, needsClientCertificates } from "./credential-settings.js";
import { mayBeUnset } from "./plan-function.js";
import { GeneratedModule } from "./generated-module.js";
import type { ProjectContext } from "./project-context.js";
import type { ProjectNames } from "./project-names.js";
import type { PlannedFile } from "./project-plan.js";
import { planTokenSettings } from "./plan-token-settings.js";
import { generatedFile } from "./template-file.js";
import { usualStage } from "./usual-stage.js";
import { variableDefault } from "./variable-default.js";

/** Typed settings, read from the environment. */
export function planSettings(project: ProjectContext): PlannedFile {
  const { model, names, runtime } = project;
  const module = new GeneratedModule("settings.ts", runtime);
  const isStaged = model.stages !== undefined;
  const upstreams = model.upstreams.map((upstream) => ({
    name: name(names.upstream(upstream.id)),
    type: typeOf(upstream),
    read: isTargetGroup(upstream) ? readUrls(upstream, names, module) : readUrl(upstream, names),
  }));
  const upstreamFiles = model.upstreams
    .filter((upstream) => filesOf(upstream).length > 0)
    .map((upstream) => planFiles(upstream, names));
  const stageVariables = model.stageVariables.map((variable) => ({
    name: key(variable),
    read: isStaged
      ? call(isHost(model, "stageVariable", variable) ? ts`stage.host` : ts`stage.variable`, [
          lit(variable),
          lit(names.stageVariableVariable(variable)),
        ])
      : call(readText(model, "stageVariable", variable), [
          lit(names.stageVariableVariable(variable)),
          lit(""),
        ]),
  }));
  const variables = model.variables.map((variable) => {
    const usual = variableDefault(variable);
    return {
      name: key(variable),
      read: call(readText(model, "variable", variable), [
        lit(names.variableVariable(variable)),
        ...(usual === undefined ? [] : [lit(usual)]),
      ]),
    };
  });
  const functions = model.functions.filter(hasSetting).map((each) => ({
    name: name(names.function(each.id)),
    type: functionType(each, module),
    read: readFunction(each, names, module),
  }));
  const tokens = model.securitySchemes.flatMap((scheme) => {
    const planned = planTokenSettings(scheme, module, names, configuredText);
    return planned === undefined ? [] : [{ name: name(names.scheme(scheme.name)), ...planned }];
  });
  const services = awsServices(project);
  const hasStore = needsStore(project);
  const isSealed = encryptsResponses(project);
  return generatedFile(module.path, "settings.ts", {
    Environment: module.runtime("Environment", "environment"),
    ServerSettings: module.runtimeType("ServerSettings", "server-settings"),
    serverSettings: planServerSettings(model, module),
    readStages: isStaged ? module.runtime("readStages", "read-stages") : undefined,
    Staged: isStaged ? module.runtimeType("Staged", "read-stages") : undefined,
    StageReader: isStaged ? module.runtimeType("StageReader", "read-stages") : undefined,
    stages: isStaged ? module.import(STAGES.name, STAGES.path) : undefined,
    StoreSettings: hasStore
      ? module.runtimeType("StoreSettings", "store/store-settings")
      : undefined,
    readStore: hasStore ? planStore(model, module) : undefined,
    Seal: isSealed ? module.runtimeType("Seal", "keep-responses") : undefined,
    readSeal: isSealed ? readOnce(module.runtime("readSeal", "seal"), isStaged) : undefined,
    upstreams,
    hasUpstreams: upstreams.length > 0,
    functions,
    hasFunctions: functions.length > 0,
    tokens,
    hasTokens: tokens.length > 0,
    AwsSettings:
      services.length > 0 ? module.runtimeType("AwsSettings", "aws/aws-settings") : undefined,
    awsSettings:
      services.length > 0
        ? call(module.runtime("readAwsSettings", "aws/aws-settings"), [
            ts`read`,
            array(services.map((each) => lit(each))),
          ])
        : undefined,
    upstreamFiles,
    credentials: credentialSettings(model).map((each) => ({
      doc: doc(each.doc),
      name: key(each.member),
      type: module.runtimeType(each.type, each.file),
      read: readOnce(module.runtime(each.reader, each.file), isStaged),
    })),
    stageVariables,
    variables,
  });
}

/** What is the same for all stages. */
function readOnce(reader: Code, isStaged: boolean): Code {
  return isStaged ? call(ts`stage.shared`, [reader]) : call(reader, [ts`read`]);
}

function planServerSettings(model: GatewayModel, module: GeneratedModule): Code {
  const settings = call(module.runtime("readServerSettings", "server-settings"), [
    ts`read`,
    ...usualSettings(model),
  ]);
  if (!needsClientCertificates(model)) return settings;
  return call(module.runtime("withMutualTls", "mutual-tls"), [settings, ts`read`]);
}

function planStore({ store }: GatewayModel, module: GeneratedModule): Code {
  const { maxBytes, onFailure } = store;
  const isUsual = Object.values(onFailure).every((each) => each === "local");
  const said = [
    ...optional(maxBytes !== undefined, ts`maxBytes`, () => lit(maxBytes)),
    ...optional(!isUsual, ts`onFailure`, () => plainObject(onFailure)),
  ];
  return call(module.runtime("readStoreSettings", "store/store-settings"), [
    ts`read`,
    ...(said.length > 0 ? [object(said)] : []),
  ]);
}

/** What the document says of settings that every gateway has. */
function usualSettings(model: GatewayModel): readonly Code[] {
  const stage = usualStage(model);
  const usual = { ...(stage !== "prod" && { stage }), ...model.resourcePolicy?.api };
  const members = Object.entries(usual).map(([label, value]) => [key(label), lit(value)] as const);
  return members.length === 0 ? [] : [object(members)];
}

function readText(model: GatewayModel, kind: ConfiguredValue["kind"], variable: string): Code {
  return isHost(model, kind, variable) ? ts`read.host` : ts`read.text`;
}

/** Whether a value stands for a host in a URL. */
function isHost(
  { upstreams }: GatewayModel,
  kind: ConfiguredValue["kind"],
  variable: string,
): boolean {
  return upstreams.some(({ baseUrl = [] }) =>
    baseUrl.some((part, index) => {
      const before = baseUrl[index - 1];
      if (part.kind !== kind || part.name !== variable) return false;
      return before?.kind === "text" && before.text.endsWith("://");
    }),
  );
}

/** A stage variable that is not set makes no URL, which is no fault of the settings. */
function isOfStage({ baseUrl }: Upstream): boolean {
  return baseUrl?.some(({ kind }) => kind === "stageVariable") === true;
}

function typeOf(upstream: Upstream): Code {
  const url = ts`URL`;
  if (isTargetGroup(upstream)) return ts`readonly URL[]`;
  return isOfStage(upstream) ? union([url, ts`undefined`]) : url;
}

/** The servers that answer for an upstream, of which the setting may name any number. */
function readUrls(upstream: Upstream, names: ProjectNames, module: GeneratedModule): Code {
  const variable = lit(names.upstreamVariable(upstream.id));
  const { baseUrl, options } = upstream;
  const targets = options?.targets?.map((each) => lit(each));
  const usual = targets ?? (baseUrl === undefined ? [] : [configuredText(baseUrl)]);
  if (isOfStage(upstream)) {
    return call(module.runtime("stageUrls", "base-urls"), [ts`read`, variable, ...usual]);
  }
  const fallback = usual.length === 0 ? [] : [array(usual)];
  return call(module.runtime("baseUrls", "base-urls"), [ts`read`, variable, ...fallback]);
}

function planFiles(upstream: Upstream, names: ProjectNames) {
  const files = filesOf(upstream);
  const types = files.map(([file]) => property(ts`readonly ${key(file)}`, ts`string`));
  return {
    name: name(names.upstream(upstream.id)),
    type: objectType(types),
    read: object(
      files.map(([file, path]): Member => [
        key(file),
        call(ts`read.text`, [lit(names.upstreamFileVariable(upstream.id, file)), lit(path)]),
      ]),
    ),
  };
}

function readUrl(upstream: Upstream, names: ProjectNames): Code {
  const variable = lit(names.upstreamVariable(upstream.id));
  const { baseUrl } = upstream;
  if (baseUrl === undefined) return call(ts`read.baseUrl`, [variable]);
  const method = isOfStage(upstream) ? ts`read.stageUrl` : ts`read.baseUrl`;
  return call(method, [variable, configuredText(baseUrl)]);
}

/** What runs in the gateway alone has no setting. */
export function hasSetting({ handler }: LambdaFunction): boolean {
  return handler?.orRemote !== false;
}

function functionType(planned: LambdaFunction, module: GeneratedModule): Code {
  const type = module.runtimeType("FunctionArn", "lambda/function-arn");
  return mayBeUnset(planned) ? union([type, ts`undefined`]) : type;
}

function readFunction(planned: LambdaFunction, names: ProjectNames, module: GeneratedModule): Code {
  const { id, arn, handler } = planned;
  const reader = mayBeUnset(planned) ? "readOptionalFunctionArn" : "readFunctionArn";
  return call(module.runtime(reader, "lambda/function-arn"), [
    ts`read`,
    lit(names.functionVariable(id)),
    ...(arn === undefined || handler !== undefined ? [] : [configuredText(arn)]),
  ]);
}

function configuredText(text: ConfiguredText): Code {
  const plain = plainText(text);
  if (plain !== undefined) return lit(plain);
  const pieces = text.map((part) =>
    part.kind === "text"
      ? lit(part.text)
      : part.kind === "stageVariable"
        ? ts`stageVariables${member(part.name)}`
        : ts`variables${member(part.name)}`,
  );
  return pieces.length === 1 ? (pieces[0] ?? lit("")) : binary("+", pieces);
}
