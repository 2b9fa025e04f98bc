import type { Code, Member } from "../code/code-kit.js";
import { key, lit, object } from "../code/code-kit.js";
import type { Limits } from "../model/gateway-model.js";

/** What a client may send, as far as the document says it. */
export function planLimits(limits: Limits): Code {
  return object(Object.entries(limits).map(([name, most]): Member => [key(name), lit(most)]));
}
