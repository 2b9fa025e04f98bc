import type { Location } from "../diagnostics/diagnostic.js";
import type { BodyContent } from "./body-content.js";
import { requestContent } from "./checked-schemas.js";
import type { Operation } from "./gateway-model.js";
import { holdsJson } from "./media-types.js";
import type { DeclaredResponse } from "./response-validation.js";

/** The hooks that an operation's JSON bodies go through. */
export interface BodyTransforms {
  readonly request?: BodyTransform;
  readonly response?: ResponseTransform;
}

export interface BodyTransform {
  /** The hook, as the document calls it. */
  readonly name: string;
  readonly at: Location;
}

export interface ResponseTransform extends BodyTransform {
  /** What the operation answers if it goes well, as far as that is JSON. */
  readonly responses: readonly DeclaredResponse[];
}

/** The JSON that an operation takes, each media type once. */
export function jsonContent(operation: Pick<Operation, "validation">): readonly BodyContent[] {
  const byType = new Map<string, BodyContent>();
  for (const content of requestContent(operation)) {
    if (!holdsJson(content.mediaType)) continue;
    if (byType.get(content.mediaType)?.schema === undefined) byType.set(content.mediaType, content);
  }
  return [...byType.values()];
}
