import type { Code, Identifier } from "../code/code-kit.js";
import type { Direction, Schema } from "../schema/schema.js";
import type { GeneratedModule } from "./generated-module.js";
import type { ProjectContext } from "./project-context.js";

/** The name of a schema's type; of one on the spot, by the id that it has for want of a name. */
export function schemaTypeName(
  schema: Schema,
  ownId: string,
  direction: Direction,
  { names, directed }: ProjectContext,
): Identifier {
  const isNamed = schema.kind === "reference";
  return names.type(isNamed ? directed.idOf(schema.schema, direction) : ownId);
}

/** The type itself. */
export function schemaType(
  schema: Schema,
  ownId: string,
  direction: Direction,
  module: GeneratedModule,
  project: ProjectContext,
): Code {
  const type = schemaTypeName(schema, ownId, direction, project);
  return module.importType(type, `validators/${type}.ts`);
}
