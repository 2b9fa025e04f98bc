import fc from "fast-check";

/** Random choices of one case, all of which fast-check makes. */
export class Draw {
  readonly #generate: fc.GeneratorValue;

  constructor(generate: fc.GeneratorValue) {
    this.#generate = generate;
  }

  /** A whole number from 0 on. */
  below(limit: number): number {
    return this.#generate(evenly, limit);
  }

  chance(percent: number): boolean {
    return this.below(100) < percent;
  }

  pick<Item>(items: readonly Item[]): Item {
    const picked = items[this.below(items.length)];
    if (items.length === 0) throw new Error("there is nothing to pick from");
    return picked as Item;
  }

  /** Some of these, each once, in their order. */
  some<Item>(items: readonly Item[], percent = 50): readonly Item[] {
    return items.filter(() => this.chance(percent));
  }

  times<Item>(count: number, make: (index: number) => Item): readonly Item[] {
    return Array.from({ length: count }, (_, index) => make(index));
  }
}

function evenly(limit: number): fc.Arbitrary<number> {
  return fc.noBias(fc.nat(limit - 1));
}

/** As many cases as are asked for, the same for the same seed. */
export function drawCases<Case>(
  numRuns: number,
  seed: number,
  make: (draw: Draw) => Case,
): readonly Case[] {
  return fc.sample(
    fc.gen().map((generate) => make(new Draw(generate))),
    { numRuns, seed },
  );
}
