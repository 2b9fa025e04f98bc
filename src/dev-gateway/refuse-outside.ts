import { isIP, type NetConnectOpts, Socket } from "node:net";

/** Lets no connection leave this machine, whoever opens it. */
export function refuseOutside(): void {
  const connect = Socket.prototype.connect as (...given: unknown[]) => Socket;
  Socket.prototype.connect = function guarded(this: Socket, ...given: unknown[]): Socket {
    const host = hostOf(given);
    if (host === undefined || isLoopback(host)) return connect.apply(this, given);
    const refused = new Error(`--mock lets nothing leave this machine: ${host} is not called`);
    process.nextTick(() => this.destroy(refused));
    return this;
  } as typeof Socket.prototype.connect;
}

/** Where a connection would go; undefined for the path of a socket. */
function hostOf(given: readonly unknown[]): string | undefined {
  // What Node's own functions pass on is a list of the options and the callback.
  const [first, second] = Array.isArray(given[0]) ? (given[0] as readonly unknown[]) : given;
  if (typeof first === "object" && first !== null) {
    const options = first as Partial<NetConnectOpts & { host: string; path: string }>;
    return options.path === undefined || options.path === null
      ? (options.host ?? "localhost")
      : undefined;
  }
  if (typeof first === "string" && !/^\d+$/.test(first)) return undefined;
  return typeof second === "string" ? second : "localhost";
}

function isLoopback(host: string): boolean {
  const plain = host.replace(/^\[|\]$/g, "").toLowerCase();
  if (isIP(plain) === 4) return plain.startsWith("127.");
  return plain === "::1" || plain === "localhost" || plain.endsWith(".localhost");
}
