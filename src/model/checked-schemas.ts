import type { Schema } from "../schema/schema.js";
import type { BodyContent } from "./body-content.js";
import type { Operation } from "./gateway-model.js";
import type { Parameter } from "./request-validation.js";
import type { DeclaredResponse } from "./response-validation.js";

/** The schemas that parameters and bodies of an operation's requests are checked against. */
export function requestSchemas(operation: Operation): readonly Schema[] {
  const ofParameters = requestParameters(operation).flatMap(({ schema }) =>
    schema.kind === "value" ? schema.schema : [],
  );
  return [...ofParameters, ...schemasOf(requestContent(operation))];
}

/** The schemas that say what bodies of an operation's responses are. */
export function responseSchemas(operation: Operation): readonly Schema[] {
  return schemasOf(describedResponses(operation).flatMap(({ content }) => content));
}

/** The responses whose bodies something checks or types; what is checked comes last. */
export function describedResponses({
  integration,
  responseValidation: checked,
  transforms,
}: Operation): readonly DeclaredResponse[] {
  return [
    ...(integration.kind === "handler" ? integration.responses : []),
    ...(transforms?.response?.responses ?? []),
    ...(checked?.responses ?? []),
  ];
}

/** What bodies of an operation's requests are checked against, by media type. */
export function requestContent({
  validation,
}: Pick<Operation, "validation">): readonly BodyContent[] {
  const { body, besides } = validation;
  return [...(body?.content ?? []), ...(besides?.body?.content ?? [])];
}

/** The declared parameters of an operation's requests that are checked. */
export function requestParameters({ validation }: Operation): readonly Parameter[] {
  return [validation.parameters, validation.besides?.parameters].flatMap((each) =>
    each?.kind === "declared" ? each.parameters : [],
  );
}

function schemasOf(content: readonly BodyContent[]): readonly Schema[] {
  return content.flatMap(({ schema }) => schema ?? []);
}
