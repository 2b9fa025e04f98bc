import type { IncomingMessage } from "node:http";
import { guardBodyLength, readBody } from "./body.js";
import type { Exchange } from "./exchange.js";
import { hasBody } from "./framing-guard.js";
import { GatewayError } from "./gateway-error.js";
import type { GatewayResponse } from "./integration.js";
import type { ResourcePolicy } from "./security.js";

/** A stage that a document may need; an absent one costs nothing. It throws to end the request. */
export type Stage = (request: Exchange) => Promise<void>;

/** Says which pages of other origins may read responses. */
export interface CrossOrigin {
  /** The answer to a preflight request; undefined for any other request. */
  preflight(incoming: IncomingMessage): GatewayResponse | undefined;
  /** A response with the headers that this gives, in place of the integration's. */
  mark(response: GatewayResponse, incoming: IncomingMessage): GatewayResponse;
}

/** Decides the resource policy, together with whatever authenticates. */
export interface PolicyStage {
  readonly policy: ResourcePolicy;
  /** Throws for a request that neither it, nor an authorizer together with it, lets in. */
  enforce(request: Exchange): void;
}

/** Refuses a request that is one too many; a promise where that is not known at once. */
export type LimitStage = (request: Exchange) => void | Promise<void>;

/** Answers from what is kept, or by the integration. */
export type CacheStage = (
  request: Exchange,
  integrate: () => Promise<GatewayResponse>,
) => Promise<GatewayResponse>;

/** Makes a response shorter, if its client can read it then. */
export type Compress = (response: GatewayResponse, request: Exchange) => Promise<GatewayResponse>;

/** The stages that depend on the document, in the order in which they run. */
export interface Stages {
  /** Answers preflights before there is a route, and marks every response. */
  readonly cors?: CrossOrigin;
  readonly policy?: PolicyStage;
  /** Finds out who calls, for routes that have a security requirement. */
  readonly authenticate?: Stage;
  /** Refuses requests that are too many. */
  readonly limit?: LimitStage;
  /** Answers from what is kept. */
  readonly cache?: CacheStage;
  readonly compress?: Compress;
}

/**
 * A request's way, once for all routes. It was matched to its route before, unless it is a preflight;
 * whatever is thrown on the way leaves through the family's error response.
 *
 *     match ─ authenticate ─ policy ─ limit ─ read body ─ validate ─ cache ─ map request ─ call
 *               choose response ─ map response ─ validate response ─ compress ─ send
 */
export async function answer(request: Exchange, stages: Stages): Promise<GatewayResponse> {
  const { security, validate, integration } = request.route;
  request.resourcePolicy = stages.policy?.policy;
  if (security.length > 0) await (stages.authenticate ?? failClosed)(request);
  stages.policy?.enforce(request);
  const limited = stages.limit?.(request);
  if (limited !== undefined) await limited;

  guardBodyLength(request);
  const checkBody = validate?.body?.(request);
  const decode = hasBody(request.framing)
    ? request.settings.family.bodyDecoder(request)
    : undefined;
  const isNeeded =
    request.sentBody !== undefined ||
    checkBody !== undefined ||
    decode !== undefined ||
    integration.readsBody(request);
  if (isNeeded) {
    const sent = request.sentBody ?? (await readBody(request));
    request.body = decode === undefined ? sent : await decode(sent);
  }
  validate?.parameters?.(request);
  await checkBody?.(request);

  const integrated =
    stages.cache === undefined
      ? await integrate(request)
      : await stages.cache(request, () => integrate(request));
  const { limitHeaders } = request;
  const response =
    limitHeaders.length === 0
      ? integrated
      : { ...integrated, headers: [...integrated.headers, ...limitHeaders] };
  return stages.compress === undefined ? response : stages.compress(response, request);
}

async function integrate(request: Exchange): Promise<GatewayResponse> {
  const { integration, validateResponse } = request.route;
  const call = integration.mapRequest(request);
  const integrationAnswer = await integration.call(call, request);
  const rule = integration.chooseResponse(integrationAnswer, request);
  const response = await integration.mapResponse(integrationAnswer, rule, request);
  if (validateResponse !== undefined) await validateResponse(response, request);
  return response;
}

/** A route that asks for security never runs without the stage that enforces it. */
async function failClosed(): Promise<void> {
  throw new GatewayError("authorizer-failure");
}
