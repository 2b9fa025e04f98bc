import type { Location } from "../diagnostics/diagnostic.js";
import type { ConfiguredText, ConfiguredValue } from "./configured-text.js";
import type { BodyTemplate } from "./body-template.js";
import type {
  ContextExpression,
  MappedText,
  ParameterChange,
  ParameterExpression,
  ResponseMapping,
} from "./parameter-mapping.js";
import type { DeclaredResponse } from "./response-validation.js";

/** What answers an operation. */
export type Integration =
  | HttpProxyIntegration
  | HttpApiProxyIntegration
  | HttpIntegration
  | LambdaProxyIntegration
  | HttpApiLambdaIntegration
  | LambdaIntegration
  | ServiceIntegration
  | ServiceActionIntegration
  | MockIntegration
  | HandlerIntegration
  | MisconfiguredIntegration
  | NotImplementedIntegration;

/** A value that a mapping takes from the request. */
export type RequestExpression =
  | { readonly kind: "path" | "query" | "queryAll" | "header" | "headerAll"; readonly name: string }
  | { readonly kind: "body" }
  | { readonly kind: "bodyMember"; readonly keys: readonly (string | number)[] }
  | SharedExpression;

/** A value that a mapping takes from the integration's answer. */
export type ResponseExpression =
  | { readonly kind: "header" | "headerAll"; readonly name: string }
  | { readonly kind: "body" }
  | { readonly kind: "bodyMember"; readonly keys: readonly (string | number)[] }
  | SharedExpression;

export type SharedExpression =
  | ConfiguredValue
  | { readonly kind: "context"; readonly variable: ContextVariable }
  | { readonly kind: "constant"; readonly value: string }
  | { readonly kind: "configuredText"; readonly text: ConfiguredText };

/** The context variables that a gateway of one's own can fill in. */
export type ContextVariable =
  | { readonly kind: "authorizer"; readonly key: string }
  | { readonly kind: "known"; readonly path: readonly string[] };

/** A header or query parameter that a mapping sets. */
export interface Mapping<Expression> {
  readonly name: string;
  readonly value: Expression;
}

/** Text with values in it: a path or a query of an upstream. */
export type Template = readonly TemplatePart[];

export type TemplatePart =
  | { readonly kind: "text"; readonly text: string }
  /** A value as one encoded piece; one that has a name may be overridden by it. */
  | { readonly kind: "value"; readonly value: RequestExpression; readonly name?: string }
  /** A value of the settings, as it is written there: it may be several segments. */
  | { readonly kind: "configured"; readonly value: ConfiguredValue }
  /** A greedy path parameter, whose slashes stay; perhaps overridden by another name. */
  | { readonly kind: "greedy"; readonly name: string; readonly override?: string }
  /** A path parameter, greedy or not, whose delimiters are as they were sent. */
  | { readonly kind: "sent"; readonly name: string }
  /** The request's whole path, with the stage in front or without. */
  | { readonly kind: "requestPath"; readonly withStage: boolean }
  /** A value of an HTTP API's mapping as one encoded piece. */
  | { readonly kind: "parameter"; readonly value: ParameterExpression | ContextExpression };

/** A call of which the document maps each part. */
export interface MappedCall {
  /** ANY is the client's own method. */
  readonly method: string;
  readonly path: Template;
  /** The query that the URI itself has; empty for none. */
  readonly uriQuery: Template;
  readonly query: readonly Mapping<RequestExpression>[];
  readonly headers: readonly Mapping<RequestExpression>[];
  /** What the client's body is made; absent, what its media type says that it is. */
  readonly bodyAs?: BodyForm;
  readonly timeoutMs: number;
}

/** The call that both kinds of HTTP integration make. */
export interface HttpCall extends MappedCall {
  /** `id` of the upstream. */
  readonly upstream: string;
}

/** What a body is: text, or bytes, which are base64 where they must be text. */
export type BodyForm = "text" | "bytes";

/** What becomes of a request for whose media type there is no request template. */
export type WithoutTemplate = "pass through" | "unsupported media type";

/** Passes request and answer through. */
export interface HttpProxyIntegration extends HttpCall {
  readonly kind: "http-proxy";
  /** Responses go on as they come: nothing converts or compresses them. */
  readonly streams?: true;
}

/** Passes request and answer through, but for what an HTTP API's parameter mappings change. */
export interface HttpApiProxyIntegration extends Omit<HttpCall, "query" | "headers"> {
  readonly kind: "http-api-proxy";
  readonly query: readonly ParameterChange<ParameterExpression>[];
  readonly headers: readonly ParameterChange<ParameterExpression>[];
  readonly responses: readonly ResponseMapping[];
}

/** Sends and answers only what is mapped. */
export interface HttpIntegration extends HttpCall {
  readonly kind: "http";
  /** Bodies in place of the client's, by media type of the request in lower case. */
  readonly requestTemplates: readonly BodyTemplate[];
  readonly otherwise: WithoutTemplate;
  readonly responses: readonly ResponseRule[];
}

