import type { Repository } from "./repository.js";

/** A part of a document that changes from version to version. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Part = Record<string, any>;

/** A version of the document, and what its owner does before and after generating. */
export interface Version {
  readonly what: string;
  change(document: Part): void;
  /** What the user did to the project since the version before. */
  before?(repository: Repository): void | Promise<void>;
  /** The files that may differ, all of them; those of the generator's records apart. */
  readonly touches: readonly string[];
  /** What the run tells, by code. */
  readonly told?: readonly string[];
  /** The user's lines at which the compiler stops. */
  readonly errors?: readonly string[];
  /** What the user does about it. */
  after?(repository: Repository): void | Promise<void>;
}

const order = { $ref: "#/components/schemas/Order" };
const json = (schema: Part) => ({ content: { "application/json": { schema } } });
const ok = (schema: Part) => ({ description: "As it is", ...json(schema) });
const id = { name: "id", in: "path", required: true, schema: { type: "integer" } };

/** The first version of the document. */
export const FIRST: Part = {
  openapi: "3.1.0",
  info: { title: "Orders", version: "1" },
  servers: [{ url: "https://api.example.com" }],
  paths: {
    "/orders": {
      get: { operationId: "listOrders", tags: ["orders"], responses: { 200: ok({}) } },
      post: {
        operationId: "addOrder",
        "x-gateway": { handler: true },
        requestBody: { required: true, ...json(order) },
        responses: { 201: ok(order) },
      },
    },
    "/orders/{id}": {
      get: {
        operationId: "getOrder",
        "x-gateway": { handler: true },
        security: [{ partner: [] }],
        parameters: [id],
        responses: { 200: ok(order) },
      },
    },
  },
  components: {
    schemas: {
      Order: {
        type: "object",
        required: ["item"],
        properties: {
          id: { type: "integer" },
          item: { type: "string" },
          note: { type: "string" },
        },
      },
    },
    securitySchemes: {
      partner: { type: "apiKey", in: "header", name: "X-Partner", "x-gateway": { hook: true } },
    },
  },
};

/** What the user makes of the first project. */
export const WRITTEN: Readonly<Record<string, string>> = {
  "src/hooks/handlers/getOrder.ts": `import type { Hooks } from "../../generated/hooks.js";

// Orders are in memory, for now.
export const getOrder: Hooks["getOrder"] = ({ path }) => {
  const next = path.id + 1;
  return { status: 200, body: { id: next - 1, item: "a book", note: "mine" } };
};
`,
  "src/hooks/handlers/addOrder.ts": `import type { Hooks } from "../../generated/hooks.js";

export const addOrder: Hooks["addOrder"] = ({ body }) => {
  console.log(body.note?.toUpperCase());
  return { status: 201, body };
};
`,
  "src/hooks/partner.ts": `import { type Authorize, refuse } from "../generated/runtime/security.js";

export const partner: Authorize = (request) =>
  request.header("x-partner") === "the only one" ? { principalId: "p" } : refuse("forbidden");
`,
  "src/hooks/index.ts": `import type { Hooks } from '../generated/hooks.js'
import { addOrder } from './handlers/addOrder.js' // keep this first
import { getOrder } from './handlers/getOrder.js'
import { partner } from './partner.js'

/* Everything that is ours. */
export const hooks = {
    partner,
    addOrder,
    getOrder, // the one that matters
} satisfies Hooks
`,
};

export const VERSIONS: readonly Version[] = [
  {
    what: "a summary",
    change: ({ paths }) => {
      paths["/orders/{id}"].get.summary = "One order.";
    },
    touches: [],
  },
];
