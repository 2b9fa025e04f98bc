import type { Identifier } from "../code/code-kit.js";
import {
  array,
  envComment,
  envValue,
  identifier,
  lit,
  markdown,
  markdownCode,
  name,
  ts,
} from "../code/code-kit.js";
import { plainText, showConfigured } from "../model/configured-text.js";
import type { GatewayModel, Upstream } from "../model/gateway-model.js";
import type { LambdaFunction } from "../model/lambda-function.js";
import { routeOf } from "../model/route-of.js";
import { awsServices } from "./aws-services.js";
import {
  CLIENT_TLS_VARIABLES,
  credentialSettings,
  needsClientCertificates,
} from "./credential-settings.js";
import { hasSetting } from "./plan-settings.js";
import { filesOf, isTargetGroup, type UpstreamFileKind } from "../model/upstream-options.js";
import { packageVersions } from "./package-versions.js";
import { handledOperations } from "./plan-handlers.js";
import { planSmokeTests } from "./plan-smoke-test.js";
import { transformHooks } from "./plan-transforms.js";
import type { ProjectContext } from "./project-context.js";
import type { PlannedFile } from "./project-plan.js";
import type { ProjectNames } from "./project-names.js";
import {
  requiredSchemeSettings,
  schemeSettings,
  type SchemeSettingKind,
} from "./scheme-settings.js";
import { templateFile } from "./template-file.js";
import { requiredDocumentVariables, variableDefault } from "./variable-default.js";

/** How the project was asked for, as far as its own files repeat it. */
export interface ScaffoldOptions {
  /** npm's name of the project. */
  readonly packageName: string;
  /** The document's path from the project's folder. */
  readonly document: string;
  /** What was said of the document besides, as arguments of the command line. */
  readonly arguments?: readonly string[];
  /** Where the project gets gatewright from. Until it is published, a name could be anybody's. */
  readonly generatorSpec: string | undefined;
}

/** Files that are copied as they are, once. */
const COPIES = [
  ".dockerignore",
  ".gitattributes",
  ".github/workflows/gateway.yml",
  ".gitignore",
  ".prettierignore",
  "Dockerfile",
  "rolldown.config.mjs",
  "scripts/dev.mjs",
  "src/main.ts",
  "tsconfig.json",
];

/** The files around the generated code: written once, the user's from then on. */
export function planScaffold(
  project: ProjectContext,
  packages: readonly string[],
  options: ScaffoldOptions,
): readonly PlannedFile[] {
  return [
    ...COPIES.map((path): PlannedFile => ({
      path,
      owner: "scaffold",
      content: { kind: "copy", asset: `scaffold/${path}` },
    })),
    {
      path: "package.json",
      owner: "scaffold",
      content: { kind: "json", value: packageJson(packages, options) },
    },
    planGenerateScript(options),
    planEnvExample(project),
    planReadme(project, options),
    ...planSmokeTests(project),
  ];
}

/** The package that the runtime imports types from alone. */
const TYPES_ONLY = "aws-lambda";

function packageJson(packages: readonly string[], options: ScaffoldOptions) {
  return {
    name: options.packageName,
    version: "0.1.0",
    private: true,
    type: "module",
    engines: { node: ">=20.19.0" },
    scripts: {
      build: "tsc --noEmit && rolldown --config rolldown.config.mjs",
      start: "node --enable-source-maps dist/main.js",
      dev: "node scripts/dev.mjs",
      test: "npm run --silent build && node --test dist-test/*.test.js",
      generate: "node scripts/generate.mjs",
      check: "node scripts/generate.mjs --check",
    },
    dependencies: packageVersions(packages.filter((name) => name !== TYPES_ONLY)),
    devDependencies: {
      ...packageVersions([
        ...(packages.includes(TYPES_ONLY) ? [`@types/${TYPES_ONLY}`] : []),
        "@types/node",
        "rolldown",
        "typescript",
      ]),
      ...(options.generatorSpec !== undefined && { gatewright: options.generatorSpec }),
    },
  };
}

function planGenerateScript({ document, arguments: others = [] }: ScaffoldOptions): PlannedFile {
  const args = ["generate", document, "--out", ".", ...others].map((each) => lit(each));
  return templateFile("scripts/generate.mjs", "scaffold", "scaffold/scripts/generate.mjs", {
    args: array([...args, ts`...process.argv.slice(2)`]),
  });
}

