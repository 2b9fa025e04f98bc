import type { Code, Identifier } from "../code/code-kit.js";
import type { NamedSchema } from "./schema.js";

/** The functions of the runtime that validators call. */
export type ValidationFunction = "isAtLeast" | "isAtMost" | "isObject" | "own";

/** What a schema's file may refer to. */
export interface SchemaContext {
  /** The name of the schema's own type. */
  readonly typeName: Identifier;
  /** The name of the schema's own validator. */
  readonly validatorName: Identifier;
  /** The type of a named schema, imported unless it is this one. */
  typeOf(id: string): Code;
  /** The validator of a named schema, imported unless it is this one. */
  validatorOf(id: string): Code;
  runtime(name: ValidationFunction): Code;
  /** The type of what validators add problems to. */
  readonly problems: Code;
  /** The identifiers that imports take in this file. */
  readonly imported: ReadonlySet<string>;
}

/** A named schema with what its file may refer to. */
export interface SchemaFile {
  readonly schema: NamedSchema;
  readonly context: SchemaContext;
}
