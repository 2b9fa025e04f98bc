import {
  array,
  envComment,
  envValue,
  lit,
  markdown,
  markdownCode,
  name,
  ts,
} from "../code/code-kit.js";
import { routeOf } from "../model/route-of.js";
import type { Stage } from "../model/stage.js";
import { awsServices } from "./aws-services.js";
import { needsClientCertificates } from "./credential-settings.js";
import { deployedSettings } from "./deployed-settings.js";
import { apiPlace, documentSettings, namesMethods } from "./document-settings.js";
import { encryptsResponses, needsStore } from "./needs-store.js";
import { packageVersions } from "./package-versions.js";
import { handledOperations } from "./plan-handlers.js";
import { planDeployment } from "./plan-deployment.js";
import { planSmokeTests } from "./plan-smoke-test.js";
import { transformHooks } from "./plan-transforms.js";
import type { ProjectContext } from "./project-context.js";
import type { PlannedFile } from "./project-plan.js";
import { requiredOfDocument } from "./required-variables.js";
import { schemeSettings } from "./scheme-settings.js";
import { templateFile } from "./template-file.js";
import { usualStage } from "./usual-stage.js";

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
    ...planDeployment(project, options.packageName),
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

function planEnvExample(project: ProjectContext): PlannedFile {
  const { model } = project;
  const { apiId, accountId, region } = apiPlace(model);
  return templateFile(".env.example", "scaffold", "scaffold/.env.example", {
    stages: model.stages && envComment(describeStages(model.stages)),
    stage: envValue(usualStage(model)),
    apiId: envValue(apiId),
    accountId: envValue(accountId),
    region: envValue(region),
    callsAws: awsServices(project).length > 0,
    namesMethods: namesMethods(model),
    hasStore: needsStore(project),
    encryptsResponses: encryptsResponses(project),
    clientCertificates: needsClientCertificates(model),
    variables: documentSettings(project).map((each) => ({
      comment: envComment(each.comment),
      name: name(each.name),
      value: envValue(each.value),
    })),
  });
}

function describeStages(stages: readonly Stage[]): string {
  const names = stages.map((each) => each.name).join(", ");
  return `The stage that is served: one of ${names}. With STAGE_PREFIX=on all of them are, each below its name in front of paths, as on Amazon's own host. And the API's id and its owner's account, as mappings and upstreams are told them.`;
}

function planReadme(project: ProjectContext, options: ScaffoldOptions): PlannedFile {
  const { model, names } = project;
  const { secret, files } = deployedSettings(project);
  const { outlines } = project.operations;
  const transforms = transformHooks(outlines);
  const handlers = handledOperations(outlines);
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
    callsAws: awsServices(project).length > 0,
    required: requiredOfDocument(project).map((variable) => ({
      variable: markdownCode(variable),
    })),
    clientCertificates: needsClientCertificates(model),
    hasStore: needsStore(project),
    hasSecrets: secret.length > 0 || Object.keys(files).length > 0,
  });
}
