import type { Location } from "../../diagnostics/diagnostic.js";
import type { Cursor } from "../../load/cursor.js";
import type { Upstream } from "../../model/gateway-model.js";
import type { DocumentOperation } from "./read-operations.js";
import type { SpecVersion } from "./spec-version.js";

/** The first server that a place of the document names. */
export interface WrittenServer {
  /** With the defaults of its variables filled in. */
  readonly url: string;
  readonly at: Location;
}

/** Finds out where the operations of a plain document are proxied to. */
export class ServerReader {
  readonly #root: Cursor;
  readonly #version: SpecVersion;
  readonly #byId = new Map<string, Upstream>();

  constructor(root: Cursor, version: SpecVersion) {
    this.#root = root;
    this.#version = version;
  }

  /** The upstreams of the operations that were asked for. */
  get upstreams(): readonly Upstream[] {
    return [...this.#byId.values()];
  }

  /** The server of the operation itself, else that of its path, else that of the document. */
  upstreamOf({ operation, pathItem }: DocumentOperation): Upstream {
    const ofDocument = this.#version.serverOf(this.#root, this.#root);
    const own =
      this.#version.serverOf(operation, this.#root) ?? this.#version.serverOf(pathItem, this.#root);
    const server = own ?? ofDocument ?? { url: "", at: this.#root.at };
    const isDocuments = own === undefined || keyOf(own) === keyOf(ofDocument);
    const id = isDocuments ? DOCUMENT : keyOf(own);
    const baseUrl = this.#baseUrlOf(server, isDocuments ? undefined : id, operation);
    // Without a host, it is called by its path.
    const name = isDocuments ? DOCUMENT : id === "/" ? "root" : undefined;
    const upstream: Upstream = {
      id,
      baseUrl: baseUrl === undefined ? undefined : [{ kind: "text", text: baseUrl }],
      name,
      at: server.at,
    };
    this.#byId.set(id, upstream);
    return upstream;
  }

  /** Undefined, which is reported, leaves the address to the settings. */
  #baseUrlOf(
    { url, at }: WrittenServer,
    server: string | undefined,
    operation: Cursor,
  ): string | undefined {
    // A placeholder stands for what is known where the gateway runs.
    if (isRelative(url) || url.includes("${")) {
      operation.reporter.report("no-server", at, {
        server,
        key: this.#root.has("swagger") ? "host" : "servers",
      });
      return undefined;
    }
    const baseUrl = callableUrl(url);
    if (baseUrl === undefined) operation.reporter.report("malformed-server", at, { url });
    return baseUrl;
  }
}

/** What the upstream of the document's own server is called. */
const DOCUMENT = "upstream";

/** Equal for servers that are the same; a document without one is at "/". */
function keyOf({ url } = { url: "" }): string {
  return callableUrl(url) ?? (url === "" ? "/" : url);
}

function isRelative(url: string): boolean {
  return !/^[a-z][a-z\d+.-]*:|^\{/i.test(url);
}

/** The first of the `servers` of a document, a path item or an operation. */
export function firstServer(holder: Cursor): WrittenServer | undefined {
  const server = holder.itemsAt("servers")[0];
  const url = server?.member("url");
  if (server === undefined || url === undefined) return undefined;
  const variables = server.get("variables");
  const filled = url.prose().replaceAll(/\{([^{}]+)\}/g, (whole, name: string) => {
    return variables?.member(name)?.textAt("default") ?? whole;
  });
  return { url: filled, at: url.at };
}

/**
 * The path at which the document says that its API is: a server variable `basePath`, else the path
 * of the first server. Empty for none.
 */
export function basePathOf(root: Cursor): string {
  const servers = root.itemsAt("servers");
  const variable = servers
    .map((server) => server.get("variables")?.get("basePath")?.textAt("default"))
    .find((each) => each !== undefined);
  if (variable !== undefined) return variable;
  const url = servers[0]?.get("url")?.prose() ?? "";
  return (
    /^(?:[a-z][a-z\d+.-]*:)?\/\/[^/]*(\/.*)?$/i.exec(url)?.[1] ?? (url.startsWith("/") ? url : "")
  );
}

/** A base URL as it is written down; undefined for what a gateway cannot call. */
export function callableUrl(url: string): string | undefined {
  if (/[{}]/.test(url) || !URL.canParse(url)) return undefined;
  const { protocol, username, password, search, hash, href } = new URL(url);
  const isBare = [username, password, search, hash].join("") === "";
  return isBare && /^https?:$/.test(protocol) ? href.replace(/\/$/, "") : undefined;
}
