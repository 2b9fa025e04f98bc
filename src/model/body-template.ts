import type { Location } from "../diagnostics/diagnostic.js";
import type { Template } from "../template-language/syntax-tree.js";
import type { ConfiguredValue } from "./configured-text.js";

/** What makes a body in place of another: a text, or what a template in Velocity renders. */
export interface BodyTemplate {
  readonly mediaType: string;
  /** Its text, as it is written. */
  readonly source: string;
  /** What it does; undefined where it is no template, so that whatever it is for fails. */
  readonly statements: Template | undefined;
  /** Variables in it that stand for values of the settings. */
  readonly given: readonly { readonly variable: string; readonly value: ConfiguredValue }[];
  /** Stage variables that it names. */
  readonly stageVariables: readonly ConfiguredValue[];
  readonly at: Location;
}

/** The text that a template makes of any message; undefined where that depends on the message. */
export function constantText({ statements }: BodyTemplate): string | undefined {
  return statements?.every((each) => each.kind === "text") === true
    ? statements.map((each) => each.text).join("")
    : undefined;
}

/** Whether a template may set `$context.requestOverride`, as far as its text says. */
export function mayOverrideRequest({ source }: BodyTemplate): boolean {
  return source.includes("requestOverride");
}
