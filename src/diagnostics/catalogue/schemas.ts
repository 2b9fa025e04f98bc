import type { CatalogueEntry } from "../catalogue-entry.js";
import { quote } from "../quote.js";

/** Problems of schemas. */
export const schemaProblems = {
  "ambiguous-schema-id": {
    severity: "error",
    message: (p: { uri: string }) => `several schemas are called ${quote(p.uri)}`,
    help: "give each an $id or $anchor of its own",
    explain: `A schema's $id or $anchor is a name by which references find it. Two schemas of one name
leave open which of them a reference means.`,
  },
  "circular-schema": {
    severity: "error",
    message: (p: { name: string }) => `schema ${quote(p.name)} is made of itself`,
    help: "take the schema out of those that it is made of; in a property or an item it may stand",
    explain: `allOf, anyOf, oneOf, not and the like say that a value must match other schemas as a
whole. Where they lead back to the schema itself, what it must match has no end. A schema
may well contain itself in a property or an item.`,
  },
  "schema-chain-too-long": {
    severity: "error",
    message: (p: { limit: number }) =>
      `this schema is made of another one, and so on, more than ${p.limit} times`,
    help: "take out schemas that only add to others",
    explain: `Each allOf, anyOf, oneOf or $ref that a schema is made of is checked within the check of
the one before it. Real documents do that a few times; a chain this long was made by a
program that went wrong, and would not fit the stack.`,
  },
  "schema-too-entangled": {
    severity: "error",
    message: (p: { limit: number }) =>
      `this schema is made of others so often that one value takes more than ${p.limit} checks`,
    help: "say once what a value must match: take out references to what others refer to already",
    explain: `Each allOf, anyOf, oneOf or $ref that a schema is made of is checked for the same value.
Where two of them lead to one schema, it is checked twice, and what that one is made of
four times: a few dozen such schemas would keep the gateway busy for ever.`,
  },
  "example-mismatch": {
    severity: "warning",
    message: (p: { kind: "example" | "default"; at: string; message: string; others: number }) =>
      `this ${p.kind} does not fit its schema: ` +
      `${p.at === "" ? "it" : quote(p.at)} ${p.message}` +
      (p.others === 0 ? "" : ` (and ${p.others} more problem${p.others === 1 ? "" : "s"})`),
    help: (p: { kind: "example" | "default"; isQuoted: boolean }) =>
      p.isQuoted
        ? "write the value itself, without the quotes that make it text"
        : `correct the ${p.kind}, or the schema if the ${p.kind} is right`,
    explain: `The gateway checks messages by their schemas. Where an example does not fit, one of
the two is wrong: whoever sends what the document shows is refused, or the schema refuses
what the API takes. An example of a schema alone may be a request or a response.

Wrong: {type: integer, example: "7"}
Right: {type: integer, example: 7}`,
  },
  "mistyped-enum": {
    severity: "warning",
    message: (p: { written: string; type: string }) =>
      `enum value ${quote(p.written)} is read as ${p.type}, the type next to it`,
    help: "write the value as that type has it",
    explain: `Parameters are sent as text, and their types say what the text stands for. A value of an
enum that is written as another type can only be meant as that one.

Wrong: {type: string, enum: [1, 2]}
Right: {type: string, enum: ["1", "2"]}`,
  },
  "unsendable-enum": {
    severity: "warning",
    message: (p: { written: string; type: string }) =>
      `enum value ${quote(p.written)} can never be sent: it is no ${p.type}`,
    help: "write the value as its type has it, or correct the type",
    explain: `Parameters are sent as text, and their types say what the text stands for. A value of an
enum that is not of the type is one that the schema never allows: whoever sends it is
refused.

Wrong: {type: integer, enum: ["1 (Plan)", "2 (Build)"]}
Right: {type: integer, enum: [1, 2]}`,
  },
  "slow-pattern": {
    severity: "warning",
    cause: "code",
    message: (p: { pattern: string }) =>
      `a caller could keep the pattern ${quote(p.pattern)} busy for a very long time`,
    help: "write it so that a text matches in one way only, or leave it: RE2 runs it here, not Node",
    explain: `Node tries one way to match after the other. Where a pattern has many ways to match the
same text, such as "(a+)+$", a text of a few dozen characters can take it hours. Such a
pattern is run by RE2, which takes the same time for every text of a length, and is slower
for ordinary ones. Often maxLength beside the pattern is enough to have Node run it.`,
  },
  "unsupported-pattern": {
    severity: "error",
    omittable: true,
    allowable: "texts are not checked against it",
    message: (p: { pattern: string; why: string }) =>
      `the pattern ${quote(p.pattern)} cannot be run: ${p.why}`,
    help: "rewrite the pattern, or leave it unchecked with --allow unsupported-pattern",
    explain: `A pattern is an ECMA-262 regular expression. One that could keep Node busy for ever runs
on RE2; one that needs what RE2 lacks as well (lookaround, references to groups) is not
run at all.`,
  },
  "unsupported-keyword": {
    severity: "error",
    omittable: true,
    allowable: "values are checked by the other keywords of the schema",
    message: (p: { keyword: string }) => `schema keyword ${quote(p.keyword)} is not checked yet`,
    help: "remove the keyword, or leave it unchecked with --allow unsupported-keyword",
    explain: `What a $dynamicRef to a $dynamicAnchor names depends on the way by which a schema is
reached. Validators are functions of one schema each and know no such way, and a gateway
that lets through what the document forbids is not the gateway that the document
describes. To an $anchor, or with a pointer, it is read like a $ref.`,
  },
  "unknown-keyword": {
    severity: "warning",
    cause: (p: { keyword: string; nearest: string | undefined }) => (p.nearest ? p.keyword : ""),
    message: (p: { keyword: string; nearest: string | undefined }) =>
      `${quote(p.keyword)} is no keyword of schemas in this version, and checks nothing` +
      (p.nearest === undefined ? "" : `; did you mean ${quote(p.nearest)}?`),
    help: "correct it; keywords of one's own begin with x-",
    explain: `JSON Schema ignores keywords that it does not know, so that a misspelt one lets
everything through.`,
  },
  "exclusive-bound": {
    severity: "warning",
    message: (p: { key: string; expected: string }) =>
      `${quote(p.key)} is ${p.expected} in this version of OpenAPI; it is read as it is written`,
    help: "write it as this version has it, for other tools",
    explain: `In Swagger 2.0 and OpenAPI 3.0 "exclusiveMinimum: true" says that "minimum" itself is not
allowed. From OpenAPI 3.1 on "exclusiveMinimum: 0" is a bound of its own. Either tells by
itself what is meant.`,
  },
  "unquoted-null": {
    severity: "warning",
    cause: "code",
    message: 'null is read as the type "null"',
    help: 'write "null" with quotes',
    explain: `Types are words. In YAML and JSON, null without quotes is not a word, but the absence
of a value.`,
  },
  "unknown-schema-type": {
    severity: "error",
    message: (p: { type: string; nearest: string | undefined }) =>
      `JSON has no type ${quote(p.type)}` +
      (p.nearest === undefined ? "" : `; did you mean ${quote(p.nearest)}?`),
    help: "write string, number, integer, boolean, array, object or null",
    explain: `The type of a schema is one of JSON Schema's seven; files, dates and such are strings
with a format. In OpenAPI 3.1 a list of types allows each of them.`,
  },
} satisfies Record<string, CatalogueEntry>;
