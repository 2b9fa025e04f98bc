import type { Code, Identifier } from "../code/code-kit.js";
import { call, name, toIdentifier, toTypeName, ts, withHash } from "../code/code-kit.js";
import { FORMATS } from "./formats.js";
import { patternCode } from "./pattern-code.js";
import type { Evaluated, SchemaContext } from "./schema-context.js";
import type { Property, Schema } from "./schema.js";
import { everySchema, inPlaceReferences } from "./subschemas.js";

/** Names that the functions' own text uses. */
const OWN_NAMES = ["value", "problems", "valid", "index", "item", "key", "member", "evaluated"];

/** What checks a format, and what is wrong where it is not met. */
export interface KnownFormat {
  readonly function: Code;
  readonly message: string;
}

/** A statement that notes in `valid` what is wrong. */
export interface Statement {
  readonly code: Code;
  /** What answers instead where there is no other statement. */
  readonly answer?: Code;
}

/** Prints the function that checks a value against a schema. */
export type PrintFunction = (schema: Schema, name: Identifier, file: ValidatorFile) => Code;

/** The declarations of one schema's file, beside its type: what functions need is declared once. */
export class ValidatorFile {
  readonly constants: Code[] = [];
  readonly functions: Code[] = [];
  readonly context: SchemaContext;
  readonly #print: PrintFunction;
  /** What is declared or imported at the top of the file. */
  readonly #names: Set<string>;
  /** What functions may call members that they look at; nothing at the top may be called so. */
  readonly #locals: Set<string>;

  constructor(context: SchemaContext, schema: Schema, print: PrintFunction) {
    this.context = context;
    this.#print = print;
    const own = [...OWN_NAMES, context.validatorName, context.typeName];
    this.#names = new Set([...context.imported, ...own]);
    this.#locals = new Set(propertiesIn(schema).flatMap((each) => localNames(each.name)));
  }

  runtime(exported: string, file: string): Code {
    return this.context.runtime(exported, file);
  }

  /** Declares a constant for `wanted`, of which there is one in the document's schema. */
  constant(wanted: string, type: Code | undefined, value: Code): Identifier {
    const constant = this.declare(wanted);
    const typed = type === undefined ? name(constant) : ts`${name(constant)}: ${type}`;
    this.constants.push(ts`const ${typed} = ${value};`);
    return constant;
  }

  /** Declares what tests whether a text matches a pattern. */
  pattern(wanted: string, pattern: string, maxLength?: number): Identifier {
    const runtime = (exported: string, file: string) => this.runtime(exported, file);
    return this.constant(wanted, undefined, patternCode(pattern, maxLength, runtime));
  }

  /** What checks a format of values of a type; undefined where nothing does. */
  format(format: string, type: "string" | "number"): KnownFormat | undefined {
    const check = FORMATS.get(format)?.[type];
    return check && { function: this.runtime(check.name, check.file), message: check.message };
  }

  /**
   * The validator of a schema: imported, or declared beside the main one.
   * @param wanted what a person would call what is checked
   */
  validatorOf(schema: Schema, wanted: string): Code {
    if (schema.kind === "reference") return this.context.validatorOf(schema.schema);
    return name(this.function("is", wanted, (itsName) => this.#print(schema, itsName, this)));
  }

  /** The test that a member or item of a value is valid. */
  within(at: Code, schema: Schema, wanted: string, value: Code): Code {
    const leads = schema.kind === "reference" ? [schema.schema] : inPlaceReferences(schema);
    const validator = this.validatorOf(schema, wanted);
    return leads.some((id) => this.context.isRecursive(id))
      ? call(ts`problems.once`, [at, validator, value])
      : call(validator, [value, ts`problems.at(${at})`]);
  }

  /** Declares a function, which `print` prints under the name that it gets. */
  function(verb: string, wanted: string, print: (name: Identifier) => Code): Identifier {
    const declared = this.declare(wanted, verb);
    // Functions stand in the order in which they are first called, though inner ones end first.
    const position = this.functions.push(ts``) - 1;
    this.functions[position] = print(declared);
    return declared;
  }

  /** A name for something at the top of the file: if it is taken, with the name of the type before it. */
  declare(wanted: string, verb = ""): Identifier {
    const isTaken = (each: string) => this.#names.has(each) || this.#locals.has(each);
    const candidates = [wanted, `${this.context.typeName} ${wanted}`].map((text) =>
      verb === "" ? toIdentifier(text) : toIdentifier(`${verb} ${toTypeName(text)}`),
    );
    const [best = toIdentifier(wanted)] = candidates;
    const free =
      candidates.find((candidate) => !isTaken(candidate)) ??
      fresh([withHash(best, wanted)], isTaken);
    this.#names.add(free);
    return free;
  }

  /** What each of an object's members is called while a function looks at it. */
  localsFor(properties: readonly Property[]): readonly Identifier[] {
    const locals = new Set<string>();
    const isTaken = (each: string) => this.#names.has(each) || locals.has(each);
    return properties.map((property) => {
      const candidates = localNames(property.name);
      const local =
        candidates.find((candidate) => !isTaken(candidate)) ??
        fresh([withHash(candidates[0], property.name)], isTaken);
      locals.add(local);
      this.#locals.add(local);
      return local;
    });
  }

  isMarked(of: Evaluated): boolean {
    return this.context.isMarked(of);
  }
}

/** Every member that a schema's file looks at, however deep. */
function propertiesIn(schema: Schema): readonly Property[] {
  return everySchema(schema).flatMap((each) =>
    each.kind === "value" ? each.object.properties : [],
  );
}

/** What a member may be called inside a function, best first. */
function localNames(property: string): readonly [Identifier, Identifier] {
  return [toIdentifier(property), toIdentifier(`${property}Member`)];
}

/** The first name that is not taken; if all are, the last gets longer until it is not. */
function fresh(
  candidates: readonly Identifier[],
  isTaken: (candidate: string) => boolean,
): Identifier {
  const free = candidates.find((candidate) => !isTaken(candidate));
  if (free !== undefined) return free;
  return fresh(
    candidates.map((candidate) => withHash(candidate, candidate)),
    isTaken,
  );
}
