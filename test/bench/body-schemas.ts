/** JSON as it was parsed. */
type Json = null | boolean | number | string | readonly Json[] | JsonObject;
interface JsonObject {
  readonly [key: string]: Json;
}

/** The schemas of a document's JSON bodies, of requests and of responses, and examples of them. */
export interface BodySchemas {
  /** The document's named schemas. */
  readonly named: Readonly<Record<string, Json>>;
  /** The bodies' schemas, each once. */
  readonly schemas: readonly Json[];
  readonly examples: readonly Example[];
}

export interface Example {
  /** Which of the schemas it is an example of. */
  readonly schema: number;
  readonly value: Json;
  /** `GET /pets 200 default`. */
  readonly where: string;
}

const METHODS = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/** Reads an OpenAPI 3.0 document. */
export function readBodySchemas(text: string): BodySchemas {
  const document = JSON.parse(text, withoutDirection) as JsonObject;
  const follow = (value: Json | undefined) => resolve(document, value);
  const schemas = new Map<string, number>();
  const examples = new Map<string, Example>();
  for (const [path, item] of members(document["paths"])) {
    for (const method of METHODS) {
      const operation = follow(item)?.[method] as JsonObject | undefined;
      const bodies = [
        ["request", operation?.["requestBody"]],
        ...members(operation?.["responses"]),
      ];
      for (const [name, body] of bodies as readonly (readonly [string, Json])[]) {
        for (const [type, media] of members(follow(body)?.["content"])) {
          const { schema, example, examples: more } = media as JsonObject;
          if (schema === undefined || !/^application\/(?:[^;]+\+)?json\b/.test(type)) continue;
          const key = JSON.stringify(schema);
          const index = schemas.get(key) ?? schemas.size;
          schemas.set(key, index);
          const found = members(more).map(([, each]) => follow(each)?.["value"]);
          for (const value of [example, ...found]) {
            if (value === undefined) continue;
            const where = `${method.toUpperCase()} ${path} ${name}`;
            const same = JSON.stringify([index, value]);
            if (!examples.has(same)) examples.set(same, { schema: index, value, where });
          }
        }
      }
    }
  }
  return {
    named: Object.fromEntries(members(resolve(document, document["components"])?.["schemas"])),
    schemas: Array.from(schemas.keys(), (key) => JSON.parse(key) as Json),
    examples: [...examples.values()],
  };
}

/** A document with a request for each schema, from which ours are generated. */
export function documentOf({ named, schemas }: BodySchemas): unknown {
  const paths = schemas.map((schema, index) => [
    `/${index}`,
    {
      post: {
        operationId: operationId(index),
        requestBody: { required: true, content: { "application/json": { schema } } },
        responses: { 204: { description: "Fine." } },
      },
    },
  ]);
  return {
    openapi: "3.0.3",
    info: { title: "Bodies", version: "1" },
    servers: [{ url: "https://bodies.example.com" }],
    paths: Object.fromEntries(paths),
    components: { schemas: named },
  };
}

export function operationId(index: number): string {
  return `check${index}`;
}

/** `readOnly` and `writeOnly` mean nothing to Ajv, and depend on the direction for us. */
function withoutDirection(key: string, value: Json): Json | undefined {
  const isDirection = (key === "readOnly" || key === "writeOnly") && typeof value === "boolean";
  return isDirection ? undefined : value;
}

function members(value: Json | undefined): readonly (readonly [string, Json])[] {
  return Object.entries((value ?? {}) as JsonObject);
}

/** What a reference leads to, else the value itself. */
function resolve(document: JsonObject, value: Json | undefined): JsonObject | undefined {
  const object = value as JsonObject | undefined;
  const reference = object?.["$ref"];
  if (typeof reference !== "string") return object;
  let found: Json | undefined = document;
  for (const part of reference.slice(2).split("/")) {
    const key = decodeURIComponent(part).replaceAll("~1", "/").replaceAll("~0", "~");
    found = (found as JsonObject | undefined)?.[key];
  }
  return resolve(document, found);
}
