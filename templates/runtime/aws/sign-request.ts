import { Hash } from "@smithy/hash-node";
import { SignatureV4 } from "@smithy/signature-v4";
import type { AwsKeys } from "./aws-settings.js";

/** A request to a service of Amazon's before it is signed. */
export interface UnsignedRequest {
  readonly method: string;
  /** With `Host`; names in lower case, each once. */
  readonly headers: Readonly<Record<string, string>>;
  /** The host alone. */
  readonly host: string;
  /** Path as it goes on the wire, percent-encoded. */
  readonly path: string;
  /** Names and values, decoded, in the order in which they are sent. */
  readonly query: readonly (readonly [string, string])[];
  readonly body: Buffer | undefined;
}

/** Whose request it is, and for what. */
export interface SigningScope {
  readonly keys: AwsKeys;
  readonly region: string;
  /** The service's name in signatures. */
  readonly service: string;
}

/** S3 alone signs paths as they are, and wants the digest of the body in a header. */
const UNESCAPED = new Set(["s3", "s3-outposts", "s3express"]);

/** The headers of a request with those that sign it (Signature Version 4). */
export async function signRequest(
  { method, headers, host, path, query, body }: UnsignedRequest,
  { keys, region, service }: SigningScope,
  signingDate = new Date(),
): Promise<Readonly<Record<string, string>>> {
  const isPlain = UNESCAPED.has(service);
  const signer = new SignatureV4({
    service,
    region,
    credentials: keys,
    sha256: Hash.bind(null, "sha256"),
    uriEscapePath: !isPlain,
    applyChecksum: isPlain,
  });
  const signed = await signer.sign(
    {
      method,
      protocol: "https:",
      hostname: host,
      path,
      query: queryBag(query),
      headers: { ...headers },
      ...(body !== undefined && { body }),
    },
    { signingDate },
  );
  return signed.headers;
}

/** Values by name, as the signer takes them. */
function queryBag(query: UnsignedRequest["query"]): Record<string, string[]> {
  const bag: Record<string, string[]> = Object.create(null) as Record<string, string[]>;
  for (const [name, value] of query) (bag[name] ??= []).push(value);
  return bag;
}
