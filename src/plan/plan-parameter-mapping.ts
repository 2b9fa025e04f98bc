import type { Code, Member } from "../code/code-kit.js";
import { array, arrow, call, lit, object, ts } from "../code/code-kit.js";
import type {
  AnswerExpression,
  ContextExpression,
  MappedText,
  ParameterChange,
  ParameterExpression,
  ResponseMapping,
} from "../model/parameter-mapping.js";
import type { GeneratedModule } from "./generated-module.js";
import { mappedValue } from "./mapped-value.js";
import { sharedExpression } from "./plan-expression.js";

/** What a mapping of an HTTP API takes from `request`. */
export function parameterExpression(
  expression: ParameterExpression | ContextExpression,
  module: GeneratedModule,
): Code {
  switch (expression.kind) {
    case "header":
      return call(ts`request.headerAll`, [lit(expression.name)]);
    case "query":
      return call(ts`${call(ts`request.queryAll`, [lit(expression.name)])}?.join`, [lit(",")]);
    case "path":
      return call(ts`request.path`, [lit(expression.name)]);
    case "requestPath":
      return call(module.runtime("decode", "request-target"), [ts`request.target.path`]);
    case "body":
      return bodyExpression("requestBody", ts`request`, expression.keys, module);
    default:
      return sharedExpression(expression);
  }
}

function answerExpression(
  expression: AnswerExpression | ContextExpression,
  module: GeneratedModule,
): Code {
  switch (expression.kind) {
    case "header":
      return call(ts`answer.headerAll`, [lit(expression.name)]);
    case "body":
      return bodyExpression("answerBody", ts`answer`, expression.keys, module);
    default:
      return sharedExpression(expression);
  }
}

function bodyExpression(
  reader: string,
  of: Code,
  keys: readonly (string | number)[],
  module: GeneratedModule,
): Code {
  const path = keys.map((each) => lit(each));
  return call(module.runtime(reader, "parameter-mapping"), [of, ...path]);
}

/** Changes of headers or a query. */
export function planRequestChanges(
  changes: readonly ParameterChange<ParameterExpression>[],
  module: GeneratedModule,
): Code {
  const list = planChanges(changes, module, parameterExpression);
  return mappedValue(changes.some(readsValue) ? [ts`request`] : [], list);
}

/** Whether a change looks into a body. */
export function mapsBody(change: ParameterChange<ParameterExpression | AnswerExpression>): boolean {
  return change.action !== "remove" && readsBody(change.value);
}

/** Whether a text looks into a body. */
export function readsBody(text: MappedText<ParameterExpression | AnswerExpression>): boolean {
  return text.some((part) => part.kind === "value" && part.value.kind === "body");
}

/** What changes of responses, by the integration's status. */
export function planResponseMappings(
  mappings: readonly ResponseMapping[],
  module: GeneratedModule,
): Code {
  return object(
    mappings.map((mapping) => [lit(mapping.status), planResponse(mapping, module)] as const),
    { expanded: true },
  );
}

function planResponse({ newStatus, headers }: ResponseMapping, module: GeneratedModule): Code {
  const members: Member[] = [];
  if (typeof newStatus === "number") members.push([ts`status`, lit(newStatus)]);
  else if (newStatus !== undefined) {
    const text = planText(newStatus, module, answerExpression);
    members.push([ts`status`, arrow(answerParameters([newStatus]), text)]);
  }
  if (headers.length > 0) {
    const texts = headers.flatMap((each) => (each.action === "remove" ? [] : [each.value]));
    const list = planChanges(headers, module, answerExpression);
    members.push([ts`headers`, mappedValue(answerParameters(texts), list)]);
  }
  const looksIntoBody =
    headers.some(mapsBody) ||
    (newStatus !== undefined && typeof newStatus !== "number" && readsBody(newStatus));
  if (looksIntoBody) members.push([ts`mapsBody`, ts`true`]);
  return object(members, { expanded: members.length > 1 });
}

/** The parameters that a function of the answer and the request needs. */
function answerParameters(texts: readonly MappedText<AnswerExpression>[]): readonly Code[] {
  const kinds = texts.flat().flatMap((part) => (part.kind === "value" ? [part.value.kind] : []));
  const readsAnswer = kinds.some((kind) => kind === "header" || kind === "body");
  const readsRequest = kinds.some((kind) => kind !== "header" && kind !== "body");
  if (!readsRequest) return readsAnswer ? [ts`answer`] : [];
  return [readsAnswer ? ts`answer` : ts`_answer`, ts`request`];
}

type Print<Expression> = (
  expression: Expression | ContextExpression,
  module: GeneratedModule,
) => Code;

function planChanges<Expression>(
  changes: readonly ParameterChange<Expression>[],
  module: GeneratedModule,
  print: Print<Expression>,
): Code {
  return array(
    changes.map((change) => {
      const action = module.runtime(change.action, "parameter-mapping");
      return change.action === "remove"
        ? call(action, [lit(change.name)])
        : call(action, [lit(change.name), planText(change.value, module, print)]);
    }),
  );
}

/** A text of an HTTP API's mapping, as a mapping of a request has it. */
export function planRequestText(
  text: MappedText<ParameterExpression>,
  module: GeneratedModule,
): Code {
  return planText(text, module, parameterExpression);
}

/** One value by itself may be missing, which changes nothing; in a text it leaves nothing. */
function planText<Expression>(
  text: MappedText<Expression>,
  module: GeneratedModule,
  print: Print<Expression>,
): Code {
  const parts = text.map((part) =>
    part.kind === "text" ? lit(part.text) : print(part.value, module),
  );
  const [only, ...more] = parts;
  if (only === undefined) return lit("");
  return more.length === 0 ? only : call(module.runtime("text", "parameter-mapping"), parts);
}

function readsValue(change: ParameterChange<unknown>): boolean {
  return change.action !== "remove" && change.value.some(({ kind }) => kind === "value");
}
