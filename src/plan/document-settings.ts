import type { Identifier } from "../code/code-kit.js";
import { identifier } from "../code/code-kit.js";
import { plainText, showConfigured } from "../model/configured-text.js";
import type { GatewayModel, Upstream } from "../model/gateway-model.js";
import type { LambdaFunction } from "../model/lambda-function.js";
import { filesOf, isTargetGroup, type UpstreamFileKind } from "../model/upstream-options.js";
import { awsServices } from "./aws-services.js";
import { credentialSettings } from "./credential-settings.js";
import { hasSetting } from "./plan-settings.js";
import type { ProjectContext } from "./project-context.js";
import type { ProjectNames } from "./project-names.js";
import { schemeSettings, type SchemeSettingKind } from "./scheme-settings.js";
import { variableDefault } from "./variable-default.js";

/** A setting that only some documents have. */
export interface DocumentSetting {
  readonly name: Identifier;
  /** What it is unless the environment says otherwise; empty: nothing, or it must be set. */
  readonly value: string;
  /** What it is, for people. */
  readonly comment: string;
  /** `secret`: nobody may read it; `pem` and `json`: it names such a file, which nobody may read. */
  readonly kind?: "secret" | "pem" | "json";
}

/** The settings that a document makes, besides those of every gateway and those of AWS. */
export function documentSettings(project: ProjectContext): readonly DocumentSetting[] {
  const { model, names } = project;
  const upstreams = model.upstreams.flatMap((upstream): DocumentSetting[] => {
    const { id, baseUrl, description = "", options } = upstream;
    const plain = options?.targets?.join(",") ?? (baseUrl && plainText(baseUrl));
    return [
      {
        comment: `${describeUpstream(upstream, names.upstream(id))} ${description}`,
        name: names.upstreamVariable(id),
        value: plain ?? "",
      },
      ...filesOf(upstream).map(([file, path]) => ({
        comment: `PEM file: ${FILES[file]} the upstream ${names.upstream(id)}.`,
        name: names.upstreamFileVariable(id, file),
        value: path,
        kind: "pem" as const,
      })),
    ];
  });
  const functions = model.functions.filter(hasSetting).map((each) => ({
    comment: describeFunction(names.function(each.id), each),
    name: names.functionVariable(each.id),
    value: each.handler === undefined && each.arn ? (plainText(each.arn) ?? "") : "",
  }));
  const credentials = credentialSettings(model).map(({ variable, comment }) => ({
    comment,
    name: identifier(`${variable}_FILE`),
    value: "",
    kind: "json" as const,
  }));
  const stageVariables = model.stageVariables.map((variable) => ({
    comment:
      model.stages === undefined
        ? `The stage variable ${variable}.`
        : `The stage variable ${variable} of the stage that STAGE names; unless set, as in the document.`,
    name: names.stageVariableVariable(variable),
    value: "",
  }));
  // What calls AWS, or names methods, lists the region already.
  const isListed = (variable: string) => namesRegion(project) && variable === "AWS::Region";
  const named = model.variables.filter((variable) => !isListed(variable));
  const variables = named.map((variable) => {
    const usual = variableDefault(variable);
    return {
      comment: `What the document writes as \${${variable}}.${usual === undefined ? " Must be set." : ""}`,
      name: names.variableVariable(variable),
      value: usual ?? "",
    };
  });
  return [
    ...upstreams,
    ...functions,
    ...credentials,
    ...schemeVariables(model, names),
    ...stageVariables,
    ...variables,
  ];
}

/** Whether the region is a setting that is listed: what calls AWS, or names methods, has one. */
export function namesRegion(project: Pick<ProjectContext, "model" | "operations">): boolean {
  return awsServices(project).length > 0 || namesMethods(project.model);
}

/** Whether something decides by the ARNs of methods. */
export function namesMethods({ resourcePolicy, securitySchemes }: GatewayModel): boolean {
  return (
    resourcePolicy !== undefined ||
    securitySchemes.some(({ enforcement }) => NAMES_METHODS.has(enforcement.kind))
  );
}

/** Where the API is, as far as the document says it. */
export function apiPlace({ resourcePolicy }: GatewayModel) {
  const {
    apiId = "local",
    accountId = "000000000000",
    region = "us-east-1",
  } = resourcePolicy?.api ?? {};
  return { apiId, accountId, region };
}

/** The settings of the schemes that the gateway decides, and where Cognito is. */
function schemeVariables(model: GatewayModel, names: ProjectNames) {
  const settings = model.securitySchemes.flatMap((scheme) =>
    schemeSettings(scheme).map(({ kind, usual, required }) => {
      const plain = usual.map(plainText);
      const shown = plain.includes(undefined) ? [] : plain;
      const made = plain.includes(undefined)
        ? `; unless set, made of the variables below: ${usual.map(showConfigured).join(", ")}`
        : required
          ? ". Must be set."
          : ".";
      return {
        comment: `The scheme ${names.scheme(scheme.name)}: ${SCHEME_SETTINGS[kind]}${made}`,
        name: names.schemeVariable(scheme.name, kind),
        value: shown.join(","),
        ...(kind === "client secret" && { kind: "secret" as const }),
      };
    }),
  );
  const usesPools = model.securitySchemes.some(
    ({ enforcement: { kind } }) => kind === "user-pools",
  );
  const endpoint = {
    comment: "Where Amazon Cognito is, if not at Amazon.",
    name: identifier("AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER"),
    value: "",
  };
  return usesPools ? [...settings, endpoint] : settings;
}

const SCHEME_SETTINGS: Readonly<Record<SchemeSettingKind, string>> = {
  issuer: "who gives tokens out, as they have it in iss, or its discovery document",
  audience: "whom tokens must be for, separated by commas",
  "jwks url": "where the issuer's keys are, if not where its discovery document says",
  "user pools": "the ARNs of the user pools whose tokens are taken, separated by commas",
  "introspection url": "where the server is asked about tokens",
  "client id": "as whom the gateway asks",
  "client secret": "and its secret",
};

/** What decides by the ARNs of methods. */
const NAMES_METHODS: ReadonlySet<string> = new Set(["iam", "lambda"]);

const FILES: Readonly<Record<UpstreamFileKind, string>> = {
  caFile: "the authorities that are trusted of",
  certFile: "the certificate that is shown to",
  keyFile: "the key of what is shown to",
};

function describeUpstream(upstream: Upstream, called: string): string {
  const { baseUrl } = upstream;
  const isList = isTargetGroup(upstream);
  const what = `Base URL${isList ? "s" : ""} of the upstream${called === "upstream" ? "" : ` ${called}`}`;
  const listed = isList ? `${what}, separated by commas` : what;
  if (baseUrl === undefined) return `${listed}. Must be set.`;
  if (plainText(baseUrl) !== undefined) return `${listed}.`;
  return `${listed}; unless set, made of the variables below: ${showConfigured(baseUrl)}`;
}

function describeFunction(called: Identifier, { arn, handler }: LambdaFunction): string {
  const what = `The Lambda function ${called}: its ARN, or its name`;
  if (handler !== undefined) return `${what}; unless set, it runs in the gateway.`;
  if (arn === undefined) return `${what}. Must be set.`;
  if (plainText(arn) !== undefined) return `${what}.`;
  return `${what}; unless set, made of the variables below: ${showConfigured(arn)}`;
}
