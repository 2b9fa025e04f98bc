import type { Range } from "./bounds.js";
import type { Field, Fields, Shape } from "./field.js";
import type { UnitName } from "./quantity.js";
import { SERVER_NAME } from "../server-name.js";

export const BASE_URL = {
  pattern: "^https?://[^\\s/?#@{}]+(/[^\\s?#{}]*)?$",
  form: 'an absolute http or https URL, such as "https://animals.example.com/v1"',
};

const FILE = {
  pattern: "^\\S{1,1024}$",
  form: 'the path of a PEM file, such as "/run/secrets/ca.pem"',
};

const CHECKED_PATH = {
  pattern: '^/[!-"$-~]{0,1023}$',
  form: 'a path with perhaps a query, such as "/health"',
};

/** As many as metrics tell apart. */
const TARGETS = { min: 1, max: 64 };

const count = (min: number, max: number): Shape => ({ kind: "number", whole: true, min, max });
const amount = (unit: UnitName, { min, max }: Range): Shape => ({ kind: "amount", unit, min, max });
const time = (min: number, max: number): Shape => amount("time", { min, max });
const size = (min: number, max: number): Shape => amount("bytes", { min, max });
const object = (description: string, fields: Fields, together?: readonly string[]): Field => ({
  description,
  shape: { kind: "object", fields, ...(together && { together }) },
});
const field = (description: string, shape: Shape): Field => ({ description, shape });

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const MB = 1_048_576;

const health = object("Which targets are called. Where none is well, all are.", {
  passive: object("By how their calls end.", {
    failures: field(
      "Calls that fail in a row (no answer, or 502, 503, 504) until a target is taken out; 5 unless said.",
      count(1, 1000),
    ),
    ejection: field("For how long it is then not called; 30s unless said.", time(100, HOUR)),
  }),
  active: object("By asking them.", {
    path: field("What is asked for with GET, from the root of the server; / unless said.", {
      kind: "pattern",
      ...CHECKED_PATH,
    }),
    interval: field("How long it is between two checks; 10s unless said.", time(100, HOUR)),
    timeout: field("How long an answer may take; 2s unless said.", time(50, MINUTE)),
    healthy: field(
      "Checks in a row that must pass until it is called; 2 unless said.",
      count(1, 100),
    ),
    unhealthy: field(
      "Checks in a row that must fail until it is not called; 3 unless said.",
      count(1, 100),
    ),
    status: field("The status that passes; any of 2xx unless said.", count(200, 599)),
  }),
});

const retry = object(
  "Calls that fail are made again where that is safe: nothing of an answer has gone to the client, the body does not stream, and the method is idempotent or no connection came about. Another target is called if there is one; `timeout` holds for all attempts together.",
  {
    attempts: field("Calls for one request, the first among them; 2 unless said.", count(2, 5)),
    budget: field("Retries as a share of requests, and ten at once; 0.2 unless said.", {
      kind: "number",
      whole: false,
      min: 0.01,
      max: 1,
    }),
    on: field(
      "`connect-failure`: no connection came about; `reset`: it ended before an answer; or a status. The first two unless said.",
      {
        kind: "list",
        items: { min: 1, max: 5 },
        of: { kind: "choice", of: ["connect-failure", "reset", 502, 503, 504] },
      },
    ),
  },
);

const circuitBreaker = object(
  "After too many failed calls (no answer, or 502, 503, 504) every call fails at once for a while; then one is let through, which decides.",
  {
    failures: field("Failed calls that open the circuit; 10 unless said.", count(1, 10_000)),
    window: field("Within how long they count; 10s unless said.", time(100, HOUR)),
    open: field("For how long no call is made; 30s unless said.", time(100, HOUR)),
  },
);

const file = (what: string, setting: string): Field =>
  field(`${what}, from where the gateway runs. The setting ${setting} says another.`, {
    kind: "pattern",
    ...FILE,
  });

const tls = object(
  "How https upstreams and the gateway know each other.",
  {
    caFile: file(
      "PEM file of the authorities that are trusted, in place of the system's",
      "NAME_CA_FILE",
    ),
    certFile: file(
      "PEM file of the certificate that is shown to servers that ask",
      "NAME_CERT_FILE",
    ),
    keyFile: file("PEM file of its key", "NAME_KEY_FILE"),
    serverName: field(
      "Whom certificates must be for, and who is asked for (SNI); the host unless said.",
      {
        kind: "pattern",
        ...SERVER_NAME,
      },
    ),
    insecureSkipVerification: field(
      "Whether certificates of unknown authorities are taken. Name, dates and the presence of a root still count.",
      { kind: "flag" },
    ),
  },
  ["certFile", "keyFile"],
);

const pool = object("What a target may take of the gateway.", {
  connections: field("Connections at once; 128 unless said.", count(1, 10_000)),
  connectTimeout: field("How long a connection may take; 2s unless said.", time(50, MINUTE)),
  bodyTimeout: field("How long a body may be silent; 10s unless said.", time(100, HOUR)),
  keepAlive: field(
    "For how long idle connections are kept, unless the server says; 4s unless said.",
    time(100, 10 * MINUTE),
  ),
  headersBytes: field(
    "Bytes that headers of an answer may have; 32KB unless said.",
    size(1024, MB),
  ),
  maxResponseBytes: field(
    "Bytes that the body of an answer may have, else it is refused or cut; no limit unless said.",
    size(1, 1_048_576 * MB),
  ),
});

/** The fields of an upstream in `upstreams`. */
export const upstreamFields: Fields = {
  url: field("Where it is unless the setting says otherwise.", { kind: "pattern", ...BASE_URL }),
  description: field("What it is, for readers.", { kind: "text" }),
  targets: field(
    "Base URLs of several servers, in place of `url`; the setting is then a list with commas.",
    { kind: "list", items: TARGETS, of: { kind: "pattern", ...BASE_URL } },
  ),
  balancing: field(
    "Which target is called next: one after another (usual), or the one with the fewest calls under way.",
    { kind: "choice", of: ["round-robin", "least-pending"] },
  ),
  health,
  retry,
  circuitBreaker,
  tls,
  pool,
};
