import type { Repository } from "./repository.js";

/** A part of a document, which each version changes as it likes. */
// oxlint-disable-next-line no-explicit-any -- a document is whatever its author makes it
export type Part = any;

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

const find = (document: Part, operationId: string): Part =>
  Object.values(document.paths as Record<string, Part>)
    .flatMap((item) => Object.values(item))
    .find((each) => (each as Part).operationId === operationId) as Part;

export const VERSIONS: readonly Version[] = [
  {
    what: "an operation gets a summary",
    change: (document) => {
      find(document, "getOrder").summary = "One order.";
    },
    touches: [
      "src/generated/handlers/getOrder.ts",
      "src/generated/hooks.ts",
      "src/generated/routes/getOrder.ts",
    ],
  },
  {
    what: "an operation is added that an upstream answers",
    change: ({ paths }) => {
      paths["/orders/{id}"].delete = {
        operationId: "deleteOrder",
        parameters: [id],
        responses: { 204: { description: "Gone" } },
      };
    },
    touches: [
      "src/generated/gateway.ts",
      "src/generated/routes/deleteOrder.ts",
      "test/smoke.test.ts",
    ],
  },
  {
    what: "an operation is added that the owner is to answer",
    change: ({ paths }) => {
      paths["/orders/{id}/cancel"] = {
        post: {
          operationId: "cancelOrder",
          "x-gateway": { handler: true },
          parameters: [id],
          responses: { 200: ok(order) },
        },
      };
    },
    touches: [
      "README.md",
      "src/generated/gateway.ts",
      "src/generated/handlers/cancelOrder.ts",
      "src/generated/hooks.ts",
      "src/generated/routes/cancelOrder.ts",
      "src/hooks/handlers/cancelOrder.ts",
      "src/hooks/index.ts",
    ],
    after: (repository) =>
      repository.write({
        "src/hooks/handlers/cancelOrder.ts": `import type { Hooks } from "../../generated/hooks.js";

export const cancelOrder: Hooks["cancelOrder"] = ({ path }) => ({
  status: 200,
  body: { id: path.id, item: "cancelled" },
});
`,
      }),
  },
  {
    what: "an operation has another name",
    change: (document) => {
      find(document, "getOrder").operationId = "fetchOrder";
    },
    told: ["renamed-hook"],
    touches: [
      "README.md",
      "src/generated/gateway.ts",
      "src/generated/handlers/fetchOrder.ts",
      "src/generated/handlers/getOrder.ts",
      "src/generated/hooks.ts",
      "src/generated/routes/fetchOrder.ts",
      "src/generated/routes/getOrder.ts",
    ],
    errors: [
      'src/hooks/handlers/getOrder.ts: export const getOrder: Hooks["getOrder"] = ({ path }) => {',
      "src/hooks/index.ts: getOrder, // the one that matters",
      "src/main.ts: (settings) => createGateway(settings, hooks),",
      "test/smoke.test.ts: gateway = await serve(createGateway(settings, hooks), settings);",
    ],
    async after(repository) {
      const folder = "gateway/src/hooks/handlers";
      repository.git("mv", `${folder}/getOrder.ts`, `${folder}/fetchOrder.ts`);
      repository.edit(
        "src/hooks/handlers/fetchOrder.ts",
        'getOrder: Hooks["getOrder"]',
        'fetchOrder: Hooks["fetchOrder"]',
      );
      await repository.generate();
      repository.edit(
        "src/hooks/index.ts",
        "import { getOrder } from './handlers/getOrder.js'\n",
        "",
      );
      repository.edit("src/hooks/index.ts", "    getOrder, // the one that matters\n", "");
    },
  },
  {
    what: "a member of a schema becomes required",
    change: ({ components }) => {
      components.schemas.Order.required.push("note");
    },
    touches: ["src/generated/validators/Order.ts"],
    errors: ['src/hooks/handlers/cancelOrder.ts: body: { id: path.id, item: "cancelled" },'],
    after: (repository) => {
      repository.edit(
        "src/hooks/handlers/cancelOrder.ts",
        'item: "cancelled"',
        'item: "cancelled", note: ""',
      );
    },
  },
  {
    what: "a member of a schema has another name",
    change: ({ components }) => {
      const { Order } = components.schemas;
      Order.properties.comment = Order.properties.note;
      delete Order.properties.note;
      Order.required = ["item"];
      Order.additionalProperties = false;
    },
    touches: ["src/generated/validators/Order.ts"],
    errors: ["src/hooks/handlers/addOrder.ts: console.log(body.note?.toUpperCase());"],
    after: (repository) => {
      repository.edit("src/hooks/handlers/addOrder.ts", "body.note", "body.comment");
      repository.edit("src/hooks/handlers/fetchOrder.ts", 'note: "mine"', 'comment: "mine"');
      repository.edit("src/hooks/handlers/cancelOrder.ts", 'note: ""', 'comment: ""');
    },
  },
  {
    what: "a schema is split",
    change: ({ components: { schemas } }) => {
      schemas.Item = { type: "string", minLength: 1 };
      schemas.Order.properties.item = { $ref: "#/components/schemas/Item" };
    },
    touches: ["src/generated/validators/Item.ts", "src/generated/validators/Order.ts"],
  },
  {
    what: "an operation moves to another tag",
    change: (document) => {
      find(document, "listOrders").tags = ["catalogue"];
    },
    touches: [],
  },
  {
    what: "an operation asks for a caller",
    change: (document) => {
      find(document, "addOrder").security = [{ partner: [] }];
    },
    touches: ["src/generated/hooks.ts", "src/generated/routes/addOrder.ts", "test/smoke.test.ts"],
  },
  {
    what: "another one no longer does",
    change: (document) => {
      delete find(document, "fetchOrder").security;
    },
    touches: ["src/generated/hooks.ts", "src/generated/routes/fetchOrder.ts"],
  },
  {
    what: "callers are told otherwise",
    change: ({ components, ...document }) => {
      components.securitySchemes = {
        login: {
          type: "http",
          scheme: "bearer",
          "x-gateway": { jwt: { issuer: "https://login.example.com", audience: ["orders"] } },
        },
      };
      find(document, "addOrder").security = [{ login: [] }];
    },
    told: ["orphaned-hook"],
    touches: [
      ".env.example",
      "README.md",
      "deploy/compose.yaml",
      "deploy/kubernetes/configmap.yaml",
      "package.json",
      "src/generated/auth/login.ts",
      "src/generated/auth/partner.ts",
      "src/generated/gateway.ts",
      "src/generated/handlers/addOrder.ts",
      "src/generated/hooks.ts",
      "src/generated/routes/addOrder.ts",
      "src/generated/runtime/tokens/bearer-challenge.ts",
      "src/generated/runtime/tokens/bearer-jwt.ts",
      "src/generated/runtime/tokens/bearer-token.ts",
      "src/generated/runtime/tokens/checked-tokens.ts",
      "src/generated/runtime/tokens/claims.ts",
      "src/generated/runtime/tokens/fetch-json.ts",
      "src/generated/runtime/tokens/jwt-principal.ts",
      "src/generated/runtime/tokens/jwt-verifier.ts",
      "src/generated/runtime/tokens/key-set.ts",
      "src/generated/runtime/tokens/token-authorizer.ts",
      "src/generated/runtime/tokens/token-refused.ts",
      "src/generated/runtime/tokens/token-settings.ts",
      "src/generated/runtime/tokens/verification-key.ts",
      "src/generated/settings.ts",
    ],
    errors: ["src/hooks/index.ts: partner,"],
    after(repository) {
      repository.git("rm", "-q", "gateway/src/hooks/partner.ts");
      repository.edit("src/hooks/index.ts", "import { partner } from './partner.js'\n", "");
      repository.edit("src/hooks/index.ts", "    partner,\n", "");
    },
  },
  {
    what: "an operation is answered by the owner in place of an upstream",
    change: (document) => {
      find(document, "listOrders")["x-gateway"] = { handler: true };
    },
    touches: [
      "README.md",
      "src/generated/gateway.ts",
      "src/generated/handlers/listOrders.ts",
      "src/generated/hooks.ts",
      "src/generated/routes/listOrders.ts",
      "src/hooks/handlers/listOrders.ts",
      "src/hooks/index.ts",
      "test/smoke.test.ts",
    ],
  },
  {
    what: "another one the other way round",
    change: (document) => {
      delete find(document, "cancelOrder")["x-gateway"];
    },
    told: ["orphaned-hook"],
    touches: [
      "README.md",
      "src/generated/gateway.ts",
      "src/generated/handlers/cancelOrder.ts",
      "src/generated/hooks.ts",
      "src/generated/routes/cancelOrder.ts",
      "test/smoke.test.ts",
    ],
    errors: [
      'src/hooks/handlers/cancelOrder.ts: export const cancelOrder: Hooks["cancelOrder"] = ({ path }) => ({',
      "src/hooks/index.ts: cancelOrder,",
    ],
    after(repository) {
      repository.git("rm", "-q", "gateway/src/hooks/handlers/cancelOrder.ts");
      const text = repository.read("src/hooks/index.ts");
      return repository.write({
        "src/hooks/index.ts": text
          .split("\n")
          .filter((line) => !line.includes("cancelOrder"))
          .join("\n"),
      });
    },
  },
  {
    what: "the upstream moves",
    change: (document) => {
      document.servers = [{ url: "https://orders.example.com/v2" }];
    },
    touches: [
      ".env.example",
      "deploy/compose.yaml",
      "deploy/kubernetes/configmap.yaml",
      "src/generated/integrations/upstream.ts",
      "src/generated/settings.ts",
    ],
  },
  {
    what: "a parameter has another type",
    change: ({ paths }) => {
      for (const each of Object.values(paths["/orders/{id}"] as Part)) {
        (each as Part).parameters = [{ ...id, schema: { type: "string" } }];
      }
    },
    touches: [
      "src/generated/handlers/fetchOrder.ts",
      "src/generated/routes/deleteOrder.ts",
      "src/generated/routes/fetchOrder.ts",
      "test/smoke.test.ts",
    ],
    errors: [
      'src/hooks/handlers/fetchOrder.ts: return { status: 200, body: { id: next - 1, item: "a book", comment: "mine" } };',
    ],
    after: (repository) => {
      repository.edit("src/hooks/handlers/fetchOrder.ts", "path.id + 1", "Number(path.id) + 1");
    },
  },
  {
    what: "a parameter has another name",
    change: ({ paths }) => {
      paths["/orders/{orderId}"] = JSON.parse(
        JSON.stringify(paths["/orders/{id}"]).replaceAll('"id"', '"orderId"'),
      );
      delete paths["/orders/{id}"];
    },
    touches: [
      "README.md",
      "src/generated/gateway.ts",
      "src/generated/handlers/fetchOrder.ts",
      "src/generated/hooks.ts",
      "src/generated/routes/deleteOrder.ts",
      "src/generated/routes/fetchOrder.ts",
      "test/smoke.test.ts",
    ],
    errors: ["src/hooks/handlers/fetchOrder.ts: const next = Number(path.id) + 1;"],
    after: (repository) => {
      repository.edit("src/hooks/handlers/fetchOrder.ts", "path.id", "path.orderId");
    },
  },
  {
    what: "a path moves",
    change: ({ paths }) => {
      paths["/purchases/{orderId}"] = paths["/orders/{orderId}"];
      delete paths["/orders/{orderId}"];
    },
    touches: [
      "README.md",
      "src/generated/gateway.ts",
      "src/generated/handlers/fetchOrder.ts",
      "src/generated/hooks.ts",
      "src/generated/routes/deleteOrder.ts",
      "src/generated/routes/fetchOrder.ts",
      "test/smoke.test.ts",
    ],
  },
  {
    what: "a schema is added that nothing uses",
    change: ({ components }) => {
      components.schemas.Unused = { type: "object", properties: { a: { type: "string" } } };
    },
    touches: [],
  },
  {
    what: "the document has another title, which the project's own files repeat",
    before: (repository) => {
      repository.edit("Dockerfile", "EXPOSE 8080", "EXPOSE 8080 8081");
      repository.edit("README.md", "# Orders\n", "# Ann's orders\n");
    },
    change: ({ info }) => {
      info.title = "Purchases";
    },
    told: ["merge-conflict"],
    touches: [
      "README.md",
      "deploy/compose.yaml",
      ...["configmap", "deployment", "horizontalpodautoscaler", "networkpolicy"].map(
        (kind) => `deploy/kubernetes/${kind}.yaml`,
      ),
      "deploy/kubernetes/poddisruptionbudget.yaml",
      "deploy/kubernetes/service.yaml",
      "package.json",
      "src/generated/gateway.ts",
    ],
    after(repository) {
      const text = repository.read("README.md");
      return repository.write({
        "README.md": text.replace(/<<<<<<< yours\n[^]*>>>>>>> generated\n/, "# Ann's purchases\n"),
      });
    },
  },
  {
    what: "an operation may take longer",
    change: (document) => {
      find(document, "deleteOrder")["x-gateway"] = { timeout: "20s" };
    },
    touches: ["src/generated/routes/deleteOrder.ts"],
  },
  {
    what: "browsers may call",
    change: (document) => {
      document["x-gateway"] = { cors: { allowOrigins: ["https://shop.example.com"] } };
    },
    touches: ["src/generated/gateway.ts", "src/generated/runtime/cors.ts"],
  },
  {
    what: "a hook is asked for whose registry the owner has made otherwise",
    async before(repository) {
      await repository.write({
        "src/hooks/others.ts": "export const others = {};\n",
      });
      repository.edit(
        "src/hooks/index.ts",
        "export const hooks = {\n",
        "export const hooks = {\n    ...others,\n",
      );
      repository.edit(
        "src/hooks/index.ts",
        "\n\n/* Everything",
        "\nimport { others } from './others.js'\n\n/* Everything",
      );
    },
    change: (document) => {
      find(document, "deleteOrder")["x-gateway"] = { handler: true };
    },
    told: ["hook-by-hand"],
    touches: [
      "README.md",
      "src/generated/gateway.ts",
      "src/generated/handlers/deleteOrder.ts",
      "src/generated/hooks.ts",
      "src/generated/routes/deleteOrder.ts",
      "src/hooks/handlers/deleteOrder.ts",
      "test/smoke.test.ts",
    ],
    errors: [
      "src/hooks/index.ts: } satisfies Hooks",
      "src/main.ts: (settings) => createGateway(settings, hooks),",
      "test/smoke.test.ts: gateway = await serve(createGateway(settings, hooks), settings);",
    ],
    after(repository) {
      repository.edit("src/hooks/index.ts", "    ...others,\n", "    deleteOrder,\n");
      repository.edit(
        "src/hooks/index.ts",
        "import { others } from './others.js'",
        "import { deleteOrder } from './handlers/deleteOrder.js'",
      );
    },
  },
  {
    what: "a body may be a form, too",
    change: (document) => {
      find(document, "addOrder").requestBody.content["application/x-www-form-urlencoded"] = {
        schema: order,
      };
    },
    touches: [
      "src/generated/routes/addOrder.ts",
      "src/generated/runtime/form-object.ts",
      "src/generated/runtime/form.ts",
    ],
  },
  {
    what: "an operation may answer otherwise",
    change: (document) => {
      find(document, "fetchOrder").responses[404] = ok({
        type: "object",
        required: ["reason"],
        properties: { reason: { type: "string" } },
      });
    },
    touches: [
      "src/generated/handlers/fetchOrder.ts",
      "src/generated/routes/fetchOrder.ts",
      "src/generated/validators/FetchOrder404Response.ts",
    ],
  },
  {
    what: "and no longer as the owner does",
    change: (document) => {
      const { responses } = find(document, "fetchOrder");
      responses[203] = responses[200];
      delete responses[200];
    },
    touches: ["src/generated/handlers/fetchOrder.ts", "src/generated/routes/fetchOrder.ts"],
    errors: [
      'src/hooks/handlers/fetchOrder.ts: export const fetchOrder: Hooks["fetchOrder"] = ({ path }) => {',
    ],
    after: (repository) => {
      repository.edit("src/hooks/handlers/fetchOrder.ts", "status: 200", "status: 203");
    },
  },
  {
    what: "a callers' key joins their login",
    change: (document) => {
      document.components.securitySchemes.key = {
        type: "apiKey",
        in: "header",
        name: "X-Api-Key",
        "x-gateway": { apiKeys: true },
      };
      find(document, "deleteOrder").security = [{ key: [] }];
    },
    touches: [
      ".env.example",
      "README.md",
      "deploy/compose.yaml",
      "deploy/kubernetes/deployment.yaml",
      "src/generated/auth/key.ts",
      "src/generated/gateway.ts",
      "src/generated/routes/deleteOrder.ts",
      "src/generated/runtime/api-key-authorizer.ts",
      "src/generated/runtime/api-keys.ts",
      "src/generated/runtime/credential-list.ts",
      "src/generated/runtime/known-by-identity.ts",
      "src/generated/runtime/sha256.ts",
      "src/generated/settings.ts",
    ],
  },
  {
    what: "operations stand in another order",
    change: (document) => {
      document.paths = Object.fromEntries(Object.entries(document.paths as Part).toReversed());
    },
    touches: [
      "README.md",
      "src/generated/gateway.ts",
      "src/generated/hooks.ts",
      "test/smoke.test.ts",
    ],
  },
  {
    what: "a schema is named otherwise",
    change: (document) => {
      const text = JSON.stringify(document).replaceAll('/Order"', '/Purchase"');
      Object.assign(document, JSON.parse(text));
      const { schemas } = document.components;
      schemas.Purchase = schemas.Order;
      delete schemas.Order;
    },
    touches: [
      "src/generated/handlers/addOrder.ts",
      "src/generated/handlers/fetchOrder.ts",
      "src/generated/routes/addOrder.ts",
      "src/generated/validators/Order.ts",
      "src/generated/validators/Purchase.ts",
    ],
  },
  {
    what: "an operation that the owner answers is gone",
    change: ({ paths }) => {
      delete paths["/purchases/{orderId}"].get;
    },
    told: ["orphaned-hook"],
    touches: [
      "README.md",
      "src/generated/gateway.ts",
      "src/generated/handlers/fetchOrder.ts",
      "src/generated/hooks.ts",
      "src/generated/routes/fetchOrder.ts",
      "src/generated/validators/FetchOrder404Response.ts",
    ],
    errors: [
      'src/hooks/handlers/fetchOrder.ts: export const fetchOrder: Hooks["fetchOrder"] = ({ path }) => {',
      "src/hooks/index.ts: fetchOrder,",
    ],
    after(repository) {
      repository.git("rm", "-q", "gateway/src/hooks/handlers/fetchOrder.ts");
      const text = repository.read("src/hooks/index.ts");
      return repository.write({
        "src/hooks/index.ts": text
          .split("\n")
          .filter((line) => !line.includes("fetchOrder"))
          .join("\n"),
      });
    },
  },
  {
    what: "and comes back",
    change: ({ paths }) => {
      paths["/purchases/{orderId}"].get = {
        operationId: "fetchOrder",
        "x-gateway": { handler: true },
        parameters: [{ ...id, name: "orderId" }],
        responses: { 200: { description: "As it is" } },
      };
    },
    touches: [
      "README.md",
      "src/generated/gateway.ts",
      "src/generated/handlers/fetchOrder.ts",
      "src/generated/hooks.ts",
      "src/generated/routes/fetchOrder.ts",
      "src/hooks/handlers/fetchOrder.ts",
      "src/hooks/index.ts",
    ],
  },
];
