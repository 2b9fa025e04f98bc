import { cookieValues } from "./cookie-values.js";
import type { Exchange } from "./exchange.js";
import { hasBody } from "./framing-guard.js";
import type { AnyAnswer, ContentTypes } from "./handled-response.js";
import { handledResponse } from "./handled-response.js";
import type { HandlerRequest } from "./handler-contract.js";
import type { GatewayResponse, Integration, ParameterValues } from "./integration.js";
import { runHandler } from "./run-handler.js";

/** What the document says of an operation that a handler answers. */
export interface HandlerOptions {
  /** Parameters that nothing checks: the handler gets them as texts. Absent, it gets those checked. */
  readonly texts?: Readonly<Partial<Record<keyof ParameterValues, readonly string[]>>>;
  readonly contentTypes?: ContentTypes;
  /** Milliseconds until there must be an answer. */
  readonly timeoutMs: number;
}

type AnyHandler = (request: never) => AnyAnswer | Promise<AnyAnswer>;

interface HandlerCall {
  readonly given: HandlerRequest;
  readonly aborting: AbortController;
}

/** Has a function of yours answer. */
export function handler(
  answer: AnyHandler,
  { texts, contentTypes = {}, timeoutMs }: HandlerOptions,
): Integration<HandlerCall, GatewayResponse> {
  return {
    keepParameters: texts === undefined ? noParameters : undefined,
    readsBody: (request) => hasBody(request.framing),
    mapRequest(request) {
      const aborting = new AbortController();
      const { signal } = aborting;
      const given = {
        ...(request.parameters ?? textsOf(texts, request)),
        body: bodyOf(request),
        principal: request.principal,
        signal,
        exchange: request,
        get context() {
          return request.context;
        },
      };
      return { given, aborting };
    },
    async call({ given, aborting }, request) {
      const started = performance.now();
      const answered = async () =>
        handledResponse(await answer(given as never), contentTypes, request);
      try {
        const response = await runHandler(answered, timeoutMs, aborting, request);
        request.integrationResponse = response;
        return response;
      } finally {
        request.integrationLatency = performance.now() - started;
      }
    },
    chooseResponse: () => undefined,
    mapResponse: (response) => response,
  };
}

/** The value that a check made of the body, else its bytes. */
function bodyOf({ framing, json, form, body }: Exchange): unknown {
  if (json !== undefined) return json;
  if (form !== undefined) return form;
  return hasBody(framing) ? body : undefined;
}

function textsOf(names: HandlerOptions["texts"], request: Exchange): ParameterValues {
  const values = noParameters();
  const read = (place: keyof ParameterValues, textOf: (name: string) => string | undefined) => {
    for (const name of names?.[place] ?? []) {
      const text = textOf(name);
      if (text !== undefined) values[place][name] = text;
    }
  };
  read("path", (name) => request.path(name));
  read("query", (name) => request.query(name));
  read("headers", (name) => request.headerAll(name));
  read("cookies", (name) => cookieValues(request, name)[0]);
  return values;
}

/** To put values into, by whatever name. */
function noParameters(): ParameterValues {
  const none = (): Record<string, unknown> => Object.create(null) as Record<string, unknown>;
  return { path: none(), query: none(), headers: none(), cookies: none() };
}
