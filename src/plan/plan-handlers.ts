import type { Code, Member } from "../code/code-kit.js";
import { array, call, key, lit, name, object, toTypeName, ts } from "../code/code-kit.js";
import type { BodyContent } from "../model/body-content.js";
import type { Operation } from "../model/gateway-model.js";
import type { HandlerIntegration } from "../model/integration.js";
import { routeOf } from "../model/route-of.js";
import type { GeneratedModule } from "./generated-module.js";
import type { Hook } from "./hook.js";
import type { ProjectContext } from "./project-context.js";
import type { ProjectNames } from "./project-names.js";

/** An operation that a function of the user's answers. */
export interface HandledOperation<Of = Operation> {
  readonly operation: Of;
  readonly integration: HandlerIntegration;
}

export function handledOperations<Of extends Pick<Operation, "integration">>(
  operations: readonly Of[],
): readonly HandledOperation<Of>[] {
  return operations.flatMap((operation) => {
    const { integration } = operation;
    return integration.kind === "handler" ? [{ operation, integration }] : [];
  });
}

/** What the user supplies for them. */
export function handlerHooks({ model, names }: ProjectContext): readonly Hook[] {
  return handledOperations(model.operations).map(({ operation }) => {
    const handler = names.handler(operation);
    return {
      identifier: handler,
      folder: "handlers",
      template: "handler",
      operation,
      contract: describeHandler(operation),
      task: describeHandler(operation),
      typeIn: (module) => module.importType(toTypeName(handler), contractPath(handler)),
    };
  });
}

/** What a handler does, for whoever writes it. */
export function describeHandler(operation: Operation): string {
  const { summary } = operation;
  return `Answers \`${routeOf(operation)}\`${summary === "" ? "." : `: ${summary}`}`;
}

/** Of the file of its types, below `src/generated`. */
export function contractPath(handler: string): string {
  return `handlers/${handler}.ts`;
}

/** What a place of parameters is called in what a handler is given. */
export const PLACES = {
  path: "path",
  query: "query",
  header: "headers",
  cookie: "cookies",
} as const;

/** The integration of a route that a handler answers. */
export function planHandler(
  { operation, integration }: HandledOperation,
  module: GeneratedModule,
  names: ProjectNames,
): Code {
  const { texts = [], responses, timeoutMs } = integration;
  const ofTexts = Object.entries(PLACES).flatMap(([place, called]): Member[] => {
    const found = texts.filter((each) => each.in === place);
    return found.length === 0 ? [] : [[key(called), array(found.map((each) => lit(each.name)))]];
  });
  const contentTypes = responses.flatMap(({ status, content }): Member[] => {
    const [only, ...more] = content;
    const isPlain = only !== undefined && more.length === 0 && !isRange(only);
    return isPlain ? [[key(status), lit(only.mediaType)]] : [];
  });
  const members: readonly Member[] = [
    ...(ofTexts.length > 0 ? [[ts`texts`, object(ofTexts)] as const] : []),
    ...(contentTypes.length > 0 ? [[ts`contentTypes`, object(contentTypes)] as const] : []),
    [ts`timeoutMs`, lit(timeoutMs)],
  ];
  return call(module.runtime("handler", "handler"), [
    ts`hooks.${name(names.handler(operation))}`,
    object(members, { expanded: members.length > 1 }),
  ]);
}

/** Whether it stands for several media types. */
export function isRange({ mediaType }: BodyContent): boolean {
  return mediaType.includes("*");
}
