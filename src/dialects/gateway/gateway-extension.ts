import { quote } from "../../diagnostics/quote.js";
import type { Cursor } from "../../load/cursor.js";
import type { ApiFamily, Limits, Operation, Upstream } from "../../model/gateway-model.js";
import type { DocumentOperation } from "../openapi/read-operations.js";
import { callableUrl } from "../openapi/read-server.js";
import type { Bounds } from "./bounds.js";
import { BOUNDS } from "./bounds.js";
import { checkGatewayObject } from "./check-gateway-object.js";
import { checkPlaces, GATEWAY } from "./check-places.js";
import type { Place } from "./fields.js";
import { OperationExtension } from "./operation-extension.js";
import { parseQuantity } from "./quantity.js";

/** All that `x-gateway` says in a document. What is wrong with it is reported as it is read. */
export class GatewayExtension {
  readonly #root: Cursor | undefined;
  readonly #bounds: Bounds;
  readonly #upstreams: readonly Upstream[];

  constructor(root: Cursor, family: ApiFamily) {
    this.#bounds = BOUNDS[family];
    this.#root = this.#objectIn(root, "root");
    for (const scheme of securitySchemes(root)) this.#objectIn(scheme, "security scheme");
    checkPlaces(root);
    this.#upstreams = readUpstreams(this.#root?.get("upstreams"), family);
  }

  /** What it says of one operation: on itself, else on its path, else at the root. */
  of({ operation, pathItem }: DocumentOperation): OperationExtension {
    const own = this.#objectIn(operation, "operation");
    const ofPath = this.#objectIn(pathItem, "path item");
    return new OperationExtension(own, ofPath, this.#root, this.#upstreams);
  }

  /** What holds for all requests; what operations have besides is theirs. */
  get limits(): Limits | undefined {
    const limits = this.#root?.get("limits");
    const bodyBytes = parseQuantity(limits?.get("body")?.value, "bodyBytes");
    const headerBytes = parseQuantity(limits?.get("headers")?.value, "headerBytes");
    if (bodyBytes === undefined && headerBytes === undefined) return undefined;
    return {
      ...(bodyBytes !== undefined && { bodyBytes }),
      ...(headerBytes !== undefined && { headerBytes }),
    };
  }

  /** The upstreams that operations call by their names here, sorted. */
  upstreamsOf(operations: readonly Operation[]): readonly Upstream[] {
    const called = new Set(
      operations.map(({ integration }) => "upstream" in integration && integration.upstream),
    );
    return this.#upstreams.filter(({ id }) => called.has(id));
  }

  #objectIn(holder: Cursor, place: Place): Cursor | undefined {
    const found = holder.get(GATEWAY);
    if (found !== undefined) checkGatewayObject(found, place, this.#bounds);
    return found;
  }
}

function securitySchemes(root: Cursor): readonly Cursor[] {
  const holder = root.get("components")?.get("securitySchemes") ?? root.get("securityDefinitions");
  const entries = holder?.isObject === true ? holder.entries() : [];
  return entries.flatMap(([, entry]) => entry.follow() ?? []);
}

/** In a plain document, "upstream" is the first server, which has that name already. */
function readUpstreams(upstreams: Cursor | undefined, family: ApiFamily): readonly Upstream[] {
  if (upstreams?.isObject !== true) return [];
  const read = upstreams.entries().flatMap(([name, upstream]): Upstream[] => {
    if (name === "upstream" && family === "openapi") {
      const form = "another name; this is what the document's first server is called";
      const params = { field: "upstreams", found: quote(name), form };
      upstream.reporter.report("invalid-gateway-value", upstream.keyAt, params);
    }
    const url = upstream.get("url")?.value;
    const baseUrl = typeof url === "string" ? callableUrl(url) : undefined;
    const description = upstream.get("description")?.value;
    return [
      {
        id: name,
        name,
        baseUrl: baseUrl === undefined ? undefined : [{ kind: "text", text: baseUrl }],
        ...(typeof description === "string" && { description }),
      },
    ];
  });
  return read.toSorted((a, b) => (a.id < b.id ? -1 : 1));
}
