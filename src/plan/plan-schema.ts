import type { Code } from "../code/code-kit.js";
import { identifier, name, paragraphs } from "../code/code-kit.js";
import { FORMATS } from "../schema/formats.js";
import { markerName } from "../schema/print-marker.js";
import { printTypeDeclaration } from "../schema/print-type.js";
import { printValidator } from "../schema/print-validator.js";
import { referencesOf } from "../schema/subschemas.js";
import type { NamedSchema } from "../schema/schema.js";
import type { Evaluated, SchemaContext } from "../schema/schema-context.js";
import { generatedFile } from "./template-file.js";
import { GeneratedModule } from "./generated-module.js";
import type { ProjectContext } from "./project-context.js";
import type { PlannedFile } from "./project-plan.js";

/** What schemas' files may import of the runtime. */
const RUNTIME = [
  "anyOf",
  "countHolding",
  "hasMember",
  "holds",
  "isAtLeast",
  "isAtMost",
  "isMultipleOf",
  "isObject",
  "isUnique",
  "isVariant",
  "jsonSet",
  "not",
  "oneOf",
  "own",
  "Problems",
  "unevaluatedItems",
  "unevaluatedMembers",
  "re2Pattern",
  ...[...FORMATS.values()].flatMap(({ string, number }) =>
    [string, number].flatMap((check) => check?.name ?? []),
  ),
];

/** What of a project matters to the files of schemas. */
export interface SchemaProject extends Pick<ProjectContext, "runtime" | "schemas"> {
  readonly names: Pick<ProjectContext["names"], "type">;
}

/** The file of one schema: its type and its validator. */
export function planSchema(schema: NamedSchema, project: SchemaProject): PlannedFile {
  const { names, schemas: index } = project;
  const typeName = names.type(schema.id);
  const validatorName = identifier(`is${typeName}`);
  const path = `validators/${typeName}.ts`;
  const module = new GeneratedModule(path, project.runtime, [typeName, validatorName]);
  const importable = referencesOf(schema.schema).flatMap((id) => declaredFor(names.type(id)));
  function reference(id: string, wanted: string, isType = false): Code {
    const type = names.type(id);
    if (type === typeName) return name(identifier(wanted));
    const path = `validators/${type}.ts`;
    return isType ? module.importType(wanted, path) : module.import(wanted, path);
  }
  const context: SchemaContext = {
    typeName,
    validatorName,
    schemaOf: (id) => index.schemaOf(id),
    possible: index.possible,
    isRecursive: (id) => index.isRecursive(id),
    typeOf: (id) => reference(id, names.type(id), true),
    validatorOf: (id) => reference(id, `is${names.type(id)}`),
    markerOf: (id, of) => reference(id, markerName(names.type(id), of)),
    isMarked: (of) => index.isMarked(schema.id, of),
    runtime: (exported, file) => module.runtime(exported, file),
    problems: module.runtimeType("Problems", "validation"),
    imported: new Set([...RUNTIME, ...importable]),
  };
  const declarations = paragraphs([
    printTypeDeclaration(schema, context),
    printValidator(schema, context),
  ]);
  return generatedFile(module.path, "declarations.ts", { declarations });
}

const MARKED: readonly Evaluated[] = ["members", "items"];

/** What the file of a schema may export. */
function declaredFor(type: string): readonly string[] {
  return [type, `is${type}`, ...MARKED.map((of) => markerName(identifier(type), of))];
}
