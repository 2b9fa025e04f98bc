import { signerFor, signRequest, toSign } from "../../templates/runtime/aws/sign-request.js";
import { readSignatureClaim } from "../../templates/runtime/iam/signature-claim.js";
import { isSignedWith } from "../../templates/runtime/iam/signature.js";
import { parseQuery as readQuery } from "../../templates/runtime/query.js";
import { sha256 } from "../../templates/runtime/sha256.js";
import type { HeaderLine } from "../harness/raw-client.js";
import type { JsonObject } from "./json.js";
import type { Verdict } from "./outcome.js";
import { parseQuery } from "./received-call.js";

/** A request of Amazon's published test suite, with its signature in a header and in the query. */
interface SignatureCase {
  readonly request: {
    readonly method: string;
    readonly target: string;
    readonly headers: readonly HeaderLine[];
    readonly body: string;
  };
  readonly credentials: {
    readonly access_key_id: string;
    readonly secret_access_key: string;
    readonly token?: string;
  };
  readonly region: string;
  readonly service: string;
  readonly timestamp: string;
  readonly options: {
    readonly normalize: boolean;
    readonly sign_body: boolean;
    readonly expiration_in_seconds: number;
    /** The token is added once the request is signed. */
    readonly omit_session_token?: boolean;
  };
  readonly header: {
    readonly authorization: string;
    readonly signedHeaders: readonly HeaderLine[];
  };
  readonly query: { readonly signature: string; readonly signedTarget: string };
}

/**
 * Signs a request as generated gateways do, in its header and in its query, and checks both signatures
 * of the suite as gateways check those of their callers.
 */
export async function runSignatureCase(given: JsonObject): Promise<Verdict> {
  const { request, credentials, region, service, timestamp, options, header, query } =
    given as unknown as SignatureCase;
  const scope = {
    keys: {
      accessKeyId: credentials.access_key_id,
      secretAccessKey: credentials.secret_access_key,
      ...(credentials.token !== undefined &&
        options.omit_session_token !== true && { sessionToken: credentials.token }),
    },
    region,
    service,
    plainPath: !options.normalize,
    bodyDigest: options.sign_body,
  };
  const signingDate = new Date(timestamp);
  const unsigned = unsignedRequest(request);
  const { authorization } = await signRequest(unsigned, scope, signingDate);
  const presigned = await signerFor(scope).presign(toSign(unsigned), {
    signingDate,
    expiresIn: options.expiration_in_seconds,
  });
  const signature = presigned.query?.["X-Amz-Signature"];
  return {
    why: [
      ...(authorization === header.authorization
        ? []
        : [`the header is ${authorization}, not ${header.authorization}`]),
      ...(signature === query.signature
        ? []
        : [`the query is signed by ${String(signature)}, not ${query.signature}`]),
      ...inboundProblems(given as unknown as SignatureCase),
    ],
    needs: [],
    unsupported: false,
  };
}

function inboundProblems({ request, credentials, options, header, query }: SignatureCase) {
  const { signedTarget } = query;
  // Services that want the token added afterwards are others; what was signed comes without it.
  const target = options.omit_session_token
    ? signedTarget.replace(/&X-Amz-Security-Token=[^&]*/, "")
    : signedTarget;
  const isAccepted = (sent: string, headers: readonly HeaderLine[], body: string) => {
    const [path = "", ...search] = sent.split("?");
    const rawHeaders = headers.flatMap(([name, value]) => [name, value.trim()]);
    const signed = {
      method: request.method,
      path,
      query: search.join("?"),
      rawHeaders,
      bodyDigest: sha256(body).toString("hex"),
    };
    const claim = readSignatureClaim(rawHeaders, readQuery(signed.query));
    const changed = { ...signed, bodyDigest: sha256(`${body}!`).toString("hex") };
    const secret = credentials.secret_access_key;
    return isSignedWith(secret, signed, claim) && !isSignedWith(secret, changed, claim);
  };
  return [
    ...(isAccepted(request.target, header.signedHeaders, request.body)
      ? []
      : ["the signature in the header is not accepted"]),
    ...(isAccepted(target, request.headers, request.body)
      ? []
      : ["the signature in the query is not accepted"]),
  ];
}

function unsignedRequest({ method, target, headers, body }: SignatureCase["request"]) {
  const mark = target.indexOf("?");
  const byName: Record<string, string> = {};
  for (const [written, line] of headers) {
    const name = written.toLowerCase();
    // What the files of the suite have behind a value is the line's end.
    const value = line.trim();
    byName[name] = name in byName ? `${byName[name]},${value}` : value;
  }
  return {
    method,
    path: mark < 0 ? target : target.slice(0, mark),
    query: mark < 0 ? [] : parseQuery(target.slice(mark + 1)),
    headers: byName,
    body: body === "" ? undefined : Buffer.from(body),
  };
}
