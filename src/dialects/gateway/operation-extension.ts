import { didYouMean } from "../../diagnostics/did-you-mean.js";
import type { Cursor } from "../../load/cursor.js";
import type { ApiFamily, Limits, Operation, Upstream } from "../../model/gateway-model.js";
import type { HeaderRules } from "../../model/header-rules.js";
import type { Integration } from "../../model/integration.js";
import type { CacheSettings, Throttle } from "../../model/stage.js";
import { parseQuantity } from "./quantity.js";
import { readHeaderRules } from "./read-header-rules.js";
import { isKeptSomewhere, readCache } from "./read-stages.js";
import { readThrottle } from "./read-throttle.js";

/** What becomes of a request or a response that the document does not allow. */
export type ValidationMode = "off" | "warn" | "enforce";

/** What `x-gateway` says of one operation: the nearest place wins, field by field. */
export class OperationExtension {
  readonly #own: Cursor | undefined;
  /** Nearest first. */
  readonly #objects: readonly (Cursor | undefined)[];
  readonly #upstreams: readonly Upstream[];
  readonly #family: ApiFamily;
  /** Of its path and of itself, besides those of the whole document. */
  readonly headerRules: HeaderRules | undefined;

  constructor(
    own: Cursor | undefined,
    ofPath: Cursor | undefined,
    ofRoot: Cursor | undefined,
    upstreams: readonly Upstream[],
    family: ApiFamily,
  ) {
    this.#own = own;
    this.#objects = [own, ofPath, ofRoot];
    this.#upstreams = upstreams;
    this.headerRules = readHeaderRules([ofPath, own], family);
    this.#family = family;
  }

  /** The hooks for bodies, as they are written. */
  get transform(): Cursor | undefined {
    return this.#own?.get("transform");
  }

  /** The function that answers, as it is written. */
  get handler(): Cursor | undefined {
    return this.#own?.get("handler");
  }

  /** The upstream that is chosen for the operation itself, as it is written. */
  get ownUpstream(): Cursor | undefined {
    return this.#own?.get("upstream");
  }

  /** Whether nothing passes but what the document allows. */
  get checksRequests(): boolean {
    return (this.validateRequest ?? (this.#family === "openapi" && "enforce")) === "enforce";
  }

  /** Undefined leaves it to the rules of the family. */
  get validateRequest(): ValidationMode | undefined {
    return this.#mode("request");
  }

  /** Undefined checks nothing. */
  get validateResponse(): ValidationMode | undefined {
    return this.#mode("response");
  }

  /** Undefined tells all of them. */
  get errors(): "first" | undefined {
    return this.#nearest("validate", "errors")?.value === "first" ? "first" : undefined;
  }

  /** Undefined where it is not said, or reported if there is no such upstream. */
  get upstream(): Upstream | undefined {
    const chosen = this.#nearest("upstream");
    const name = chosen?.value;
    if (chosen === undefined || typeof name !== "string") return undefined;
    const found = this.#upstreams.find((upstream) => upstream.id === name);
    if (found !== undefined) return found;
    const nearest = didYouMean(
      name,
      this.#upstreams.map(({ id }) => id),
    );
    chosen.reporter.report("unknown-upstream", chosen.at, { name, nearest });
    return undefined;
  }

  /** Where that is written which it says. */
  get written() {
    return {
      cache: this.#own?.get("cache"),
      headerRules: this.#nearest("headers"),
      limits: this.#nearest("limits", "body"),
      responseValidation: this.#nearest("validate", "response"),
      throttle: this.#own?.get("throttle"),
      timeoutMs: this.#nearest("timeout"),
      upstream: this.#nearest("upstream"),
      validation: this.#nearest("validate", "request"),
    };
  }

  /** The limit of its own. */
  get throttle(): Throttle | undefined {
    return readThrottle(this.#own?.get("throttle"));
  }

  /** How its responses are kept, if it says so itself. */
  get cache(): CacheSettings | undefined {
    return readCache(this.#own?.get("cache"));
  }

  /** Whether its responses are kept in a stage, or, where there are none, at all. */
  keepsResponses(operation: Pick<Operation, "method" | "path">): boolean {
    const [, , root] = this.#objects;
    return isKeptSomewhere(operation, this.cache, root?.get("stages"));
  }

  get timeoutMs(): number | undefined {
    return parseQuantity(this.#nearest("timeout")?.value, "time");
  }

  /** Limits other than those at the root, which hold for all. */
  get limits(): Limits | undefined {
    const [own, ofPath, ofRoot] = this.#objects.map((each) =>
      parseQuantity(each?.get("limits")?.get("body")?.value, "bytes"),
    );
    const bodyBytes = own ?? ofPath;
    return bodyBytes === undefined || bodyBytes === ofRoot ? undefined : { bodyBytes };
  }

  /**
   * An integration of the document's with the upstream and the timeout that were chosen.
   * @param written the vendor's timeout, if the document has it
   */
  applyTo(integration: Integration, written: Cursor | undefined): Integration {
    const { upstream, timeoutMs } = this;
    if (!("upstream" in integration)) {
      const waits = "timeoutMs" in integration;
      const isHandler = integration.kind === "handler";
      for (const field of isHandler ? [] : waits ? ["upstream"] : ["upstream", "timeout"]) {
        const set = this.#own?.get(field);
        set?.reporter.report("ineffective-gateway-field", set.keyAt, { field });
      }
      const rules = this.#own?.get("headers")?.get("request");
      const params = { field: "headers.request" };
      rules?.reporter.report("ineffective-gateway-field", rules.keyAt, params);
      if (!waits) return integration;
    }
    if (timeoutMs !== undefined && typeof written?.value === "number") {
      if (written.value !== timeoutMs) {
        const found = written.value;
        written.reporter.report("overruled-timeout", written.at, { found, timeoutMs });
      }
    }
    return {
      ...integration,
      ...("upstream" in integration && upstream !== undefined && { upstream: upstream.id }),
      ...(timeoutMs !== undefined && { timeoutMs }),
    };
  }

  #mode(checked: "request" | "response"): ValidationMode | undefined {
    const mode = this.#nearest("validate", checked)?.value;
    return mode === "off" || mode === "warn" || mode === "enforce" ? mode : undefined;
  }

  #nearest(...path: readonly string[]): Cursor | undefined {
    for (const object of this.#objects) {
      let found = object;
      for (const key of path) found = found?.get(key);
      if (found !== undefined) return found;
    }
    return undefined;
  }
}
