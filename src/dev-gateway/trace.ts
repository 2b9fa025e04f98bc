import { AsyncLocalStorage } from "node:async_hooks";
import type { IncomingMessage } from "node:http";
import { GatewayError } from "../../templates/runtime/gateway-error.js";
import type { Route } from "../../templates/runtime/route.js";
import type { RequestTrace, TracedPart, TracedStage, TraceLevel } from "./request-trace.js";
import type { Secrets } from "./secrets.js";

/** Bytes of a body that are shown. */
export const SHOWN_BYTES = 8192;

/** A message or a text, before it is known whole: its body is asked for when the request has ended. */
interface Part {
  readonly title: string;
  readonly headers?: readonly string[];
  readonly body?: (() => ShownBody | undefined) | undefined;
}

/** The beginning of a body. */
export interface ShownBody {
  readonly bytes: Buffer;
  /** Of the whole body. */
  readonly length: number;
}

interface OpenStage {
  readonly name: string;
  readonly started: number;
  ms: number | undefined;
  readonly notes: string[];
  readonly parts: Part[];
}

/** What is noted of one request on its way. */
export class Trace {
  route: Route | undefined;
  failure: GatewayError | undefined;
  status: number | undefined;
  id = "";
  readonly method: string;
  readonly target: string;
  /** What the client prefers (RFC 7240). */
  readonly prefers: string;
  readonly secrets: Secrets;
  readonly #level: TraceLevel;
  readonly #started = performance.now();
  readonly #stages: OpenStage[] = [];

  constructor(incoming: IncomingMessage, secrets: Secrets, level: TraceLevel) {
    this.method = incoming.method ?? "";
    this.target = incoming.url ?? "";
    this.prefers = String(incoming.headers["prefer"] ?? "");
    this.secrets = secrets;
    this.#level = level;
    secrets.addHeaders(incoming.rawHeaders);
    secrets.addQuery(queryOf(this.target));
  }

  begin(name: string): OpenStage {
    const stage = { name, started: performance.now(), ms: undefined, notes: [], parts: [] };
    this.#stages.push(stage);
    return stage;
  }

  matched(route: Route): void {
    this.route = route;
    const keys = route.security.flat().map(({ scheme }) => scheme.parameter);
    this.secrets.addQuery(queryOf(this.target), (name) => keys.includes(name));
  }

  /** Notes something of the stage that runs. */
  note(text: string): void {
    this.#stages.at(-1)?.notes.push(text);
  }

  /** Notes a message, or a text, of the stage that runs. */
  show(part: Part): void {
    if (this.#level === "full") this.#stages.at(-1)?.parts.push(part);
  }

  /** What happened, when the request has ended. */
  finish(): RequestTrace {
    const { secrets, failure } = this;
    const ended = performance.now();
    // What an upstream answers may be the first that is heard of a secret.
    for (const { headers = [] } of this.#stages.flatMap(({ parts }) => parts)) {
      secrets.addHeaders(headers);
    }
    return {
      id: this.id,
      method: this.method,
      target: secrets.hideInUrl(this.target),
      operation: this.route?.operationId,
      status: this.status,
      ms: ended - this.#started,
      failure: failure && { kind: failure.kind, reasons: reasonsOf(failure).map(this.#hidden) },
      stages: this.#stages.map(({ name, started, ms, notes, parts }): TracedStage => ({
        name,
        ms: ms ?? ended - started,
        notes: notes.map(this.#hidden),
        parts: parts.map((each) => this.#told(each)),
      })),
    };
  }

  readonly #hidden = (text: string): string => this.secrets.hide(text);

  #told({ title, headers = [], body }: Part): TracedPart {
    const shown = body?.();
    const bytes = shown?.bytes.subarray(0, SHOWN_BYTES);
    return {
      title: this.secrets.hideInUrl(title),
      headers: this.secrets.hideInHeaders(headers),
      text: bytes === undefined ? "" : this.secrets.hideInBody(bytes.toString("utf8")),
      omittedBytes: shown === undefined ? 0 : shown.length - (bytes?.length ?? 0),
    };
  }
}

/** The trace of the request that the running code belongs to. */
export const traces = new AsyncLocalStorage<Trace>();

/** Runs a part of the pipeline, and notes how long it took; what it gives or throws goes on. */
export function inStage<Result>(
  name: string,
  run: () => Result,
  describe?: (result: Awaited<Result>) => string | undefined,
): Result {
  const stage = traces.getStore()?.begin(name);
  if (stage === undefined) return run();
  const done = (result: Awaited<Result>) => {
    stage.ms = performance.now() - stage.started;
    const note = describe?.(result);
    if (note !== undefined) stage.notes.push(note);
    return result;
  };
  const failed = (error: unknown): never => {
    stage.ms = performance.now() - stage.started;
    stage.notes.push(error instanceof GatewayError ? error.kind : "failed");
    throw error;
  };
  try {
    const result = run();
    if (result instanceof Promise) return result.then(done, failed) as Result;
    return done(result as Awaited<Result>) as Result;
  } catch (error) {
    return failed(error);
  }
}

/** A whole body. */
export function wholeBody(body: Buffer | string | undefined): () => ShownBody | undefined {
  return () => {
    if (body === undefined) return undefined;
    const bytes = Buffer.from(body as Buffer);
    return { bytes, length: bytes.length };
  };
}

function queryOf(target: string): string {
  const mark = target.indexOf("?");
  return mark < 0 ? "" : target.slice(mark + 1);
}

function reasonsOf({ problems, told, cause }: GatewayError): readonly string[] {
  const why = cause instanceof Error ? `${cause.name}: ${cause.message}` : undefined;
  return [
    ...(told === undefined ? [] : [told]),
    ...problems.map(({ in: place, at, message }) => `${place} ${at} ${message}`),
    ...(why === undefined ? [] : [why]),
  ];
}
