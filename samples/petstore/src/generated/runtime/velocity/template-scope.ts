import type { Input } from "./input.js";
import type { Value } from "./value.js";

/** What a mapping template works with. */
export interface TemplateScope {
  /** `$input`: the body, and the request's parameters. */
  readonly input: Input;
  /** `$context`. Overrides that the template sets stay in it. */
  readonly context: Map<Value, Value>;
  /** `$stageVariables` */
  readonly stageVariables: Map<Value, Value>;
  /** What the document leaves to the settings: `${name}`, by name. */
  readonly variables: ReadonlyMap<Value, Value>;
}

/** A compiled mapping template. */
export type RenderTemplate = (scope: TemplateScope) => string;
