import type { Identifier } from "../code/code-kit.js";
import { identifier } from "../code/code-kit.js";
import { CLIENT_TLS_VARIABLES, needsClientCertificates } from "./credential-settings.js";
import { encryptsResponses } from "./needs-store.js";
import type { ProjectContext } from "./project-context.js";
import { requiredSchemeSettings } from "./scheme-settings.js";
import { requiredDocumentVariables } from "./variable-default.js";

type Asked = Pick<ProjectContext, "model" | "names" | "operations">;

/** Environment variables without which the gateway does not start. */
export function requiredVariables(project: Asked): readonly Identifier[] {
  const ofTls = needsClientCertificates(project.model) ? CLIENT_TLS_VARIABLES : [];
  return [...ofTls.map((each) => identifier(each)), ...requiredOfDocument(project)];
}

/** Those that say what the document does not. */
export function requiredOfDocument(project: Asked): readonly Identifier[] {
  const { model, names } = project;
  return [
    ...model.upstreams
      .filter(({ baseUrl }) => baseUrl === undefined)
      .map(({ id }) => names.upstreamVariable(id)),
    ...model.functions
      .filter(({ arn, handler }) => arn === undefined && handler === undefined)
      .map(({ id }) => names.functionVariable(id)),
    ...requiredSchemeSettings(model).map(({ scheme, kind }) => names.schemeVariable(scheme, kind)),
    ...requiredDocumentVariables(model).map((variable) => names.variableVariable(variable)),
    ...(encryptsResponses(project) ? [identifier("CACHE_KEY")] : []),
  ];
}
