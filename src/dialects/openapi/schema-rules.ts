/** How a version of OpenAPI, or a vendor, reads JSON Schema. */
export interface SchemaRules {
  /** The draft of JSON Schema whose keywords count. */
  readonly draft: 4 | "2020-12";
  /** The keyword by which a schema of a type also allows null; undefined where none does. */
  readonly nullable: "nullable" | "x-nullable" | undefined;
  /** What is `readOnly` is only ever required of responses, what is `writeOnly` only of requests. */
  readonly directions: boolean;
  /** A list of types is taken. */
  readonly typeLists: boolean;
  /** `true` and `false` are schemas. */
  readonly booleanSchemas: boolean;
  /** What stands beside a `$ref` holds too. */
  readonly refSiblings: boolean;
  /** The keyword by which a schema says what it is called; undefined where none does. */
  readonly identifier: "$id" | "id" | undefined;
  /** `discriminator` chooses among the schemas of `oneOf` or `anyOf`. */
  readonly discriminator: boolean;
  /** `format` is checked; else it only tells. */
  readonly formats: boolean;
}
