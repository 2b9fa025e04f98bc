import type { Cursor } from "../../load/cursor.js";
import type { UpstreamTls } from "../../model/upstream-options.js";
import { SERVER_NAME } from "../server-name.js";

/** How an integration verifies whom it calls; undefined: as certificates are usually verified. */
export function readTlsConfig(integration: Cursor): UpstreamTls | undefined {
  const config = integration.get("tlsConfig");
  if (config === undefined || !config.mustBeObject()) return undefined;
  const skips = config.booleanAt("insecureSkipVerification") === true;
  const written = config.wordAt("serverNameToVerify");
  const serverName = written === undefined || written === "" ? undefined : written.toLowerCase();
  if (serverName !== undefined && !new RegExp(SERVER_NAME.pattern).test(serverName)) {
    const at = config.get("serverNameToVerify")?.at;
    config.reporter.report("malformed-server-name", at, { name: serverName });
    return undefined;
  }
  if (!skips && serverName === undefined) return undefined;
  return {
    ...(skips && { insecureSkipVerification: true }),
    ...(serverName !== undefined && { serverName }),
  };
}
