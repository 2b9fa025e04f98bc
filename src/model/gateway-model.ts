import type { Location } from "../diagnostics/diagnostic.js";
import type { NamedSchema } from "../schema/schema.js";
import type { BodyTransforms } from "./body-transforms.js";
import type { ConfiguredText } from "./configured-text.js";
import type { Cors } from "./cors.js";
import type { GatewayResponse } from "./gateway-response.js";
import type { HeaderRules } from "./header-rules.js";
import type { Integration } from "./integration.js";
import type { LambdaFunction } from "./lambda-function.js";
import type { OperationExamples } from "./operation-examples.js";
import type { Places } from "./places.js";
import type { RequestValidation } from "./request-validation.js";
import type { ResourcePolicy } from "./resource-policy.js";
import type { ResponseValidation } from "./response-validation.js";
import type { Security, SecurityScheme } from "./security.js";
import type { CacheSettings, Throttle, Traffic } from "./stage.js";
import type { CacheKey } from "./cache-key.js";
import type { UpstreamOptions } from "./upstream-options.js";
import type { UsagePlan } from "./usage-plan.js";

/** Whose rules hold where the document is silent: those of REST APIs, HTTP APIs or plain OpenAPI. */
export type ApiFamily = "rest" | "http" | "openapi";

/**
 * What a document says a gateway does: plain data, every default filled in, every small language
 * parsed. Nothing behind it looks at the document again.
 */
export interface GatewayModel extends Traffic {
  readonly title: string;
  readonly description: string;
  readonly family: ApiFamily;
  /** In the document's order. */
  readonly operations: readonly Operation[];
  /** The schemas that something checks, sorted by name. */
  readonly schemas: readonly NamedSchema[];
  /** The schemes that some operation requires, sorted by name. */
  readonly securitySchemes: readonly SecurityScheme[];
  /** Absent where API keys need none. */
  readonly usagePlans?: readonly UsagePlan[];
  /** Who may call what, besides what schemes say; absent where only they do. */
  readonly resourcePolicy?: ResourcePolicy;
  /** What is answered to errors, where the document says so; in its order. */
  readonly gatewayResponses: readonly GatewayResponse[];
  /** Absent where every answer is the integration's own matter. */
  readonly cors?: Cors;
  /**
   * Media types and ranges in lower case whose bodies are bytes, while all others are text; absent
   * where no body is converted.
   */
  readonly binaryMediaTypes?: readonly string[];
  /** Bytes from which on responses are compressed for clients that ask for it; absent: never. */
  readonly compressFrom?: number;
  /** Sorted by id. */
  readonly upstreams: readonly Upstream[];
  /** Lambda functions that operations and security schemes call, sorted by id. */
  readonly functions: readonly LambdaFunction[];
  /** What a client may send to any operation; where it says nothing, the family's limits hold. */
  readonly limits?: Limits;
  /** What changes of the headers of every operation's messages; absent where nothing does. */
  readonly headerRules?: HeaderRules;
  /** Names of the stage variables that mappings read, sorted. */
  readonly stageVariables: readonly string[];
  /** Names of the variables that the document leaves to the settings, sorted. */
  readonly variables: readonly string[];
  readonly places: Places<GatewayPlace>;
}

/** What the whole gateway has, and a document says at one place. */
export type GatewayPlace =
  | "binaryMediaTypes"
  | "compressFrom"
  | "cors"
  | "domains"
  | "gatewayResponses"
  | "headerRules"
  | "limits"
  | "resourcePolicy"
  | "stages"
  | "throttle"
  | "usagePlans";

export const METHODS = ["GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH"] as const;

/** ANY stands for the methods of a path that have no operation of their own. */
export type Method = (typeof METHODS)[number] | "ANY";

export interface Operation {
  /** As the document writes it, if it does. */
  readonly operationId: string | undefined;
  readonly method: Method;
  /** `$default` is the route of an HTTP API that takes what no other takes. */
  readonly path: string;
  readonly summary: string;
  readonly security: Security;
  readonly validation: RequestValidation;
  readonly integration: Integration;
  /** Absent where responses are not checked. */
  readonly responseValidation?: ResponseValidation;
  /** Absent where bodies pass as they are. */
  readonly transforms?: BodyTransforms;
  /** What changes of its messages' headers besides; absent where nothing does. */
  readonly headerRules?: HeaderRules;
  /** What the document shows of its messages; only where an upstream is called. */
  readonly examples?: OperationExamples;
  /** A check ends at the first error; else all errors are told. */
  readonly errors?: "first";
  /** What differs from the limits of the whole gateway. */
  readonly limits?: Pick<Limits, "bodyBytes">;
  /** The limit of its own, besides those of stages. */
  readonly throttle?: Throttle;
  /** How its responses are kept; absent, as stages say. */
  readonly cache?: CacheSettings;
  /** What tells kept responses apart; absent where none can be kept. */
  readonly cacheKey?: CacheKey;
  readonly at: Location;
  readonly places: Places<OperationPlace>;
}

/** What an operation has, and a document may say at a place of its own, or for several. */
export type OperationPlace =
  | "body"
  | "cache"
  | "headerRules"
  | "integration"
  | "limits"
  | "responseValidation"
  | "security"
  | "throttle"
  | "timeoutMs"
  | "upstream"
  | "validation";

/** The most that a client may send. */
export interface Limits {
  readonly bodyBytes?: number;
  /** Of all header lines together. */
  readonly headerBytes?: number;
}

/** A server that operations call, or several that answer for one another. */
export interface Upstream {
  /** What integrations refer to it by. */
  readonly id: string;
  /** Scheme, host and port, and a path for plain documents; undefined: the settings must say. */
  readonly baseUrl: ConfiguredText | undefined;
  /** What a person would call it, if the document has a word for it; else it is called by its host. */
  readonly name: string | undefined;
  /** What tells it from others at the same place, in words: how it is verified. */
  readonly variant?: string;
  /** What it is, if the document says so. */
  readonly description?: string;
  /** Absent where it is called as upstreams are called usually. */
  readonly options?: UpstreamOptions;
  /** Where the document describes it; absent where only what calls it says where it is. */
  readonly at?: Location;
}
