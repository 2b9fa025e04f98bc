import type { Code, Member } from "../code/code-kit.js";
import { call, doc, identifier, key, lit, name, object, ts } from "../code/code-kit.js";
import type { FailureExpression, GatewayResponse } from "../model/gateway-response.js";
import { mappedValue } from "./mapped-value.js";
import { planBodyTemplate } from "./plan-body-template.js";
import { failureExpression } from "./plan-expression.js";
import { GeneratedModule } from "./generated-module.js";
import type { ProjectContext } from "./project-context.js";
import type { PlannedFile } from "./project-plan.js";
import { generatedFile } from "./template-file.js";

/** The constant of the answers to errors, and its file. */
export const GATEWAY_RESPONSES = {
  name: identifier("gatewayResponses"),
  path: "gateway-responses.ts",
};

/** The file of the answers to errors; none where the document leaves them as they are. */
export function planGatewayResponses({ model, runtime }: ProjectContext): readonly PlannedFile[] {
  const { gatewayResponses } = model;
  if (gatewayResponses.length === 0) return [];
  const module = new GeneratedModule(GATEWAY_RESPONSES.path, runtime);
  const rules = gatewayResponses.map(
    (response) => [key(response.type), object(members(response), { expanded: true })] as const,
  );
  return [
    generatedFile(module.path, "constant.ts", {
      doc: doc(
        "What is answered to requests that are refused or fail, where the document says so.",
      ),
      name: name(GATEWAY_RESPONSES.name),
      definition: call(module.runtime("defineGatewayResponses", "gateway-responses"), [
        object(rules, { expanded: true }),
      ]),
    }),
  ];
}

function members({ status, headers, templates }: GatewayResponse): Member[] {
  const all: Member[] = [];
  if (status !== undefined) all.push([ts`status`, lit(status)]);
  if (headers.length > 0) {
    const values = headers.map((header) => header.value);
    const set = headers.map(
      (header) => [key(header.name), failureExpression(header.value)] as const,
    );
    const body = object(set, { expanded: set.length > 1 });
    all.push([ts`headers`, mappedValue(parametersOf(values), body)]);
  }
  if (templates.length > 0) {
    const texts = templates.map(
      ({ mediaType, parts }) =>
        [key(mediaType), planBodyTemplate(parts, parametersOf, failureExpression)] as const,
    );
    all.push([ts`templates`, object(texts, { expanded: true })]);
  }
  return all;
}

function parametersOf(values: readonly FailureExpression[]): readonly Code[] {
  const readsError = values.some(({ kind }) => kind === "error");
  const readsRequest = values.some(({ kind }) => kind !== "error" && kind !== "constant");
  if (readsError) return [readsRequest ? ts`request` : ts`_request`, ts`error`];
  return readsRequest ? [ts`request`] : [];
}
