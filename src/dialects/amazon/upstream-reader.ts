import type { ConfiguredText } from "../../model/configured-text.js";
import { showConfigured } from "../../model/configured-text.js";
import type { Upstream } from "../../model/gateway-model.js";
import type { UpstreamTls } from "../../model/upstream-options.js";

/** Collects the servers that integrations call, each once. */
export class UpstreamReader {
  readonly #byId = new Map<string, Upstream>();

  /** The id of the upstream at an origin; there is one for each way to verify who that is. */
  read(origin: ConfiguredText, tls: UpstreamTls | undefined): string {
    const [first] = origin;
    const isPlain = first?.kind === "text" && first.text.startsWith("http:");
    return this.#add(upstreamAt(showConfigured(origin), origin), isPlain ? undefined : tls);
  }

  /** The id of the upstream that stands for something private, whose address only the settings know. */
  readPrivate(
    { arn: id, name }: { readonly arn: string; readonly name: string },
    tls: UpstreamTls | undefined,
  ): string {
    return this.#add({ id, baseUrl: undefined, name, description: id }, tls);
  }

  get all(): readonly Upstream[] {
    return [...this.#byId.values()];
  }

  #add(upstream: Upstream, tls: UpstreamTls | undefined): string {
    if (tls === undefined) {
      this.#byId.set(upstream.id, upstream);
      return upstream.id;
    }
    const variant = variantBy(tls);
    const id = `${upstream.id} ${variant}`;
    this.#byId.set(id, { ...upstream, id, variant, options: { tls } });
    return id;
  }
}

function variantBy({ insecureSkipVerification, serverName }: UpstreamTls): string {
  const verified = insecureSkipVerification === true ? ["unverified"] : [];
  return [...verified, ...(serverName === undefined ? [] : [`as ${serverName}`])].join(" ");
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