/** Calls a function with the whole request as an event, and answers as the function says. */
export interface LambdaProxyIntegration {
  readonly kind: "lambda-proxy";
  /** `id` of the function. */
  readonly function: string;
  /** The function answers piece by piece. */
  readonly streams?: true;
  readonly timeoutMs: number;
}

/** The same in an HTTP API. */
export interface HttpApiLambdaIntegration extends Omit<LambdaProxyIntegration, "kind"> {
  readonly kind: "http-api-lambda";
  readonly payloadFormatVersion: "1.0" | "2.0";
  readonly query: readonly ParameterChange<ParameterExpression>[];
  readonly headers: readonly ParameterChange<ParameterExpression>[];
  readonly responses: readonly ResponseMapping[];
}

/** Calls a function with what is mapped, and answers what is mapped of its answer. */
export interface LambdaIntegration extends Omit<LambdaProxyIntegration, "kind"> {
  readonly kind: "lambda";
  /** The value of `X-Amz-Invocation-Type`: with `Event`, nobody waits for the answer. */
  readonly invocationType?: RequestExpression;
  /** Payloads in place of the client's body, by media type of the request in lower case. */
  readonly requestTemplates: readonly BodyTemplate[];
  readonly otherwise: WithoutTemplate;
  /** What the client's body is made; absent, what its media type says that it is. */
  readonly bodyAs?: BodyForm;
  /** Selected by the message of the function's error. */
  readonly responses: readonly ResponseRule[];
}

/** A service of AWS that integrations call. */
export interface ServiceTarget {
  /** As its endpoint is called: `sqs`, `events`. */
  readonly service: string;
  /** What stands in front of it in the host; empty for nothing. */
  readonly hostPrefix: ConfiguredText;
  /** Undefined is the gateway's own. */
  readonly region: ConfiguredText | undefined;
  /** On whose behalf it is called; undefined for the gateway's own. */
  readonly role: ConfiguredText | undefined;
}

/** Calls a service with what is mapped, and answers what is mapped of its answer. */
export interface ServiceIntegration extends MappedCall, ServiceTarget {
  readonly kind: "aws-service";
  /** Bodies in place of the client's, by media type of the request in lower case. */
  readonly requestTemplates: readonly BodyTemplate[];
  readonly otherwise: WithoutTemplate;
  readonly responses: readonly ResponseRule[];
  /** Without any rule, status and body of the answer pass. */
  readonly passesAnswer?: true;
}

/** Asks a service for one of its actions with parameters that are mapped; its answer passes. */
export interface ServiceActionIntegration extends ServiceTarget {
  readonly kind: "aws-action";
  readonly call: ServiceCall;
  readonly timeoutMs: number;
  readonly responses: readonly ResponseMapping[];
}

export type ServiceCall =
  | {
      readonly protocol: "json";
      readonly version: "1.0" | "1.1";
      /** What the service calls the action. */
      readonly target: string;
      /** The parameters are those of the only entry of the list that has this name. */
      readonly listOf?: string;
      readonly parameters: readonly ServiceParameter[];
    }
  | {
      readonly protocol: "rest";
      readonly method: string;
      readonly path: Template;
      readonly query: readonly ServiceParameter[];
    };

export interface ServiceParameter {
  /** As the service calls it. */
  readonly name: string;
  /** What the service takes; bytes are sent as base64. */
  readonly as: "text" | "number" | "json" | "bytes" | "time";
  readonly value: MappedText<ParameterExpression>;
}

/** Answers by itself. */
export interface MockIntegration {
  readonly kind: "mock";
  /** What selects among the responses, by media type in lower case. */
  readonly requestTemplates: readonly BodyTemplate[];
  readonly otherwise: WithoutTemplate;
  readonly responses: readonly ResponseRule[];
}

/** A function of the user's answers. */
export interface HandlerIntegration {
  readonly kind: "handler";
  /** What the document calls it; undefined: as the operation is called. */
  readonly name: string | undefined;
  /** Parameters that it gets as texts; absent where all that is declared is checked, and it gets values. */
  readonly texts?: readonly TextParameter[];
  readonly responses: readonly DeclaredResponse[];
  readonly timeoutMs: number;
  readonly at: Location;
}

export interface TextParameter {
  readonly in: "header" | "path" | "query" | "cookie";
  readonly name: string;
  /** Whether a request without it does not come that far. */
  readonly required: boolean;
}

/** Stands for what is left out of the gateway: it answers 501. */
export interface NotImplementedIntegration {
  readonly kind: "not-implemented";
  /** What cannot be done yet, for the reader of the route. */
  readonly why: string;
}

/** Fails every request, as the vendor's gateway does with such an integration. */
export interface MisconfiguredIntegration {
  readonly kind: "misconfigured";
  /** What is wrong with it, for the reader of the route. */
  readonly why: string;
}

/** How an answer becomes a response. */
export interface ResponseRule {
  /** A regular expression that must match the whole of what selects, a status as a rule; undefined is the default rule. */
  readonly pattern: string | undefined;
  readonly status: number;
  readonly headers: readonly Mapping<ResponseExpression>[];
  /** What the integration's body is made; absent, what the client accepts. */
  readonly bodyAs?: BodyForm;
  readonly templates: readonly BodyTemplate[];
  readonly at: Location;
}
