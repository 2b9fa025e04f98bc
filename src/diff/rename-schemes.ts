import type { GatewayModel } from "../model/gateway-model.js";
import { routeOf } from "../model/route-of.js";
import type { SecurityScheme } from "../model/security.js";
import type { ChangeList } from "./change-list.js";
import { canonical } from "./same-value.js";

/** The old model with its schemes called as in the new one, where only the name is another. */
export function renameSchemes(
  older: GatewayModel,
  newer: GatewayModel,
  list: ChangeList,
): GatewayModel {
  const left = (schemes: readonly SecurityScheme[], others: readonly SecurityScheme[]) =>
    schemes.filter(({ name }) => !others.some((other) => other.name === name));
  const gone = left(older.securitySchemes, newer.securitySchemes);
  const fresh = left(newer.securitySchemes, older.securitySchemes);
  const names = new Map<string, string>();
  for (const was of gone) {
    const alike = (each: SecurityScheme) => withoutName(each) === withoutName(was);
    const [is, ...more] = fresh.filter(alike);
    if (is === undefined || more.length > 0 || gone.filter(alike).length > 1) continue;
    names.set(was.name, is.name);
    list.add({
      class: "safe",
      kind: "auth-changed",
      message: `security scheme ${was.name} is called ${is.name}: so are its hook and its settings`,
      operations: newer.operations
        .filter(({ security }) => security.flat().some(({ scheme }) => scheme === is.name))
        .map(routeOf),
      place: { old: was.at, new: is.at },
    });
  }
  if (names.size === 0) return older;
  const renamed = (name: string) => names.get(name) ?? name;
  return {
    ...older,
    securitySchemes: older.securitySchemes.map((each) => ({ ...each, name: renamed(each.name) })),
    operations: older.operations.map((each) => ({
      ...each,
      security: each.security.map((alternative) =>
        alternative.map((one) => ({ ...one, scheme: renamed(one.scheme) })),
      ),
    })),
  };
}

function withoutName({ name: _name, ...scheme }: SecurityScheme): string {
  return canonical(scheme);
}
