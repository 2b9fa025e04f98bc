import { escapeJavaScript } from "./escape-javascript.js";
import { parseJsonText } from "./parse-json.js";
import { text } from "./text.js";
import { urlDecode } from "./url-decode.js";
import { urlEncode } from "./url-encode.js";
import { Native, type Value } from "./value.js";

/** `$util`. Where a text is wanted, another value is what it prints. */
export class Util extends Native {
  escapeJavaScript(value: Value): string {
    return escapeJavaScript(text(value));
  }

  /** @throws UnparsableJson */
  parseJson(value: Value): Value {
    return value === null ? null : parseJsonText(text(value));
  }

  urlEncode(value: Value): string {
    return urlEncode(text(value));
  }

  urlDecode(value: Value): string {
    return urlDecode(text(value));
  }

  base64Encode(value: Value): string {
    return Buffer.from(text(value)).toString("base64");
  }

  /** What is no Base64 is passed over. */
  base64Decode(value: Value): string {
    return Buffer.from(text(value), "base64").toString("utf8");
  }

  override call(name: string, args: readonly Value[]): Value | undefined {
    const [value] = args;
    if (value === undefined || args.length > 1) return undefined;
    switch (name) {
      case "escapeJavaScript":
        return this.escapeJavaScript(value);
      case "parseJson":
        return this.parseJson(value);
      case "urlEncode":
        return this.urlEncode(value);
      case "urlDecode":
        return this.urlDecode(value);
      case "base64Encode":
        return this.base64Encode(value);
      case "base64Decode":
        return this.base64Decode(value);
      default:
        return undefined;
    }
  }
}

export const util = new Util();
