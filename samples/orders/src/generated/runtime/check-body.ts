import type { Exchange } from "./exchange.js";
import { hasBody } from "./framing-guard.js";
import { GatewayError } from "./gateway-error.js";
import { parseJson } from "./json.js";
import { isJsonMediaType, parseMediaType } from "./media-type.js";
import type { Validation } from "./route.js";
import type { Validator } from "./validation.js";
import { Problems } from "./validation.js";

/** What an operation takes as its body. */
export interface DeclaredBody {
  readonly required?: true;
  /** By media type or range (`text/*`) in lower case: the validator of JSON, or `anything` goes. */
  readonly content: Readonly<Record<string, Validator | "anything">>;
}

/** Checks the body as the document declares it: there if required, of a declared media type, valid. */
export function checkBody(declared: DeclaredBody): NonNullable<Validation["body"]> {
  return (request) => {
    if (!hasBody(request.framing)) {
      if (declared.required !== true) return undefined;
      const problems = [{ in: "body", at: "", message: "is missing" }];
      throw new GatewayError("bad-body", { problems });
    }
    const mediaType = parseMediaType(request.header("content-type") ?? "") ?? "";
    const validator = declaredFor(declared.content, mediaType);
    if (validator === undefined) throw new GatewayError("unsupported-media-type");
    if (validator === "anything" || !isJsonMediaType(mediaType)) return undefined;
    return (read) => checkJson(read, validator);
  };
}

/** What is declared for a media type: by its name, else by the narrowest range that holds it. */
function declaredFor(content: DeclaredBody["content"], mediaType: string) {
  const range = mediaType.replace(/\/.*$/, "/*");
  const name = [mediaType, range, "*/*"].find((each) => Object.hasOwn(content, each));
  return name === undefined ? undefined : content[name];
}

function checkJson(request: Exchange, validator: Validator): void {
  const problems = new Problems("body");
  try {
    request.json = parseJson(request.body ?? Buffer.alloc(0));
  } catch (cause) {
    problems.add("json", `is not JSON that all readers agree on: ${(cause as Error).message}`);
    throw new GatewayError("bad-body", { problems: problems.list, cause });
  }
  if (!validator(request.json, problems)) {
    throw new GatewayError("bad-body", { problems: problems.list });
  }
}
