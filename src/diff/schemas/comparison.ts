import type { Location } from "../../diagnostics/diagnostic.js";
import { isRestrictive } from "../../schema/has-keywords.js";
import type { Direction, Schema, ValueSchema } from "../../schema/schema.js";
import { placeOf } from "../same-value.js";
import type { Effect, Finding, Sense } from "./finding.js";
import { inSense, within } from "./finding.js";

/** What a comparison of two schemas is told besides them. */
export interface ComparisonContext {
  /** Where in the value they are, as people write it: `tags[].name`; empty for the value itself. */
  readonly path: string;
  readonly sense: Sense;
  readonly direction: Direction;
}

/** What becomes of what is found. */
export interface ComparisonSink {
  found(finding: Finding): void;
  /** Has two schemas compared that stand in those which are being compared. */
  compare(older: Schema, newer: Schema, context: ComparisonContext): void;
}

/** What a difference is of, where that is not the value itself. */
interface FindingDetails {
  readonly path?: string;
  readonly breaksReaders?: boolean;
  /** Schemas that stand in those which are compared, and are what differs. */
  readonly older?: Schema | undefined;
  readonly newer?: Schema | undefined;
}

/** What is said of a schema that does not say what is allowed, but what is not, or when. */
const SENSES: Readonly<Record<Sense, string>> = {
  straight: "",
  inverse: '(in what "not" forbids) ',
  either: '(in what "if" asks) ',
};

/** Two schemas that are being compared. */
export class Comparison {
  readonly #sink: ComparisonSink;

  constructor(
    readonly older: ValueSchema,
    readonly newer: ValueSchema,
    readonly context: ComparisonContext,
    sink: ComparisonSink,
  ) {
    this.#sink = sink;
  }

  /** Tells of a difference of the value itself, or of what is in it. */
  say(effect: Effect, says: string, details: FindingDetails = {}): void {
    const { path = this.context.path, breaksReaders = false, older, newer } = details;
    this.#sink.found({
      effect: inSense(effect, this.context.sense),
      message: `${path === "" ? "" : `"${path}" `}${SENSES[this.context.sense]}${says}`,
      breaksReaders,
      old: placeIn(older) ?? this.older.at,
      new: placeIn(newer) ?? this.newer.at,
    });
  }

  /** Compares two schemas of the value itself, or of what is in it. */
  compare(older: Schema, newer: Schema, path = this.context.path, sense: Sense = "straight"): void {
    const { context } = this;
    this.#sink.compare(older, newer, { ...context, path, sense: within(context.sense, sense) });
  }

  /** Compares what may be missing, which allows anything. */
  compareOptional(older: Schema | undefined, newer: Schema | undefined, path: string): void {
    const [was, is] = [older, newer].map((each) => (isRestrictive(each) ? each : undefined));
    if (was !== undefined && is !== undefined && isForbidding(was) === isForbidding(is)) {
      this.compare(was, is, path);
    } else if (is !== undefined && !isForbidding(was))
      this.say("stricter", restriction(is), { path, newer: is });
    else if (was !== undefined) this.say("looser", relaxation(was), { path, older: was });
  }
}

function placeIn(schema: Schema | undefined): Location | undefined {
  return schema?.kind === "value" ? schema.at : undefined;
}

/** Whether a schema allows nothing. */
export function isForbidding(schema: Schema | undefined): boolean {
  return schema?.kind === "value" && schema.types?.length === 0;
}

/** What became of a value that a schema is now there for. */
export function restriction(schema: Schema): string {
  return isForbidding(schema) ? "are no longer allowed" : `must now be ${nameOf(schema)}`;
}

/** What became of a value that a schema was there for. */
export function relaxation(schema: Schema): string {
  return isForbidding(schema) ? "are now allowed" : `need no longer be ${nameOf(schema)}`;
}

/** A schema in a few words. */
export function nameOf(schema: Schema): string {
  if (schema.kind === "reference") return schemaName(schema.schema);
  return schema.types?.join(" or ") ?? "what a schema on the spot says";
}

/** The name at the end of a schema's id, as people know it. */
export function schemaName(id: string): string {
  return placeOf(id).replace(/^.*\//s, "").replaceAll("~1", "/").replaceAll("~0", "~");
}
