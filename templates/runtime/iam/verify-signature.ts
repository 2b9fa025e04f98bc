import { guardBodyLength, readBody } from "../body.js";
import type { Exchange } from "../exchange.js";
import { hasBody } from "../framing-guard.js";
import { GatewayError } from "../gateway-error.js";
import { headerValues } from "../header-values.js";
import { splitTarget } from "../request-target.js";
import { isSameSecret, sha256 } from "../sha256.js";
import { isSignedWith } from "./signature.js";
import type { SignatureClaim } from "./signature-claim.js";
import { amzTime, epochOf } from "./signature-claim.js";

/** The keys that a signature is made with. */
export interface SigningKeys {
  readonly secretKey: string;
  /** Keys of a session come with its token, and end with it. */
  readonly session: { readonly token: string; readonly expires: number } | undefined;
}

/** What signatures are for. */
const SERVICE = "execute-api";

/** Milliseconds by which the clocks of a client and the gateway may differ. */
const SKEW = 300_000;

/** Refuses a signature that is for something else, or for another time. */
export function guardScope(claim: SignatureClaim, wantedRegion: string): void {
  const { region, service, day, time, expires } = claim;
  if (region !== wantedRegion) throw invalid("Credential should be scoped to a valid region.");
  if (service !== SERVICE) {
    throw invalid(`Credential should be scoped to correct service: '${SERVICE}'.`);
  }
  if (!time.startsWith(day)) throw invalid("The day of the credential is not that of the request.");
  const now = Date.now();
  const signedAt = epochOf(time);
  const [earliest, latest] = [now - (expires === undefined ? SKEW : expires * 1000), now + SKEW];
  if (signedAt < earliest) {
    throw invalid(`Signature expired: ${time} is now earlier than ${amzTime(earliest)}`);
  }
  if (signedAt > latest) {
    throw invalid(`Signature not yet current: ${time} is still later than ${amzTime(latest)}`);
  }
}

/**
 * Refuses a request that was not signed with these keys as it is, body included. Where the client
 * says the body's digest, the body is read only if the head is signed.
 */
export async function guardSignature(
  claim: SignatureClaim,
  keys: SigningKeys,
  request: Exchange,
): Promise<void> {
  const { rawHeaders, url = "", method = "" } = request.incoming;
  const signed = { method, ...splitTarget(url), rawHeaders };
  const isSigned = (bodyDigest: string) =>
    isSignedWith(keys.secretKey, { ...signed, bodyDigest }, claim);
  const [told, ...others] = headerValues(rawHeaders, "x-amz-content-sha256");
  // A body that is not signed, or in chunks that are signed one by one, could be anybody's.
  if (others.length > 0 || !/^[\da-f]{64}$/.test(told ?? EMPTY)) throw invalid();
  if (told !== undefined && !isSigned(told)) throw invalid();
  const digest = await bodyDigest(request);
  if (told === undefined ? !isSigned(digest) : told !== digest) throw invalid();
  guardSession(claim, keys);
}

/** Keys of a session are none without its token, nor after its end. */
function guardSession({ token = "" }: SignatureClaim, { session }: SigningKeys): void {
  if (!isSameSecret(token, session?.token ?? "")) throw new GatewayError("unknown-credentials");
  if (session !== undefined && session.expires <= Date.now()) {
    throw new GatewayError("expired-credentials");
  }
}

const EMPTY = sha256("").toString("hex");

async function bodyDigest(request: Exchange): Promise<string> {
  if (!hasBody(request.framing)) return EMPTY;
  guardBodyLength(request);
  request.sentBody ??= await readBody(request);
  return sha256(request.sentBody).toString("hex");
}

function invalid(told?: string): GatewayError {
  return new GatewayError("invalid-signature", told === undefined ? {} : { told });
}
