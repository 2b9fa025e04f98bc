import type { Identifier } from "../code/code-kit.js";
import { toIdentifier, withHash } from "../code/code-kit.js";

/** What the compiled function's own text uses. */
const OWN_NAMES = [
  ..."out input util context stageVariables variables value".split(" "),
  ..."item index count hasNext first last".split(" "),
  ..."add subtract multiply divide remainder equal less lessOrEqual greater greaterOrEqual".split(
    " ",
  ),
  ..."truthy boundedText text each range property itemAt invoke setProperty setIndex Block".split(
    " ",
  ),
  ..."split replaceAll replaceFirst matches ArrayList Double Loop Value".split(" "),
];

/** What a template's variables are called in its function. */
export class LocalNames {
  readonly #byName = new Map<string, Identifier>();
  readonly #taken = new Set<string>(OWN_NAMES);

  /** @param names also taken: what the file declares and imports */
  constructor(names: Iterable<string>) {
    for (const name of names) this.#taken.add(name);
  }

  of(variable: string): Identifier {
    const known = this.#byName.get(variable);
    if (known !== undefined) return known;
    const candidates = [toIdentifier(variable), toIdentifier(`${variable}Value`)];
    const [best = toIdentifier(variable)] = candidates;
    const free = candidates.find((each) => !this.#isTaken(each)) ?? withHash(best, variable);
    this.#taken.add(free);
    this.#byName.set(variable, free);
    return free;
  }

  #isTaken(name: string): boolean {
    return this.#taken.has(name) || /^(?:turns?|before|outer)\d*$/.test(name);
  }
}
