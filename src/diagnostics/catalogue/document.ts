import type { CatalogueEntry } from "../catalogue-entry.js";
import { quote } from "../quote.js";

/** How a sentence begins about the value of a key; an item of a list, or a whole file, has none. */
const subject = (key: string) => (/^\d*$/.test(key) ? "this" : quote(key));

/** Problems of values and references, whatever their keys mean. */
export const documentProblems = {
  "wrong-type": {
    severity: "error",
    message: (p: { key: string; expected: string; found: string }) =>
      `${subject(p.key)} must be ${p.expected}, and is ${p.found}`,
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
  "unbound-placeholder": {
    severity: "error",
    omittable: true,
    message: (p: { written: string; names: readonly string[] }) =>
      `${quote(p.written)} must be known when the gateway is generated`,
    help: (p: { names: readonly string[] }) =>
      `give it a value: ${p.names.map((name) => `--var '${name}=…'`).join(" ")}`,
    explain: `Documents often leave things to whoever deploys them: \${name}, Fn::Sub, Ref. Where such
a placeholder only stands for a text that the gateway uses (a part of a URL, a header's
value), it becomes one of the gateway's settings. Here it decides what the gateway is, so
its value is needed now.

  gatewright generate openapi.yaml --var integration_type=http_proxy`,
  },
  "undecided-condition": {
    severity: "error",
    omittable: true,
    message: (p: { condition: string }) =>
      `this depends on the condition ${quote(p.condition)}, which is not decided`,
    help: (p: { condition: string }) =>
      `say --var ${p.condition}=true or --var ${p.condition}=false`,
    explain: `CloudFormation's Fn::If takes one of two values, depending on a condition of the stack.
The gateway is generated for one of them.`,
  },
  "omitted-operation": {
    severity: "warning",
    cause: (p: { reasons: readonly string[] }) => p.reasons.join("; "),
    message: (p: { route: string; reasons: readonly string[] }) =>
      `${p.route} is left out and answers 501: ${p.reasons.join("; ")}`,
    help: "generate without --omit-unsupported to have this refused",
    explain: `With --omit-unsupported, operations that need what gatewright does not support yet are
left out of the gateway. In place of each stands a route that answers 501, so that no
other route (a greedy one, say) takes its requests.`,
  },
  "undecided-function": {
    severity: "error",
    omittable: true,
    message: (p: { name: string }) =>
      `what ${p.name} comes to is known only when a stack is deployed`,
    help: "write the value out, or export the document of the deployed API",
    explain: `gatewright evaluates Ref, Fn::Sub, Fn::Join, Fn::GetAtt, Fn::Select, Fn::Split,
Fn::FindInMap, Fn::ImportValue, Fn::Base64 and Fn::If; their unknown parts become
placeholders. Other functions, and these with arguments that are not known, need a stack.`,
  },
  "made-text-too-long": {
    severity: "error",
    message: (p: { name: string; limit: number }) =>
      `what ${p.name} comes to is longer than ${p.limit} characters`,
    help: "write the value out, or nest fewer functions in one another",
    explain: `Functions nested in one another can make a text of any length out of a few lines. No
text that Amazon API Gateway takes is as long as this one.`,
  },
  "unused-variable": {
    severity: "warning",
    message: (p: { name: string; nearest: string | undefined }) =>
      `the document has no placeholder ${quote(p.name)}` +
      (p.nearest === undefined ? "" : `; did you mean ${quote(p.nearest)}?`),
    help: "correct the name given with --var or --vars-file, or remove it",
    explain: `A value was given for a placeholder that the document does not have, so it has no
effect. The name is what stands between "\${" and "}": "AWS::Region", "PetsFunction.Arn".`,
  },
  "malformed-variable": {
    severity: "error",
    message: (p: { file: string; name: string | undefined }) =>
      p.name === undefined
        ? "this line is no name = value"
        : p.name === ""
          ? `${quote(p.file)} holds no values for placeholders`
          : `${quote(p.name)} is given what is no text, number, true or false`,
    help: "write an object of texts, or lines: name = value",
    explain: `A file of values is an object in JSON or YAML, CloudFormation's list of ParameterKey and
ParameterValue, or lines "name = value" as in .tfvars and .env files. Values are texts,
numbers, true or false. Its lines are not shown here, since they may hold secrets.`,
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
  "dangling-reference": {
    severity: "warning",
    message: (p: { reference: string }) => `$ref ${quote(p.reference)} leads nowhere`,
    help: "correct the reference, or add what it names; what is not checked can do without",
    explain: `What a response, a callback or a link refers to does not exist. A gateway looks at it only
where x-gateway says that responses are checked, so elsewhere this does no harm; other
tools will stumble over it.`,
  },
  "quoted-value": {
    severity: "warning",
    cause: "code",
    message: (p: { written: string; kind: string }) =>
      `${quote(p.written)} is text where ${p.kind} is meant`,
    help: (p: { written: string }) => `write ${p.written} without quotes`,
    explain: `The value is taken as what it is meant to be, as Amazon API Gateway takes it. Other tools
refuse a text in its place.`,
  },
  "reference-chain-too-long": {
    severity: "error",
    message: (p: { limit: number }) =>
      `this $ref leads to a $ref, and so on, more than ${p.limit} times`,
    help: "name what the last of them leads to",
    explain: `A reference may lead to a value that is a reference again. Real documents do that once or
twice; a chain this long was made by a program that went wrong, or goes round in a circle.`,
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
