import { expect, test } from "vitest";
import type { RawRequest } from "../harness/raw-client.js";
import { presignRequest, signatureProblem, signRequest, withParameters } from "./sign-v4.js";

// The credentials, the moment and the signatures are those of Amazon's published test suite.
const OPTIONS = {
  accessKey: "AKIDEXAMPLE",
  secretKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
  service: "service",
  region: "us-east-1",
  time: Date.UTC(2015, 7, 30, 12, 36),
};

function request(target: string, method = "GET"): RawRequest {
  return { method, target, headers: [["Host", "example.amazonaws.com"]], body: undefined };
}

function signatureOf(signed: RawRequest): string | undefined {
  return /Signature=([0-9a-f]{64})$/.exec(signed.headers.at(-1)?.[1] ?? "")?.[1];
}

test.each([
  ["GET", "/", "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31"],
  ["GET", "/example/..", "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31"],
  ["POST", "/", "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b"],
  [
    "GET",
    "/?Param2=value2&Param1=value1",
    "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500",
  ],
  [
    "GET",
    "/-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
    "07ef7494c76fa4850883e2b006601f940f8a34d404d0cfa977f52a65bbf5f24f",
  ],
])("%s %s", (method, target, signature) => {
  const signed = signRequest(request(target, method), OPTIONS);
  expect(signatureOf(signed)).toBe(signature);
  expect(signed.headers.at(-1)?.[1]).toContain(
    "Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=host;x-amz-date,",
  );
});

test("values of repeated headers are joined, and their blanks squeezed", () => {
  const { headers, ...rest } = request("/");
  const repeated = ["value2", " value2", "value1 "].map((value) => ["My-Header1", value] as const);
  const signed = signRequest({ ...rest, headers: [...headers, ...repeated] }, OPTIONS);
  expect(signatureOf(signed)).toBe(
    "c9d5ea9f3f72853aea855b47ea873832890dbdd183b4468f858259531a5138ea",
  );
});

test("body, path and session are signed", () => {
  const all = [
    signRequest(request("/a"), OPTIONS),
    signRequest(request("/a%20b"), OPTIONS),
    signRequest(request("/a%2Fb"), OPTIONS),
    signRequest({ ...request("/a"), body: Buffer.from("x") }, OPTIONS),
    signRequest(request("/a"), { ...OPTIONS, sessionToken: "t" }),
    signRequest(request("/a"), { ...OPTIONS, time: OPTIONS.time + 1000 }),
  ];
  expect(new Set(all.map(signatureOf)).size).toBe(all.length);
  expect(all[4]?.headers).toContainEqual(["X-Amz-Security-Token", "t"]);
});

test("a presigned request says all in its query", () => {
  const signed = presignRequest(request("/?a=1"), { ...OPTIONS, expires: 60 });
  expect(signed.headers).toEqual(request("/").headers);
  expect(signed.target).toMatch(
    /^\/\?a=1&X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIDEXAMPLE%2F20150830%2Fus-east-1%2Fservice%2Faws4_request&X-Amz-Date=20150830T123600Z&X-Amz-Expires=60&X-Amz-SignedHeaders=host&X-Amz-Signature=[0-9a-f]{64}$/,
  );
});

test("parameters are encoded, and added to those that are there", () => {
  expect(withParameters("/a", [])).toBe("/a");
  expect(withParameters("/a", [["b c", "!&"]])).toBe("/a?b%20c=%21%26");
  expect(withParameters("/a?x", [["b", "1"]])).toBe("/a?x&b=1");
});

test("a signature is found to be right, or what is wrong with it", () => {
  const signed = signRequest({ ...request("/a%20b?x=1"), body: Buffer.from("x") }, OPTIONS);
  const problem = (changed: Partial<RawRequest>, keys = OPTIONS) =>
    signatureProblem({ ...signed, ...changed }, keys);
  const with_ = (name: string, value: string) => [...signed.headers, [name, value] as const];
  expect(problem({})).toBeUndefined();
  expect(problem({ headers: with_("User-Agent", "u") })).toBeUndefined();
  expect(problem({ headers: request("/").headers })).toBe("the call is not signed");
  expect(problem({}, { ...OPTIONS, accessKey: "OTHER" })).toBe("the call is signed by AKIDEXAMPLE");
  expect(problem({}, { ...OPTIONS, secretKey: "other" })).toBe("the call's signature is wrong");
  expect(problem({ target: "/a%20b?x=2" })).toBe("the call's signature is wrong");
  expect(problem({ target: "/a%2520b?x=1" })).toBe("the call's signature is wrong");
  expect(problem({ body: Buffer.from("y") })).toBe("the call's signature is wrong");
  expect(problem({ headers: with_("X-Amz-Target", "t") })).toBe(
    "the call's header x-amz-target is not signed",
  );
});

test("S3 signs the path as it is, and is told the digest of the body", () => {
  const digest = ["X-Amz-Content-Sha256", EMPTY_DIGEST] as const;
  const plain = { ...request("/b/../a%20b"), headers: [...request("/").headers, digest] };
  const options = { ...OPTIONS, service: "s3" };
  expect(signatureProblem(signRequest(plain, options), OPTIONS)).toBeUndefined();
  expect(signatureProblem(signRequest(request("/a"), options), OPTIONS)).toBe(
    "the call does not tell the digest of its body",
  );
});

const EMPTY_DIGEST = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
