import {
  anyOf,
  countHolding,
  holds,
  isVariant,
  not,
  oneOf,
} from "../../templates/runtime/choices.js";
import { isUnique } from "../../templates/runtime/json-equality.js";
import { unevaluatedItems, unevaluatedMembers } from "../../templates/runtime/unevaluated.js";
import type { Problems, Validator } from "../../templates/runtime/validation.js";
import { hasMember, isObject, own, silent } from "../../templates/runtime/validation.js";
import { acceptedValues } from "./accepted-values.js";
import { isRestrictive } from "./has-keywords.js";
import { matcherOf, scalarTests } from "./interpret-scalars.js";
import { markSeen } from "./mark-seen.js";
import { PossibleTypes, variantsBesideObjects } from "./possible-types.js";
import { counted } from "./problem-sentences.js";
import type { Evaluated } from "./schema-context.js";
import type { Schema, SizeBounds, ValueSchema } from "./schema.js";

/**
 * Validators of schemas that run here, and say what the printed ones say, by the same functions of the
 * runtime: no code is made of what a document says.
 */
export class SchemaInterpreter {
  readonly #schemaOf: (id: string) => Schema | undefined;
  readonly #possible: PossibleTypes;
  readonly #validators = new Map<Schema | string, Validator>();

  /** @param schemaOf what a named schema says; nothing is checked of values of one that is not known */
  constructor(schemaOf: (id: string) => Schema | undefined) {
    this.#schemaOf = schemaOf;
    this.#possible = new PossibleTypes(schemaOf);
  }

  /** The validator of a schema, always the same one. */
  validatorOf(schema: Schema): Validator {
    const key = schema.kind === "reference" ? schema.schema : schema;
    const known = this.#validators.get(key);
    if (known !== undefined) return known;
    let made: Validator | undefined;
    const validator: Validator = (value, problems) => {
      made ??= this.#make(schema);
      return made(value, problems);
    };
    this.#validators.set(key, validator);
    return validator;
  }

