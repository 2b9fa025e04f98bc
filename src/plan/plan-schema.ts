import type { Code } from "../code/code-kit.js";
import { identifier, name, paragraphs } from "../code/code-kit.js";
import { printTypeDeclaration } from "../schema/print-type.js";
import { printValidator } from "../schema/print-validator.js";
import { referencesOf } from "../schema/references-of.js";
import type { NamedSchema } from "../schema/schema.js";
import type { SchemaContext } from "../schema/schema-context.js";
import { generatedFile } from "./template-file.js";
import { GeneratedModule } from "./generated-module.js";
import type { ProjectContext } from "./project-context.js";
import type { PlannedFile } from "./project-plan.js";

const RUNTIME = ["isAtLeast", "isAtMost", "isObject", "own", "Problems"];

/** The file of one schema: its type and its validator. */
export function planSchema(schema: NamedSchema, project: ProjectContext): PlannedFile {
  const { names } = project;
  const typeName = names.type(schema.id);
  const module = new GeneratedModule(`validators/${typeName}.ts`, project.runtime);
  const others = referencesOf(schema.schema).map((id) => names.type(id));
  const context: SchemaContext = {
    typeName,
    validatorName: identifier(`is${typeName}`),
    typeOf: (id) => reference(names.type(id), false),
    validatorOf: (id) => reference(names.type(id), true),
    runtime: (exported) => module.runtime(exported, "validation"),
    problems: module.runtimeType("Problems", "validation"),
    imported: new Set([...RUNTIME, ...others, ...others.map((type) => `is${type}`)]),
  };
  function reference(type: string, isValidator: boolean): Code {
    const wanted = identifier(isValidator ? `is${type}` : type);
    if (type === typeName) return name(wanted);
    const path = `validators/${type}.ts`;
    return isValidator ? module.import(wanted, path) : module.importType(wanted, path);
  }
  const declarations = paragraphs([
    printTypeDeclaration(schema, context),
    printValidator(schema, context),
  ]);
  return generatedFile(module.path, "declarations.ts", { declarations });
}
