import type { Code, Identifier } from "../code/code-kit.js";
import type { PossibleTypes } from "./possible-types.js";
import type { Schema } from "./schema.js";

/** What a schema's file may refer to. */
export interface SchemaContext {
  /** The name of the schema's own type. */
  readonly typeName: Identifier;
  /** The name of the schema's own validator. */
  readonly validatorName: Identifier;
  /** What a named schema says. */
  schemaOf(id: string): Schema | undefined;
  /** The types of the values that schemas allow. */
  readonly possible: PossibleTypes;
  /** The type of a named schema, imported unless it is this one. */
  typeOf(id: string): Code;
  /** The validator of a named schema, imported unless it is this one. */
  validatorOf(id: string): Code;
  /** Whether a named schema can lead back to itself. */
  isRecursive(id: string): boolean;
  /** What marks the members or items that a named schema looks at, imported unless of this one. */
  markerOf(id: string, of: Evaluated): Code;
  /** Whether something needs to know what the schema of this file looks at. */
  isMarked(of: Evaluated): boolean;
  /** What is exported by a file of the runtime. */
  runtime(exported: string, file: string): Code;
  /** The type of what validators add problems to. */
  readonly problems: Code;
  /** The identifiers that imports take in this file. */
  readonly imported: ReadonlySet<string>;
}

/** What `unevaluatedProperties` and `unevaluatedItems` ask of other schemas. */
export type Evaluated = "members" | "items";
