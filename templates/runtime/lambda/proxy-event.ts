import type { Exchange } from "../exchange.js";
import type { HeaderGroup } from "./event-headers.js";
import type { QueryParameters } from "../query.js";

/** In which events of format 1.0 differ between REST and HTTP APIs. */
export interface ProxyEventParts {
  /** Only HTTP APIs tell it. */
  readonly version?: "1.0";
  readonly path: string;
  readonly headers: readonly HeaderGroup[];
  readonly query: QueryParameters;
  readonly pathParameters: readonly (readonly [name: string, value: string])[];
  readonly resourceId: string | undefined;
  /** What only REST APIs tell of the request. */
  readonly deploymentId?: string;
  readonly userAgent: string | null;
}

/** The event of format 1.0, without the body. */
export function proxyEvent(request: Exchange, parts: ProxyEventParts): object {
  const { context, method, receivedAt, principal, authorizer } = request;
  const { stageVariables } = request.settings;
  const { resourcePath } = context;
  return {
    version: parts.version,
    resource: resourcePath,
    path: parts.path,
    httpMethod: method,
    ...valueMaps("headers", "multiValueHeaders", parts.headers),
    ...valueMaps("queryStringParameters", "multiValueQueryStringParameters", [...parts.query]),
    pathParameters: orNull(parts.pathParameters),
    stageVariables: orNull(Object.entries(stageVariables)),
    requestContext: {
      resourceId: parts.resourceId,
      authorizer: authorizer === undefined ? principal : authorizer.event1,
      resourcePath,
      httpMethod: method,
      extendedRequestId: context.extendedRequestId,
      requestTime: context.requestTime,
      path: context.path,
      accountId: context.accountId,
      protocol: context.protocol,
      stage: context.stage,
      domainPrefix: context.domainPrefix,
      requestTimeEpoch: receivedAt,
      requestId: context.requestId,
      identity: {
        ...NOBODY,
        ...request.identity,
        sourceIp: context.identity.sourceIp,
        userAgent: parts.userAgent,
      },
      domainName: context.domainName,
      deploymentId: parts.deploymentId,
      apiId: context.apiId,
    },
  };
}

/** What Amazon tells of callers whom it does not know itself. */
const NOBODY = {
  cognitoIdentityPoolId: null,
  accountId: null,
  cognitoIdentityId: null,
  caller: null,
  principalOrgId: null,
  accessKey: null,
  cognitoAuthenticationType: null,
  cognitoAuthenticationProvider: null,
  userArn: null,
  user: null,
};

/** The last value of each name, and all of them. */
function valueMaps(
  single: string,
  multi: string,
  groups: readonly HeaderGroup[],
): Record<string, object | null> {
  return {
    [single]: orNull(groups.map(([name, values]) => [name, values.at(-1)])),
    [multi]: orNull(groups),
  };
}

function orNull(entries: readonly (readonly [string, unknown])[]): object | null {
  return entries.length === 0 ? null : Object.fromEntries(entries);
}
