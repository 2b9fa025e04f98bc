import type { Outcome } from "./outcome.js";

/** Cases of mapping templates that are not as expected, each with the reason. */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  "velocity airspeed/test_evaluate#1":
    "has no value of Amazon's model: Amazon was recorded to print #evaluate as text",
  "velocity apache/EvaluateTestCase/testStopAndBreak#3":
    "has no value of Amazon's model: Amazon was recorded to print #evaluate as text",
  "velocity apache/ScopeTestCase/testInfoDepth#1":
    "$foreach.info describes Velocity's own nesting, which no template asks for",
};

/** What of the cases of templates no reason explains, and which reasons nothing needs any more. */
export function unexplained(outcomes: readonly Outcome[]): readonly string[] {
  const ofTemplates = outcomes.filter(({ folder }) => folder === "vtl" || folder === "velocity");
  const labelled = ofTemplates.map((outcome) => ({
    label: `${outcome.folder} ${outcome.name}`,
    failed: outcome.why.length > 0,
  }));
  const failures = labelled.filter(({ label, failed }) => failed && !(label in EXCEPTIONS));
  const stale = labelled.filter(({ label, failed }) => !failed && label in EXCEPTIONS);
  return [
    ...failures.map(({ label }) => `${label} fails, and nothing says why`),
    ...stale.map(({ label }) => `${label} passes: take it out of the exceptions`),
  ];
}
