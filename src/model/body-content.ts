import type { Schema } from "../schema/schema.js";

/** What a body of a media type must be. */
export interface BodyContent {
  /** In lower case, without parameters. */
  readonly mediaType: string;
  /** Undefined takes anything. */
  readonly schema: Schema | undefined;
  /** How fields of a form are written where it is not the usual way, by name. */
  readonly encoding?: Readonly<Record<string, FieldEncoding>>;
}

/** How a property of a form's schema is written as fields. */
export interface FieldEncoding {
  /**
   * `members`: a field for each member, `name[member]`. Else what separates the items of a list in one
   * field; undefined where each is a field.
   */
  readonly style?: "members" | { readonly separator: string };
  /** Media types and ranges of a part, in lower case. */
  readonly mediaTypes?: readonly string[];
}
