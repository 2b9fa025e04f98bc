import { quote } from "../../diagnostics/quote.js";
import type { Cursor } from "../../load/cursor.js";
import type { Upstream } from "../../model/gateway-model.js";
import { callableUrl } from "../openapi/read-server.js";
import { readUpstreamOptions } from "./read-upstream-options.js";
import { BASE_URL } from "./upstream-fields.js";

/** An upstream as `x-gateway` writes it: one of the document's, or one of its own. */
export interface WrittenUpstream extends Upstream {
  readonly name: string;
  readonly cursor: Cursor;
  /** Base URLs, if it has any. */
  readonly urls: readonly string[];
}

/** The upstreams that have names of the user's own. */
export function readUpstreams(upstreams: Cursor | undefined): readonly WrittenUpstream[] {
  if (upstreams?.isObject !== true) return [];
  return upstreams.entries().map(([name, cursor]) => {
    const url = readBaseUrl(cursor.get("url"), `upstreams.${name}.url`);
    const targets = readTargets(cursor, name);
    const urls = targets ?? (url === undefined ? [] : [url]);
    const [first] = urls;
    const description = cursor.get("description")?.value;
    const options = readUpstreamOptions(cursor, targets);
    return {
      id: name,
      name,
      cursor,
      urls,
      baseUrl: first === undefined ? undefined : [{ kind: "text", text: first }],
      ...(typeof description === "string" && { description }),
      ...(options !== undefined && { options }),
      at: cursor.keyAt,
    };
  });
}

function readTargets(upstream: Cursor, name: string): readonly string[] | undefined {
  const targets = upstream.get("targets");
  if (targets?.isArray !== true) return undefined;
  const field = `upstreams.${name}.targets`;
  if (upstream.has("url")) {
    const params = { field, found: "there beside a url", form: "all of them in targets" };
    targets.reporter.report("invalid-gateway-value", targets.keyAt, params);
  }
  const urls = targets.items().flatMap((each) => readBaseUrl(each, field) ?? []);
  return urls.length === 0 ? undefined : urls;
}

/** What the pattern of the field lets through may still be no URL. */
function readBaseUrl(url: Cursor | undefined, field: string): string | undefined {
  if (url === undefined || typeof url.value !== "string") return undefined;
  const baseUrl = callableUrl(url.value);
  if (baseUrl === undefined) {
    const params = { field, found: quote(url.value), form: BASE_URL.form };
    url.reporter.report("invalid-gateway-value", url.at, params);
  }
  return baseUrl;
}
