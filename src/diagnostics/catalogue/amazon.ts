import type { CatalogueEntry } from "../catalogue-entry.js";
import { quote } from "../quote.js";

const mean = (nearest: string | undefined) =>
  nearest === undefined ? "" : `; did you mean ${quote(nearest)}?`;

/** "A, B or C" */
const alternatives = (words: readonly string[]) => words.join(", ").replace(/, ([^,]*)$/, " or $1");

/** Problems of Amazon API Gateway's extensions. */
export const amazonProblems = {
  "unknown-extension": {
    severity: "warning",
    message: (p: { key: string; nearest: string | undefined }) =>
      `Amazon API Gateway has no extension ${quote(p.key)}${mean(p.nearest)}`,
    help: "correct the name, or remove it; it has no effect",
    explain: `Keys that begin with "x-amazon-apigateway-" are Amazon's. This one is not among them,
so it is most likely misspelt, and what it was to do does not happen.`,
  },
  "misplaced-extension": {
    severity: "warning",
    message: (p: { key: string; place: string }) => `${quote(p.key)} has no effect ${p.place}`,
    help: (p: { places: readonly string[] }) =>
      `move it; Amazon API Gateway reads it ${alternatives(p.places)}`,
    explain: `Amazon API Gateway reads each of its extensions at certain places of a document only.
Anywhere else it is ignored without a word, so what it was to do does not happen.

Wrong: x-amazon-apigateway-auth at the top of the document, meant for all operations
Right: x-amazon-apigateway-auth in each operation`,
  },
  "stray-extension": {
    severity: "warning",
    cause: "code",
    message: (p: { key: string }) =>
      `${quote(p.key)} has no effect: nothing else makes this a document for Amazon API Gateway`,
    help: "remove it, or say what answers the operations by x-amazon-apigateway-integration",
    explain: `A document is read in Amazon's dialect if its top, a path or an operation has one of
Amazon's keys. This one has none there, so it is read as plain OpenAPI, and its requests
are proxied to the first server.`,
  },
  "extension-of-other-api": {
    severity: "warning",
    message: (p: { key: string; api: string }) => `${quote(p.key)} has no effect in ${p.api}`,
    help: (p: { other: string }) =>
      `remove it; if this is meant to be ${p.other}, remove what only the other kind has`,
    explain: `Amazon API Gateway has two products, REST APIs and HTTP APIs, and each ignores the
extensions of the other. Which one a document describes is seen from what else is in it,
or said with --api.`,
  },
  "unknown-extension-field": {
    severity: "warning",
    message: (p: { what: string; field: string; nearest: string | undefined }) =>
      `${p.what} has no field ${quote(p.field)}${mean(p.nearest)}`,
    help: "correct the name, or remove it; it has no effect",
    explain: `Amazon API Gateway does not know a field of this name here, and ignores it. Upper and
lower case differ.`,
  },
  "unknown-extension-value": {
    severity: "error",
    omittable: true,
    message: (p: { key: string; found: string; nearest: string | undefined }) =>
      `${quote(p.found)} is no value of ${quote(p.key)}${mean(p.nearest)}`,
    help: (p: { allowed: readonly string[] }) => `write ${alternatives(p.allowed)}`,
    explain: `Amazon API Gateway knows only certain words here, in upper or lower case, and imports no
document with another.`,
  },
  "missing-auth-type": {
    severity: "error",
    message: "x-amazon-apigateway-auth has no type, so it is not known who may call this",
    help: "write {type: AWS_IAM} to ask for signatures, or remove the key",
    explain: `x-amazon-apigateway-auth says by its type whether callers must sign their requests.
Without, it says nothing, and the operation might be open although it was not meant to be.`,
  },
  "unknown-auth-type": {
    severity: "error",
    message: (p: { type: string; nearest: string | undefined }) =>
      `there is no auth type ${quote(p.type)}, so it is not known who may call this${mean(p.nearest)}`,
    help: "write AWS_IAM to ask for signatures, or NONE to let everybody in",
    explain: `The type of x-amazon-apigateway-auth says whether callers must sign their requests. With
a word that means nothing, and no "security" beside it, the operation would be open. An
authorizer is asked for by "security", not here.`,
  },
  "authorizer-as-auth-type": {
    severity: "info",
    message: (p: { type: string }) =>
      `"security" alone says who may call this, not ${quote(p.type)}`,
    help: "remove x-amazon-apigateway-auth; the authorizer is asked for in any case",
    explain: `x-amazon-apigateway-auth says whether callers must sign their requests. CUSTOM, JWT and
COGNITO_USER_POOLS are words of Amazon's interface for methods that have an authorizer;
which one it is stands under "security".`,
  },
  "joined-alternatives": {
    severity: "warning",
    message: (p: { all: readonly string[] }) =>
      `REST APIs have no alternatives: callers need ${p.all.map(quote).join(" and ")}`,
    help: "write one requirement that names all of them, or the one that is meant",
    explain: `Requirements under "security" are alternatives to OpenAPI. Amazon API Gateway makes one of
them in a REST API: the authorizer of the first requirement that has one, and beside it an
API key if any requirement names a scheme of type apiKey in the header x-api-key. Other
authorizers have no effect, nor has the empty requirement.

Misleading: security: [{authorizer: []}, {apiKey: []}]
Clear: security: [{authorizer: [], apiKey: []}]`,
  },
  "missing-integration": {
    severity: "warning",
    message: (p: { route: string }) =>
      `${p.route} answers 501: it has no x-amazon-apigateway-integration`,
    help: "say what answers it by x-amazon-apigateway-integration or x-gateway.handler",
    explain: `In Amazon's dialect every method has an integration, the thing that answers it. Amazon
imports a method without; before a REST API is deployed it must get one ("No integration
defined for method"), by hand or by a tool such as SAM, which adds those of its events.
The generated gateway answers 501 to whoever may call the method.

Wrong: get: { responses: {} }
Right: get: { responses: {}, x-amazon-apigateway-integration: { type: mock } }`,
  },
  "unknown-integration-type": {
    severity: "error",
    message: (p: { type: string; nearest: string | undefined }) =>
      p.type === ""
        ? "the integration has no type"
        : `there is no integration type ${quote(p.type)}${mean(p.nearest)}`,
    help: "write http_proxy, http, mock, aws_proxy or aws",
    explain: `The type of an integration says what answers the operation. Upper and lower case do not
matter.`,
  },
  "unsupported-integration-field": {
    severity: "error",
    omittable: true,
    message: (p: { field: string }) => `${quote(p.field)} is not supported yet`,
    help: (p: { why: string }) => p.why,
    explain: `The integration would behave differently from Amazon's without this, so the document is
refused rather than half obeyed.`,
  },
  "ignored-integration-field": {
    severity: "info",
    cause: (p: { why: string }) => p.why,
    message: (p: { field: string; why: string }) =>
      `${quote(p.field)} has no effect here: ${p.why}`,
    help: "leave it, or remove it; the gateway is the same",
    explain: `Amazon API Gateway has this field for integrations of another kind, or for something
that a gateway of one's own does in another way.`,
  },
  "missing-integration-method": {
    severity: "error",
    message: "an HTTP integration of a REST API needs an httpMethod",
    help: 'say which method is called: "GET", say, or "ANY" for the method of the request',
    explain: `Amazon API Gateway imports no HTTP integration without httpMethod, the method with which
the upstream is called; it may differ from that of the operation.`,
  },
  "incomplete-authorizer": {
    severity: "error",
    message: (p: { type: string; field: string }) =>
      `an authorizer of type ${p.type} needs ${p.field}`,
    help: (p: { field: string }) => `add ${p.field}`,
    explain: `Without it nobody could decide who may call. A Lambda authorizer (token, request)
needs the function's authorizerUri; one of JSON web tokens (jwt) needs the issuer and the
audience that it trusts.`,
  },
  "undeclared-response-status": {
    severity: "warning",
    cause: "code",
    message: (p: { status: string }) =>
      `the integration answers ${p.status}, which the operation does not list under "responses"`,
    help: 'add the status under "responses" of the operation',
    explain: `Amazon API Gateway wants every statusCode of an integration's responses declared as a
response of the operation, and answers with 500 otherwise. The gateway answers with the
status.`,
  },
  "missing-uri": {
    severity: "error",
    message: "the integration has no uri",
    help: "add the URL that it calls, or of a Lambda function or an AWS service its ARN",
    explain: `Integrations of type http and http_proxy call the URL in "uri", those of type aws and
aws_proxy the function or the service whose ARN stands there.`,
  },
  "malformed-uri": {
    severity: "error",
    omittable: true,
    message: (p: { uri: string; why: string }) => `${quote(p.uri)} cannot be called: ${p.why}`,
    help: 'write an http or https URL, such as "https://animals.example.com/v1/{id}"',
    explain: `The uri of an HTTP integration is an http or https URL on port 80, 443 or 1024 to 65535.
Its path and query may hold {parameters}, which the integration's requestParameters
fill in. Credentials and fragments have no place in it.`,
  },
  "malformed-server-name": {
    severity: "error",
    omittable: true,
    message: (p: { name: string }) => `${quote(p.name)} is no name that a certificate could be for`,
    help: 'write the name of a host, such as "animals.internal", or remove it',
    explain: `The serverNameToVerify of a tlsConfig is whom the integration's server must be, in
place of the host of the uri. It is also who is asked for (SNI), so that it cannot be an
address, and nothing in it is left to the settings.`,
  },
  "request-chooses-host": {
    severity: "error",
    omittable: true,
    message: (p: { part: string }) => `${p.part} would let the caller choose the host of this uri`,
    help: "write the host out, or use a stage variable; parameters may stand in the path",
    explain: `A parameter in the host of a uri sends requests wherever a caller says, with the
headers and credentials that the gateway adds. The host must come from the document or
from the gateway's settings: "https://\${stageVariables.host}/pets/{petId}".`,
  },
  "malformed-mapping-target": {
    severity: "error",
    message: (p: { target: string; form: string }) =>
      `${quote(p.target)} is not something that can be mapped to`,
    help: (p: { form: string }) => `write ${p.form}`,
    explain: `The keys of requestParameters say what goes upstream, those of responseParameters what
goes back to the client.

REST APIs:
  requestParameters: integration.request.header.NAME, .querystring.NAME or .path.NAME
  responseParameters: method.response.header.NAME, or gatewayresponse.header.NAME

HTTP APIs:
  requestParameters: append:, overwrite: or remove: before header.NAME or
    querystring.NAME, or overwrite:path
  responseParameters, by status: append:, overwrite: or remove: before header.NAME,
    or overwrite:statuscode`,
  },
  "malformed-mapping": {
    severity: "error",
    message: (p: { expression: string; why: string }) =>
      `${quote(p.expression)} is not a mapping expression: ${p.why}`,
    help: (p: { fix: string }) => p.fix,
    explain: `A mapping takes one value, by one of these:

  method.request.path.NAME              method.request.header.NAME
  method.request.querystring.NAME       method.request.multivalueheader.NAME
  method.request.multivaluequerystring.NAME
  method.request.body                   method.request.body.JSONPATH
  integration.response.header.NAME      integration.response.multivalueheader.NAME
  stageVariables.NAME                   context.NAME
  'a constant, in single quotes'

In HTTP APIs it is a text with values in it, each in braces or by itself:

  $request.header.NAME    $request.querystring.NAME   $request.path.NAME   $request.path
  $request.body           $request.body.JSONPATH      $response.header.NAME
  $response.body          $response.body.JSONPATH     $stageVariables.NAME  $context.NAME
  pet-\${request.path.petId}`,
  },
  "unsupported-mapping": {
    severity: "error",
    omittable: true,
    message: (p: { expression: string; why: string }) =>
      `${quote(p.expression)} is not supported yet: ${p.why}`,
    help: "map something else, or remove the mapping",
    explain: `The expression is right, but the generated gateway cannot compute it yet. Leaving the
value out silently would send something else than Amazon's gateway sent.`,
  },
  "ignored-mapping": {
    severity: "warning",
    cause: "code",
    message: (p: { target: string }) => `${quote(p.target)} is never sent`,
    help: "remove the mapping; it has no effect",
    explain: `Amazon drops Connection, Expect, Proxy-Authenticate, TE and Via, even when a mapping
sets them, and mappings whose value is not text. The generated gateway also keeps to
itself whatever frames a message or concerns one connection, such as Upgrade and Trailer.
Functions of an HTTP API are told the path of the request, whatever overwrite:path says.`,
  },
  "forbidden-mapping": {
    severity: "warning",
    message: (p: { target: string }) =>
      `every request is answered with 500, since ${quote(p.target)} must not be mapped`,
    help: "remove the mapping",
    explain: `Content-Length and Transfer-Encoding say where a message ends; the gateway alone sets
them. In calls of functions and of other services of Amazon's it also alone says
Authorization, Connection, Expect, Proxy-Authenticate and TE. Amazon API Gateway answers
every request to a method that maps them with 500, and so does the generated gateway.`,
  },
  "remapped-header": {
    severity: "info",
    cause: (p: { name: string }) => p.name,
    message: (p: { name: string; sent: string }) =>
      `${quote(p.name)} reaches the client as ${quote(p.sent)}`,
    help: "read it there, or map another header",
    explain: `Amazon API Gateway renames headers in responses that are its own to set, or that only
make sense between the gateway and the upstream: Authorization, Connection,
Content-Length, Content-MD5, Date, Expect, Host, Max-Forwards, Proxy-Authenticate,
Server, Trailer, Upgrade, User-Agent and WWW-Authenticate.`,
  },
  "empty-expression": {
    severity: "info",
    cause: (p: { why: string }) => p.why,
    message: (p: { expression: string; why: string }) =>
      `${quote(p.expression)} has no value here: ${p.why}`,
    help: "leave it, or remove it; nothing is sent for it",
    explain: `Amazon API Gateway knows what the expression names, but would have no value for it in
the place of this gateway. Nothing is sent for it, as Amazon sends nothing then.`,
  },
  "unknown-variable": {
    severity: "warning",
    message: (p: { variable: string }) => `there is no ${p.variable}`,
    help: "correct the name, or remove it; nothing stands in its place",
    explain: `A template of a gateway response is text with variables in it, such as
$context.error.messageString, $stageVariables.NAME or $method.request.header.NAME.
Letters, digits, "_", "-" and "." belong to the name of a variable. In place of one
that does not exist, Amazon API Gateway puts nothing.`,
  },
  "velocity-not-run": {
    severity: "warning",
    message: (p: { found: string }) =>
      `gateway responses run no Velocity: ${quote(p.found)} is sent as it stands`,
    help: "use variables only, such as $context.error.messageString",
    explain: `Templates of gateway responses look like mapping templates, but Amazon API Gateway only
puts variables into them. Directives, $input and $util are text like any other.`,
  },
  "unmapped-uri-parameter": {
    severity: "warning",
    cause: "code",
    message: (p: { name: string }) => `nothing fills in {${p.name}} of this uri`,
    help: (p: { name: string }) =>
      `add requestParameters: {integration.request.path.${p.name}: method.request.path.${p.name}}`,
    explain: `Placeholders in the uri of an HTTP integration are filled from the integration's own
path parameters, not from the path of the request. Without a mapping the braces go
upstream as they stand.`,
  },
  "malformed-status-pattern": {
    severity: "error",
    message: (p: { pattern: string; why: string }) =>
      `${quote(p.pattern)} is not a pattern of statuses: ${p.why}`,
    help: 'write a regular expression that matches a whole status, such as "4\\\\d{2}"',
    explain: `The keys of an integration's responses are Java regular expressions that must match the
whole status, or "default". What JavaScript has no equivalent for (possessive
quantifiers, \\\\Q…\\\\E, atomic groups) is refused.`,
  },
  "malformed-status-code": {
    severity: "error",
    message: (p: { found: string }) => `${quote(p.found)} is not a status code`,
    help: "write a number from 100 to 599",
    explain: `statusCode is the status that the client gets, as text or as a number.`,
  },
  "undefined-request-validator": {
    severity: "warning",
    message: (p: { name: string; nearest: string | undefined }) =>
      `nothing is checked, since there is no request validator ${quote(p.name)}${mean(p.nearest)}`,
    help: 'define it under "x-amazon-apigateway-request-validators", or correct the name',
    explain: `Amazon imports a method whose validator is not defined with a warning, and checks
nothing. So does the generated gateway.`,
  },
  "unknown-timeout": {
    severity: "warning",
    message: (p: { written: string; usual: number }) =>
      `${quote(p.written)} is not known: the integration may take ${p.usual / 1000} seconds`,
    help: (p: { names: readonly string[] }) =>
      `give it a value: ${p.names.map((name) => `--var '${name}=…'`).join(" ")}`,
    explain: `What stands for timeoutInMillis is filled in when the document is deployed, so it is not
known now. Until it is, the time is what Amazon allows where nothing is said.`,
  },
  "timeout-out-of-range": {
    severity: "error",
    allowable: "the gateway waits as long as Amazon does at most",
    message: (p: { found: number }) => `timeoutInMillis ${p.found} is out of range`,
    help: (p: { max: number }) =>
      `write a number of milliseconds from 50 to ${p.max}, or wait ${p.max / 1000} seconds with --allow timeout-out-of-range`,
    explain: `Amazon's REST APIs wait between 50 and 29,000 milliseconds for an integration, HTTP APIs
up to 30,000.`,
  },
  "compression-size-out-of-range": {
    severity: "error",
    message: (p: { found: number }) =>
      `x-amazon-apigateway-minimum-compression-size ${p.found} is out of range`,
    help: "write a number of bytes from 0 to 10485760, or remove it to have nothing compressed",
    explain: `Responses of at least so many bytes are compressed. No response of Amazon API Gateway's
has more than 10 MB.`,
  },
  "unguarded-methods": {
    severity: "warning",
    cause: (p: { open: string }) => p.open,
    message: (p: { guarded: string; open: string }) =>
      `${p.guarded} needs credentials, but other methods of its path reach ${p.open}, which needs none`,
    help: "give the other route a security requirement too, if its upstream serves this path",
    explain: `A method that a path does not have falls through to a less specific route, such as
"/{proxy+}". So a requirement on POST /admin does not protect GET /admin, if a
greedy route without a requirement takes it. Amazon API Gateway does the same.`,
  },
} satisfies Record<string, CatalogueEntry>;
