import { type BodyTemplate, isRendered } from "./body-template.js";
import { chooseRule, mapByRule } from "./choose-response.js";
import type { Exchange } from "./exchange.js";
import { hasBody } from "./framing-guard.js";
import { GatewayError } from "./gateway-error.js";
import type { Integration, IntegrationAnswer, ResponseRule } from "./integration.js";
import { mockStatus } from "./mock-status.js";
import type { WithoutTemplate } from "./request-template.js";
import { chooseRequestTemplate, findRequestTemplate, renderRequest } from "./request-template.js";

/** What the document says of a mock integration. */
export interface MockOptions {
  /**
   * The status that each request template renders, by media type in lower case, or the template;
   * `undefined` where it yields none, which Amazon answers with 500.
   */
  readonly statusCode: Readonly<Record<string, number | BodyTemplate | undefined>>;
  readonly otherwise: WithoutTemplate;
  readonly responses: readonly ResponseRule[];
}

/** Answers by itself: the request template's `statusCode` selects among the response rules. */
export function mock(options: MockOptions): Integration<number, IntegrationAnswer> {
  return {
    readsBody: (request) => hasBody(request.framing) && mustReadBody(options, request),
    mapRequest(request) {
      const { statusCode, otherwise } = options;
      const key = chooseRequestTemplate(statusCode, otherwise, request);
      const known = statusCode[key ?? ""];
      const code =
        typeof known === "number" || (known === undefined && key !== undefined)
          ? known
          : mockStatus(
              renderRequest(known, request.body, request)?.text ?? String(request.body ?? ""),
            );
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

function mustReadBody({ statusCode, otherwise }: MockOptions, request: Exchange): boolean {
  const key = findRequestTemplate(statusCode, request);
  return key === undefined ? otherwise === "pass through" : isRendered(statusCode[key]);
}
