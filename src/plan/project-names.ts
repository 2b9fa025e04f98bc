import type { Identifier } from "../code/code-kit.js";
import { toIdentifier, toTypeName } from "../code/code-kit.js";
import type { BodyTemplate } from "../model/body-template.js";
import { oncePerObject } from "../memory/once-per-object.js";
import type { GatewayModel, Operation, Upstream } from "../model/gateway-model.js";
import type { LambdaFunction } from "../model/lambda-function.js";
import { routeOf } from "../model/route-of.js";
import type { SecurityScheme } from "../model/security.js";
import type { UpstreamFileKind } from "../model/upstream-options.js";
import { upstreamWords } from "../model/upstream-words.js";
import type { NamedSchema } from "../schema/schema.js";
import { environmentNames, schemeSetting, upstreamFile } from "./environment-names.js";
import type { Element } from "./names.js";
import { assignNames } from "./names.js";
import type { HandledOperation } from "./plan-handlers.js";
import { handledOperations } from "./plan-handlers.js";
import { functionHandlers } from "./plan-function-hooks.js";
import { transformHooks } from "./plan-transforms.js";
import type { SchemeSettingKind } from "./scheme-settings.js";
import { transformerElement, transformersOf } from "./plan-transformer.js";
import { runtimeExports } from "./runtime-files.js";

/** What an operation is known by. */
type Route = Pick<Operation, "method" | "path">;

/** Every identifier of a generated project that comes from its document. */
export interface ProjectNames {
  /** A route's constant, and its file. */
  operation(operation: Route): Identifier;
  /** What logs and metrics call an operation. */
  operationId(operation: Operation): string;
  /** A schema's type, and its file; `is…` is its validator. */
  type(schemaId: string): Identifier;
  /** A security scheme's function, and its file. */
  scheme(name: string): Identifier;
  /** The function that decides a scheme, its file, and its member of `Hooks`. */
  schemeHook(scheme: SecurityScheme): Identifier;
  /** A transform's function, its file, and its member of `Hooks`. */
  transform(name: string): Identifier;
  /** The function that answers an operation, its file, and its member of `Hooks`. */
  handler(operation: Route): Identifier;
  upstream(id: string): Identifier;
  /** A Lambda function's constant, its file, and its member of the settings. */
  function(id: string): Identifier;
  /** The member of `Hooks` for a function that runs in the gateway, by its file's name. */
  functionHandler(name: string): Identifier;
  /** The function of a mapping template, and its file. */
  transformer(template: BodyTemplate): Identifier;
  /** The environment variable of an upstream's base URL. */
  upstreamVariable(id: string): Identifier;
  /** The environment variable of a function's ARN. */
  functionVariable(id: string): Identifier;
  /** The environment variable of a file of an upstream's TLS. */
  upstreamFileVariable(id: string, file: UpstreamFileKind): Identifier;
  /** The environment variable of a setting of a security scheme that the gateway decides. */
  schemeVariable(scheme: string, kind: SchemeSettingKind): Identifier;
  /** The environment variable of a stage variable. */
  stageVariableVariable(name: string): Identifier;
  /** The environment variable of a variable of the document. */
  variableVariable(name: string): Identifier;
}

/** Names that generated files use for things of their own. */
const OWN_NAMES = [
  "answer",
  "createGateway",
  "createResourcePolicy",
  "decimal",
  "error",
  "flag",
  "gatewayResponses",
  "hooks",
  "index",
  "read",
  "request",
  "settings",
  "usagePlans",
  "variables",
];

/** What else `src/hooks` and its registry call something. */
const HOOK_FILES = ["hooks", "index"];

/** Types that a schema's name must not hide in its file. */
const GLOBAL_TYPES = ["Array", "AtLeast", "AtMost", "Number", "Object", "Problems", "Record"];

