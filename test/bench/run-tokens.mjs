import { generateKeyPairSync, hash, sign } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import { pathToFileURL } from "node:url";
import { importJWK, jwtVerify } from "jose";

// node run-tokens.mjs MODULE SUBJECT CANDIDATE: decides on tokens again and again. Prints the
// microseconds of CPU that one takes once the code is warm.

const [module, subject, candidate] = process.argv.slice(2);
const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const jwk = { ...publicKey.export({ format: "jwk" }), kid: "k1", use: "sig", alg: "RS256" };
const issuer = "https://login.example.com";

const encode = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");
function makeToken(number) {
  const now = Math.floor(Date.now() / 1000);
  const signed = `${encode({ alg: "RS256", typ: "JWT", kid: "k1" })}.${encode({
    iss: issuer,
    aud: "orders",
    sub: "0f6c3f0e-3a3f-4d5f-9d0c-6f1f1d3b2a11",
    client_id: "7kq2vd0nq3mpk1c8f9s1b2t4u5",
    scope: "orders/read orders/write",
    token_use: "access",
    auth_time: now,
    iat: now,
    exp: now + 3600,
    jti: `token-${number}`,
    username: "somebody@example.com",
  })}`;
  return `${signed}.${sign("sha256", Buffer.from(signed), privateKey).toString("base64url")}`;
}

const server = createServer((_request, response) => response.end(JSON.stringify({ keys: [jwk] })));
await once(server.listen(0, "127.0.0.1"), "listening");
const { apiKeyAuthorizer, Environment, headerToken, httpApiJwt, readApiKeys } = await import(
  pathToFileURL(module).href
);
const makeAuthorizer = () =>
  httpApiJwt({
    token: headerToken("Authorization"),
    issuers: [
      {
        names: [issuer],
        keys: new URL(`http://127.0.0.1:${server.address().port}/`),
        discovered: false,
        insecure: true,
      },
    ],
    audience: ["orders"],
    algorithms: ["RS256"],
  });
const logger = { debug() {}, warn() {} };
const scheme = { name: "orders", type: "oauth2" };
/** A request as far as an authorizer looks at it. */
const requestWith = (token) => ({
  incoming: {
    rawHeaders: ["Host", "api.example.com", "Accept", "*/*", "Authorization", `Bearer ${token}`],
  },
  settings: { logger },
});

const MEASURED = {
  "an API key": measureKey,
  "a token seen before": measureKnown,
  "a new token": measureNew,
};
const microseconds = await MEASURED[subject]();
process.stdout.write(String(microseconds));
server.close();
server.closeAllConnections();

async function measureKey() {
  const value = "q7Rk2mZ0xV5bT9wLc4Nf8hJ1pD6sY3gA";
  const others = Array.from({ length: 1000 }, (_, index) => ({
    id: `key-${index}`,
    value: `another-key-of-another-caller-${index}`,
  }));
  const read = new Environment({ API_KEYS: JSON.stringify([...others, { id: "ours", value }]) });
  const authorize = apiKeyAuthorizer({ keys: readApiKeys(read) });
  read.finish();
  const scheme = { name: "key", type: "apiKey", in: "header", parameter: "X-Api-Key" };
  const request = () => ({
    incoming: { rawHeaders: ["Host", "api.example.com", "Accept", "*/*", "X-Api-Key", value] },
    settings: { logger, stage: "prod" },
    identity: {},
    principal: undefined,
  });
  await authorize(request(), scheme, []);
  return measureFast(
    candidate === "gatewright"
      ? () => authorize(request(), scheme, [])
      : () => hash("sha256", value, "buffer"),
  );
}

async function measureKnown() {
  const token = makeToken(0);
  const authorize = makeAuthorizer();
  const request = requestWith(token);
  await authorize(request, scheme, []);
  return measureFast(
    candidate === "gatewright"
      ? () => authorize(request, scheme, [])
      : () => hash("sha256", token, "base64url"),
  );
}

/** Of what takes a microsecond or two, and perhaps answers a promise. */
async function measureFast(run) {
  const pass = async (times) => {
    const before = process.cpuUsage();
    for (let index = 0; index < times; index += 1) {
      const found = run();
      if (found instanceof Promise) await found;
    }
    return cpuSince(before) / times;
  };
  await pass(100_000);
  return pass(300_000);
}

/** Each token once, as the second time it would be known. */
async function measureNew() {
  const key = await importJWK(jwk, "RS256");
  const options = { issuer, audience: "orders", algorithms: ["RS256"] };
  const authorize = makeAuthorizer();
  // With the keys there, as they are but for the first token.
  await authorize(requestWith(makeToken("first")), scheme, []);
  const pass = async (number) => {
    const tokens = Array.from({ length: 250 }, (_, index) => makeToken(`${number}-${index}`));
    const requests = tokens.map(requestWith);
    const before = process.cpuUsage();
    for (let index = 0; index < tokens.length; index += 1) {
      if (candidate === "gatewright") await authorize(requests[index], scheme, []);
      else await jwtVerify(tokens[index], key, options);
    }
    return cpuSince(before) / tokens.length;
  };
  const found = [];
  for (let index = 0; index < 12; index += 1) found.push(await pass(index));
  return found.slice(3).toSorted((one, other) => one - other)[4];
}

function cpuSince(before) {
  const { user, system } = process.cpuUsage(before);
  return user + system;
}
