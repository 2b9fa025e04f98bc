import { routeOf } from "../model/route-of.js";
import type { Security, SecurityRequirement } from "../model/security.js";
import type { ChangeList } from "./change-list.js";
import type { OperationPair } from "./match-operations.js";

/**
 * Who may call an operation. That anybody may is breaking though no caller stops: no gate that lets
 * `risky` changes pass is to let that one pass.
 * @param whose what the new security is that of, where it is another route's
 */
export function diffSecurity(pair: OperationPair, list: ChangeList, whose = ""): void {
  const [was, is] = [pair.old.security, pair.new.security];
  const dropped = was.filter((each) => !is.some((other) => isEnough(each, other)));
  const gained = is.filter((each) => !was.some((other) => isEnough(each, other)));
  const isOpened = isOpen(is) && !isOpen(was);
  if (!isOpened && isOpen(was) === isOpen(is) && dropped.length + gained.length === 0) return;
  const found = (change: Pick<Parameters<ChangeList["add"]>[0], "class" | "kind" | "message">) =>
    list.add({
      ...change,
      place: {
        operation: routeOf(pair.old),
        old: pair.old.places.security ?? pair.old.at,
        new: pair.new.places.security ?? pair.new.at,
      },
    });
  const from = `${showSecurity(was)} → ${showSecurity(is)}${whose}`;
  if (isOpened) {
    const optional = is.length > 0 ? ": credentials are optional" : "";
    const message = `anybody may call it, without ${showSecurity(was)}${optional}${whose}`;
    found({ class: "breaking", kind: "auth-removed", message });
  } else if (isOpen(was) && !isOpen(is)) {
    const message = `callers need ${showSecurity(is)}, anybody could call it before${whose}`;
    found({ class: "breaking", kind: "auth-tightened", message });
  } else if (dropped.length > 0 && gained.length > 0) {
    found({ class: "breaking", kind: "auth-changed", message: `other credentials: ${from}` });
  } else if (dropped.length > 0) {
    found({ class: "breaking", kind: "auth-tightened", message: `more is asked: ${from}` });
  } else if (!isOpen(was)) {
    found({ class: "risky", kind: "auth-weakened", message: `less is asked: ${from}` });
  }
}

/** Whether anybody may call. */
export function isOpen(security: Security): boolean {
  return security.length === 0 || security.some((alternative) => alternative.length === 0);
}

/** Whether who meets some requirements meets the others too. */
function isEnough(
  has: readonly SecurityRequirement[],
  asked: readonly SecurityRequirement[],
): boolean {
  return asked.every(({ scheme, scopes }) =>
    has.some((each) => each.scheme === scheme && scopes.every((one) => each.scopes.includes(one))),
  );
}

function showSecurity(security: Security): string {
  if (security.length === 0) return "nothing";
  return security.map(showAlternative).join(" or ");
}

function showAlternative(requirements: readonly SecurityRequirement[]): string {
  if (requirements.length === 0) return "nothing";
  return requirements
    .map(({ scheme, scopes }) => (scopes.length === 0 ? scheme : `${scheme} (${scopes.join(" ")})`))
    .join(" and ");
}
