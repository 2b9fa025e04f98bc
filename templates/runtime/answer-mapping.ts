import { GatewayError } from "./gateway-error.js";
import type { IntegrationAnswer } from "./integration.js";
import { memberText, parseMapped } from "./json-member.js";

/** Amazon takes no more of all headers together, so that no header is longer. */
const MAX_HEADER_BYTES = 10_240;

/** `integration.response.body`: the answer's body as text, where it can be a header's value. */
export function answerText(answer: IntegrationAnswer): string | undefined {
  json(answer);
  const { body } = answer;
  if (!Buffer.isBuffer(body) || body.length === 0 || body.length > MAX_HEADER_BYTES) {
    return undefined;
  }
  return body.toString("utf8");
}

/** `integration.response.body.a.b[0]`: a member of the JSON body as text, if it is there. */
export function answerMember(
  answer: IntegrationAnswer,
  ...keys: (string | number)[]
): string | undefined {
  return memberText(json(answer), keys);
}

/** The body parsed; one that is no JSON fails, whatever the mapping asks of it. */
function json(answer: IntegrationAnswer): unknown {
  if (answer.json !== undefined || !Buffer.isBuffer(answer.body)) return answer.json;
  try {
    answer.json = parseMapped(answer.body);
  } catch (cause) {
    throw new GatewayError("integration-failure", { cause });
  }
  return answer.json;
}
