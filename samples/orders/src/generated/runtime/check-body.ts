import type { BodyReader } from "./body-reader.js";
import { declaredFor } from "./declared-content.js";
import type { Exchange } from "./exchange.js";
import { hasBody } from "./framing-guard.js";
import { GatewayError } from "./gateway-error.js";
import { parseJson } from "./json.js";
import { isJsonMediaType, isUtf8, parseMediaType } from "./media-type.js";
import type { Validation } from "./route.js";
import { Unreadable } from "./unreadable.js";
import type { Validator } from "./validation.js";
import { findProblems } from "./validation.js";

/** What an operation takes as its body. */
export interface DeclaredBody {
  readonly required?: true;
  /**
   * By media type or range (`text/*`, `application/*+json`) in lower case: the validator of JSON, what
   * reads all else, or `anything` goes.
   */
  readonly content: Readonly<Record<string, Validator | BodyReader | "anything">>;
}

/** Checks the body as the document declares it: there if required, of a declared media type, valid. */
export function checkBody(declared: DeclaredBody): NonNullable<Validation["body"]> {
  return (request) => {
    if (!hasBody(request.framing)) {
      if (declared.required !== true) return undefined;
      const problems = [{ in: "body", at: "", message: "is missing" }];
      throw new GatewayError("bad-body", { problems });
    }
    const contentType = request.header("content-type") ?? "";
    const mediaType = parseMediaType(contentType) ?? "";
    const check = declaredFor(declared.content, mediaType);
    if (check === "anything") return undefined;
    if (check !== undefined && isUtf8(contentType) && isPlain(request)) {
      if (isJsonMediaType(mediaType)) {
        const validator = typeof check === "object" ? check.validator : check;
        return (read) => checkJson(read, validator);
      }
      if (typeof check === "object") return (read) => checkRead(read, check);
    }
    // Also what is no JSON in a range of which only JSON can be checked.
    throw new GatewayError("unsupported-media-type");
  };
}

/** Whether a body has no content coding, or one that was undone before it is checked. */
function isPlain(request: Exchange): boolean {
  const coding = request.headerAll("content-encoding") ?? "identity";
  const { family } = request.settings;
  return coding.toLowerCase() === "identity" || family.bodyDecoder(request) !== undefined;
}

function checkJson(request: Exchange, validator: Validator): void {
  try {
    request.json = parseJson(request.body ?? Buffer.alloc(0));
  } catch (cause) {
    const message = `is not JSON that all readers agree on: ${(cause as Error).message}`;
    const problems = [{ in: "body", at: "", keyword: "json", message }];
    throw new GatewayError("bad-body", { problems, cause });
  }
  const problems = findProblems(request.json, validator, "body", request.route.errors);
  if (problems !== undefined) throw new GatewayError("bad-body", { problems });
}

async function checkRead(request: Exchange, { read, validator }: BodyReader): Promise<void> {
  const value = await valueOf(request, read);
  const problems = findProblems(value, validator, "body", request.route.errors);
  if (problems !== undefined) throw new GatewayError("bad-body", { problems });
  request.form = value;
}

async function valueOf(request: Exchange, read: BodyReader["read"]): Promise<unknown> {
  try {
    return await read(request.body ?? Buffer.alloc(0), request);
  } catch (cause) {
    if (!(cause instanceof Unreadable)) throw cause;
    const { at, keyword, message } = cause;
    throw new GatewayError("bad-body", { problems: [{ in: "body", at, keyword, message }], cause });
  }
}
