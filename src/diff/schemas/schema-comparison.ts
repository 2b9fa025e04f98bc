import type { Direction, NamedSchema, Schema, ValueSchema } from "../../schema/schema.js";
import { valueSchema } from "../../schema/schema.js";
import type { ChangeClass, ChangeKind } from "../change.js";
import { gravest } from "../change.js";
import type { ChangeList } from "../change-list.js";
import { compareArrays } from "./compare-arrays.js";
import { compareChoices } from "./compare-choices.js";
import { compareObjects } from "./compare-objects.js";
import { compareScalars } from "./compare-scalars.js";
import { Comparison, type ComparisonContext, schemaName } from "./comparison.js";
import type { Finding, Sense } from "./finding.js";

/** What schemas are for in an operation. */
export interface SchemaUse {
  /** The route. */
  readonly operation: string;
  /** What they describe, for people: `the body (application/json)`. */
  readonly subject: string;
  readonly direction: Direction;
  /** What becomes of what does not fit; `described` is for hooks, which the compiler checks. */
  readonly mode: "enforced" | "logged" | "described";
}

/** Two schemas that are compared once, however many lead to them. */
interface Unit {
  /** Name of the schema; empty for one that stands where it is used. */
  readonly name: string;
  readonly sense: Sense;
  readonly direction: Direction;
  readonly findings: Finding[];
  /** Units that lead to this one. */
  readonly from: Set<Unit>;
  readonly use?: SchemaUse;
}

/** A difference, with what each use of its schema makes of it. */
interface NamedFinding {
  readonly message: string;
  readonly finding: Finding;
  readonly told: { readonly use: SchemaUse; readonly class: ChangeClass }[];
}

interface Waiting {
  readonly unit: Unit;
  readonly older: Schema;
  readonly newer: Schema;
}

/**
 * Compares the schemas of two documents. References are followed, each pair of schemas once for each
 * direction of messages, so that circles end; a difference is one change, with all operations that the
 * schema is for.
 */
export class SchemaComparison {
  readonly #older: ReadonlyMap<string, NamedSchema>;
  readonly #newer: ReadonlyMap<string, NamedSchema>;
  readonly #units = new Map<string, Unit>();
  readonly #uses: (Unit & { readonly use: SchemaUse })[] = [];
  readonly #waiting: Waiting[] = [];
  /** Names for schemas that stand where they are used. */
  readonly #names = new Map<Schema, string>();

  constructor(older: readonly NamedSchema[], newer: readonly NamedSchema[]) {
    this.#older = new Map(older.map((each) => [each.id, each]));
    this.#newer = new Map(newer.map((each) => [each.id, each]));
  }

  /** Compares what an operation uses, where it stands. */
  compare(older: Schema, newer: Schema, use: SchemaUse): void {
    const { direction } = use;
    const sense = "straight";
    const findings: Finding[] = [];
    const unit = { name: "", sense, direction, findings, from: new Set<Unit>(), use } as const;
    this.#uses.push(unit);
    this.#compare(unit, older, newer, { path: "", sense, direction });
    for (let next = this.#waiting.pop(); next !== undefined; next = this.#waiting.pop()) {
      const [was, is] = [resolve(next.older, this.#older), resolve(next.newer, this.#newer)];
      this.#compare(next.unit, was, is, { ...next.unit, path: "" });
    }
  }

  /** Tells of every difference that was found. */
  report(list: ChangeList): void {
    for (const { use, findings } of this.#uses) {
      for (const finding of findings) {
        list.add({
          class: classOf(finding, use),
          kind: kindOf(use),
          message: `${use.subject}: ${finding.message}`,
          place: { operation: use.operation, old: finding.old, new: finding.new },
        });
      }
    }
    this.#reportNamed(list);
  }

  /** The same difference in both directions is one change, as grave as it is in either. */
  #reportNamed(list: ChangeList): void {
    const found = new Map<string, NamedFinding>();
    for (const unit of [...this.#units.values()].filter(({ findings }) => findings.length > 0)) {
      const uses = usesOf(unit);
      for (const finding of unit.findings) {
        const message = `schema ${unit.name}: ${finding.message}`;
        const key = JSON.stringify([message, finding.old, finding.new]);
        const known = found.get(key) ?? { message, finding, told: [] };
        known.told.push(...uses.map((use) => ({ use, class: classOf(finding, use) })));
        found.set(key, known);
      }
    }
    for (const { message, finding, told } of found.values()) {
      const changeClass = gravest(told.map((each) => each.class));
      const gravestUse = told.find((each) => each.class === changeClass);
      if (gravestUse === undefined) continue;
      list.add({
        class: changeClass,
        kind: kindOf(gravestUse.use),
        message,
        operations: told.map(({ use }) => use.operation),
        place: { old: finding.old, new: finding.new },
      });
    }
  }

  #compare(unit: Unit, older: Schema, newer: Schema, context: ComparisonContext): void {
    if (older.kind === "value" && newer.kind === "value") {
      const comparison = new Comparison(older, newer, context, {
        found: (finding) => unit.findings.push(finding),
        compare: (was, is, inner) => this.#compare(unit, was, is, inner),
      });
      for (const { effect, says, ...details } of compareScalars(older, newer)) {
        comparison.say(effect, says, details);
      }
      compareObjects(comparison);
      compareArrays(comparison);
      compareChoices(comparison);
      return;
    }
    const { sense, direction } = context;
    const key = JSON.stringify([this.#nameOf(older), this.#nameOf(newer), sense, direction]);
    const known = this.#units.get(key);
    if (known !== undefined) {
      known.from.add(unit);
      return;
    }
    const named = newer.kind === "reference" ? newer : older;
    const name = named.kind === "reference" ? schemaName(named.schema) : "";
    const next: Unit = { name, sense, direction, findings: [], from: new Set([unit]) };
    this.#units.set(key, next);
    this.#waiting.push({ unit: next, older, newer });
  }

  #nameOf(schema: Schema): string {
    if (schema.kind === "reference") return schema.schema;
    const known = this.#names.get(schema) ?? ` ${this.#names.size}`;
    this.#names.set(schema, known);
    return known;
  }
}

/** What a reference leads to in the end; one that leads nowhere takes anything. */
function resolve(schema: Schema, schemas: ReadonlyMap<string, NamedSchema>): ValueSchema {
  let here = schema;
  const seen = new Set<Schema>();
  while (here.kind === "reference" && !seen.has(here)) {
    seen.add(here);
    const named = schemas.get(here.schema);
    if (named === undefined) break;
    here = named.schema;
  }
  return here.kind === "value" ? here : valueSchema({ file: "", pointer: "" });
}

/** All uses that lead to a unit. */
function usesOf(unit: Unit): readonly SchemaUse[] {
  const seen = new Set<Unit>([unit]);
  for (const each of seen) for (const before of each.from) seen.add(before);
  return [...seen].flatMap(({ use }) => use ?? []);
}

function kindOf({ direction }: SchemaUse): ChangeKind {
  return direction === "requests" ? "request-validation" : "response-validation";
}

/**
 * What is stricter of requests stops callers. Of responses, what is looser may surprise who reads them,
 * and what is stricter may refuse what an upstream goes on to answer.
 */
function classOf({ effect, breaksReaders }: Finding, { direction, mode }: SchemaUse): ChangeClass {
  if (effect === "added" || mode === "logged") return "safe";
  if (mode === "described") return "risky";
  if (direction === "requests") return effect === "looser" ? "safe" : "breaking";
  if (effect === "stricter") return "risky";
  return breaksReaders || effect === "different" ? "breaking" : "risky";
}
