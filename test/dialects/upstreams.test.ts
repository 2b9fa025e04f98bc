import { describe, expect, test } from "vitest";
import { toIdentifier } from "../../src/code/code-kit.js";
import { upstreamWords } from "../../src/model/upstream-words.js";
import { readValue } from "./read-value.js";

/** What each operation calls, and of each upstream where it is and what is said of it. */
async function upstreamsOf(document: object) {
  const { model, diagnostics } = await readValue({
    info: { title: "Upstreams", version: "1" },
    ...document,
  });
  const upstreams = model?.upstreams ?? [];
  const nameOf = (id: string) => {
    const found = upstreams.find((each) => each.id === id);
    return found && toIdentifier(upstreamWords(found));
  };
  return {
    calls: model?.operations.map(({ integration }) =>
      "upstream" in integration ? nameOf(integration.upstream) : undefined,
    ),
    upstreams: Object.fromEntries(
      upstreams.map(({ id, baseUrl, options = {} }) => [
        nameOf(id),
        [baseUrl?.map((part) => (part.kind === "text" ? part.text : part.name)).join(""), options],
      ]),
    ),
    problems: diagnostics
      .filter(({ severity }) => severity !== "info")
      .map(({ code, message }) => `${code}: ${message}`),
  };
}

const plain = (upstreams: object, paths: object) => ({
  openapi: "3.1.0",
  servers: [{ url: "https://api.example.com/v1" }],
  "x-gateway": { upstreams },
  paths,
});

const proxy = (uri: string, more: object = {}, gateway: object = {}) => ({
  get: {
    "x-gateway": gateway,
    "x-amazon-apigateway-integration": { type: "http_proxy", httpMethod: "GET", uri, ...more },
  },
});

const amazon = (upstreams: object, paths: object) => ({
  openapi: "3.0.1",
  "x-gateway": { upstreams },
  paths,
});

const pool = { pool: { connections: 3 } };
const A = "https://animals.example.com";
const unverified = { tlsConfig: { insecureSkipVerification: true } };
const tls = { insecureSkipVerification: true };

describe("an upstream of x-gateway", () => {
  test("is the one of the document that has its name", async () => {
    const other = { servers: [{ url: "https://photos.example.com" }] };
    const document = plain(
      { upstream: pool, "photos-example": { url: "https://elsewhere.test", ...pool } },
      { "/a": { get: {} }, "/b": { get: other } },
    );
    expect(await upstreamsOf(document)).toEqual({
      calls: ["upstream", "photosExample"],
      upstreams: {
        upstream: ["https://api.example.com/v1", pool],
        photosExample: ["https://elsewhere.test", pool],
      },
      problems: [],
    });
  });

  test("is the one that is where it is, which then has its name", async () => {
    const animals = { targets: ["https://b.example.com", A] };
    const document = amazon(
      { animals },
      { "/a": proxy(`${A}/a`), "/b": proxy("https://c.test", {}, { upstream: "animals" }) },
    );
    expect(await upstreamsOf(document)).toEqual({
      calls: ["animals", "animals"],
      upstreams: { animals: ["https://b.example.com", animals] },
      problems: [],
    });
  });

  test("is one of its own where operations choose it", async () => {
    const document = plain(
      { animals: { url: A, ...pool } },
      { "/a": { get: {} }, "/b": { get: { "x-gateway": { upstream: "animals" } } } },
    );
    expect(await upstreamsOf(document)).toEqual({
      calls: ["upstream", "animals"],
      upstreams: { upstream: ["https://api.example.com/v1", {}], animals: [A, pool] },
      problems: [],
    });
  });

  test("is a private integration that has its name", async () => {
    const link = { connectionType: "VPC_LINK", connectionId: "a", payloadFormatVersion: "1.0" };
    const uri = "arn:aws:servicediscovery:eu-west-1:111122223333:service/animals";
    const targets = ["http://10.0.0.1:8080", "http://10.0.0.2:8080"];
    const document = {
      ...amazon({ animals: { targets } }, { "/a": proxy(uri, link) }),
      "x-amazon-apigateway-importexport-version": "1.0",
    };
    expect(await upstreamsOf(document)).toEqual({
      calls: ["animals"],
      upstreams: { animals: [targets[0], { targets }] },
      problems: [],
    });
  });

  test("that is none of these is told", async () => {
    const { problems } = await upstreamsOf(
      amazon({ animalExample: pool, other: { url: "https://b.test" } }, { "/a": proxy(A) }),
    );
    expect(problems).toEqual([
      'unmatched-upstream: no operation calls the upstream "animalExample"; did you mean "animalsExample"?',
      'unmatched-upstream: no operation calls the upstream "other"',
    ]);
  });
});

describe("integrations with TLS of their own", () => {
  const paths = { "/a": proxy(A), "/b": proxy(A, unverified), "/c": proxy(`${A}/c`, unverified) };

  test("are upstreams of their own", async () => {
    expect(await upstreamsOf(amazon({}, paths))).toEqual({
      calls: ["animalsExample", "animalsExampleUnverified", "animalsExampleUnverified"],
      upstreams: { animalsExample: [A, {}], animalsExampleUnverified: [A, { tls }] },
      problems: [],
    });
  });

  test("have in common what is said of the place", async () => {
    const animals = { url: A, ...pool, tls: { caFile: "ca.pem" } };
    expect(await upstreamsOf(amazon({ animals }, paths))).toEqual({
      calls: ["animals", "animalsUnverified", "animalsUnverified"],
      upstreams: {
        animals: [A, { ...pool, tls: { caFile: "ca.pem" } }],
        animalsUnverified: [A, { ...pool, tls: { caFile: "ca.pem", ...tls } }],
      },
      problems: [],
    });
  });

  test("lend it to none that chooses the upstream by its name", async () => {
    const chosen = proxy("https://b.test", {}, { upstream: "animals" });
    const document = amazon({ animals: { url: A } }, { "/a": proxy(A, unverified), "/b": chosen });
    expect(await upstreamsOf(document)).toEqual({
      calls: ["animalsUnverified", "animals"],
      upstreams: { animals: [A, {}], animalsUnverified: [A, { tls }] },
      problems: [],
    });
  });

  test("are none without TLS", async () => {
    const uri = "http://animals.example.com";
    const document = amazon({}, { "/a": proxy(uri), "/b": proxy(uri, unverified) });
    expect(await upstreamsOf(document)).toMatchObject({
      calls: ["animalsExample", "animalsExample"],
    });
  });

  test("may say that nothing differs", async () => {
    const tlsConfig = { insecureSkipVerification: false, serverNameToVerify: "" };
    const document = amazon({}, { "/a": proxy(A, { tlsConfig }) });
    expect(await upstreamsOf({ ...document })).toMatchObject({ calls: ["animalsExample"] });
  });
});
