import type { CatalogueEntry } from "../catalogue-entry.js";
import { quote } from "../quote.js";

/** Problems of values and references, whatever their keys mean. */
export const documentProblems = {
  "wrong-type": {
    severity: "error",
    message: (p: { expected: string; found: string }) => `expected ${p.expected}, found ${p.found}`,
    help: (p: { expected: string }) => `write ${p.expected} here, or remove the key`,
    explain: `A key holds a kind of value that it cannot have, so what was meant is unknown.
In YAML this is often a section without content (which is null), or a number or
true/false that should have been quoted.

Wrong:
  paths:
    /pets:
Right:
  paths:
    /pets:
      get: {...}`,
  },
  "malformed-reference": {
    severity: "error",
    message: (p: { reference: string; why: string }) =>
      `$ref ${quote(p.reference)} is not a reference: ${p.why}`,
    help: 'write a reference as "#/components/schemas/Pet" or "./pets.yaml#/Pet"',
    explain: `A $ref names a value by an optional file, then "#", then a JSON pointer: "/" before
every key, "~1" for a "/" within a key, "~0" for a "~", and %XX for other
characters.

Wrong: "#components/schemas/Pet", "#/paths//pets"
Right: "#/components/schemas/Pet", "#/paths/~1pets"`,
  },
  "unresolved-reference": {
    severity: "error",
    message: (p: { reference: string; missing: string }) =>
      `$ref ${quote(p.reference)} leads nowhere: there is no ${quote(p.missing)}`,
    help: "correct the reference, or add what it names",
    explain: `The JSON pointer of a $ref is followed key by key from the top of the file, and one
of the keys does not exist. Upper and lower case differ, and Swagger 2.0 keeps
schemas in "definitions", OpenAPI 3 in "components/schemas". Anchors (a "#name"
without a slash) are not looked up.`,
  },
  "circular-reference": {
    severity: "error",
    message: (p: { circle: readonly string[] }) =>
      `$ref goes round in a circle: ${p.circle.slice(0, 8).map(quote).join(" → ")}` +
      (p.circle.length > 8 ? ` → … (${p.circle.length - 1} steps)` : ""),
    help: "let one of these hold a value instead of a $ref",
    explain: `Following this $ref leads to another $ref, and so on, back to the first, so there
is no value in the end. A schema that contains itself in a property is fine; one
that is nothing but a reference to itself is not.

Wrong:
  A: {$ref: "#/components/schemas/B"}
  B: {$ref: "#/components/schemas/A"}
Right:
  A: {type: object, properties: {next: {$ref: "#/components/schemas/A"}}}`,
  },
  "unused-allowance": {
    severity: "warning",
    message: (p: { code: string }) => `--allow ${p.code} has nothing to allow`,
    help: "remove it, so that it cannot hide a problem that comes up later",
    explain: `The document has no problem of this code. An allowance that is left over would let the
next such problem through without anybody having decided on it.`,
  },
  "not-valid-openapi": {
    severity: "warning",
    message: (p: { why: string }) => `OpenAPI does not allow this: ${p.why}`,
    help: "correct it if other tools read this document; gatewright can do without",
    explain: `The document was checked against the published schema and rules of its OpenAPI
version, and this place breaks one. Gateways are more lenient, and most documents
exported from one break a few, so this alone never stops the generator.`,
  },
} satisfies Record<string, CatalogueEntry>;