  #make(schema: Schema): Validator {
    if (schema.kind === "reference") {
      const target = this.#schemaOf(schema.schema);
      return target === undefined ? () => true : eachOnce(this.validatorOf(target));
    }
    const scalar = scalarTests(schema);
    const rest = [
      ...this.#arrayChecks(schema),
      ...this.#objectChecks(schema),
      ...this.#choiceChecks(schema),
      ...this.#unevaluatedChecks(schema),
    ];
    return (value, problems) => {
      const wrong = scalar.find((test) => !test.isMet(value));
      if (wrong !== undefined) return problems.add(wrong.keyword, wrong.message);
      return all(rest)(value, problems);
    };
  }

  #arrayChecks({ array }: ValueSchema): readonly Validator[] {
    const { prefix, items, count, unique, contains } = array;
    const first = prefix.map((each) => this.validatorOf(each));
    const checks = countChecks<readonly unknown[]>(count, "Items", "item", (list) => list.length);
    if (contains !== undefined) {
      const validator = this.validatorOf(contains.schema);
      const { min = 1, max } = contains;
      const kind = " of the kind that is asked for";
      const matching = (list: readonly unknown[]) => countHolding(validator, list);
      checks.push(
        ...countChecks(
          { min, ...(max !== undefined && { max }) },
          "Contains",
          "item",
          matching,
          kind,
        ),
      );
    }
    if (unique) {
      checks.push((value, problems) => {
        const message = "must not have the same item twice";
        return isUnique(value as unknown[]) || problems.add("uniqueItems", message);
      });
    }
    checks.push((value, problems) => {
      const within = first.map((each, index) => {
        const list = value as readonly unknown[];
        return index >= list.length || problems.once(index, each, list[index]);
      });
      return !within.includes(false);
    });
    if (items !== undefined) checks.push(this.#othersCheck(items, first.length));
    const check = all(checks);
    return [(value, problems) => !Array.isArray(value) || check(value, problems)];
  }

  /** What the items from `start` on must be. */
  #othersCheck(items: Schema, start: number): Validator {
    if (isForbidden(items)) {
      const message = `must have at most ${counted(start, "item")}`;
      return (value, problems) =>
        (value as unknown[]).length <= start || problems.add("items", message);
    }
    const validator = this.validatorOf(items);
    return (value, problems) => {
      const others = (value as unknown[]).slice(start);
      const within = others.map((item, index) => problems.once(start + index, validator, item));
      return !within.includes(false);
    };
  }

  #objectChecks({ object }: ValueSchema): readonly Validator[] {
    const { properties, count, dependentRequired } = object;
    const checks: Validator[] = properties.map(({ name, required, schema }) => {
      const validator = this.validatorOf(schema);
      return (value, problems) => {
        const member = own(value as Readonly<Record<string, unknown>>, name);
        if (member !== undefined) return problems.once(name, validator, member);
        return !required || problems.add("required", "is missing", name);
      };
    });
    checks.push(
      ...countChecks<object>(count, "Properties", "member", (value) => Object.keys(value).length),
    );
    for (const { property, required } of dependentRequired) {
      const message = `is missing beside ${JSON.stringify(property)}`;
      const each = required.map((needed): Validator => {
        return (value, problems) =>
          !hasMember(value, property) ||
          hasMember(value, needed) ||
          problems.add("dependentRequired", message, needed);
      });
      checks.push(...each);
    }
    checks.push(this.#eachMemberCheck(object));
    const check = all(checks);
    return [(value, problems) => !isObject(value) || check(value, problems)];
  }

  /** What is checked of each member by its name. */
  #eachMemberCheck({ properties, patterns, additional, names }: ValueSchema["object"]): Validator {
    const declared = new Set(properties.flatMap((each) => (each.declared ? each.name : [])));
    const matchers = patterns.map((each) => ({ ...each, matcher: matcherOf(each.pattern) }));
    const ofNames = names && this.validatorOf(names);
    return (value, problems) => {
      let valid = true;
      const check = (schema: Schema, keyword: string, key: string, member: unknown) => {
        const isValid = isForbidden(schema)
          ? problems.add(keyword, "is not allowed", key)
          : problems.once(key, this.validatorOf(schema), member);
        if (!isValid) valid = false;
      };
      for (const [key, member] of Object.entries(value as object)) {
        if (ofNames !== undefined && !holds(ofNames, key)) {
          valid = problems.add("propertyNames", "has a name that is not allowed", key);
        }
        const matching = matchers.filter(({ matcher }) => matcher.test(key));
        for (const { schema } of matching) check(schema, "patternProperties", key, member);
        const isOther = matching.length === 0 && !declared.has(key);
        if (additional !== undefined && isOther) {
          check(additional, "additionalProperties", key, member);
        }
      }
      return valid;
    };
  }

  #choiceChecks(schema: ValueSchema): readonly Validator[] {
    const accepted = acceptedValues(schema, this.#possible);
    if (accepted !== undefined) {
      const values: readonly unknown[] = accepted.values;
      const validator = this.validatorOf(accepted.otherwise);
      return [(value, problems) => values.includes(value) || validator(value, problems)];
    }
    const of = (schemas: readonly Schema[]) => schemas.map((each) => this.validatorOf(each));
    const [any, one] = [of(schema.anyOf), of(schema.oneOf)];
    const { not: excluded, condition, discriminator, object } = schema;
    const checks: Validator[] = of(schema.allOf);
    const choice = (
      validators: readonly Validator[],
      choose: typeof anyOf,
    ): readonly Validator[] =>
      validators.length < 2
        ? validators
        : [(value, problems) => choose(value, problems, validators)];
    checks.push(...choice(any, anyOf), ...choice(one, oneOf));
    if (discriminator !== undefined) {
      const { property, variants } = discriminator;
      const validators = Object.fromEntries(
        variants.map((each) => [each.value, this.validatorOf(each.schema)]),
      );
      const others = variantsBesideObjects(variants, this.#possible).map((id) =>
        this.validatorOf({ kind: "reference", schema: id }),
      );
      checks.push((value, problems) => isVariant(value, problems, property, validators, others));
    }
    if (excluded !== undefined) {
      const validator = this.validatorOf(excluded);
      checks.push((value, problems) => not(value, problems, validator));
    }
    if (condition !== undefined) {
      const [test = () => true] = of([condition.test]);
      const { consequent, alternate } = condition;
      checks.push((value, problems) => {
        const branch = holds(test, value) ? consequent : alternate;
        return branch === undefined || this.validatorOf(branch)(value, problems);
      });
    }
    for (const dependent of object.dependentSchemas) {
      const validator = this.validatorOf(dependent.schema);
      checks.push((value, problems) => {
        return !hasMember(value, dependent.property) || validator(value, problems);
      });
    }
    return checks;
  }

  #unevaluatedChecks(schema: ValueSchema): readonly Validator[] {
    const { object, array } = schema;
    // What the rest of the schema looks at, without these keywords.
    const others = {
      ...schema,
      object: { ...object, unevaluated: undefined },
      array: { ...array, unevaluated: undefined },
    };
    const check = (of: Evaluated, rest: Schema | undefined): readonly Validator[] => {
      if (rest === undefined || !isRestrictive(rest)) return [];
      const validator = isForbidden(rest) ? "forbidden" : this.validatorOf(rest);
      const unevaluated = of === "members" ? unevaluatedMembers : unevaluatedItems;
      const context = {
        schemaOf: this.#schemaOf,
        holds: (each: Schema, value: unknown) => holds(this.validatorOf(each), value),
      };
      return [
        (value, problems) =>
          unevaluated(value, problems, validator, (each, seen) =>
            markSeen(others, each, of, seen, { ...context, marked: new Set() }),
          ),
      ];
    };
    return [...check("members", object.unevaluated), ...check("items", array.unevaluated)];
  }
}

