import type { Cursor } from "../../load/cursor.js";
import type {
  ActiveHealth,
  RetryRules,
  UpstreamOptions,
  UpstreamPool,
  UpstreamTls,
} from "../../model/upstream-options.js";
import type { UnitName } from "./quantity.js";
import { parseQuantity } from "./quantity.js";

/** How an upstream is called, defaults filled in; undefined: as usual. */
export function readUpstreamOptions(
  upstream: Cursor,
  targets: readonly string[] | undefined,
): UpstreamOptions | undefined {
  const balancing = upstream.get("balancing")?.value;
  const health = upstream.get("health");
  const [passive, active] = [health?.get("passive"), health?.get("active")];
  const [retry, breaker] = [upstream.get("retry"), upstream.get("circuitBreaker")];
  const [tls, pool] = [upstream.get("tls"), upstream.get("pool")];
  const options: UpstreamOptions = {
    ...(targets !== undefined && { targets }),
    ...(balancing === "least-pending" && { balancing }),
    ...(balancing === "round-robin" && { balancing }),
    ...(passive && {
      passiveHealth: {
        failures: numberAt(passive, "failures") ?? 5,
        ejectionMs: amountAt(passive, "ejection", "time") ?? 30_000,
      },
    }),
    ...(active && { activeHealth: readActiveHealth(active) }),
    ...(retry && { retry: readRetry(retry) }),
    ...(breaker && {
      circuitBreaker: {
        failures: numberAt(breaker, "failures") ?? 10,
        windowMs: amountAt(breaker, "window", "time") ?? 10_000,
        openMs: amountAt(breaker, "open", "time") ?? 30_000,
      },
    }),
    ...(tls && { tls: readTls(tls) }),
    ...(pool && { pool: readPool(pool) }),
  };
  return Object.keys(options).length === 0 ? undefined : options;
}

function readActiveHealth(active: Cursor): ActiveHealth {
  const status = numberAt(active, "status");
  return {
    path: textAt(active, "path") ?? "/",
    intervalMs: amountAt(active, "interval", "time") ?? 10_000,
    timeoutMs: amountAt(active, "timeout", "time") ?? 2000,
    healthy: numberAt(active, "healthy") ?? 2,
    unhealthy: numberAt(active, "unhealthy") ?? 3,
    ...(status !== undefined && { status }),
  };
}

function readRetry(retry: Cursor): RetryRules {
  const on = retry.get("on");
  const reasons = on?.isArray === true ? on.items().map(({ value }) => value) : undefined;
  return {
    attempts: numberAt(retry, "attempts") ?? 2,
    budget: numberAt(retry, "budget") ?? 0.2,
    on: reasons === undefined ? ["connect-failure", "reset"] : reasons.filter(isReason),
  };
}

function isReason(value: unknown): value is string | number {
  return typeof value === "string" || typeof value === "number";
}

function readTls(tls: Cursor): UpstreamTls {
  const serverName = textAt(tls, "serverName");
  const caFile = textAt(tls, "caFile");
  const certFile = textAt(tls, "certFile");
  const keyFile = textAt(tls, "keyFile");
  return {
    ...(tls.get("insecureSkipVerification")?.value === true && { insecureSkipVerification: true }),
    ...(serverName !== undefined && { serverName }),
    ...(caFile !== undefined && { caFile }),
    ...(certFile !== undefined && { certFile }),
    ...(keyFile !== undefined && { keyFile }),
  };
}

function readPool(pool: Cursor): UpstreamPool {
  const entries = Object.entries({
    connections: numberAt(pool, "connections"),
    connectTimeoutMs: amountAt(pool, "connectTimeout", "time"),
    bodyTimeoutMs: amountAt(pool, "bodyTimeout", "time"),
    keepAliveMs: amountAt(pool, "keepAlive", "time"),
    maxHeaderBytes: amountAt(pool, "headersBytes", "bytes"),
    maxResponseBytes: amountAt(pool, "maxResponseBytes", "bytes"),
  });
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

function textAt(holder: Cursor, name: string): string | undefined {
  const value = holder.get(name)?.value;
  return typeof value === "string" ? value : undefined;
}

function numberAt(holder: Cursor, name: string): number | undefined {
  const value = holder.get(name)?.value;
  return typeof value === "number" ? value : undefined;
}

function amountAt(holder: Cursor, name: string, unit: UnitName): number | undefined {
  return parseQuantity(holder.get(name)?.value, unit);
}
