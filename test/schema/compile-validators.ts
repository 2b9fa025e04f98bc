import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "rolldown";
import { assets } from "virtual:templates";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.js";
import { Reporter } from "../../src/diagnostics/reporter.js";
import { SchemaReader } from "../../src/dialects/openapi/read-schema.js";
import { SchemaResources } from "../../src/dialects/openapi/schema-resources.js";
import type { SchemaRules } from "../../src/dialects/openapi/schema-rules.js";
import { loadDocument } from "../../src/load/load-document.js";
import { planSchema } from "../../src/plan/plan-schema.js";
import { typeNames } from "../../src/plan/project-names.js";
import { runtimeClosure } from "../../src/plan/runtime-files.js";
import { indexSchemas } from "../../src/plan/schema-index.js";
import type { NamedSchema, Schema } from "../../src/schema/schema.js";
import { renderFile } from "../../src/render/render-file.js";
import type { Problem } from "../../templates/runtime/gateway-error.js";

/** What is wrong with a value by a schema; undefined if nothing is. */
export type FindProblems = (value: unknown) => readonly Problem[] | undefined;

/** Answers whether a value is valid by a schema, or what is wrong; or why there is no validator. */
export type Compiled =
  | {
      readonly kind: "validator";
      readonly validate: (value: unknown) => boolean;
      readonly findProblems: FindProblems;
      /** As it was read, with the schemas that it may lead to. */
      readonly schema: Schema;
      readonly named: readonly NamedSchema[];
    }
  | { readonly kind: "refused"; readonly errors: readonly Diagnostic[] };

/**
 * Generates validators as the generator does, one for each schema, and loads them.
 * @param folder an empty folder to work in
 * @param schemas each a document of its own, as JSON
 * @param remotes what is found at URIs, as JSON, in place of the network
 */
export async function compileValidators(
  folder: string,
  schemas: readonly unknown[],
  rules: SchemaRules,
  remotes: Readonly<Record<string, object>> = {},
): Promise<readonly Compiled[]> {
  await mkdir(folder, { recursive: true });
  const references = schemas.map((_, index) => ({ $ref: `./schema${index}.json` }));
  const write = (path: string, text: string) => writeFile(join(folder, path), text);
  await Promise.all(
    schemas.map((schema, index) => write(`schema${index}.json`, JSON.stringify(schema))),
  );
  await write("remotes.json", JSON.stringify(bundle(remotes, rules)));
  await write("all.json", JSON.stringify([...references, { $ref: "./remotes.json" }]));
  const source = await loadDocument("all.json", { cwd: folder }, new Reporter());
  const reader = new SchemaReader(rules);
  const root = source.root(new Reporter());
  const items = root?.knowing(new SchemaResources(source, rules)).items() ?? [];
  const read = items.slice(0, schemas.length).map((cursor) => {
    const reporter = new Reporter();
    const schema = reader.read(cursor.reportingTo(reporter));
    const errors = reporter.diagnostics.filter(({ severity }) => severity === "error");
    return { schema, errors };
  });
  const good = read.flatMap(({ schema, errors }) => (errors.length === 0 ? [schema] : []));
  const named = reader.named(good);
  const validators = (await compileSchemas(folder, good, named)).values();
  return read.map(({ schema, errors }): Compiled => {
    const findProblems = errors.length === 0 ? validators.next().value : undefined;
    if (findProblems === undefined) return { kind: "refused", errors };
    const validate = (value: unknown) => findProblems(value) === undefined;
    return { kind: "validator", validate, findProblems, schema, named };
  });
}

/**
 * Generates validators of schemas that were read, and loads them.
 * @param folder to work in
 * @param named the schemas that these lead to
 */
export async function compileSchemas(
  folder: string,
  schemas: readonly Schema[],
  named: readonly NamedSchema[],
): Promise<readonly FindProblems[]> {
  const own = schemas.flatMap((schema, index) => {
    const name = `inline schema ${index}`;
    return schema.kind === "value" ? [{ id: name, name, schema, at: schema.at }] : [];
  });
  const all = [...named, ...own];
  const names = typeNames(all);
  const runtime = new Set<string>(["validation.ts"]);
  const index = indexSchemas(all);
  const nameOf = (id: string) => {
    const name = names.get(id);
    if (name === undefined) throw new Error(`no schema ${id}`);
    return name;
  };
  const files = all.map((schema) =>
    planSchema(schema, { names: { type: nameOf }, schemas: index, runtime }),
  );
  const texts = [
    ...files.map((file) => [file.path.replace("src/generated/", ""), renderFile(file)] as const),
    ...runtimeClosure(runtime).map(
      (file) => [`runtime/${file}`, assets[`runtime/${file}`] ?? ""] as const,
    ),
  ];
  const typeOf = schemas.map((schema, at) =>
    nameOf(schema.kind === "reference" ? schema.schema : `inline schema ${at}`),
  );
  const exported = typeOf.map((type) => `export { is${type} } from "./validators/${type}.js";`);
  const check = `export { findProblems } from "./runtime/validation.js";`;
  texts.push(["index.ts", [...new Set([...exported, check])].join("\n")]);
  for (const [path, text] of texts) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  const file = join(folder, "bundle.mjs");
  await build({
    input: join(folder, "index.ts"),
    logLevel: "silent",
    platform: "node",
    output: { file, format: "esm" },
  });
  const loaded = (await import(/* @vite-ignore */ pathToFileURL(file).href)) as Record<
    string,
    unknown
  >;
  const findProblems = loaded["findProblems"] as (
    value: unknown,
    validator: unknown,
    where: string,
  ) => readonly Problem[] | undefined;
  return typeOf.map((type) => (value) => findProblems(value, loaded[`is${type}`], "body"));
}

/** One document of several, each with the name by which it is known (JSON Schema 2020-12, section 9.3). */
function bundle(
  remotes: Readonly<Record<string, object>>,
  { identifier = "$id" }: SchemaRules,
): object {
  const definitions = Object.entries(remotes).map(([uri, schema]) => {
    const own = (schema as Readonly<Record<string, unknown>>)[identifier];
    if (typeof own !== "string") return [uri, { ...schema, [identifier]: uri }] as const;
    const isKnownSo = new URL(own, uri).href.replace(/#$/, "") === uri;
    return [uri, isKnownSo ? schema : { [identifier]: uri, allOf: [schema] }] as const;
  });
  return { definitions: Object.fromEntries(definitions) };
}
