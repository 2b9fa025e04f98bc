import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import type { HeaderLine } from "../harness/raw-client.js";
import { bodyBytes } from "./case-body.js";
import { GATEWAY_KEYS } from "./case-settings.js";
import { jsonProblem, SUBSET } from "./compare-json.js";
import type { Issuer, StubbedBackend, StubResponse } from "./gateway-case.js";
import { answerIssuer } from "./issuer-keys.js";
import { parseJson } from "./json.js";
import { parseQuery, type ReceivedCall } from "./received-call.js";
import { headerOf, readServiceCall } from "./service-call.js";
import { signatureProblem } from "./sign-v4.js";

/**
 * The backends of one gateway at a time: an HTTP server, and one that is Lambda, the other services
 * of Amazon's and the issuers of tokens, which `AWS_ENDPOINT_URL` leads to. Calls of services must be
 * signed by the gateway's keys.
 */
export class BackendStubs {
  readonly upstreamUrl: string;
  readonly awsUrl: string;
  readonly #servers: readonly Server[];
  #stubs: readonly StubbedBackend[] = [];
  #issuers: readonly Issuer[] = [];
  #calls: ReceivedCall[] = [];
  #problems: string[] = [];
  /** How often each stub that answers in turn has answered. */
  #turns = new Map<StubbedBackend, number>();

  private constructor(upstream: Server, aws: Server) {
    this.#servers = [upstream, aws];
    this.upstreamUrl = urlOf(upstream);
    this.awsUrl = urlOf(aws);
    upstream.on("request", (request, response) => void this.#answerHttp(request, response));
    aws.on("request", (request, response) => void this.#answerAws(request, response));
  }

  static async open(): Promise<BackendStubs> {
    const servers = [createServer(), createServer()] as const;
    for (const server of servers) {
      server.listen(0, "127.0.0.1");
      await once(server, "listening");
    }
    return new BackendStubs(...servers);
  }

  close(): void {
    for (const server of this.#servers) {
      server.close();
      server.closeAllConnections();
    }
  }

  /** Takes the place of a case's backends. Nothing of the case before may be running. */
  become(stubs: readonly StubbedBackend[], issuers: readonly Issuer[]): void {
    this.#stubs = stubs;
    this.#issuers = issuers;
    this.#calls = [];
    this.#problems = [];
    this.#turns = new Map();
  }

  /** The calls since this was last asked. */
  takeCalls(): readonly ReceivedCall[] {
    const calls = this.#calls;
    this.#calls = [];
    return calls;
  }

  /** What was wrong with the signatures of calls, since this was last asked. */
  takeProblems(): readonly string[] {
    const problems = this.#problems;
    this.#problems = [];
    return problems;
  }

  async #answerHttp(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const call = await receive(request);
    if (call === undefined) return;
    this.#calls.push({ kind: "http", ...call });
    const stub = this.#stubs.find(
      ({ match }) =>
        match !== undefined &&
        (match.method ?? call.method) === call.method &&
        (match.path ?? call.path) === call.path,
    );
    await this.#respond(stub, response);
  }

  async #answerAws(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const call = await receive(request);
    if (call === undefined) return;
    const served = answerIssuer(call.path, this.#issuers, this.awsUrl);
    if (served !== undefined) {
      response.setHeader("Content-Type", "application/json");
      response.end(JSON.stringify(served));
      return;
    }
    const problem = signatureProblem({ ...call, target: request.url ?? "" }, GATEWAY_KEYS);
    if (problem !== undefined) {
      this.#problems.push(problem);
      response.setHeader("x-amzn-ErrorType", "InvalidSignatureException");
      response.writeHead(403).end(JSON.stringify({ message: problem }));
      return;
    }
    const invoked = /^\/+2015-03-31\/functions\/([^/]+)\/invocations$/.exec(call.path);
    if (invoked === null) {
      const received = readServiceCall(call);
      this.#calls.push(received);
      const stub = this.#stubs.find(({ service }) => service === received.service);
      await this.#respond(stub, response);
      return;
    }
    const name = functionName(decodeURIComponent(invoked[1] ?? ""));
    const event = parseJson(call.body.toString());
    const invocationType = headerOf(call.headers, "x-amz-invocation-type") ?? "RequestResponse";
    this.#calls.push({ kind: "lambda", ...call, function: name, event, invocationType });
    const stub = this.#stubs.find(
      ({ function: stubbed, when = {} }) =>
        stubbed === name &&
        jsonProblem(event, when, { ...SUBSET, matchers: true }, "event") === undefined,
    );
    if (invocationType === "Event") response.writeHead(202).end();
    else await this.#invoke(stub, response);
  }

  /** Answers as the Invoke API does. */
  async #invoke(stub: StubbedBackend | undefined, response: ServerResponse): Promise<void> {
    const { respond = NOBODY } = stub ?? {};
    const { invokeError, functionError, payload = null, payloadText } = respond;
    await wait(respond.delayMs ?? 0);
    response.setHeader("Content-Type", "application/json");
    response.setHeader("x-amzn-RequestId", "00000000-0000-4000-8000-000000000000");
    if (invokeError !== undefined) {
      response.setHeader("x-amzn-ErrorType", invokeError.type);
      response.writeHead(invokeError.statusCode).end('{"Message":"The invocation failed."}');
      return;
    }
    response.setHeader("X-Amz-Executed-Version", "$LATEST");
    if (functionError !== undefined) response.setHeader("X-Amz-Function-Error", functionError);
    response.writeHead(respond.statusCode ?? 200).end(payloadText ?? JSON.stringify(payload));
  }

  async #respond(stub: StubbedBackend | undefined, response: ServerResponse): Promise<void> {
    const { respondSequence, respond } = stub ?? {};
    const turn = stub === undefined ? 0 : (this.#turns.get(stub) ?? 0);
    if (stub !== undefined) this.#turns.set(stub, turn + 1);
    const answer = respond ?? respondSequence?.[Math.min(turn, respondSequence.length - 1)];
    const { status = 501, headers = {}, delayMs = 0, ...body } = answer ?? NO_STUB;
    await wait(delayMs);
    const bytes = bodyBytes(body) ?? Buffer.alloc(0);
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    if (status !== 204 && status !== 304) response.setHeader("Content-Length", bytes.length);
    response.writeHead(status).end(bytes);
  }
}

/** What is answered where a case has no stub: nothing that a case could expect. */
const NO_STUB: StubResponse = { status: 501, body: "the case has no stub for this call" };
const NOBODY: StubResponse = {
  invokeError: { statusCode: 404, type: "ResourceNotFoundException" },
};

/** A function's name, from it alone or from an ARN, which an alias or a version may follow. */
function functionName(text: string): string {
  return /^arn:(?:[^:]*:){4}function:([^:]+)/.exec(text)?.[1] ?? text;
}

/** Reads a request to its end; undefined if it is given up before. */
async function receive(request: IncomingMessage) {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  } catch (error) {
    if (request.complete) throw error;
    return undefined;
  }
  const target = request.url ?? "";
  const mark = target.indexOf("?");
  const headers = Array.from({ length: request.rawHeaders.length / 2 }, (_, index): HeaderLine => [
    request.rawHeaders[2 * index] ?? "",
    request.rawHeaders[2 * index + 1] ?? "",
  ]);
  return {
    method: request.method ?? "",
    path: mark < 0 ? target : target.slice(0, mark),
    query: mark < 0 ? [] : parseQuery(target.slice(mark + 1)),
    headers,
    body: Buffer.concat(chunks),
  };
}

function urlOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
