import type { Operation } from "../model/gateway-model.js";
import type { BodyContent } from "../model/body-content.js";
import type { BodyValidation, Parameter, RequestChecks } from "../model/request-validation.js";
import { routeOf } from "../model/route-of.js";
import type { Location } from "../diagnostics/diagnostic.js";
import { isRestrictive } from "../schema/has-keywords.js";
import type { Schema } from "../schema/schema.js";
import { valueSchema } from "../schema/schema.js";
import type { ChangeClass } from "./change.js";
import type { ChangeList } from "./change-list.js";
import type { OperationPair } from "./match-operations.js";
import { parametersOf } from "./match-operations.js";
import { pairByKey } from "./pair-by-key.js";
import { isSame } from "./same-value.js";
import type { SchemaComparison, SchemaUse } from "./schemas/schema-comparison.js";

/** What is checked of the requests of an operation. */
export function diffRequests(
  pair: OperationPair,
  list: ChangeList,
  schemas: SchemaComparison,
): void {
  const [was, is] = [pair.old, pair.new].map(checksOf) as [Checks, Checks];
  const mode = is.isLogged ? "logged" : "enforced";
  const stricter: ChangeClass = is.isLogged ? "safe" : "breaking";
  const found = (changeClass: ChangeClass, message: string, older?: Location, newer?: Location) =>
    list.add({
      class: changeClass,
      kind: "request-validation",
      message,
      place: {
        operation: routeOf(pair.old),
        ...(older && { old: older }),
        ...(newer && { new: newer }),
      },
    });
  const [wasAt, isAt] = [pair.old, pair.new].map(({ places, at }) => places.validation ?? at);
  if (was.isLogged !== is.isLogged && was.isAny && is.isAny) {
    const message = is.isLogged
      ? "what is wrong with requests is only logged, and passes"
      : "what is wrong with requests is refused, and no longer only logged";
    found(is.isLogged ? "risky" : "breaking", message, wasAt, isAt);
  }
  const use = (subject: string): SchemaUse => {
    return { operation: routeOf(pair.old), subject, direction: "requests", mode };
  };

  if (was.parameters !== undefined && is.parameters === undefined) {
    found("safe", "parameters are no longer checked", wasAt, isAt);
  }
  for (const each of pairByKey(was.parameters ?? [], is.parameters ?? [], ({ key }) => key)) {
    const [before, after] = [each.old, each.new];
    if (after === undefined) {
      if (before?.isDeclared === true && is.parameters !== undefined) {
        found("safe", `${each.key} is no longer described`, before.at, pair.new.at);
      }
      continue;
    }
    if (before === undefined) {
      const isAsked = after.required && after.in !== "path";
      const isStrict = isAsked || (was.parameters === undefined && isRestrictive(after.schema));
      const says = isAsked ? "is now required" : "is now checked";
      found(isStrict ? stricter : "safe", `${each.key} ${says}`, pair.old.at, after.at);
      continue;
    }
    const sayOf = (changeClass: ChangeClass, says: string) =>
      found(changeClass, `${each.key} ${says}`, before.at, after.at);
    if (!before.required && after.required) sayOf(stricter, "is now required");
    if (before.required && !after.required) sayOf("safe", "is no longer required");
    if (before.mayBeEmpty && !after.mayBeEmpty) sayOf(stricter, "may no longer be without a value");
    if (!before.mayBeEmpty && after.mayBeEmpty) sayOf("safe", "may now be without a value");
    if (!isSame(before.written, after.written)) sayOf(stricter, "is written in another way");
    schemas.compare(before.schema, after.schema, use(each.key));
  }

  diffBodies(pair, { was: was.bodies, is: is.bodies }, { stricter, found, schemas, use });
}

interface Checks {
  /** Undefined where none are checked. */
  readonly parameters: readonly CheckedParameter[] | undefined;
  readonly bodies: readonly BodyValidation[];
  readonly isLogged: boolean;
  /** Whether anything is checked. */
  readonly isAny: boolean;
}

interface CheckedParameter {
  /** `query limit`; those of a path by their place in it. */
  readonly key: string;
  readonly in: Parameter["in"];
  readonly required: boolean;
  readonly mayBeEmpty: boolean;
  readonly schema: Schema;
  /** How values are written in a text. */
  readonly written: unknown;
  /** Whether more is said of it than that it must be there. */
  readonly isDeclared: boolean;
  readonly at: Location;
}

