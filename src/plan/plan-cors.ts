import type { Code, Member } from "../code/code-kit.js";
import { array, binary, call, lit, member, object, ts } from "../code/code-kit.js";
import type { ConfiguredText } from "../model/configured-text.js";
import type { Cors } from "../model/cors.js";
import type { GeneratedModule } from "./generated-module.js";

/** The call that makes the stage for requests from pages of other origins. */
export function planCors(cors: Cors, module: GeneratedModule): Code {
  const list = (label: Code, names: readonly string[]): Member[] =>
    names.length === 0 ? [] : [[label, array(names.map((each) => lit(each)))]];
  const members: readonly Member[] = [
    [ts`allowOrigins`, array(cors.allowOrigins.map(planOrigin))],
    ...list(ts`allowMethods`, cors.allowMethods),
    ...list(ts`allowHeaders`, cors.allowHeaders),
    ...list(ts`exposeHeaders`, cors.exposeHeaders),
    ...(cors.maxAge === undefined ? [] : [[ts`maxAge`, lit(cors.maxAge)] as const]),
    ...(cors.allowCredentials ? [[ts`allowCredentials`, ts`true`] as const] : []),
  ];
  return call(module.runtime("cors", "cors"), [object(members, { expanded: members.length > 1 })]);
}

function planOrigin(origin: ConfiguredText): Code {
  const pieces = origin.map((part) => {
    if (part.kind === "text") return lit(part.text);
    return part.kind === "variable"
      ? ts`settings.variables${member(part.name)}`
      : ts`settings.stageVariables${member(part.name)}`;
  });
  return binary("+", pieces);
}
