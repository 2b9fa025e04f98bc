import type { Code } from "../code/code-kit.js";
import { array, arrow, call, lit, member, ts } from "../code/code-kit.js";
import type { LogFormat, LogPart } from "../model/log-format.js";
import type { GeneratedModule } from "./generated-module.js";

/** What makes the lines of an access log: `accessLine((log) => [log.requestId, " ", log.status])`. */
export function planLogFormat({ syntax, parts }: LogFormat, module: GeneratedModule): Code {
  const line = arrow([ts`log`], array(parts.map(planPart)));
  const escape = syntax === "xml" ? [module.runtime("xmlText", "escape-text")] : [];
  return call(module.runtime("accessLine", "access-line"), [line, ...escape]);
}

function planPart(part: LogPart): Code {
  if (part.kind === "text") return lit(part.text);
  const { variable } = part;
  return variable.kind === "authorizer"
    ? call(ts`log.authorizerValue`, [lit(variable.key)])
    : ts`log${variable.path.map((key) => member(key))}`;
}
