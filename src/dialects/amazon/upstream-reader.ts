import type { ConfiguredText } from "../../model/configured-text.js";
import { showConfigured } from "../../model/configured-text.js";
import type { Upstream } from "../../model/gateway-model.js";

/** Collects the servers that integrations call, each once. */
export class UpstreamReader {
  readonly #byId = new Map<string, Upstream>();

  /** The id of the upstream at an origin. */
  read(origin: ConfiguredText): string {
    const id = showConfigured(origin);
    if (!this.#byId.has(id)) this.#byId.set(id, upstreamAt(id, origin));
    return id;
  }

  /** The id of the upstream that stands for something private, whose address only the settings know. */
  readPrivate({ arn: id, name }: { readonly arn: string; readonly name: string }): string {
    this.#byId.set(id, { id, baseUrl: undefined, name, description: id });
    return id;
  }

  /** Those that are named, sorted by id. */
  used(ids: ReadonlySet<string>): readonly Upstream[] {
    const upstreams = [...this.#byId.values()].filter(({ id }) => ids.has(id));
    return upstreams.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  }
}

/** Where a variable is the whole origin, the setting of the upstream's URL takes its place. */
function upstreamAt(id: string, origin: ConfiguredText): Upstream {
  const [only, ...more] = origin;
  if (only === undefined || only.kind === "text" || more.length > 0) {
    return { id, baseUrl: origin, name: undefined };
  }
  const name = only.name
    .replace(/^(?:var|local)\./, "")
    .replace(/[_-]?(?:base)?[_-]?(?:ur[il]|endpoint)$/i, "");
  const baseUrl = only.kind === "variable" ? undefined : origin;
  return { id, baseUrl, name: name === "" ? "upstream" : name };
}