/**
 * A validator that several schemas of one value may lead to, which would double the work with each that
 * is between. What is wrong with a scalar is told wherever it stands, as often as is told at all.
 */
function eachOnce(validator: Validator): Validator {
  const verdicts = new WeakMap<Problems, Map<unknown, boolean>>();
  return (value, problems) => {
    const known = verdicts.get(problems) ?? new Map<unknown, boolean>();
    verdicts.set(problems, known);
    const verdict = known.get(value) ?? validator(value, problems);
    const isContainer = typeof value === "object" && value !== null;
    if (verdict || isContainer || problems === silent) known.set(value, verdict);
    return verdict;
  };
}

/** All of these, whatever those before say. */
function all(checks: readonly Validator[]): Validator {
  return (value, problems) => {
    let valid = true;
    for (const check of checks) if (!check(value, problems)) valid = false;
    return valid;
  };
}

function isForbidden(schema: Schema): boolean {
  return schema.kind === "value" && schema.types?.length === 0;
}

/** Bounds of how many there are, by the keywords that end so; `contains` has a minimum of its own. */
function countChecks<Value>(
  { min = 0, max }: SizeBounds,
  keyword: "Items" | "Contains" | "Properties",
  noun: string,
  count: (value: Value) => number,
  kind = "",
): Validator[] {
  const checks: Validator[] = [];
  const least = keyword === "Contains" ? "contains" : `min${keyword}`;
  const tell = (value: unknown, isMet: (size: number) => boolean) => isMet(count(value as Value));
  if (min > 0) {
    const message = `must have at least ${counted(min, noun)}${kind}`;
    checks.push(
      (value, problems) => tell(value, (size) => size >= min) || problems.add(least, message),
    );
  }
  if (max !== undefined) {
    const message = `must have at most ${counted(max, noun)}${kind}`;
    checks.push(
      (value, problems) =>
        tell(value, (size) => size <= max) || problems.add(`max${keyword}`, message),
    );
  }
  return checks;
}
