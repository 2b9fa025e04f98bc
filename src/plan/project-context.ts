import type { GatewayModel } from "../model/gateway-model.js";
import type { DirectedSchemas } from "../schema/directed-schemas.js";
import type { OperationIndex } from "./operation-index.js";
import type { ProjectNames } from "./project-names.js";
import type { SchemaIndex } from "./schema-index.js";

/** What the planners of single files share. */
export interface ProjectContext {
  readonly model: GatewayModel;
  readonly names: ProjectNames;
  readonly directed: DirectedSchemas;
  readonly operations: OperationIndex;
  readonly schemas: SchemaIndex;
  /** Collects the runtime's files that generated files import. */
  readonly runtime: Set<string>;
}
