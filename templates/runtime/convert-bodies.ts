import { isUtf8 } from "node:buffer";
import { MAX_BODY_BYTES } from "./body.js";
import { chooseTemplate } from "./choose-template.js";
import { decodeBase64 } from "./decode-base64.js";
import type { Exchange } from "./exchange.js";
import { hasBody } from "./framing-guard.js";
import { GatewayError } from "./gateway-error.js";
import { headerValues, removeHeader } from "./header-values.js";
import type { BodyConversion, BodyForm, ConvertBody, GatewayResponse } from "./integration.js";
import { UpstreamBody } from "./upstream-body.js";

/**
 * Converts bodies as Amazon API Gateway does. A body is bytes if its media type is one of these,
 * else text; bytes become text as base64, and text that should be bytes must be base64. An answer
 * is made what the client accepts first, unless its rule says what.
 * @param binary media types and ranges (`image/*`) in lower case; without any, text passes as the
 *   bytes that it came as, unless the document makes it text
 */
export function convertBodies(binary: readonly string[]): BodyConversion {
  const isBinary = (header: string | undefined) => isOneOf(binary, header);
  const conversion = (
    isBytes: boolean,
    wanted: BodyForm,
    said?: BodyForm,
  ): ConvertBody | undefined => {
    if (isBytes) return wanted === "bytes" ? undefined : toBase64;
    if (wanted === "bytes") return fromBase64;
    return binary.length === 0 && said !== "text" ? undefined : toText;
  };
  const accepted = (request: Exchange): BodyForm =>
    isBinary(request.header("accept")) ? "bytes" : "text";
  return {
    isBytes: isBinary,
    ofRequest(request, bodyAs, isTemplated) {
      if (!hasBody(request.framing)) return undefined;
      const isBytes = isBinary(request.header("content-type"));
      const wanted = bodyAs ?? (isBytes ? "bytes" : "text");
      const convert = conversion(isBytes, wanted, bodyAs);
      return isTemplated && wanted === "bytes"
        ? (body) => mustBeText(convert?.(body) ?? body)
        : convert;
    },
    ofAnswer(answer, rule, request) {
      const wanted = rule.bodyAs ?? accepted(request);
      const [, template = ""] = chooseTemplate(rule.templates ?? {}, request) ?? [];
      // Unable to transform response.
      if (template !== "" && wanted === "bytes") throw new GatewayError("configuration-error");
      if (rule.bodyAs === undefined && isCoded(answer.header("content-encoding"))) return undefined;
      return conversion(isBinary(answer.header("content-type")), wanted, rule.bodyAs);
    },
    async ofProxied(response, request) {
      const { headers, body } = response;
      const header = (name: string) => headerValues(headers, name).at(-1);
      if (!(body instanceof UpstreamBody) || isCoded(header("content-encoding"))) return response;
      const convert = conversion(isBinary(header("content-type")), accepted(request));
      return convert === undefined ? response : converted(response, body, convert);
    },
  };
}

/** What is compressed is neither text nor base64: it passes, unless the document says otherwise. */
function isCoded(contentEncoding = "identity"): boolean {
  return contentEncoding.toLowerCase() !== "identity";
}

/**
 * Whether a header's first media type is one of these. Ranges in the header are no ranges: `*` is
 * but a character there. Without the header it is JSON.
 */
function isOneOf(types: readonly string[], header = "application/json"): boolean {
  const [first = ""] = header.split(/[,;]/, 1);
  const mediaType = first.trim().toLowerCase();
  return types.some(
    (type) =>
      type === "*/*" ||
      // Amazon knows no ranges of subtypes, nor takes one for a literal.
      (type === mediaType && !type.startsWith("*")) ||
      (type.endsWith("/*") && mediaType.startsWith(type.slice(0, -1))),
  );
}

/** An answer without a body, such as that to HEAD, stays as it is. */
async function converted(
  response: GatewayResponse,
  body: UpstreamBody,
  convert: ConvertBody,
): Promise<GatewayResponse> {
  const whole = await body.read(MAX_BODY_BYTES);
  if (whole.length === 0) return response;
  const headers = [...response.headers];
  removeHeader(headers, "content-length");
  return { ...response, headers, body: convert(whole) };
}

function toBase64(body: Buffer): Buffer {
  return Buffer.from(body.toString("base64"));
}

function fromBase64(body: Buffer): Buffer {
  const bytes = decodeBase64(body.toString("latin1"));
  if (bytes === undefined) throw new GatewayError("configuration-error");
  return bytes;
}

/** Bytes that are no UTF-8 become U+FFFD. */
function toText(body: Buffer): Buffer {
  return isUtf8(body) ? body : Buffer.from(body.toString("utf8"));
}

function mustBeText(body: Buffer): Buffer {
  // Unable to transform request.
  if (!isUtf8(body)) throw new GatewayError("configuration-error");
  return body;
}
