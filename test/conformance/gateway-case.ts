import type { Json, JsonObject } from "./json.js";

/** A case of `http` or `more`: a document, a request to its gateway, and what must come of it. */
export interface GatewayCase {
  readonly name: string;
  readonly features: readonly string[];
  readonly doubt?: boolean | string;
  readonly spec: JsonObject;
  readonly api?: "REST" | "HTTP";
  readonly stage: Readonly<Record<string, string>>;
  readonly stageName: string;
  readonly stages?: readonly StageVariables[];
  readonly stageSettings?: StageSettings;
  readonly canarySpec?: JsonObject;
  readonly importOptions?: { readonly basepath: "ignore" | "prepend" | "split" };
  readonly apiKeys?: readonly ApiKey[];
  readonly usagePlans?: readonly UsagePlan[];
  readonly principals?: readonly Principal[];
  readonly issuers?: readonly Issuer[];
  readonly upstream: readonly StubbedBackend[];
  readonly clockStart?: string;
  readonly repeat?: number;
  readonly sequence?: readonly Step[];
  readonly request?: CaseRequest;
  readonly expect?: ExpectedResponse;
  readonly expect_upstream?: readonly ExpectedCall[];
  readonly expect_access_log?: readonly { readonly matches: string }[];
  readonly expect_import?: { readonly outcome: string; readonly mentions?: string };
}

export interface StageVariables {
  readonly name: string;
  readonly variables: Readonly<Record<string, string>>;
}

/** Settings of a stage, in Amazon's names. */
export interface StageSettings {
  readonly cacheClusterEnabled?: boolean;
  readonly cacheClusterSize?: string;
  readonly methodSettings?: Readonly<Record<string, MethodSettings>>;
  readonly defaultRouteSettings?: MethodSettings;
  readonly routeSettings?: Readonly<Record<string, MethodSettings>>;
  readonly canarySettings?: {
    readonly percentTraffic: number;
    readonly stageVariableOverrides?: Readonly<Record<string, string>>;
    readonly useStageCache?: boolean;
  };
  readonly accessLogSettings?: { readonly format: string };
}

export interface MethodSettings {
  readonly cachingEnabled?: boolean;
  readonly cacheTtlInSeconds?: number;
  readonly requireAuthorizationForCacheControl?: boolean;
  readonly unauthorizedCacheControlHeaderStrategy?: string;
  readonly throttlingRateLimit?: number;
  readonly throttlingBurstLimit?: number;
}

export interface ApiKey {
  readonly id: string;
  readonly value: string;
  readonly enabled: boolean;
}

export interface Throttle {
  readonly rateLimit: number;
  readonly burstLimit: number;
}

export interface UsagePlan {
  readonly id: string;
  readonly keys: readonly string[];
  readonly stages: readonly string[];
  readonly quota?: { readonly limit: number; readonly period: string; readonly offset: number };
  readonly throttle?: Throttle;
  readonly methodThrottle?: Readonly<Record<string, Readonly<Record<string, Throttle>>>>;
}

/** Somebody whom the local store of identities knows. */
export interface Principal {
  readonly name: string;
  readonly accessKey: string;
  readonly secretKey: string;
  readonly accountId: string;
  readonly userId: string;
  readonly arn: string;
  readonly policies: readonly JsonObject[];
  readonly sessionToken?: string;
}

export interface Issuer {
  readonly issuer: string;
  readonly keys: readonly string[];
}

export interface Step {
  readonly at: number;
  readonly request: CaseRequest;
  readonly expect: ExpectedResponse;
  readonly expect_upstream?: readonly ExpectedCall[];
}

export interface CaseRequest {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string | readonly string[]>>;
  readonly rawQuery?: string;
  readonly rawTarget?: string;
  readonly stage?: string;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: string | null;
  readonly bodyBase64?: string;
  readonly bodyRepeat?: RepeatedBody;
  readonly bodyEncoded?: EncodedBody;
  readonly sourceIp?: string;
  readonly forceCanary?: boolean;
  readonly jwt?: CaseToken;
  readonly sigv4?: CaseSignature;
}

export interface RepeatedBody {
  readonly text: string;
  readonly bytes: number;
}

export interface EncodedBody {
  readonly text: string;
  readonly coding: string;
}

export interface CaseToken {
  readonly in: "header" | "query";
  readonly name: string;
  readonly prefix: string;
  readonly alg: string;
  readonly header: JsonObject;
  readonly claims: JsonObject;
  readonly sign: string;
  readonly tamper?: "payload" | "strip-signature";
}

export interface CaseSignature {
  readonly principal: string;
  readonly service: string;
  readonly region: string;
  readonly clockSkew?: number;
  readonly accessKey?: string;
  readonly secretKey?: string;
  readonly sessionToken?: string;
  readonly presign?: boolean;
  readonly expires?: number;
  readonly tamper?: "signature" | "body" | "path" | "query";
}

/** A stub: of an HTTP server, of a Lambda function, or of a service of Amazon's. */
export interface StubbedBackend {
  readonly match?: { readonly method?: string; readonly path?: string };
  readonly function?: string;
  readonly when?: JsonObject;
  readonly service?: string;
  readonly respond?: StubResponse;
  readonly respondSequence?: readonly StubResponse[];
}

export interface StubResponse {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: string;
  readonly bodyBase64?: string;
  readonly bodyEncoded?: EncodedBody;
  readonly bodyRepeat?: RepeatedBody;
  readonly delayMs?: number;
  readonly payload?: Json;
  readonly payloadText?: string;
  readonly functionError?: string;
  readonly statusCode?: number;
  readonly invokeError?: { readonly statusCode: number; readonly type: string };
}

export interface ExpectedResponse {
  readonly status?: number;
  readonly statusOneOf?: readonly number[];
  readonly headers?: Readonly<Record<string, Json>>;
  readonly body?: string;
  readonly bodyBase64?: string;
  readonly decodedBody?: string;
  readonly bodyContains?: string;
  readonly json?: Json;
  readonly jsonSubset?: Json;
  readonly jsonCaseInsensitiveKeys?: Json;
  readonly messageMatches?: string;
  readonly distribution?: { readonly json: string; readonly true: readonly [number, number] };
}

/** What a backend must have received; `function` or `service` says which, else an HTTP server. */
export interface ExpectedCall {
  readonly function?: string;
  readonly event?: Json;
  readonly eventSubset?: Json;
  readonly eventAbsent?: readonly string[];
  readonly eventHeadersAbsent?: readonly string[];
  readonly invocationType?: string;
  readonly service?: string;
  readonly action?: string;
  readonly params?: JsonObject;
  readonly method?: string;
  readonly path?: string;
  readonly query?: Readonly<Record<string, readonly string[]>>;
  readonly queryAbsent?: readonly string[];
  readonly headers?: Readonly<Record<string, Json>>;
  readonly body?: string;
  readonly bodyBase64?: string;
  readonly json?: Json;
  readonly jsonSubset?: Json;
  readonly innerJson?: JsonObject;
}
