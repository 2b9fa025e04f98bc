import type { AST } from "@eslint-community/regexpp";

type Continue = (at: number) => boolean;

/**
 * How many characters a backtracking engine takes, all ways together, while it searches `text` for a
 * pattern: what ECMA-262 prescribes, without any of the shortcuts that real engines know.
 */
export function charactersTaken(pattern: AST.Pattern, text: string): number {
  let taken = 0;
  const captures = new Map<AST.CapturingGroup, string>();

  /** What `attempt` captured is forgotten if it fails. */
  function restoring(attempt: () => boolean): boolean {
    const before = [...captures];
    if (attempt()) return true;
    captures.clear();
    before.forEach(([group, captured]) => captures.set(group, captured));
    return false;
  }

  function alternatives(all: readonly AST.Alternative[], at: number, next: Continue): boolean {
    return all.some(({ elements }) => sequence(elements, at, next));
  }

  function sequence(elements: readonly AST.Element[], at: number, next: Continue): boolean {
    const [first, ...others] = elements;
    return first ? one(first, at, (after) => sequence(others, after, next)) : next(at);
  }

  function one(element: AST.Element, at: number, next: Continue): boolean {
    switch (element.type) {
      case "Group":
        return alternatives(element.alternatives, at, next);
      case "CapturingGroup":
        return alternatives(element.alternatives, at, (after) =>
          restoring(() => {
            captures.set(element, text.slice(at, after));
            return next(after);
          }),
        );
      case "Backreference": {
        const captured = captures.get([element.resolved].flat()[0] as AST.CapturingGroup) ?? "";
        let length = 0;
        while (length < captured.length && captured[length] === text[at + length]) length += 1;
        taken += length;
        return length === captured.length && next(at + length);
      }
      case "Quantifier":
        return repeat(element, 0, at, next);
      case "Assertion":
        return restoring(() => holds(element, at) && next(at));
      default: {
        if (at === text.length || !new RegExp(`^${element.raw}$`).test(text[at] ?? ""))
          return false;
        taken += 1;
        return next(at + 1);
      }
    }
  }

  function repeat(of: AST.Quantifier, count: number, at: number, next: Continue): boolean {
    const again = () =>
      count < of.max &&
      restoring(() => {
        for (const group of captures.keys()) {
          if (group.start >= of.start && group.end <= of.end) captures.delete(group);
        }
        return one(of.element, at, (after) =>
          after === at && count >= of.min ? false : repeat(of, count + 1, after, next),
        );
      });
    if (count < of.min) return again();
    return of.greedy ? again() || next(at) : next(at) || again();
  }

  function holds(assertion: AST.Assertion, at: number): boolean {
    switch (assertion.kind) {
      case "start":
        return at === 0;
      case "end":
        return at === text.length;
      case "lookahead":
        if (!assertion.negate) return alternatives(assertion.alternatives, at, () => true);
        return !alternatives(assertion.alternatives, at, () => true);
      default:
        throw new Error(assertion.kind);
    }
  }

  for (let start = 0; start <= text.length; start++) {
    captures.clear();
    if (alternatives(pattern.alternatives, start, () => true)) break;
  }
  return taken;
}