function planEnvExample({ model, names }: ProjectContext): PlannedFile {
  const upstreams = model.upstreams.flatMap((upstream) => {
    const { id, baseUrl, description = "", options } = upstream;
    const plain = options?.targets?.join(",") ?? (baseUrl && plainText(baseUrl));
    return [
      {
        comment: envComment(`${describeUpstream(upstream, names.upstream(id))} ${description}`),
        name: name(names.upstreamVariable(id)),
        value: envValue(plain ?? ""),
      },
      ...filesOf(upstream).map(([file, path]) => ({
        comment: envComment(`PEM file: ${FILES[file]} the upstream ${names.upstream(id)}.`),
        name: name(names.upstreamFileVariable(id, file)),
        value: envValue(path),
      })),
    ];
  });
  const functions = model.functions.filter(hasSetting).map((each) => ({
    comment: envComment(describeFunction(names.function(each.id), each)),
    name: name(names.functionVariable(each.id)),
    value: envValue(each.handler === undefined && each.arn ? (plainText(each.arn) ?? "") : ""),
  }));
  const credentials = credentialSettings(model).map(({ variable, comment }) => ({
    comment: envComment(comment),
    name: name(identifier(`${variable}_FILE`)),
    value: envValue(""),
  }));
  const stageVariables = model.stageVariables.map((variable) => ({
    comment: envComment(`The stage variable ${variable}.`),
    name: name(names.stageVariableVariable(variable)),
    value: envValue(""),
  }));
  const callsAws = awsServices(model).length > 0;
  const {
    apiId = "local",
    accountId = "000000000000",
    region = "us-east-1",
  } = model.resourcePolicy?.api ?? {};
  const namesMethods =
    model.resourcePolicy !== undefined ||
    model.securitySchemes.some(({ enforcement }) => NAMES_METHODS.has(enforcement.kind));
  // What calls AWS, or names methods, lists the region already.
  const isListed = (variable: string) => (callsAws || namesMethods) && variable === "AWS::Region";
  const named = model.variables.filter((variable) => !isListed(variable));
  const variables = named.map((variable) => {
    const usual = variableDefault(variable);
    return {
      comment: envComment(
        `What the document writes as \${${variable}}.${usual === undefined ? " Must be set." : ""}`,
      ),
      name: name(names.variableVariable(variable)),
      value: envValue(usual ?? ""),
    };
  });
  return templateFile(".env.example", "scaffold", "scaffold/.env.example", {
    stage: envValue(model.family === "http" ? "$default" : "prod"),
    apiId: envValue(apiId),
    accountId: envValue(accountId),
    region: envValue(region),
    callsAws,
    namesMethods,
    clientCertificates: needsClientCertificates(model),
    variables: [
      ...upstreams,
      ...functions,
      ...credentials,
      ...planSchemeVariables(model, names),
      ...stageVariables,
      ...variables,
    ],
  });
}

/** The settings of the schemes that the gateway decides, and where Cognito is. */
function planSchemeVariables(model: GatewayModel, names: ProjectNames) {
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
        comment: envComment(
          `The scheme ${names.scheme(scheme.name)}: ${SCHEME_SETTINGS[kind]}${made}`,
        ),
        name: name(names.schemeVariable(scheme.name, kind)),
        value: envValue(shown.join(",")),
      };
    }),
  );
  const usesPools = model.securitySchemes.some(
    ({ enforcement: { kind } }) => kind === "user-pools",
  );
  const endpoint = {
    comment: envComment("Where Amazon Cognito is, if not at Amazon."),
    name: name(identifier("AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER")),
    value: envValue(""),
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

function planReadme({ model, names }: ProjectContext, options: ScaffoldOptions): PlannedFile {
  const transforms = transformHooks(model);
  const handlers = handledOperations(model);
  const functions = model.functions.flatMap(({ name: called, handler }) =>
    handler === undefined
      ? []
      : {
          file: markdownCode(`src/hooks/functions/${handler.name}.ts`),
          called: markdownCode(called),
        },
  );
  const hookedSchemes = model.securitySchemes.filter(
    ({ enforcement }) => enforcement.kind === "hook",
  );
  const tokens = model.securitySchemes.flatMap((scheme) => {
    const settings = schemeSettings(scheme).map(({ kind }) =>
      markdownCode(names.schemeVariable(scheme.name, kind)),
    );
    return settings.length === 0 ? [] : { scheme: markdownCode(scheme.name), settings };
  });
  return templateFile("README.md", "scaffold", "scaffold/README.md", {
    title: markdown(model.title === "" ? "Gateway" : model.title),
    document: markdownCode(options.document),
    diff: markdownCode(`npx gatewright diff git:HEAD:${options.document} ${options.document}`),
    hooks: hookedSchemes.map((scheme) => ({
      file: markdownCode(`src/hooks/${names.schemeHook(scheme)}.ts`),
      scheme: markdownCode(scheme.name),
    })),
    hasHooks: hookedSchemes.length > 0,
    tokens,
    hasTokens: tokens.length > 0,
    transforms: transforms.map((hook) => ({
      file: markdownCode(`src/hooks/${names.transform(hook.name)}.ts`),
      what: markdown(hook.direction === "requests" ? "what upstreams get" : "what clients get"),
    })),
    hasTransforms: transforms.length > 0,
    handlers: handlers.map(({ operation }) => ({
      file: markdownCode(`src/hooks/handlers/${names.handler(operation)}.ts`),
      route: markdownCode(routeOf(operation)),
    })),
    hasHandlers: handlers.length > 0,
    functions,
    hasFunctions: functions.length > 0,
    callsAws: awsServices(model).length > 0,
    required: requiredOfDocument({ model, names }).map((variable) => ({
      variable: markdownCode(variable),
    })),
    clientCertificates: needsClientCertificates(model),
  });
}

/** Environment variables without which the gateway does not start. */
export function requiredVariables(
  project: Pick<ProjectContext, "model" | "names">,
): readonly Identifier[] {
  const ofTls = needsClientCertificates(project.model) ? CLIENT_TLS_VARIABLES : [];
  return [...ofTls.map((each) => identifier(each)), ...requiredOfDocument(project)];
}

/** Those that say what the document does not. */
function requiredOfDocument({
  model,
  names,
}: Pick<ProjectContext, "model" | "names">): readonly Identifier[] {
  return [
    ...model.upstreams
      .filter(({ baseUrl }) => baseUrl === undefined)
      .map(({ id }) => names.upstreamVariable(id)),
    ...model.functions
      .filter(({ arn, handler }) => arn === undefined && handler === undefined)
      .map(({ id }) => names.functionVariable(id)),
    ...requiredSchemeSettings(model).map(({ scheme, kind }) => names.schemeVariable(scheme, kind)),
    ...requiredDocumentVariables(model).map((variable) => names.variableVariable(variable)),
  ];
}
