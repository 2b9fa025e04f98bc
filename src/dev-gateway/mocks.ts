import type { AnyAnswer } from "../../templates/runtime/handled-response.js";
import type {
  FunctionAnswer,
  FunctionStream,
} from "../../templates/runtime/lambda/lambda-function.js";
import type { UpstreamResponse } from "../../templates/runtime/upstream.js";
import { UpstreamBody } from "../../templates/runtime/upstream-body.js";
import type { ExampleAnswer, ExampleAnswers } from "../model/example-answer.js";
import { traces } from "./trace.js";

const NOTHING: ExampleAnswer = { status: 200, headers: [] };

/** Answers in place of what a gateway calls, from the document's examples. */
export class Mocks {
  readonly #answers: ExampleAnswers;
  readonly #asking: ReadonlySet<string>;

  /** @param asking the security schemes whose issuers would have to be asked */
  constructor(answers: ExampleAnswers, asking: readonly string[]) {
    this.#answers = answers;
    this.#asking = new Set(asking);
  }

  /** Whether a security scheme is decided by asking somebody over the network. */
  asks(scheme: string): boolean {
    return this.#asking.has(scheme);
  }

  /** What an HTTP upstream, or a service, would answer to the request under way. */
  ofUpstream(method: string): UpstreamResponse {
    const { status, headers, content } = this.#choose();
    const bytes = Buffer.from(content?.text ?? "");
    const hasBody = content !== undefined && status !== 204 && status !== 304;
    const typed = hasBody ? ["Content-Type", content.mediaType] : [];
    return {
      status,
      headers: [...headers.flat(), ...typed],
      body: bodyOf(hasBody && method !== "HEAD" ? bytes : undefined),
    };
  }

  /** What a Lambda function would: a response to a proxied request, a verdict to an authorizer's. */
  ofFunction(payload: string): FunctionAnswer {
    const event = parse(payload);
    if ("methodArn" in event || "routeArn" in event) {
      traces.getStore()?.note("mock: whoever shows a credential is let in");
      return { payload: JSON.stringify(VERDICT), failed: false };
    }
    const { status, headers, content } = this.#choose();
    const isProxied = "requestContext" in event;
    const response = {
      statusCode: status,
      headers: {
        ...Object.fromEntries(headers),
        ...(content !== undefined && { "content-type": content.mediaType }),
      },
      body: content?.text ?? "",
    };
    return {
      payload: isProxied ? JSON.stringify(response) : (content?.text ?? "null"),
      failed: false,
    };
  }

  /** The same of a function that answers piece by piece. */
  streamOfFunction(): FunctionStream {
    const { status, headers, content } = this.#choose();
    const typed = content === undefined ? {} : { "content-type": content.mediaType };
    return {
      head: JSON.stringify({
        statusCode: status,
        headers: { ...Object.fromEntries(headers), ...typed },
      }),
      body: bodyOf(Buffer.from(content?.text ?? "")),
    };
  }

  /** What a handler that is not written would give. */
  ofHandler(): AnyAnswer {
    const { status, headers, content } = this.#choose();
    return {
      status,
      headers: Object.fromEntries(headers),
      ...(content !== undefined && {
        contentType: content.mediaType,
        body: Buffer.from(content.text),
      }),
    };
  }

  /** The answer of success, or the one whose status the client prefers (`Prefer: code=404`). */
  #choose(): ExampleAnswer {
    const trace = traces.getStore();
    if (trace?.route === undefined) return NOTHING;
    const { method, path } = trace.route;
    const answers = this.#answers[`${method} ${path}`] ?? [];
    const [, code] = /\bcode=(\d{3})\b/.exec(trace.prefers) ?? [];
    const preferred = answers.find(({ status }) => String(status) === code);
    const chosen = preferred ?? answers[0] ?? NOTHING;
    trace.note(`mock: ${origin(chosen)}`);
    return chosen;
  }
}

/** Where a mocked answer comes from. */
function origin({ status, content }: ExampleAnswer): string {
  if (content === undefined) return `${status}, for which the document describes no body`;
  const source = content.isWritten ? "the document's example" : "a value made from the schema";
  return `${source} for ${status}`;
}

/** Lets its caller do everything, in every form in which authorizers say it. */
const VERDICT = {
  principalId: "mock",
  isAuthorized: true,
  policyDocument: {
    Version: "2012-10-17",
    Statement: [{ Action: "execute-api:Invoke", Effect: "Allow", Resource: "*" }],
  },
};

function bodyOf(bytes: Buffer | undefined): UpstreamBody {
  const source = { pause() {}, resume() {}, cut() {} };
  const body = new UpstreamBody(source, bytes?.length);
  if (bytes !== undefined && bytes.length > 0) body.push(bytes);
  body.end();
  return body;
}

function parse(payload: string): object {
  try {
    const value: unknown = JSON.parse(payload);
    return typeof value === "object" && value !== null ? value : {};
  } catch {
    return {};
  }
}
