import type { ConfiguredText } from "../model/configured-text.js";
import type { GatewayModel } from "../model/gateway-model.js";
import type { SecurityScheme } from "../model/security.js";

/** What the settings say of a security scheme that the gateway decides. */
export type SchemeSettingKind =
  | "issuer"
  | "audience"
  | "jwks url"
  | "user pools"
  | "introspection url"
  | "client id"
  | "client secret";

export interface SchemeSetting {
  readonly kind: SchemeSettingKind;
  /** What holds where the environment says nothing. */
  readonly usual: readonly ConfiguredText[];
  /** Without a value the gateway does not start. */
  readonly required: boolean;
}

export interface RequiredSetting {
  /** The scheme's name in the document. */
  readonly scheme: string;
  readonly kind: SchemeSettingKind;
}

/** The settings of one scheme, in the order in which they are shown. */
export function schemeSettings({ enforcement }: SecurityScheme): readonly SchemeSetting[] {
  switch (enforcement.kind) {
    case "jwt": {
      const { issuer, audience, jwksUri } = enforcement;
      return [
        setting("issuer", issuer === undefined ? [] : [issuer]),
        setting("audience", audience),
        { ...setting("jwks url", textsOf([jwksUri])), required: false },
      ];
    }
    case "user-pools":
      return [setting("user pools", enforcement.pools)];
    case "introspection":
      return [
        setting("introspection url", textsOf([enforcement.url])),
        setting("client id", []),
        setting("client secret", []),
        { ...setting("audience", textsOf(enforcement.audience)), required: false },
      ];
    default:
      return [];
  }
}

/** Those without which the gateway does not start. */
export function requiredSchemeSettings({
  securitySchemes,
}: Pick<GatewayModel, "securitySchemes">): readonly RequiredSetting[] {
  return securitySchemes.flatMap((scheme) =>
    schemeSettings(scheme)
      .filter(({ required }) => required)
      .map(({ kind }) => ({ scheme: scheme.name, kind })),
  );
}

function setting(kind: SchemeSettingKind, usual: readonly ConfiguredText[]): SchemeSetting {
  return { kind, usual, required: usual.length === 0 };
}

function textsOf(texts: readonly (string | undefined)[]): readonly ConfiguredText[] {
  return texts.flatMap((text): ConfiguredText[] =>
    text === undefined ? [] : [[{ kind: "text", text }]],
  );
}
