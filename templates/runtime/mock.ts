import { chooseRule, mapByRule } from "./choose-response.js";
import type { Exchange } from "./exchange.js";
import { GatewayError } from "./gateway-error.js";
import type { Integration, IntegrationAnswer, ResponseRule } from "./integration.js";
import { parseMediaType } from "./media-type.js";
import { mockStatus } from "./mock-status.js";

/** What the document says of a mock integration. */
export interface MockOptions {
  /**
   * The status that each request template renders, by media type in lower case; `undefined` where
   * a template yields none, which Amazon answers with 500.
   */
  readonly statusCode: Readonly<Record<string, number | undefined>>;
  /** What becomes of a request for whose media type there is no template. */
  readonly otherwise: "pass through" | "unsupported media type";
  readonly responses: readonly ResponseRule[];
}

/** Answers by itself: the request template's `statusCode` selects among the response rules. */
export function mock(options: MockOptions): Integration<number, IntegrationAnswer> {
  return {
    readsBody: (request) =>
      options.otherwise === "pass through" && !hasTemplate(options, templateKey(request)),
    mapRequest(request) {
      const key = templateKey(request);
      const passed = !hasTemplate(options, key);
      if (passed && options.otherwise !== "pass through") {
        throw new GatewayError("unsupported-media-type");
      }
      const code = passed ? mockStatus(String(request.body ?? "")) : options.statusCode[key];
      // Unable to parse statusCode: it should be an integer in the request template.
      if (code === undefined) throw new GatewayError("configuration-error");
      return code;
    },
    call: (code) => ({
      status: code,
      body: undefined,
      header: () => undefined,
      headerAll: () => undefined,
    }),
    chooseResponse: (answer) => chooseRule(options.responses, answer.status),
    mapResponse: (answer, rule, request) => mapByRule(answer, rule, request),
  };
}

/** A request without a Content-Type counts as JSON. */
function templateKey(request: Exchange): string {
  const contentType = request.header("content-type");
  return contentType === undefined ? "application/json" : (parseMediaType(contentType) ?? "");
}

function hasTemplate(options: MockOptions, key: string): boolean {
  return Object.hasOwn(options.statusCode, key);
}
