import type { SourceFile } from "ts-morph";
import { Node } from "ts-morph";
import { hookModule } from "./hook-module.js";
import { importedNames } from "./imported-names.js";
import type { Registry } from "./read-registry.js";
import { usedNames } from "./used-names.js";
import type { WantedHook } from "./wanted-hook.js";

/** What a registry lacks of a hook. */
export interface MissingHook {
  readonly hook: WantedHook;
  /** What it is called in the registry's file. */
  readonly local: string;
  readonly needsImport: boolean;
  readonly needsMember: boolean;
}

/** Finds the hooks whose member is missing, or the import that a member of the same name is for. */
export function findMissing(
  source: SourceFile,
  wanted: readonly WantedHook[],
  members: Registry["members"],
): readonly MissingHook[] {
  const imports = importedNames(source);
  const used = usedNames(source);
  const taken = new Set([...used.keys(), ...wanted.map(({ member }) => member)]);
  return wanted.flatMap((hook): MissingHook[] => {
    const member = members.get(hook.member);
    if (member !== undefined) {
      const isUnbound = Node.isShorthandPropertyAssignment(member) && used.get(hook.member) === 1;
      return isUnbound ? [{ hook, local: hook.member, needsImport: true, needsMember: false }] : [];
    }
    const known = imports.find(
      ({ module, exported, isType }) =>
        module === hookModule(hook.module) && exported === hook.exported && !isType,
    );
    const local = known?.local ?? freeName(hook.member, used, taken);
    taken.add(local);
    return [{ hook, local, needsImport: known === undefined, needsMember: true }];
  });
}

/** `name`, or another one where the file means something else by it. */
function freeName(
  name: string,
  used: ReadonlyMap<string, number>,
  taken: ReadonlySet<string>,
): string {
  if (!used.has(name)) return name;
  for (let count = 1; ; count++) {
    const other = `${name}Hook${count === 1 ? "" : count}`;
    if (!taken.has(other)) return other;
  }
}
