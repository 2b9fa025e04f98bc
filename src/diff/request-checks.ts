import type { Location } from "../diagnostics/diagnostic.js";
import type { Operation } from "../model/gateway-model.js";
import type { BodyValidation, Parameter, RequestChecks } from "../model/request-validation.js";
import type { Schema } from "../schema/schema.js";
import { valueSchema } from "../schema/schema.js";
import { parametersOf } from "./match-operations.js";

/** What is checked of an operation's requests, whichever of its checks does it. */
export interface Checks {
  /** Undefined where none are checked. */
  readonly parameters: readonly CheckedParameter[] | undefined;
  readonly bodies: readonly BodyValidation[];
  readonly isLogged: boolean;
  /** Whether anything is checked. */
  readonly isAny: boolean;
}

export interface CheckedParameter {
  /** Equal for what is the same parameter; those of a path by their place in it. */
  readonly key: string;
  /** For people: `query limit`. */
  readonly label: string;
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

/** Brings the checks of an operation together: of a parameter that two know, the later says more. */
export function checksOf(operation: Operation): Checks {
  const { besides, warnOnly = false, ...first } = operation.validation;
  const both: readonly RequestChecks[] = besides === undefined ? [first] : [first, besides];
  const checked = both.flatMap(({ parameters }) => parameters ?? []);
  const parameters = checked.flatMap((check): readonly CheckedParameter[] =>
    check.kind === "declared"
      ? check.parameters.map((each) => declared(each, operation))
      : check.required.map((each) => ({
          ...each,
          key: keyOf(each, operation),
          label: `${each.in} ${each.name}`,
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
  const { in: place, name, required, mayBeEmpty, schema: checked, at } = parameter;
  const key = keyOf(parameter, operation);
  const label = `${place} ${name}`;
  const common = { key, label, in: place, required, mayBeEmpty, isDeclared: true, at };
  if (checked.kind === "value") {
    return { ...common, schema: checked.schema, written: checked.written };
  }
  const { item, list } = checked;
  if (list === undefined) return { ...common, schema: item, written: undefined };
  const { array } = valueSchema(at);
  const { separator, unique = false, ...count } = list;
  const schema = valueSchema(item.at, {
    types: ["array"],
    array: { ...array, items: item, count, unique },
  });
  return { ...common, schema, written: separator && { separator } };
}

function keyOf({ in: place, name }: Pick<Parameter, "in" | "name">, { path }: Operation): string {
  if (place === "header") return `header ${name.toLowerCase()}`;
  if (place !== "path") return `${place} ${name}`;
  const index = parametersOf(path).indexOf(name);
  return index < 0 ? `path ${name}` : `path parameter ${index + 1}`;
}
