import type { GatewayModel } from "../model/gateway-model.js";
import type { NamedSchema } from "../schema/schema.js";
import type { ProjectNames } from "./project-names.js";

/** What the planners of single files share. */
export interface ProjectContext {
  readonly model: GatewayModel;
  readonly names: ProjectNames;
  /** The schemas that get a validator: the document's named ones, and bodies' own. */
  readonly schemas: readonly NamedSchema[];
  /** Collects the runtime's files that generated files import. */
  readonly runtime: Set<string>;
}
