import type { Code } from "../code/code-kit.js";
import { identifier, lit, name, ts } from "../code/code-kit.js";
import { parseFunctionArn } from "../../templates/runtime/lambda/function-arn.js";
import { plainText } from "../model/configured-text.js";
import type { LambdaFunction } from "../model/lambda-function.js";
import { awsServices } from "./aws-services.js";
import { CLIENT_TLS_VARIABLES } from "./credential-settings.js";
import { encryptsResponses } from "./needs-store.js";
import { isStubbed } from "./example-exchange.js";
import type { ProjectContext } from "./project-context.js";
import type { SchemeSetting, SchemeSettingKind } from "./scheme-settings.js";
import { schemeSettings } from "./scheme-settings.js";
import { requiredDocumentVariables } from "./variable-default.js";

/** What tests use of what is set for them. */
interface SettingsUse {
  readonly callsUpstream: boolean;
  readonly usesKey: boolean;
  readonly speaksPlainly: boolean;
}

/** A type, not an interface, so that it is a view. */
type SmokeSetting = { readonly name: Code; readonly value: Code };

/** The environment variables without which a gateway does not start in its tests, and their stubs. */
export function smokeSettings(
  project: ProjectContext,
  { callsUpstream, usesKey, speaksPlainly }: SettingsUse,
): SmokeSetting[] {
  const { model, names } = project;
  const set = (variable: string, value: Code): SmokeSetting => ({
    name: name(identifier(variable)),
    value,
  });
  const upstreams = model.upstreams.flatMap((upstream) => {
    const { id, baseUrl } = upstream;
    const variable = names.upstreamVariable(id);
    if (callsUpstream && isStubbed(upstream)) return set(variable, ts`upstream.url`);
    const isKnown = baseUrl !== undefined && plainText(baseUrl) !== undefined;
    return isKnown ? [] : set(variable, lit(NOWHERE));
  });
  const functions = model.functions
    .filter((each) => each.handler === undefined && !isFound(each))
    .map(({ id }) => set(names.functionVariable(id), lit("test")));
  const schemes = model.securitySchemes.flatMap((scheme) =>
    schemeSettings(scheme)
      .filter(isOpen)
      .map(({ kind }) => set(names.schemeVariable(scheme.name, kind), lit(VALUES[kind] ?? "test"))),
  );
  const variables = requiredDocumentVariables(model).map((variable) =>
    set(names.variableVariable(variable), lit("test")),
  );
  // Keys of nobody: nothing that is called here needs others.
  const keys =
    awsServices(project).length > 0 ? ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"] : [];
  return [
    ...upstreams,
    ...(usesKey ? [set("API_KEYS", ts`JSON.stringify([{ id: "smoke", value: KEY }])`)] : []),
    ...functions,
    ...schemes,
    ...variables,
    ...keys.map((each) => set(each, lit("test"))),
    ...(encryptsResponses(project) ? [set("CACHE_KEY", lit("0".repeat(64)))] : []),
    ...(speaksPlainly ? CLIENT_TLS_VARIABLES : []).map((each) => set(each, lit("none"))),
  ];
}

/** Where nobody listens. */
const NOWHERE = "http://127.0.0.1:9";

/** What the settings that must be set may be where nothing is called. */
const VALUES: Partial<Readonly<Record<SchemeSettingKind, string>>> = {
  issuer: NOWHERE,
  "introspection url": NOWHERE,
  "user pools": "arn:aws:cognito-idp:us-east-1:123456789012:userpool/us-east-1_smoke",
};

/** Whether the document says which function is called, in a form that there is. */
function isFound({ arn }: LambdaFunction): boolean {
  const text = arn && plainText(arn);
  return text !== undefined && parseFunctionArn(text) !== undefined;
}

/** Whether the document does not say a setting, or not in a form that there is. */
function isOpen({ kind, usual, required }: SchemeSetting): boolean {
  const texts = usual.map(plainText);
  if (required || texts.includes(undefined)) return true;
  return kind === "user pools" && !texts.every((each) => POOL.test(each ?? ""));
}

const POOL = /^arn:[\w-]+:cognito-idp:[a-z\d-]+:\d{12}:userpool\/[\w-]+$/;
