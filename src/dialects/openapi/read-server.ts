import type { Cursor } from "../../load/cursor.js";
import type { Upstream } from "../../model/gateway-model.js";

/**
 * The upstream of a plain document: its first server, with the defaults of its variables filled in.
 * A relative or absent one leaves the address to the settings.
 */
export function readServers(root: Cursor): Upstream {
  const server = root.itemsAt("servers")[0];
  const template = server?.get("url")?.prose();
  const nowhere: Upstream = { id: "upstream", baseUrl: undefined, name: "upstream" };
  const isAbsolute = template !== undefined && /^[a-z][a-z\d+.-]*:|^\{/i.test(template);
  // A placeholder stands for what is known where the gateway runs.
  if (server === undefined || !isAbsolute || template.includes("${")) {
    root.reporter.report("no-server", server?.get("url")?.at ?? root.at);
    return nowhere;
  }
  const variables = server.get("variables");
  const url = template.replaceAll(/\{([^{}]+)\}/g, (whole, name: string) => {
    return variables?.get(name)?.textAt("default") ?? whole;
  });
  if (!url.includes(":") && url.startsWith("/")) {
    root.reporter.report("no-server", server.get("url")?.at);
    return nowhere;
  }
  const baseUrl = callableUrl(url);
  if (baseUrl !== undefined) return { ...nowhere, baseUrl: [{ kind: "text", text: baseUrl }] };
  root.reporter.report("malformed-server", server.get("url")?.at, { url });
  return nowhere;
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
