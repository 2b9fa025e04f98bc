import type { Code } from "../code/code-kit.js";
import { binary, call, lit, member, ts } from "../code/code-kit.js";
import type { ConfiguredValue } from "../model/configured-text.js";
import type { FailureExpression } from "../model/gateway-response.js";
import type {
  RequestExpression,
  ResponseExpression,
  SharedExpression,
} from "../model/integration.js";
import type { GeneratedModule } from "./generated-module.js";

/** What a mapping takes from `request`. */
export function requestExpression(expression: RequestExpression, module: GeneratedModule): Code {
  switch (expression.kind) {
    case "body":
      return call(module.runtime("bodyText", "body-mapping"), [ts`request`]);
    case "bodyMember":
      return call(module.runtime("bodyMember", "body-mapping"), [
        ts`request`,
        ...expression.keys.map((key) => lit(key)),
      ]);
    default:
      return headExpression(expression);
  }
}

/** What the answer to an error takes from `request`, or from `error`. */
export function failureExpression(expression: FailureExpression): Code {
  return expression.kind === "error"
    ? ts`error${member(expression.member)}`
    : headExpression(expression);
}

/** What anything can take from a request of which only the head is there. */
function headExpression(expression: Exclude<FailureExpression, { readonly kind: "error" }>): Code {
  switch (expression.kind) {
    case "path":
    case "query":
    case "queryAll":
    case "header":
    case "headerAll":
      return call(ts`request${member(expression.kind)}`, [lit(expression.name)]);
    default:
      return sharedExpression(expression);
  }
}

/** What a mapping takes from `answer`. */
export function responseExpression(expression: ResponseExpression, module: GeneratedModule): Code {
  switch (expression.kind) {
    case "body":
      return call(module.runtime("answerText", "answer-mapping"), [ts`answer`]);
    case "bodyMember":
      return call(module.runtime("answerMember", "answer-mapping"), [
        ts`answer`,
        ...expression.keys.map((key) => lit(key)),
      ]);
    case "header":
    case "headerAll":
      return call(ts`answer${member(expression.kind)}`, [lit(expression.name)]);
    default:
      return sharedExpression(expression);
  }
}

/** Whether an expression looks at the request at all. */
export function readsRequest(expression: RequestExpression | ResponseExpression): boolean {
  return expression.kind !== "constant";
}

/** A value of the settings. */
export function configuredValue({ kind, name }: ConfiguredValue): Code {
  return call(ts`request${member(kind)}`, [lit(name)]);
}

/** What is the same wherever a mapping takes it from. */
export function sharedExpression(expression: SharedExpression): Code {
  switch (expression.kind) {
    case "constant":
      return lit(expression.value);
    case "stageVariable":
    case "variable":
      return configuredValue(expression);
    case "configuredText":
      return binary(
        "+",
        expression.text.map((part) =>
          part.kind === "text" ? lit(part.text) : configuredValue(part),
        ),
      );
    case "context": {
      const { variable } = expression;
      return variable.kind === "authorizer"
        ? authorizerValue(variable.key)
        : ts`request.context${variable.path.map((key) => member(key))}`;
    }
  }
}

/** A value of the principal; what every object inherits is none. */
function authorizerValue(key: string): Code {
  const values = ts`request.context.authorizer`;
  if (!(key in Object.prototype)) return ts`${values}${member(key)}`;
  return call(ts`new Map(${call(ts`Object.entries`, [values])}).get`, [lit(key)]);
}
