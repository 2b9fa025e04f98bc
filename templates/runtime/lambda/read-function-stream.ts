import { GatewayError } from "../gateway-error.js";
import { type BodySink, brokenOff, UpstreamBody } from "../upstream-body.js";
import { EventStreamReader, type EventMessage } from "./event-stream.js";
import { isJsonObject, malformed } from "./function-response.js";
import type { FunctionStream } from "./lambda-function.js";

/** Reads what Lambda sends of a function's answer, as far as what stands in front of it. */
export function readFunctionStream(sent: UpstreamBody): Promise<FunctionStream> {
  return new Promise((resolve, reject) => {
    sent.relay(new StreamReader(new UpstreamBody(sent.source, undefined), resolve, reject));
  });
}

/** Ends what stands in front of an answer, and where it must stand. */
const DELIMITER = Buffer.alloc(8);
const MAX_HEAD = 16_384;

class StreamReader implements BodySink {
  readonly #messages = new EventStreamReader();
  readonly #body: UpstreamBody;
  readonly #resolve: (stream: FunctionStream) => void;
  readonly #reject: (error: Error) => void;
  /** What has come of the head; undefined behind it. */
  #head: Buffer | undefined = Buffer.alloc(0);
  #isComplete = false;

  constructor(
    body: UpstreamBody,
    resolve: (stream: FunctionStream) => void,
    reject: (error: Error) => void,
  ) {
    this.#body = body;
    this.#resolve = resolve;
    this.#reject = reject;
  }

  push(chunk: Buffer): void {
    try {
      for (const message of this.#messages.read(chunk)) this.#take(message);
    } catch (error) {
      const failure = brokenOff(error instanceof Error ? error : new Error(String(error)));
      this.fail(failure);
      this.#body.source.cut(failure);
    }
  }

  end(): void {
    if (this.#head !== undefined) this.#reject(new GatewayError("configuration-error"));
    else if (this.#isComplete) this.#body.end();
    else this.#body.fail(new Error("the function's answer is not complete"));
  }

  fail(failure: Error): void {
    if (this.#head === undefined) this.#body.fail(failure);
    else this.#reject(brokenOff(failure));
  }

  #take({ type, payload }: EventMessage): void {
    if (type === "PayloadChunk") return this.#add(payload);
    const end: unknown = type === "InvokeComplete" ? JSON.parse(payload.toString()) : undefined;
    if (!isJsonObject(end) || (end["ErrorCode"] ?? "") !== "") malformed("FUNCTION_FAILED");
    this.#isComplete = true;
  }

  #add(payload: Buffer): void {
    if (this.#head === undefined) return this.#body.push(payload);
    const seen = Buffer.concat([this.#head, payload]);
    const end = seen.indexOf(DELIMITER);
    if (end > MAX_HEAD || (end < 0 && seen.length > MAX_HEAD)) {
      throw new GatewayError("configuration-error");
    }
    this.#head = end < 0 ? seen : undefined;
    if (end < 0) return;
    const rest = seen.subarray(end + DELIMITER.length);
    if (rest.length > 0) this.#body.push(rest);
    this.#resolve({ head: seen.toString("utf8", 0, end), body: this.#body });
  }
}
