import type { Code, Member } from "../code/code-kit.js";
import { call, name, object, print, ts, union } from "../code/code-kit.js";
import type { BodyContent } from "../model/body-content.js";
import { jsonContent } from "../model/body-transforms.js";
import type { Operation } from "../model/gateway-model.js";
import type { Direction } from "../schema/schema.js";
import type { GeneratedModule } from "./generated-module.js";
import type { Hook } from "./hook.js";
import { shownRoutes } from "./hook.js";
import { bodySchemaId } from "./inline-schemas.js";
import type { ProjectContext } from "./project-context.js";
import type { ProjectNames } from "./project-names.js";
import { schemaType } from "./schema-type.js";

/** A hook for bodies, with the operations whose bodies go through it. */
export interface TransformHook<Of = Operation> {
  readonly name: string;
  readonly direction: Direction;
  readonly operations: readonly Of[];
}

/** The hooks for bodies, sorted by name. */
export function transformHooks<Of extends Pick<Operation, "transforms">>(
  operations: readonly Of[],
): readonly TransformHook<Of>[] {
  const hooks = new Map<string, TransformHook<Of>>();
  const add = (called: string | undefined, direction: Direction, operation: Of): void => {
    if (called === undefined) return;
    const others = hooks.get(called)?.operations ?? [];
    hooks.set(called, { name: called, direction, operations: [...others, operation] });
  };
  for (const operation of operations) {
    add(operation.transforms?.request?.name, "requests", operation);
    add(operation.transforms?.response?.name, "responses", operation);
  }
  return [...hooks.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

/** What the user supplies for them. */
export function planTransformHooks(project: ProjectContext): readonly Hook[] {
  return transformHooks(project.model.operations).map((hook) => {
    const isOfRequests = hook.direction === "requests";
    const what = isOfRequests
      ? "Makes the JSON that the upstream gets of bodies of"
      : "Makes the JSON that clients get of what the upstream answers to";
    const type = isOfRequests ? "TransformRequest" : "TransformResponse";
    return {
      identifier: project.names.transform(hook.name),
      template: isOfRequests ? "transform-request" : "transform-response",
      contract: `${what} ${shownRoutes(hook.operations)}.`,
      task: `Makes the JSON body that the ${isOfRequests ? "upstream" : "client"} gets.`,
      typeIn: (module) =>
        ts`${module.runtimeType(type, "transform")}<${bodyType(hook, module, project)}>`,
    };
  });
}

/** What a body is that goes through a hook, of whatever operation. */
function bodyType(
  { operations, direction }: TransformHook,
  module: GeneratedModule,
  project: ProjectContext,
): Code {
  const types = operations.flatMap((operation) => {
    const typeOf = (content: BodyContent, status?: string) => {
      const { schema } = content;
      const id = bodySchemaId(operation, content, status);
      return schema && schemaType(schema, id, direction, module, project);
    };
    return direction === "requests"
      ? jsonContent(operation).map((content) => typeOf(content))
      : (operation.transforms?.response?.responses ?? []).flatMap(({ status, content }) =>
          content.map((each) => typeOf(each, status)),
        );
  });
  const known = types.filter((type) => type !== undefined);
  if (known.length < types.length) return ts`unknown`;
  return union([...new Map(known.map((type) => [print(type), type])).values()]);
}

/** An integration whose bodies go through the operation's hooks. */
export function planTransforms(
  integration: Code,
  { transforms }: Operation,
  module: GeneratedModule,
  names: ProjectNames,
): Code {
  if (transforms === undefined) return integration;
  const member = (label: Code, hook: { readonly name: string } | undefined): Member[] =>
    hook === undefined ? [] : [[label, ts`hooks.${name(names.transform(hook.name))}`]];
  const hooks = [
    ...member(ts`request`, transforms.request),
    ...member(ts`response`, transforms.response),
  ];
  return call(module.runtime("transformBodies", "transform-bodies"), [object(hooks), integration]);
}
