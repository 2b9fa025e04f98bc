import type { CatalogueEntry } from "../catalogue-entry.js";
import { quote } from "../quote.js";

/** Problems of mapping templates, and of the events that they are tried with. */
export const templateProblems = {
  "template-syntax": {
    severity: "error",
    omittable: true,
    allowable: "every message that it is for fails",
    message: (p: { why: string }) => `this is no mapping template: ${p.why}`,
    help: "correct the template; Amazon takes it, and then answers 500 to every request",
    explain: `A mapping template is written in Velocity 1.7. Amazon does not look at one before a
request comes, and answers 500 where it cannot be parsed. With --allow template-syntax the
gateway does the same.

Wrong: #if($input.params('id') == "")none
Right: #if($input.params('id') == "")none#end`,
  },
  "unknown-template-method": {
    severity: "warning",
    message: (p: { written: string }) => `no value has ${quote(p.written)}: it prints nothing`,
    help: "use a method that Amazon's templates have",
    explain: `In mapping templates Amazon answers nothing for a method that a value does not have, and
goes on. $util has escapeJavaScript, parseJson, urlEncode, urlDecode, base64Encode and
base64Decode; $util.toJson, $util.qr, $util.error and the like are AppSync's.

Wrong: $util.toJson($input.path('$'))
Right: $input.json('$')`,
  },
  "unset-reference": {
    severity: "warning",
    message: (p: { written: string }) => `nothing sets ${quote(p.written)}: it prints nothing`,
    help: "correct the name, or write \\$ if it is meant as text",
    explain: `A reference that is neither set in the template nor one of $input, $context,
$stageVariables and $util has no value, which Amazon takes for an empty text.

Wrong: #set($root = $input.path('$')) $rot.name
Right: #set($root = $input.path('$')) $root.name`,
  },
  "template-without-effect": {
    severity: "warning",
    message: (p: { written: string }) => `${quote(p.written)} does nothing`,
    help: "set a variable or a member, and break out of a loop",
    explain: `A method cannot be set, and #break ends a loop or the template, but nothing else.

Wrong: #set($map.get("a") = 1)
Right: #set($map.a = 1)`,
  },
  "never-true": {
    severity: "warning",
    message: (p: { written: string }) => `${quote(p.written)} is never true as a condition`,
    help: "compare it with something, or set a variable to it first",
    explain: `Velocity 1.7 takes references and comparisons for conditions. Literals and calculations
are never true; a reference is, unless it is false.

Wrong: #if("$name") … #end
Right: #if("$name" != "") … #end`,
  },
  "template-failure": {
    severity: "error",
    message: (p: { status: string; why: string }) =>
      `Amazon API Gateway would answer ${p.status} here: ${p.why}`,
    help: "correct the template, or the event if such a request cannot come",
    explain: `The template can be read, but with this event it comes to something that ends it: a body
that is no JSON, a path that is no JSONPath, an item beyond the end of a list. The client
gets an error of the gateway's: 400 where its own body is no JSON, 500 for all else.

Wrong: $input.path('$.pets[')
Right: $input.path('$.pets[0]')`,
  },
  "unknown-event-field": {
    severity: "error",
    message: (p: { field: string; nearest: string | undefined }) =>
      `an event has no ${quote(p.field)}` +
      (p.nearest === undefined ? "" : `; did you mean ${quote(p.nearest)}?`),
    help: "write body, params (path, querystring, header), context, stageVariables or variables",
    explain: `An event is what a template is tried with: the body, as text or as the JSON that it is;
params, which has path, querystring and header; context, stageVariables, and variables
that have values already. All of them may be left out.

Wrong: {"header": {"Accept": "text/plain"}}
Right: {"params": {"header": {"Accept": "text/plain"}}}`,
  },
  "unsupported-stop": {
    severity: "error",
    omittable: true,
    message: (p: { written: string }) =>
      `${quote(p.written)} stands in a #define or in a text in quotes`,
    help: "put it where the template's own text is",
    explain: `Velocity ends the whole template at #stop, also from within a block of #define or a text
in double quotes. gatewright makes functions of those, which end themselves alone.

Wrong: #set($x = "a#stop")
Right: #if($done)#stop#end`,
  },
} satisfies Record<string, CatalogueEntry>;
