import type { Code, Member } from "../code/code-kit.js";
import { array, call, lit, object, ts } from "../code/code-kit.js";
import type { ConfiguredText } from "../model/configured-text.js";
import type { SecurityScheme } from "../model/security.js";
import type { GeneratedModule } from "./generated-module.js";
import type { ProjectNames } from "./project-names.js";
import type { SchemeSettingKind } from "./scheme-settings.js";
import { schemeSettings } from "./scheme-settings.js";

/** What `settings.ts` has of a scheme that is decided by tokens. */
export interface TokenSettingsCode {
  readonly type: Code;
  readonly read: Code;
}

/**
 * The settings of a scheme; undefined where it has none.
 * @param valueOf the code of a text with variables
 */
export function planTokenSettings(
  scheme: SecurityScheme,
  module: GeneratedModule,
  names: ProjectNames,
  valueOf: (text: ConfiguredText) => Code,
): TokenSettingsCode | undefined {
  const settings = schemeSettings(scheme);
  const variable = (kind: SchemeSettingKind) => lit(names.schemeVariable(scheme.name, kind));
  const usual = (kind: SchemeSettingKind) =>
    settings.find((each) => each.kind === kind)?.usual.map(valueOf) ?? [];
  const withUsual = (kind: SchemeSettingKind) => array([variable(kind), ...usual(kind)]);
  const reader = (exported: string, file: string, members: readonly Member[]) =>
    call(module.runtime(exported, file), [ts`read`, object(members, { expanded: true })]);
  switch (scheme.enforcement.kind) {
    case "hook":
      return undefined;
    case "jwt":
      return {
        type: module.runtimeType("TokenSettings", "tokens/token-settings"),
        read: reader("readTokenSettings", "tokens/token-settings", [
          [ts`issuer`, withUsual("issuer")],
          [ts`audience`, withUsual("audience")],
          [ts`jwksUrl`, withUsual("jwks url")],
        ]),
      };
    case "user-pools":
      return {
        type: module.runtimeType("PoolSettings", "tokens/pool-settings"),
        read: call(module.runtime("readPoolSettings", "tokens/pool-settings"), [
          ts`read`,
          variable("user pools"),
          array(usual("user pools")),
        ]),
      };
    case "introspection":
      return {
        type: module.runtimeType("IntrospectionSettings", "tokens/introspected-token"),
        read: reader("readIntrospectionSettings", "tokens/introspected-token", [
          [ts`url`, withUsual("introspection url")],
          [ts`clientId`, variable("client id")],
          [ts`clientSecret`, variable("client secret")],
          [ts`audience`, withUsual("audience")],
        ]),
      };
  }
}
