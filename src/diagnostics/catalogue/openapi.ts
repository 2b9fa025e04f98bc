import type { CatalogueEntry } from "../catalogue-entry.js";
import { quote } from "../quote.js";

/** Problems of what OpenAPI itself defines. */
export const openapiProblems = {
  "not-openapi": {
    severity: "error",
    message: 'this is not an OpenAPI document: it has no "openapi" key',
    help: 'name an OpenAPI document; its first line is often "openapi: 3.0.3"',
    explain: `gatewright reads OpenAPI documents. One says at its top which version of OpenAPI it
is written in, and that key is missing here, so this may be another kind of file.`,
  },
  "unsupported-version": {
    severity: "error",
    message: (p: { version: string }) => `${quote(p.version)} is no version that gatewright reads`,
    help: "use Swagger 2.0, or OpenAPI 3.0, 3.1 or 3.2, and name one of them",
    explain: `gatewright reads Swagger 2.0 and OpenAPI 3.0, 3.1 and 3.2 (as far as 3.2 means what 3.1
meant). The version stands at the top: "swagger: '2.0'" or "openapi: 3.0.3", not both.
Amazon API Gateway exports a REST API as either: aws apigateway get-export.`,
  },
  "version-number": {
    severity: "warning",
    message: (p: { key: string; meant: string }) =>
      `the version is written as a number; ${p.key}: "${p.meant}" is probably meant`,
    help: (p: { key: string; meant: string }) => `write ${p.key}: "${p.meant}"`,
    explain: `Versions are text. Without quotes, YAML reads 2.0 and 3.0 as numbers and drops the
zero. Amazon API Gateway takes them all the same; other tools do not.`,
  },
  "letter-case": {
    severity: "warning",
    cause: "code",
    message: (p: { written: string; meant: string }) =>
      `${quote(p.written)} is read as ${quote(p.meant)}`,
    help: (p: { meant: string }) => `write ${quote(p.meant)}`,
    explain: `OpenAPI's words are written in lower case (with capitals inside, as in "apiKey").
Amazon API Gateway takes others too, and so does gatewright; other tools may not.`,
  },
  "several-bodies": {
    severity: "error",
    message: "a request has one body, and this is a second one",
    help: 'keep one parameter "in: body", or parameters "in: formData" alone',
    explain: `In Swagger 2.0 a parameter "in: body" is the whole body, and those "in: formData" are
the fields of a form that is the whole body.`,
  },
  "no-paths": {
    severity: "error",
    message: 'the document has no "paths", so there is nothing to route',
    help: 'add "paths" with at least one operation',
    explain: `A gateway is made of the operations under "paths": a path, and below it a method
such as "get". Schemas, webhooks and callbacks alone give nothing to generate.`,
  },
  "no-operations": {
    severity: "warning",
    message:
      "the document has no operations: the gateway answers every request that there is nothing",
    help: 'add an operation under "paths"',
    explain: `A gateway is made of the operations under "paths": a path, and below it a method
such as "get". Without any it can be started, and that is all.`,
  },
  "malformed-response-status": {
    severity: "error",
    message: (p: { status: string }) => `${quote(p.status)} is no status of a response`,
    help: 'write a status such as "404", a class such as "4XX", or "default"',
    explain: `The keys under "responses" are HTTP statuses from 100 to 599, classes of them (1XX to
5XX), or "default". Other keys are most likely misspelt.`,
  },
  "malformed-path": {
    severity: "error",
    message: (p: { path: string; why: string }) =>
      `path ${quote(p.path)} cannot be routed: ${p.why}`,
    help: (p: { fix: string }) => p.fix,
    explain: `A path begins with "/". A parameter has a name. In Amazon's dialect it is a whole
segment; elsewhere text may stand beside it, which must tell it from the next one. The
last segment may be greedy, "{proxy+}", and takes all segments that are left.

Wrong: "pets", "/pets/{petId}{kind}", "/{proxy+}/details"
Right: "/pets", "/pets/{petId}", "/details/{proxy+}"
Right unless it is Amazon's: "/pets/{petId}.json"`,
  },
  "fragment-in-path": {
    severity: "warning",
    cause: "code",
    message: (p: { path: string; routed: string }) =>
      `path ${quote(p.path)} is routed as ${quote(p.routed)}: no request has a fragment`,
    help: "write what tells its requests from others as a query, or as parameters of one operation",
    explain: `What follows "#" stays with the client and is never sent. Some documents tell several
operations of a path apart by it. The first is routed, without the fragment; the others
are left out, each with a message.`,
  },
  "unreachable-operation": {
    severity: "warning",
    cause: "code",
    message: (p: { route: string }) =>
      `this operation is left out: its requests are those of another ${quote(p.route)}`,
    help: "write what tells its requests from others as a query, or make them one operation",
    explain: `What follows "#" in a path is never sent, so that no request can be told to be meant for
this operation rather than for the other one of the same method and path. Requests are
checked and answered as the other one says.`,
  },
  "greedy-parameter": {
    severity: "warning",
    cause: "code",
    message: (p: { segment: string }) =>
      `${quote(p.segment)} takes all segments that are left, which is not OpenAPI's`,
    help: "nothing, if that is what is meant; other tools may not know it",
    explain: `OpenAPI has no parameters that span several segments of a path. Amazon's and other
gateways write them with a plus, "{proxy+}", and so they are read.`,
  },
  "unknown-method": {
    severity: "error",
    message: (p: { method: string; nearest: string | undefined }) =>
      `a path has no key ${quote(p.method)}` +
      (p.nearest === undefined ? "" : `; did you mean ${quote(p.nearest)}?`),
    help: "write get, put, post, delete, options, head or patch in lower case, or remove the key",
    explain: `Below a path stand methods in lower case, and a few other keys. What is under another
key would be left out of the gateway without anybody noticing. QUERY and additional
methods of OpenAPI 3.2 are not routed.`,
  },
  "unknown-key": {
    severity: "warning",
    cause: (p: { key: string; nearest: string | undefined }) => (p.nearest ? p.key : ""),
    message: (p: { holder: string; key: string; nearest: string | undefined }) =>
      `${p.holder} has no key ${quote(p.key)}; ` +
      (p.nearest === undefined ? "it is left out" : `did you mean ${quote(p.nearest)}?`),
    help: "correct it, or remove it; keys of one's own begin with x-",
    explain: `OpenAPI says which keys the top of a document, a path and an operation have in each
version. What stands under any other key is not read. Upper and lower case differ.`,
  },
  "unread-security": {
    severity: "error",
    message: (p: { holder: string; key: string }) =>
      `${p.holder} has no key ${quote(p.key)}, so it asks nobody for credentials`,
    help: 'write "security" in an operation or at the top of the document, or remove the key',
    explain: `Credentials are asked for by "security", in an operation or at the top of the document
for all of them. A key with nearly that name, or at another place, is not read, and the
operations that it is to guard might be open.`,
  },
  "never-routed": {
    severity: "warning",
    message: "TRACE is never routed",
    help: "remove the operation",
    explain: `TRACE has a server send a request back as it came, with all its credentials. No gateway
should let it through.`,
  },
  "unknown-parameter-place": {
    severity: "error",
    message: (p: { place: string; nearest: string | undefined }) =>
      `there are no parameters in ${quote(p.place)}` +
      (p.nearest === undefined ? "" : `; did you mean ${quote(p.nearest)}?`),
    help: (p: { places: readonly string[] }) => `write one of ${p.places.join(", ")}`,
    explain: `"in" says where a request has a parameter. Bodies and forms are parameters in Swagger 2.0
only; OpenAPI 3 has "requestBody" for them.`,
  },
  "duplicate-parameter": {
    severity: "error",
    message: (p: { name: string }) => `parameter ${quote(p.name)} is described twice`,
    help: "keep one of them",
    explain: `A parameter is told from others by its place ("in") and its name; the names of headers are
the same in upper and lower case. An operation may replace a parameter of its path, but
in one list each stands once.`,
  },
  "ignored-sibling": {
    severity: "warning",
    cause: "code",
    message: (p: { keyword: string }) =>
      `${quote(p.keyword)} beside a $ref has no effect in this version of OpenAPI`,
    help: "put it into the schema that is referred to, or both into an allOf",
    explain: `In Swagger 2.0 and OpenAPI 3.0 whatever stands beside a $ref is ignored. From OpenAPI 3.1
on, schemas obey it.`,
  },
  "duplicate-route": {
    severity: "error",
    message: (p: { route: string; first: string }) =>
      `${p.route} answers the same requests as ${p.first}`,
    help: "keep one of them",
    explain: `Two paths that differ only in the names of their parameters match the same requests,
so one of the operations could never be called.

Wrong: "/pets/{id}" and "/pets/{name}", both with "get"`,
  },
  "duplicate-operation-id": {
    severity: "warning",
    cause: "code",
    message: (p: { operationId: string }) => `operationId ${quote(p.operationId)} is used again`,
    help: "give each operation an id of its own",
    explain: `Route files and metrics are named by operationId. Where two operations share one, each
gets a suffix made from its method and path, which no reader will remember.`,
  },
  "undeclared-path-parameter": {
    severity: "warning",
    cause: "code",
    message: (p: { names: readonly string[] }) =>
      p.names.length === 1
        ? `path parameter ${quote(p.names[0] ?? "")} is not declared`
        : `path parameters ${p.names.map(quote).join(", ")} are not declared`,
    help: 'declare each under "parameters" with "in: path"',
    explain: `OpenAPI wants every {parameter} of a path declared under "parameters". Without, any
text that is not empty is taken for it.`,
  },
  "stray-path-parameter": {
    severity: "warning",
    message: (p: { name: string }) => `the path has no parameter ${quote(p.name)}`,
    help: "remove it, or put it into the path",
    explain: `A parameter "in: path" is a part of the path in braces. This one is in no part of it, so
that nobody can send it; all parameters that the path has are described.`,
  },
  "unsupported-parameter": {
    severity: "error",
    omittable: true,
    allowable: "the parameter is not checked",
    message: (p: { name: string; why: string }) =>
      `${p.name === "" ? "this parameter" : `parameter ${quote(p.name)}`} cannot be checked: ${p.why}`,
    help: (p: { fix: string | undefined }) =>
      `${p.fix ?? "describe it as text, a number, true or false, or a list of these"}; or leave it unchecked with --allow unsupported-parameter`,
    explain: `A gateway for a plain OpenAPI document checks every declared parameter. This one is
written in a way that gatewright does not read yet, and a check that is left out
silently would be worse than none.

Style deepObject, which OpenAPI describes of flat objects only, is read in queries as
servers read it: name[member]=x, name[outer][inner]=x; lists as name[]=x&name[]=y or
name[0]=x&name[1]=y, objects in lists as name[0][member]=x; scalars as name=x. A choice
of these may be sent in any one of its ways.`,
  },
  "untaken-media-type": {
    severity: "warning",
    message: (p: { mediaType: string }) =>
      `bodies of media type ${quote(p.mediaType)} are not taken (415): they cannot be checked`,
    help: "remove the schema of this media type to let its bodies pass unchecked",
    explain: `JSON, forms, multipart forms and text are checked against their schemas. Of other media
types, XML among them, no value can be made that a schema could be held against. Where the
operation takes another media type as well, clients have to send that.`,
  },
  "unsupported-body": {
    severity: "error",
    omittable: true,
    allowable: "bodies of this media type pass unchecked",
    message: (p: { mediaType: string }) =>
      `bodies of media type ${quote(p.mediaType)} cannot be checked against a schema`,
    help: "remove the schema, or let them through unchecked with --allow unsupported-body",
    explain: `JSON, forms, multipart forms and text are checked against their schemas. Of other media
types no value can be made that a schema could be held against: such a body passes as it
is, without a schema, or with one that takes anything or any string.

Of a range such as */* JSON is checked and taken, or any text where the schema takes
nothing that only JSON can write. What else the range has is answered 415: name the media
types of forms to take them.`,
  },
  "unsupported-encoding": {
    severity: "error",
    omittable: true,
    allowable: "the field is checked as if this were not said",
    message: (p: { name: string; why: string }) =>
      `field ${quote(p.name)} cannot be checked as its encoding says: ${p.why}`,
    help: "use another style, or leave it unchecked with --allow unsupported-encoding",
    explain: `Fields of forms are read as "encoding" says, and checked against the properties of
the schema: lists repeated, lists and objects in one field by a separator ("explode:
false"), or in a field for each item and member (deepObject), or as JSON. What is written
in another way would be checked as something that it is not.`,
  },
  "duplicate-media-type": {
    severity: "error",
    message: (p: { mediaType: string }) => `media type ${quote(p.mediaType)} is described twice`,
    help: "keep one of them",
    explain: `Media types are told apart without regard to upper and lower case and to parameters
such as charset, so only one of these could ever be used. That is no matter where they
say the same.

Wrong: "application/json" beside "application/json; charset=utf-8" with another schema`,
  },
  "undefined-security-scheme": {
    severity: "error",
    message: (p: { scheme: string; nearest: string | undefined }) =>
      `security scheme ${quote(p.scheme)} is not defined` +
      (p.nearest === undefined ? "" : `; did you mean ${quote(p.nearest)}?`),
    help: (p: { key: string }) => `define it under ${quote(p.key)}, or correct the name`,
    explain: `An operation asks for a security scheme that the document does not define. Generating
it without would leave it open. Tools such as SAM add schemes of their own when a document
is deployed: define them here too. Where anybody may call, say so: security: []`,
  },
  "unknown-security-scheme-type": {
    severity: "error",
    message: (p: { type: string; nearest: string | undefined }) =>
      `there is no type of security scheme ${quote(p.type)}` +
      (p.nearest === undefined ? "" : `; did you mean ${quote(p.nearest)}?`),
    help: "write apiKey, http, oauth2, openIdConnect or mutualTLS",
    explain: `The type of a security scheme says how credentials are sent, which a gateway must know
to enforce it.`,
  },
  "optional-security": {
    severity: "warning",
    cause: "code",
    message: (p: { route: string }) => `${p.route} also lets in callers without any credentials`,
    help: 'remove the empty requirement "{}" unless this is meant',
    explain: `Alternatives under "security" are joined by "or", and an empty one is always
fulfilled, so credentials are optional.

Optional: security: [{}, {petToken: []}]
Required: security: [{petToken: []}]`,
  },
  "open-operation": {
    severity: "info",
    cause: "code",
    message: (p: { route: string }) => `anybody may call ${p.route}`,
    help: "declare its security, unless this is meant",
    explain: `The operation asks for no credentials, neither by "security" of its own nor by that of
the document. gatewright lint lists such operations, for a look over what is public.
Preflights (OPTIONS) are not listed, nor is an API that has a resource policy.`,
  },
  "no-server": {
    severity: "info",
    message: (p: { server: string | undefined }) =>
      p.server === undefined
        ? "the document does not say where its upstream is"
        : `server ${quote(p.server)} does not say on which host it is`,
    help: (p: { server: string | undefined; key: "host" | "servers" }) =>
      p.server === undefined
        ? `set UPSTREAM_URL when you start the gateway, or ${p.key === "host" ? "name its host" : "add an absolute URL"} under ${p.key}`
        : "set its URL when you start the gateway (.env.example has its name), or write an absolute one",
    explain: `A plain OpenAPI document is proxied to its first server; a path or an operation with
servers of its own, to the first of those. Where there is none, or only a relative one,
the generated gateway reads the address from a setting (UPSTREAM_URL for the document's
server), and does not start without.`,
  },
  "unrooted-base-path": {
    severity: "warning",
    message: (p: { path: string }) =>
      `base path ${quote(p.path)} is read as ${quote(`/${p.path}`)}`,
    help: (p: { path: string }) => `write ${quote(`/${p.path}`)}`,
    explain: `In Swagger 2.0 basePath begins with a slash. Put behind the host without one, it would
be a part of the host's name, and requests would go to another host.`,
  },
  "malformed-server": {
    severity: "warning",
    message: (p: { url: string }) => `${quote(p.url)} is not a URL that a gateway can call`,
    help: 'write an absolute http or https URL, such as "https://api.example.com/v1", or set one when you start the gateway (.env.example has its name)',
    explain: `The first server of a plain OpenAPI document, path or operation is an upstream. Its URL
must be http or https, without credentials, query or fragment; variables need a default.
Where it is none, the gateway reads it from its settings, and does not start without.`,
  },
} satisfies Record<string, CatalogueEntry>;
