import type { CatalogueEntry } from "../catalogue-entry.js";
import { quote } from "../quote.js";

/** Problems of telling Amazon's REST APIs from its HTTP APIs, and of what only the latter have. */
export const apiFamilyProblems = {
  "unclear-api-family": {
    severity: "info",
    message: "nothing says whether this is a REST API or an HTTP API; it is read as a REST API",
    help: "say which with --api rest or --api http",
    explain: `Amazon API Gateway has two products with different rules: REST APIs and HTTP APIs. Which
one a document describes is mostly seen from what only one of them has, such as
passthroughBehavior or x-amazon-apigateway-cors. This document has nothing of the kind,
and routes, errors and events differ between the two.`,
  },
  "mixed-api-families": {
    severity: "warning",
    message: (p: { http: string }) =>
      `${quote(p.http)} is of an HTTP API, but the document is read as a REST API`,
    help: "say which it is with --api rest or --api http, or remove what is of the other kind",
    explain: `Amazon API Gateway has two products, REST APIs and HTTP APIs. A document that has anything
of which HTTP APIs know nothing is read as that of a REST API. What only HTTP APIs have
then has no effect.`,
  },
  "swagger-of-http-api": {
    severity: "error",
    message: "Amazon API Gateway imports Swagger 2.0 as REST APIs only",
    help: "leave out --api http, or convert the document to OpenAPI 3.0",
    explain: `The import of HTTP APIs takes OpenAPI 3.0. A document in Swagger 2.0 is always that of a
REST API.`,
  },
  "unknown-export-version": {
    severity: "error",
    message: (p: { found: string }) =>
      `there is no version ${quote(p.found)} of HTTP APIs in documents`,
    help: 'write x-amazon-apigateway-importexport-version: "1.0"',
    explain: `The only version of the format in which Amazon API Gateway exports HTTP APIs is "1.0", and
its import takes no other.`,
  },
  "several-authorizers": {
    severity: "error",
    omittable: true,
    message: "an operation of an HTTP API has one security requirement at most",
    help: "leave one scheme, or generate with --api rest",
    explain: `Amazon API Gateway's HTTP APIs import one security requirement with one scheme for an
operation, and refuse documents with more. Which of them would hold is not known, so the
operation is not read as open either.`,
  },
  "route-ends-in-slash": {
    severity: "error",
    message: (p: { path: string }) => `no route of an HTTP API ends in a slash: ${quote(p.path)}`,
    help: "remove the slash; a request with one takes a route of its own, such as {proxy+}",
    explain: `In HTTP APIs a slash at the end of a path counts, and Amazon API Gateway creates no route
whose path ends in one.`,
  },
  "slash-of-rest-api": {
    severity: "warning",
    message: (p: { path: string; meant: string }) =>
      `path ${quote(p.path)} is read as ${quote(p.meant)}, which takes requests with a slash too`,
    help: (p: { meant: string }) => `write ${quote(p.meant)}`,
    explain: `In REST APIs a slash at the end of a request's path does not count, so that "/pets" takes
"/pets/" as well, and no path of a route ends in one.`,
  },
  "default-route-of-rest-api": {
    severity: "error",
    message: "only HTTP APIs have a default route",
    help: "generate with --api http, or write a path such as /{proxy+}",
    explain: `The route $default takes what no other route of an HTTP API takes. REST APIs have none;
what else is in this document, or --api, says that it describes one.`,
  },
  "malformed-base-path": {
    severity: "error",
    message: (p: { path: string }) => `${quote(p.path)} cannot be put in front of routes`,
    help: "write the base path out, or generate with --basepath ignore",
    explain: `With --basepath prepend or split, routes begin with the base path of the document:
basePath in Swagger 2.0; else the default of a server variable "basePath"; else the path
of the first server's url. Its segments must be text.`,
  },
  "credentials-for-any-origin": {
    severity: "error",
    message: "allow-credentials is not supported if 'allow-origin' is *",
    help: "name the origins, or allow no credentials",
    explain: `Browsers hand no response with credentials to a page unless the page's own origin is
named, so Amazon API Gateway refuses an HTTP API that allows credentials and any origin.`,
  },
  "cors-twice": {
    severity: "error",
    message: "x-gateway's cors says already which pages may call",
    help: "remove one of them",
    explain: `Both x-amazon-apigateway-cors and cors of x-gateway say which pages of other origins may
call an API. One of them has to say it all.`,
  },
  "malformed-cors-origin": {
    severity: "error",
    message: (p: { found: string }) => `${quote(p.found)} is no origin`,
    help: 'write a scheme and a host, such as "https://pages.example.com", or "*"',
    explain: `allowOrigins is a list of origins as browsers send them: a scheme, a host, and a port if
it is not the usual one. They are compared as they are written; only "*", "https://*" and
"http://*" stand for more than themselves.`,
  },
  "cors-max-age-out-of-range": {
    severity: "error",
    message: (p: { found: number }) => `maxAge ${p.found} is out of range`,
    help: "write a number of seconds from 0 to 86400, or -1 to have browsers keep nothing",
    explain: `maxAge says for how many seconds browsers may keep the answer to a preflight. Amazon API
Gateway takes a day at most, and -1 for not at all.`,
  },
  "malformed-cors-name": {
    severity: "error",
    message: (p: { found: string }) => `${quote(p.found)} is no name of a method or a header`,
    help: 'write one name in each item of the list, or "*"',
    explain: `allowMethods, allowHeaders and exposeHeaders are lists of names. They are sent to browsers
as they are written, joined by commas.`,
  },
  "integration-type-of-rest-api": {
    severity: "error",
    omittable: true,
    message: (p: { type: string }) => `HTTP APIs have no integration type ${quote(p.type)}`,
    help: "write http_proxy, or generate with --api rest",
    explain: `Integrations of types http, mock and aws exist in REST APIs only. The import of HTTP APIs
takes them with a warning, and their routes answer nothing.`,
  },
  "private-integration": {
    severity: "info",
    cause: "code",
    message: (p: { where: string }) => `this private integration is called ${p.where}`,
    help: "run the gateway where it reaches the address without a VPC link",
    explain: `On Amazon a VPC link leads into a private network. The generated gateway runs where you
put it, and calls the uri itself. Where the uri is an ARN (of a load balancer's listener
or a Cloud Map service), a setting of the gateway must say the address. Its path is the
stage and the path of the request, unless overwrite:path says another.`,
  },
  "missing-vpc-link": {
    severity: "error",
    message: "connectionType VPC_LINK needs a connectionId",
    help: "name the VPC link in connectionId, or remove connectionType",
    explain: `An integration with connectionType VPC_LINK is reached by the link that
connectionId names, and Amazon API Gateway takes none without. Whether a private address
or a public one was meant is not known.`,
  },
  "reserved-header": {
    severity: "error",
    omittable: true,
    message: (p: { name: string }) => `HTTP APIs let no mapping change the header ${quote(p.name)}`,
    help: "remove the mapping, or map another header",
    explain: `Amazon API Gateway's HTTP APIs keep to themselves: access-control-*, apigw-*, x-amz-*,
x-amzn-*, Authorization, Connection, Content-Encoding, Content-Length, Content-Location,
Forwarded, Keep-Alive, Origin, Proxy-Authenticate, Proxy-Authorization, TE, Trailers,
Transfer-Encoding, Upgrade, Via, and X-Forwarded-For, -Host and -Proto.`,
  },
  "unknown-uri-parameter": {
    severity: "warning",
    message: (p: { name: string; route: string; nearest: string | undefined }) =>
      `${p.route} has no parameter {${p.name}} for this uri${p.nearest === undefined ? "" : `; did you mean ${quote(p.nearest)}?`}`,
    help: "write a parameter of the route's path; the braces go upstream as they stand",
    explain: `Placeholders in the uri of an HTTP API's integration are the path parameters of its route:
{petId} for /pets/{petId}, {proxy} for /{proxy+}.`,
  },
} satisfies Record<string, CatalogueEntry>;
