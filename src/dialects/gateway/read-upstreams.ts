import { quote } from "../../diagnostics/quote.js";
import type { Cursor } from "../../load/cursor.js";
import type { ApiFamily, Upstream } from "../../model/gateway-model.js";
import { callableUrl } from "../openapi/read-server.js";
import { BASE_URL } from "./fields.js";

/** The upstreams that have names of the user's own. */
export function readUpstreams(
  upstreams: Cursor | undefined,
  family: ApiFamily,
): readonly Upstream[] {
  if (upstreams?.isObject !== true) return [];
  return upstreams.entries().map(([name, upstream]) => {
    if (name === "upstream" && family === "openapi") {
      const form = "another name; this is what the document's first server is called";
      const params = { field: "upstreams", found: quote(name), form };
      upstream.reporter.report("invalid-gateway-value", upstream.keyAt, params);
    }
    const baseUrl = readBaseUrl(upstream);
    const description = upstream.get("description")?.value;
    return {
      id: name,
      name,
      baseUrl: baseUrl === undefined ? undefined : [{ kind: "text", text: baseUrl }],
      ...(typeof description === "string" && { description }),
    };
  });
}

/** What the pattern of the field lets through may still be no URL. */
function readBaseUrl(upstream: Cursor): string | undefined {
  const url = upstream.get("url");
  if (url === undefined || typeof url.value !== "string") return undefined;
  const baseUrl = callableUrl(url.value);
  if (baseUrl === undefined) {
    const field = `upstreams.${upstream.name}.url`;
    const params = { field, found: quote(url.value), form: BASE_URL.form };
    url.reporter.report("invalid-gateway-value", url.at, params);
  }
  return baseUrl;
}
