import { readFileSync } from "node:fs";
import { join } from "node:path";
import { sampleDocument } from "./generate-into.js";

/** Documents whose projects, together, hold nearly everything that the generator can write. */
export const SAMPLES = [
  "petstore",
  "orders",
  "everything",
  "plain",
  "large",
  "clashes",
  "bare",
  "gateway-plain",
  "gateway-amazon",
  "http-api",
  "forms",
  "texts",
  "functions",
  "handlers",
  "handlers-amazon",
  "services",
  "services-http",
  "templates",
  "tokens",
  "tokens-amazon",
] as const;

export type Sample = (typeof SAMPLES)[number];

/** Those that show most; the others are compiled with the slow tests. */
export const EVERYDAY_SAMPLES: readonly Sample[] = [
  "petstore",
  "everything",
  "http-api",
  "functions",
  "services",
  "handlers",
  "tokens",
  "templates",
];

/** The text of a sample's document. */
export async function documentOf(sample: string): Promise<string> {
  if (sample === "petstore" || sample === "orders") return await sampleDocument(sample);
  if (sample === "large") return largeDocument();
  return readFileSync(join(import.meta.dirname, `${sample}.yaml`), "utf8");
}

/** One schema with more members than TypeScript takes in one function. */
function largeDocument(): string {
  const names = Array.from({ length: 1000 }, (_, index) => `member${index}`);
  const properties = Object.fromEntries(names.map((name) => [name, { type: "string" }]));
  const schema = { type: "object", required: ["member999"], properties };
  const post = { requestBody: { content: { "application/json": { schema } } } };
  const info = { title: "Large", version: "1" };
  return JSON.stringify({ openapi: "3.0.3", info, paths: { "/": { post } } });
}
