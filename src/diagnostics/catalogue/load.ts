import type { CatalogueEntry } from "../catalogue-entry.js";
import { quote } from "../quote.js";

/** Problems of reading and parsing files, before any key has a meaning. */
export const loadProblems = {
  "file-not-found": {
    severity: "error",
    message: (p: { file: string }) => `there is no file ${quote(p.file)}`,
    help: "check the name, and the folder it is relative to",
    explain: `A file that the command line or a $ref names does not exist. Names on the command
line are relative to the working directory; those in a $ref to the file it is in.`,
  },
  "not-a-file": {
    severity: "error",
    message: (p: { file: string; what: string }) => `${quote(p.file)} is ${p.what}, not a file`,
    help: "name the file itself",
    explain: `Only ordinary files are read: a folder has no text, and a pipe or a device may never
end.`,
  },
  "file-unreadable": {
    severity: "error",
    message: (p: { file: string; why: string }) => `${quote(p.file)} can't be read: ${p.why}`,
    help: "check the file's permissions",
    explain: "The operating system refused to open or read the file, for the reason it gave.",
  },
  "file-empty": {
    severity: "error",
    message: (p: { what: string }) => `the file ${p.what}`,
    help: "check that the document was written completely",
    explain: `There is no value in the file. A command that failed while its output was redirected
into the file is the usual cause.`,
  },
  "file-too-large": {
    severity: "error",
    message: (p: { megabytes: number; limit: number }) =>
      `the file has ${p.megabytes} MiB, and ${p.limit} MiB is the most that is read`,
    help: "check that this is an OpenAPI document; if it is, split it",
    explain: `The limit keeps a mistaken or hostile file from using up the memory. The largest
published OpenAPI documents have about 30 MiB.`,
  },
  "not-text": {
    severity: "error",
    message: (p: { what: string }) => `this is ${p.what}, not JSON or YAML text`,
    help: "unpack, convert or export the document as JSON or YAML in UTF-8",
    explain: `The first bytes of the file belong to another format: a compressed file, UTF-16 text,
or a web page that was saved where a document was expected (often a login or error
page).`,
  },
  "not-utf8": {
    severity: "error",
    message: (p: { byte: number; offset: number }) =>
      `byte ${p.offset} (0x${p.byte.toString(16).toUpperCase()}) is not UTF-8`,
    help: "save the file as UTF-8",
    explain: `JSON and YAML are read as UTF-8, and so are your files that something is merged into. Text
in another encoding, such as Latin-1, can't be told apart reliably, and guessing would put
wrong characters into your gateway.`,
  },
  "invalid-json": {
    severity: "error",
    message: (p: { why: string }) => `the JSON ends or breaks here: ${p.why}`,
    help: "correct the syntax at this place; what comes before it is well-formed",
    explain: `The file is neither JSON nor YAML. The place is the first character that can't be
part of a JSON document; a forgotten quote or bracket may stand further up.`,
  },
  "not-strict-json": {
    severity: "warning",
    message: (p: { why: string }) => `not JSON, but readable as YAML: ${p.why}`,
    help: "correct it for tools that are stricter, or name the file .yaml",
    explain: `The file begins like JSON and breaks its rules, for example by a comma before a
closing bracket or a comment after "#". As YAML it has one clear meaning, which is
used.`,
  },
  "invalid-yaml": {
    severity: "error",
    message: (p: { why: string }) => `the YAML can't be read: ${p.why}`,
    help: 'correct the syntax; the usual causes are indentation, and text with ": " in it that needs quotes',
    explain: `The place is the first character that can't be part of a YAML document. Often the
cause is a line above: a quote or bracket that is not closed, a tab used for
indentation, or text that contains ": " and needs quotes.`,
  },
  "several-documents": {
    severity: "error",
    message: "a second YAML document begins here",
    help: 'keep one document per file: remove the "---" or move this part to its own file',
    explain: `A line "---" begins a new document in the same file. Taking only the first would
silently drop the routes of the others.`,
  },
  "duplicate-key": {
    severity: "error",
    message: (p: { key: string }) => `the key ${quote(p.key)} stands twice in the same object`,
    help: "merge the two, or remove one",
    explain: `Most parsers silently keep the last of two equal keys. That can drop a route, or
replace the security of an operation by nothing, without anybody noticing.

Wrong:
  security: [{token: []}]
  security: []`,
  },
  "repeated-key": {
    severity: "warning",
    cause: "code",
    message: (p: { key: string }) =>
      `the key ${quote(p.key)} stands twice in the same object, with the same value`,
    help: "remove one",
    explain: `Equal keys with equal values lose nothing, and many parsers say nothing; others refuse
the document.`,
  },
  "unknown-tag": {
    severity: "warning",
    message: (p: { tag: string }) => `the tag ${quote(p.tag)} is not known and is ignored`,
    help: "remove the tag, or process the document with the tool that defines it first",
    explain: `A word after "!" gives a YAML value a special meaning. Those of CloudFormation (!Ref,
!Sub, !GetAtt, ...) are understood; for any other the value is taken as if the tag
were not there.`,
  },
  "unsupported-tag": {
    severity: "error",
    message: (p: { tag: string }) => `values with the tag ${quote(p.tag)} are not accepted`,
    help: "write the value as plain text, a number, a list or an object",
    explain: `Tags that begin with "!!" build values of a programming language: dates, binary data,
sometimes code. An OpenAPI document holds only what JSON can hold.`,
  },
  "surviving-merge-key": {
    severity: "error",
    message: 'the key "<<" was not merged',
    help: "in YAML, write << without quotes, and after it an alias such as *name; JSON has no merge keys",
    explain: `"<<" copies the keys of another object into this one. Here it stands as an ordinary
key, so nothing was copied, and what it should have brought in (security, perhaps)
is missing.

Wrong:
  "<<": *secured
Right:
  <<: *secured`,
  },
  "ambiguous-number": {
    severity: "warning",
    cause: "code",
    message: (p: { written: string; read: string }) =>
      `${quote(p.written)} is read as the number ${p.read}`,
    help: (p: { written: string }) => `write '${p.written}' with quotes if text is meant`,
    explain: `YAML reads unquoted digits as a number even where zeros in front or an "e" among them
were meant as text, and versions of YAML disagree on some spellings: 010 is 10 in
YAML 1.2 and 8 in YAML 1.1.`,
  },
  "number-too-large": {
    severity: "error",
    message: "this number is too large to be held",
    help: "write a number below 1.8e308, or remove the limit",
    explain: `Numbers are held as 64-bit floating point, as in JavaScript. A larger one would become
infinity, and a limit that is infinite limits nothing.`,
  },
  "number-not-exact": {
    severity: "warning",
    cause: "code",
    message: (p: { written: string; read: string }) =>
      `the number ${p.written} can't be held exactly and is read as ${p.read}`,
    help: "use a number below 2^53 (about 9.0e15), or text",
    explain: `Numbers are held as 64-bit floating point, as in JavaScript, which is exact for whole
numbers up to 9007199254740991. The largest 64-bit integer, for example, is rounded
up by one.`,
  },
  "document-too-deep": {
    severity: "error",
    message: (p: { limit: number }) => `values are nested more than ${p.limit} levels deep`,
    help: "flatten this part, for schemas by naming the inner ones and using $ref",
    explain: `Deeper nesting does not occur in real documents, and would overflow the stack of this
and of other tools. The place is where the limit was passed.`,
  },
  "circular-alias": {
    severity: "error",
    message: "a YAML alias contains itself",
    help: "use $ref for values that contain themselves",
    explain: `An alias (*name) stands inside the value that its anchor (&name) marks, so the value
has no end. OpenAPI expresses recursion by $ref.

Wrong:
  Node: &node {properties: {next: *node}}
Right:
  Node: {properties: {next: {$ref: "#/components/schemas/Node"}}}`,
  },
  "document-expands-too-far": {
    severity: "error",
    message: "with its aliases written out, this document would be too large",
    help: "use $ref instead of YAML aliases for large shared parts",
    explain: `An alias (*name) repeats what its anchor marks. Aliases of aliases multiply: ten lines
can describe billions of values. Such a document is refused before anything walks
through it.`,
  },
  "malformed-overlay": {
    severity: "error",
    message: (p: { why: string }) => `not a valid overlay: ${p.why}`,
    help: "write it as the OpenAPI Overlay Specification 1.0 has it",
    explain: `An overlay has "overlay" (its version), "info", perhaps "extends", and "actions". Each
action has a "target", and "update" or "remove: true". Keys of one's own begin with x-.

Right:
  overlay: 1.0.0
  info: {title: Gateway settings, version: 1.0.0}
  actions:
    - target: $.paths['/pets'].get
      update: {x-gateway: {timeout: 2s}}`,
  },
  "malformed-overlay-target": {
    severity: "error",
    message: (p: { why: string }) => `this target is not JSONPath: ${p.why}`,
    help: "write a JSONPath of RFC 9535; names with / or { in them in brackets and quotes",
    explain: `What an action of an overlay changes is said by a JSONPath as RFC 9535 defines it, which
other dialects differ from. A target that could take very long is refused as well: one
with ".." more than twice, or with "$" inside a filter.

Wrong:
  target: $.paths./pets.get
Right:
  target: $.paths['/pets'].get`,
  },
  "overlay-target-not-found": {
    severity: "warning",
    message: (p: { target: string }) => `nothing in the document is at ${quote(p.target)}`,
    help: "check its spelling; what a $ref leads to is not at the place of the $ref",
    explain: `The target of an action selects nothing, so the action does nothing. Actions see what
those before them made of the document. Files that its references lead to are not
changed.`,
  },
  "inapplicable-overlay": {
    severity: "error",
    message: (p: { why: string }) => p.why,
    help: "select an object to merge an object into it, or a list to append to it",
    explain: `An update is merged into the object that the target selects, or appended to the list that
it selects. Text, a number, true, false or null is changed through the object that it is
a member of. The whole document ("$") can be updated, not removed.`,
  },
  "overlay-of-other-document": {
    severity: "warning",
    message: (p: { reference: string }) =>
      `this overlay says that it is for ${quote(p.reference)}, which is another document`,
    help: 'check which overlay belongs to which document, or correct "extends"',
    explain: `"extends" names the document that an overlay was written for, relative to the overlay. It
is applied to the one on the command line in any case.`,
  },
  "reference-outside": {
    severity: "error",
    message: (p: { reference: string }) =>
      `$ref ${quote(p.reference)} leads out of the document's folder and was not read`,
    help: "move the file into the folder, or allow its folder with --allow-ref FOLDER",
    explain: `A document may come from somebody else. So that it can't copy private files into a
gateway's source, a $ref reads only files under the folder of the document, with
symbolic links followed, unless --allow-ref names another folder.`,
  },
  "remote-reference": {
    severity: "error",
    message: (p: { reference: string; allowed: boolean }) =>
      p.allowed
        ? `$ref ${quote(p.reference)} is remote, and remote references are not supported yet`
        : `$ref ${quote(p.reference)} is remote; nothing is fetched from the network`,
    help: "bundle the document into one file first, for example with: npx @redocly/cli bundle",
    explain: `Generating must give the same result every time and must not let a document make
requests from your network, so URLs in a $ref are not fetched. A bundler copies
remote parts into the document, where they can be reviewed.`,
  },
  "unsupported-reference": {
    severity: "error",
    message: (p: { reference: string; why: string }) =>
      `$ref ${quote(p.reference)} is not accepted: ${p.why}`,
    help: 'name a file by a relative path with forward slashes, such as "./schemas/pet.yaml"',
    explain: `A $ref to another file is a relative path. Other kinds of URL (file:, data:), network
shares and backslashes mean different things on different systems.`,
  },
} satisfies Record<string, CatalogueEntry>;
