import type { CatalogueEntry } from "../catalogue-entry.js";
import { quote } from "../quote.js";

const mean = (nearest: string | undefined) =>
  nearest === undefined ? "" : `; did you mean ${quote(nearest)}?`;

/** Problems of `x-gateway`, gatewright's own extension. */
export const gatewayProblems = {
  "unknown-gateway-field": {
    severity: "error",
    message: (p: { holder: string; field: string; nearest: string | undefined }) =>
      `${p.holder} has no field ${quote(p.field)}${mean(p.nearest)}`,
    help: "correct the name, or remove it",
    explain: `x-gateway is gatewright's own extension, so a field that it does not have is a mistake,
and what it was to do would not happen. Editors complete the fields of documents that
begin with this line:

  # yaml-language-server: $schema=node_modules/gatewright/x-gateway.document.schema.json`,
  },
  "unsupported-gateway-field": {
    severity: "error",
    omittable: true,
    message: (p: { field: string }) => `${quote(p.field)} of x-gateway is not supported here yet`,
    help: (p: { instead: string }) => p.instead,
    explain: `The field has a meaning, but no gateway does yet what it says. It may be there to guard
something, so it is refused and never ignored.`,
  },
  "misplaced-gateway-field": {
    severity: "error",
    message: (p: { field: string; place: string }) =>
      `${quote(p.field)} does not belong to the x-gateway of ${p.place}`,
    help: (p: { places: readonly string[] }) =>
      `move it to the x-gateway of ${p.places.join(" or of ")}`,
    explain: `An x-gateway object may stand at the root, in a path item, in an operation and in a
security scheme, and each has fields of its own. Where several may have a field, the one
nearest to the operation holds: operation, then path item, then root.`,
  },
  "misplaced-gateway": {
    severity: "error",
    message: "nothing reads x-gateway here",
    help: "move it to the root, a path item, an operation or a security scheme",
    explain: `An x-gateway object may stand at the root of the document, in a path item, in an
operation and in a security scheme. A path item that is a reference has it where the
reference leads.`,
  },
  "invalid-gateway-value": {
    severity: "error",
    message: (p: { field: string; found: string }) =>
      `${quote(p.field)} of x-gateway cannot be ${p.found}`,
    help: (p: { form: string }) => `write ${p.form}`,
    explain: `Sizes are numbers of bytes, or texts such as "512KB" and "1MB" (of 1,024 and 1,048,576
bytes). Times are numbers of milliseconds, or texts such as "500ms" and "29s". Both have
bounds: a REST API of Amazon's waits 29 seconds at most and takes 10 MB of body and 10,240
bytes of headers; x-gateway may ask for less.`,
  },
  "several-ways-to-decide": {
    severity: "error",
    message: (p: { field: string; other: string }) =>
      `${quote(p.other)} decides this scheme already, so ${quote(p.field)} would not be asked`,
    help: "remove one of them",
    explain: `A security scheme is decided in one way: by a hook of yours, or by the gateway itself,
which looks up API keys or users, or checks certificates. What must hold together
is two schemes in one security requirement.`,
  },
  "unfit-for-scheme": {
    severity: "error",
    message: (p: { field: string; wanted: string }) =>
      `${quote(p.field)} is for ${p.wanted}, which this is not`,
    help: "remove it, or correct the scheme",
    explain: `The gateway can look up what a request shows in the way that the scheme says: an API key
in a header, a query parameter or a cookie, a name and a password by HTTP Basic. Other
schemes have a hook.`,
  },
  "unknown-stage": {
    severity: "error",
    message: (p: { name: string; nearest: string | undefined }) =>
      `there is no stage ${quote(p.name)}${mean(p.nearest)}`,
    help: "define it in the root's x-gateway, under stages",
    explain: `Where a document has stages, what belongs to a stage must name one of them:

  x-gateway:
    stages:
      prod: { variables: { backend: animals.example.com } }
    domains:
      api.example.com: { "(none)": prod }`,
  },
  "unknown-route": {
    severity: "error",
    message: (p: { route: string; nearest: string | undefined }) =>
      `the document has no operation ${quote(p.route)}${mean(p.nearest)}`,
    help: "write its method and its path as the document does",
    explain: `Settings of single methods, of a stage or of a usage plan, stand below the method and
the path of an operation, as the document writes the path. A setting that no request would
meet may be a limit that somebody relies on, so it is an error.

  x-gateway:
    stages:
      prod:
        methods:
          "GET /pets/{petId}": { throttle: { rateLimit: 10, burstLimit: 20 } }`,
  },
  "unkeyed-path": {
    severity: "warning",
    message: (p: { names: readonly string[] }) =>
      `responses are kept, and ${p.names.map((name) => `{${name}}`).join(", ")} of the path does not tell them apart`,
    help: "list it in cacheKeyParameters, as method.request.path.NAME",
    explain: `Amazon API Gateway tells the responses that it keeps apart by the parameters that
cacheKeyParameters lists, and by nothing else, not even by the path: a caller of /pets/2
gets what was kept for /pets/1. The gateway does the same.

  cacheKeyParameters: [method.request.path.petId]`,
  },
  "malformed-cache-key": {
    severity: "error",
    message: (p: { text: string }) => `${quote(p.text)} is no parameter that can be a key`,
    help: "use method.request.path.NAME, .querystring.NAME or .header.NAME, or what is mapped from one",
    explain: `cacheKeyParameters lists what tells kept responses apart: parameters of the request,
or of the integration where those are mapped from one of the request.`,
  },
  "unknown-upstream": {
    severity: "error",
    message: (p: { name: string; nearest: string | undefined }) =>
      `there is no upstream ${quote(p.name)}${mean(p.nearest)}`,
    help: "define it in the root's x-gateway, under upstreams",
    explain: `Upstreams have their names in one place:

  x-gateway:
    upstreams:
      animals: { url: https://animals.example.com/v1 }`,
  },
  "unknown-function": {
    severity: "warning",
    message: (p: { name: string; nearest: string | undefined }) =>
      `no operation calls a function ${quote(p.name)}${mean(p.nearest)}`,
    help: "write the function's name as its ARN has it, or what the placeholder for it is called",
    explain: `x-gateway.functions says where functions run, by their names: pets for
arn:aws:lambda:us-east-1:111122223333:function:pets:live, and MakePetFunction for
\${MakePetFunction.Arn}.`,
  },
  "unmatched-upstream": {
    severity: "warning",
    message: (p: { name: string; nearest: string | undefined }) =>
      `no operation calls the upstream ${quote(p.name)}${mean(p.nearest)}`,
    help: "correct its name or url, choose it with upstream, or remove it",
    explain: `An upstream in x-gateway is one that the document has, if it has its name (as the
generated project calls it: the host animals.example.com is animalsExample, the first
server of a plain document is upstream) or is where that is. Else it is one of its own,
which operations choose:

  x-gateway:
    upstreams:
      animals: { url: https://animals.example.com/v1 }
    upstream: animals

This one is neither, so that what is said of it has no effect.`,
  },
  "transform-without-json": {
    severity: "error",
    message: (p: { direction: string }) =>
      p.direction === "request"
        ? "there is no JSON body of requests to transform"
        : "there is no JSON response to transform",
    help: (p: { direction: string }) =>
      p.direction === "request"
        ? "declare a JSON body of the operation's requests, or remove the transform"
        : "declare JSON for a status of 2xx, or remove the transform",
    explain: `A transform is a function of yours with the operation's own types: of the JSON body
that its requests have, or of the JSON that it answers with a status of 2xx ("default"
counts where none is declared). The document has no such body here.`,
  },
  "transform-of-unchecked-requests": {
    severity: "error",
    message: "requests that are transformed must be checked, and these are not",
    help: 'say "validate: { request: enforce }" in x-gateway, or remove the transform',
    explain: `The function that transforms a request has the type of the body that the document
declares, so it must never see another. Plain documents enforce what they declare unless
x-gateway says otherwise; Amazon's dialect needs x-gateway's validate.request: enforce.`,
  },
  "untransformable-integration": {
    severity: "error",
    message: (p: { direction: string }) =>
      `the body of a ${p.direction} is not transformed here: the integration makes its own`,
    help: "remove the transform",
    explain: `Transforms are for integrations that pass bodies through. One of type http has mapping
templates for that, a mock calls no upstream, and a handler makes its answers itself.`,
  },
  "transform-of-both-directions": {
    severity: "error",
    message: (p: { name: string }) =>
      `${quote(p.name)} cannot transform responses: it transforms requests`,
    help: "give one of them another name",
    explain: `A name of a transform stands for one function in src/hooks. Several operations may share
it, whose bodies it then takes in turn, but what it is told and what it may return differ
between requests and responses.`,
  },
  "handler-beside-integration": {
    severity: "error",
    message: (p: { other: string }) =>
      `a handler answers this operation, so ${quote(p.other)} would never be called`,
    help: "remove one of them",
    explain: `x-gateway's handler has a function in src/hooks/handlers answer the operation, in place
of whatever answered it before. Where both stand there, it is not clear which was meant.`,
  },
  "handler-of-several": {
    severity: "error",
    message: (p: { name: string }) => `${quote(p.name)} answers another operation already`,
    help: "give one of them another name",
    explain: `A handler has the types of its operation: of the parameters and the body that it gets,
and of the responses that it may give. So each answers one operation; what several have in
common is best a function that they call.`,
  },
  "reserved-header-rule": {
    severity: "error",
    message: (p: { header: string; direction: string; use: string; why: string }) =>
      p.use === "rename to"
        ? `no rule may rename a header of a ${p.direction} to ${quote(p.header)}: ${p.why}`
        : `no rule may ${p.use} ${quote(p.header)} of a ${p.direction}: ${p.why}`,
    help: "remove the rule",
    explain: `Header rules change what a message says, not how it is sent. Some headers are none of
their business:

- those that frame a message or concern one connection, in both directions;
- those by which the gateway tells an upstream who calls: Host, Forwarded, X-Forwarded-*
  and their like. "_" counts as "-" in names of requests, as many servers read it;
- of responses the ids of the gateway, and access-control-*, by which browsers decide
  whose pages may read them. What an upstream says there can be removed.

Content-Type and Authorization have one value, so that nothing can be added to them.`,
  },
  "overruled-timeout": {
    severity: "info",
    message: (p: { found: number; timeoutMs: number }) =>
      `x-gateway's timeout of ${p.timeoutMs} ms holds in place of ${p.found} ms`,
    help: "make them equal, or remove one",
    explain: `Both x-gateway and timeoutInMillis say how long the integration may take. x-gateway
goes before, whether it stands on the operation, its path or the root.`,
  },
  "ineffective-gateway-field": {
    severity: "warning",
    message: (p: { field: string }) => `${quote(p.field)} has no effect here`,
    help: "remove it; this operation calls no upstream",
    explain: `The operation is answered by the gateway itself, so there is nothing to choose or to
wait for.`,
  },
  "malformed-log-format": {
    severity: "error",
    message: (p: { why: string }) => `the format of the access log ${p.why}`,
    help: (p: { fix: string }) => p.fix,
    explain: `A format is one line of at most 3 KB, as Amazon API Gateway takes it: CLF, JSON, XML, CSV,
or any other text with context variables in it, one of which tells requests apart:

  { "id": "$context.requestId", "status": "$context.status" }

It is no template: there is nothing to compute, and no other variables than $context.…`,
  },
  "unknown-log-variable": {
    severity: "error",
    message: (p: { variable: string; nearest: string | undefined }) =>
      `access logs have no ${p.variable}${mean(p.nearest && `$context.${p.nearest}`)}`,
    help: "correct the name, or remove it",
    explain: `A format may tell any of the variables that Amazon API Gateway documents for access
logs, such as $context.identity.sourceIp and $context.integration.latency, and whatever
authorizers say of the caller: $context.authorizer.tenant,
$context.authorizer.claims['custom:role'].`,
  },
  "empty-log-variable": {
    severity: "warning",
    message: (p: { variable: string; why: string }) => `${p.variable} is always "-": ${p.why}`,
    help: "leave it, or remove it",
    explain: `Amazon API Gateway knows what the format names, and the gateway has no value for it. A "-"
stands in its place, as always where there is nothing to tell.`,
  },
} satisfies Record<string, CatalogueEntry>;
