import type { BodyTemplate } from "../body-template.js";
import { chooseRule, mapByRule } from "../choose-response.js";
import type { Exchange } from "../exchange.js";
import type { Mapped } from "../http-call.js";
import { convertedBody } from "../http-call.js";
import type { BodyForm, Integration, IntegrationAnswer, ResponseRule } from "../integration.js";
import type { WithoutTemplate } from "../request-template.js";
import { chooseRequestTemplate, findRequestTemplate, renderRequest } from "../request-template.js";
import { withTrace } from "../with-trace.js";
import type { FunctionAnswer, Invocation, LambdaFunction } from "./lambda-function.js";
import { callFunction } from "./lambda-function.js";

/** What the document says of a custom Lambda integration. */
export interface LambdaOptions {
  readonly function: LambdaFunction;
  /** Payloads in place of the client's body, by media type in lower case. */
  readonly requestTemplates?: Readonly<Record<string, BodyTemplate>>;
  /** Absent, the client's body passes through. */
  readonly otherwise?: WithoutTemplate;
  /** What `X-Amz-Invocation-Type` is mapped from: `Event` waits for no answer. */
  readonly invocationType?: string | ((request: Exchange) => Mapped[string]);
  /** What the client's body is made; absent, what its media type says that it is. */
  readonly bodyAs?: BodyForm;
  /** Their patterns match the message of a function that failed; it is empty for one that did not. */
  readonly responses: readonly ResponseRule[];
  readonly timeoutMs: number;
}

interface LambdaCall {
  readonly payload: string;
  readonly type: Invocation["type"];
}

/** Calls a function with what the document maps, and answers by its response rules. */
export function lambda(options: LambdaOptions): Integration<LambdaCall, FunctionAnswer> {
  const { function: target, timeoutMs, requestTemplates = {}, responses } = options;
  const { otherwise = "pass through" } = options;
  const templateFor = (request: Exchange) => findRequestTemplate(requestTemplates, request);
  const conversion = (request: Exchange) =>
    request.settings.bodies?.ofRequest(request, options.bodyAs, templateFor(request) !== undefined);
  return {
    readsBody: () => true,
    mapRequest(request) {
      const { invocationType: type } = options;
      const headers = { [TYPE]: typeof type === "function" ? type(request) : type };
      const key = chooseRequestTemplate(requestTemplates, otherwise, request);
      const sent = convertedBody(request, conversion(request));
      const rendered = renderRequest(requestTemplates[key ?? ""], sent, request);
      const text = rendered?.text ?? sent?.toString("utf8") ?? "";
      return {
        // Lambda takes an empty payload for an empty event.
        payload: text === "" ? "{}" : text,
        type: invocationType(rendered?.request?.headers(headers) ?? headers),
      };
    },
    call: ({ payload, type }, request) =>
      callFunction(target, payload, { request, type, timeoutMs }),
    chooseResponse: (answer) => chooseRule(responses, OK, errorMessage(answer)),
    mapResponse(answer, rule, request) {
      const seen = asIntegrationAnswer(answer);
      const convert = rule && request.settings.bodies?.ofAnswer(seen, rule, request);
      return withTrace(mapByRule(seen, rule, request, convert), request);
    },
  };
}

const OK = 200;
const TYPE = "X-Amz-Invocation-Type";

/** A template may say it too, and writes names as it likes. */
function invocationType(headers: Mapped): Invocation["type"] {
  const isEvent = Object.entries(headers).some(
    ([name, value]) => name.toLowerCase() === TYPE.toLowerCase() && String(value) === "Event",
  );
  return isEvent ? "Event" : "RequestResponse";
}

/** What a function that failed says of it. */
function errorMessage({ payload, failed }: FunctionAnswer): string {
  if (!failed) return "";
  try {
    const error: unknown = JSON.parse(payload);
    return typeof error === "object" && error !== null && "errorMessage" in error
      ? String(error.errorMessage)
      : "";
  } catch {
    return "";
  }
}

function asIntegrationAnswer({ payload }: FunctionAnswer): IntegrationAnswer {
  const header = (name: string) =>
    name.toLowerCase() === "content-type" ? "application/json" : undefined;
  return { status: OK, header, headerAll: header, body: Buffer.from(payload) };
}
