import type { UserStore } from "./basic-users.js";
import type { Exchange } from "./exchange.js";
import { GatewayError } from "./gateway-error.js";
import { headerValues } from "./header-values.js";
import { PasswordChecks } from "./password-checks.js";
import { NOBODYS_PASSWORD } from "./password-hash.js";
import type { Authorize } from "./security.js";

export interface BasicOptions {
  readonly users: UserStore;
  /** What browsers say the password is for. */
  readonly realm: string;
}

/** Lets in users of the store with their passwords (HTTP Basic, RFC 7617). */
export function basicAuthorizer({ users, realm }: BasicOptions): Authorize {
  const checks = new PasswordChecks();
  const challenge = `Basic realm="${realm.replaceAll(/[^ -~]|["\\]/g, "_")}", charset="UTF-8"`;
  return async (request) => {
    const sent = readCredentials(request);
    const kept = sent && (await users.find(sent.name, request));
    // Of somebody unknown a password is tried all the same, or the time would tell who is known.
    const isRight =
      sent !== undefined &&
      (await checks.isRight(sent.name, sent.password, kept ?? NOBODYS_PASSWORD));
    if (isRight && kept !== undefined) return { principalId: sent.name };
    const error = new GatewayError("unauthorized", { headers: ["WWW-Authenticate", challenge] });
    return { refused: "unauthorized", error };
  };
}

/** Name and password of a request; undefined where there are none, or several. */
function readCredentials({ incoming }: Exchange) {
  const [authorization = "", ...others] = headerValues(incoming.rawHeaders, "authorization");
  const [, encoded] = /^basic +([A-Za-z\d+/]+={0,2})$/i.exec(authorization) ?? [];
  if (encoded === undefined || others.length > 0) return undefined;
  const text = Buffer.from(encoded, "base64").toString();
  const colon = text.indexOf(":");
  return colon === -1 ? undefined : { name: text.slice(0, colon), password: text.slice(colon + 1) };
}