/** Makes all names at once; each depends on its own element, and collisions take a hash. */
export function projectNames(model: GatewayModel, schemas: readonly NamedSchema[]): ProjectNames {
  const taken = new Set<string>([...runtimeExports(), ...OWN_NAMES]);
  const assign = (elements: readonly Element[]) => assignNames(elements, taken);
  const operations = assign(model.operations.map((each) => elementOfOperation(each)));
  const schemes = assign(model.securitySchemes.map(({ name }) => named(name, toIdentifier(name))));
  const schemeHooks = assignNames(
    [...new Set(model.securitySchemes.flatMap(ownHookOf))].map((name) =>
      named(name, toIdentifier(name)),
    ),
    new Set(HOOK_FILES),
  );
  const hooksOfSchemes = [...schemes.values(), ...schemeHooks.values()];
  const transforms = assignNames(
    transformHooks(model.operations).map(({ name }) => named(name, toIdentifier(name))),
    new Set([...HOOK_FILES, ...hooksOfSchemes]),
  );
  const handlers = assignNames(
    handledOperations(model.operations).map(handlerElement),
    new Set([...HOOK_FILES, ...hooksOfSchemes, ...transforms.values()]),
  );
  const functionHandlerNames = assignNames(
    functionHandlers(model).map((handler) => named(handler, toIdentifier(handler))),
    new Set([...HOOK_FILES, ...hooksOfSchemes, ...transforms.values(), ...handlers.values()]),
  );
  const upstreams = assign(model.upstreams.map(upstreamElement));
  const functions = assign(model.functions.map(functionElement));
  const of = (names: ReadonlyMap<string, Identifier>, element: string): Identifier => {
    const found = names.get(element);
    if (found === undefined) throw new Error(`nothing is called ${element}`);
    return found;
  };
  const transformers = transformerNames(model, (operation) => of(operations, elementOf(operation)));
  // Names of code are none of the environment's business: an upstream "mock" has MOCK_URL.
  const environment = environmentNames(
    model,
    model.upstreams.map(upstreamElement),
    model.functions.map(functionElement),
    model.securitySchemes.map(({ name }) => named(name, toIdentifier(name))),
  );
  const types = typeNames(schemas);
  return {
    operation: (operation) => of(operations, elementOf(operation)),
    operationId: (operation) => operation.operationId ?? of(operations, elementOf(operation)),
    type: (id) => of(types, id),
    scheme: (name) => of(schemes, name),
    schemeHook: (scheme) => {
      const [own] = ownHookOf(scheme);
      return own === undefined ? of(schemes, scheme.name) : of(schemeHooks, own);
    },
    transform: (name) => of(transforms, name),
    handler: (operation) => of(handlers, elementOf(operation)),
    upstream: (id) => of(upstreams, id),
    function: (id) => of(functions, id),
    functionHandler: (name) => of(functionHandlerNames, name),
    transformer: (template) => {
      const found = transformers.get(template);
      if (found === undefined) throw new Error("a template has no name");
      return found;
    },
    upstreamVariable: (id) => of(environment.upstreams, id),
    functionVariable: (id) => of(environment.functions, id),
    upstreamFileVariable: (id, file) => of(environment.upstreamFiles, upstreamFile(id, file)),
    schemeVariable: (scheme, kind) => of(environment.schemes, schemeSetting(scheme, kind)),
    variableVariable: (name) => of(environment.variables, name),
    stageVariableVariable: (name) => of(environment.stageVariables, name),
  };
}

/** What a scheme's hook is called, where it is not called like the scheme. */
function ownHookOf({ enforcement }: SecurityScheme): readonly string[] {
  return enforcement.kind === "hook" && enforcement.hook !== undefined ? [enforcement.hook] : [];
}

/** Routes import these from files of their own, so that their names need not differ from others. */
function transformerNames(
  model: GatewayModel,
  nameOf: (operation: Operation) => Identifier,
): ReadonlyMap<BodyTemplate, Identifier> {
  const transformers = transformersOf(model);
  const elements = transformers.map((each) => transformerElement(each, nameOf(each.operation)));
  const names = assignNames(elements, new Set());
  return new Map(
    transformers.flatMap(({ template }, index) => {
      const name = names.get(elements[index]?.element ?? "");
      return name === undefined ? [] : [[template, name] as const];
    }),
  );
}

/** The names of schemas' types, by id. */
export function typeNames(schemas: readonly NamedSchema[]): ReadonlyMap<string, Identifier> {
  return assignNames(
    schemas.map(({ id, name }) => ({ ...named(name, toTypeName(name)), element: id })),
    new Set(GLOBAL_TYPES),
  );
}

function named(name: string, wanted: Identifier): Element {
  return { element: name, wanted, exact: wanted === name };
}

function elementOf(operation: Route): string {
  return routeOf(operation);
}

function operationElement(operation: Operation): Element {
  const { operationId, path } = operation;
  const unnamed = path === "$default" ? "default route" : routeOf(operation);
  const wanted = toIdentifier(operationId ?? unnamed);
  return { element: elementOf(operation), wanted, exact: wanted === operationId };
}

const elementOfOperation = oncePerObject(operationElement);

/** The function `pets` with the alias `live` → `petsLiveFunction` */
function functionElement({ id, name, qualifier = "" }: LambdaFunction): Element {
  const kind = /(?:function|lambda|handler)$/i.test(name) && qualifier === "" ? "" : " function";
  return { element: id, wanted: toIdentifier(`${name} ${qualifier}${kind}`), exact: false };
}

/** By the name that the document gives it, else called like its operation. */
function handlerElement({ operation, integration }: HandledOperation): Element {
  const { name } = integration;
  return name === undefined
    ? operationElement(operation)
    : { ...named(name, toIdentifier(name)), element: elementOf(operation) };
}

/** `https://animals.example.com/v1` → `animalsExampleV1` */
function upstreamElement(upstream: Upstream): Element {
  return named(upstream.id, toIdentifier(upstreamWords(upstream)));
}