function checksOf(operation: Operation): Checks {
  const { besides, warnOnly = false, ...first } = operation.validation;
  const both: readonly RequestChecks[] = besides === undefined ? [first] : [first, besides];
  const checked = both.flatMap(({ parameters }) => parameters ?? []);
  const parameters = checked.flatMap((check): readonly CheckedParameter[] =>
    check.kind === "declared"
      ? check.parameters.map((each) => declared(each, operation))
      : check.required.map((each) => ({
          ...each,
          key: keyOf(each, operation),
          required: true,
          mayBeEmpty: false,
          schema: valueSchema(each.at),
          written: undefined,
          isDeclared: false,
        })),
  );
  // Of one that both check, the later says more.
  const byKey = new Map(parameters.map((each) => [each.key, each]));
  for (const { key, required } of parameters) {
    const known = byKey.get(key);
    if (known !== undefined && required) byKey.set(key, { ...known, required });
  }
  const bodies = both.flatMap(({ body }) => body ?? []);
  return {
    parameters: checked.length === 0 ? undefined : [...byKey.values()],
    bodies,
    isLogged: warnOnly,
    isAny: checked.length + bodies.length > 0,
  };
}

function declared(parameter: Parameter, operation: Operation): CheckedParameter {
  const { in: place, required, mayBeEmpty, schema: checked, at } = parameter;
  const common = { in: place, required, mayBeEmpty, isDeclared: true, at };
  const key = keyOf(parameter, operation);
  if (checked.kind === "value") {
    return { ...common, key, schema: checked.schema, written: checked.written };
  }
  const { item, list } = checked;
  if (list === undefined) return { ...common, key, schema: item, written: undefined };
  const { array } = valueSchema(at);
  const { separator, unique = false, ...count } = list;
  const schema = valueSchema(item.at, {
    types: ["array"],
    array: { ...array, items: item, count, unique },
  });
  return { ...common, key, schema, written: separator && { separator } };
}

function keyOf({ in: place, name }: Pick<Parameter, "in" | "name">, { path }: Operation): string {
  if (place === "header") return `header ${name.toLowerCase()}`;
  if (place !== "path") return `${place} ${name}`;
  const index = parametersOf(path).indexOf(name);
  return index < 0 ? `path ${name}` : `path parameter ${index + 1}`;
}

interface BodyContext {
  readonly stricter: ChangeClass;
  readonly found: (
    changeClass: ChangeClass,
    message: string,
    older?: Location,
    newer?: Location,
  ) => void;
  readonly schemas: SchemaComparison;
  readonly use: (subject: string) => SchemaUse;
}

function diffBodies(
  pair: OperationPair,
  { was, is }: { was: readonly BodyValidation[]; is: readonly BodyValidation[] },
  { stricter, found, schemas, use }: BodyContext,
): void {
  const [wasAt, isAt] = [pair.old, pair.new].map(({ places, at }) => places.body ?? at);
  const say = (changeClass: ChangeClass, message: string) =>
    found(changeClass, message, wasAt, isAt);
  if (was.length === 0 && is.length === 0) return;
  if (is.length === 0) return say("safe", "the body is no longer checked");
  const [wasRequired, isRequired] = [was, is].map((bodies) =>
    bodies.some((each) => each.kind === "declared" && each.required),
  );
  if (was.length === 0) {
    return say(stricter, `the body is now checked${isRequired === true ? ", and required" : ""}`);
  }
  if (isRequired === true && wasRequired === false) say(stricter, "the body is now required");
  if (isRequired === false && wasRequired === true) say("safe", "the body is no longer required");
  const [refused, refuses] = [was, is].map((bodies) =>
    bodies.some(({ kind }) => kind === "declared"),
  );
  if (refuses === true && refused === false) {
    say(stricter, "bodies of media types that are not declared are now refused");
  }
  if (refuses === false && refused === true) {
    say("safe", "bodies of media types that are not declared are now taken");
  }
  const [before, after] = [was, is].map(contentOf) as [
    readonly BodyContent[],
    readonly BodyContent[],
  ];
  for (const each of pairByKey(before, after, ({ mediaType }) => mediaType)) {
    const subject = `body (${each.key})`;
    const [older, newer] = [each.old, each.new];
    if (newer === undefined) {
      if (refuses === true) say(stricter, `${subject}: is no longer taken`);
      else say("safe", `${subject}: is no longer checked`);
    } else if (older === undefined) {
      if (refused === true) say("safe", `${subject}: is now taken`);
      else say(stricter, `${subject}: is now checked`);
    } else {
      if (!isSame(older.encoding ?? {}, newer.encoding ?? {})) {
        say(stricter, `${subject}: its fields are written in another way`);
      }
      const anything = valueSchema(isAt ?? pair.new.at);
      schemas.compare(older.schema ?? anything, newer.schema ?? anything, use(subject));
    }
  }
}

/** Of a media type that two checks know, the one with a schema counts. */
function contentOf(bodies: readonly BodyValidation[]): readonly BodyContent[] {
  const byType = new Map<string, BodyContent>();
  for (const content of bodies.flatMap((each) => each.content)) {
    if (byType.get(content.mediaType)?.schema === undefined) byType.set(content.mediaType, content);
  }
  return [...byType.values()];
}
