import { expect, test } from "vitest";
import { runTemplate } from "../../src/run-template.js";
import { parseTemplate } from "../../src/template-language/parse-template.js";
import { ArrayList, double, type Value } from "../../templates/runtime/velocity/value.js";
import { TemplateError } from "../../templates/runtime/velocity/template-error.js";
import { drawCases } from "../schema/differential/draw.js";
import { drawTemplate, type Piece, type TemplateCase, textOf } from "./draw-template.js";
import { interpret, TooLong } from "./interpreter.js";

// Holds compiled templates against an interpreter of their trees by random templates. TEMPLATE_RUNS
// says how many, TEMPLATE_SEED which.

const RUNS = Number(process.env["TEMPLATE_RUNS"] ?? 500);
const SEED = Number(process.env["TEMPLATE_SEED"] ?? 1);
const SHOWN = 5;

test(
  "compiled templates print what interpreted ones do",
  () => {
    const counted = { printed: 0, refused: 0 };
    const differing: unknown[] = [];
    for (const drawn of drawCases(RUNS, SEED, drawTemplate)) {
      const outcomes = outcomesOf(drawn);
      if (outcomes === undefined) continue;
      const [compiled, interpreted] = outcomes;
      counted[typeof interpreted === "string" ? "printed" : "refused"] += 1;
      if (isSame(compiled, interpreted)) continue;
      differing.push(described(smallest(drawn)));
      if (differing.length === SHOWN) break;
    }
    expect(differing).toEqual([]);
    expect(counted.printed / RUNS).toBeGreaterThan(0.8);
  },
  20_000 + 20 * RUNS,
);

type Outcome = string | { readonly thrown: string };

function outcomesOf({ pieces, variables }: TemplateCase): readonly [Outcome, Outcome] | undefined {
  const source = textOf(pieces);
  const values = new Map(Object.entries(variables).map(([name, json]) => [name, valueOf(json)]));
  try {
    const interpreted = outcomeOf(() => interpret(parseTemplate(source), values));
    return [outcomeOf(() => runTemplate(source, { variables }).output), interpreted];
  } catch (error) {
    if (error instanceof TooLong) return undefined;
    throw error;
  }
}

function outcomeOf(run: () => string): Outcome {
  try {
    return run();
  } catch (error) {
    // Blocks within blocks exhaust the stack before they are too long.
    if (error instanceof TooLong || error instanceof RangeError) throw new TooLong();
    if (error instanceof TemplateError) return { thrown: error.message };
    return { thrown: String(error) };
  }
}

function isSame(left: Outcome, right: Outcome): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}

function described(drawn: TemplateCase): unknown {
  const [compiled, interpreted] = outcomesOf(drawn) ?? [];
  return { source: textOf(drawn.pieces), variables: drawn.variables, compiled, interpreted };
}

/** Leaves out whatever may be, as long as the outcomes differ. */
function smallest(drawn: TemplateCase): TemplateCase {
  for (const pieces of smaller(drawn.pieces)) {
    const candidate = { ...drawn, pieces };
    const outcomes = outcomesOf(candidate);
    if (outcomes !== undefined && !isSame(...outcomes)) return smallest(candidate);
  }
  return drawn;
}

function* smaller(pieces: readonly Piece[]): Generator<readonly Piece[]> {
  for (const [index, piece] of pieces.entries()) {
    const [before, after] = [pieces.slice(0, index), pieces.slice(index + 1)];
    yield [...before, ...after];
    if (typeof piece === "string") continue;
    yield [...before, ...piece.body, ...after];
    for (const body of smaller(piece.body)) yield [...before, { ...piece, body }, ...after];
  }
}

function valueOf(json: unknown): Value {
  if (Array.isArray(json)) return ArrayList.from(json, valueOf);
  if (typeof json === "object" && json !== null) {
    return new Map(Object.entries(json).map(([key, value]) => [key, valueOf(value)]));
  }
  if (typeof json === "number") return Number.isSafeInteger(json) ? json : double(json);
  return typeof json === "string" || typeof json === "boolean" ? json : null;
}
