import type { Exception, Exceptions } from "./exceptions.js";

/** Rows that differ alike where the document says nothing of failures and of validation. */
const WAYS: readonly (Exception & { readonly rows: readonly string[] })[] = [
  {
    rows: [1, 2, 3, 4, 13, 14, 15, 16, 18, 19, 20, 21, 22, 23, 26, 27, 28, 29, 42, 43, 44].map(
      (row) => `UP${String(row).padStart(2, "0")}`,
    ),
    faults: ["status 500"],
    why: "Amazon answers 500 where an integration fails; gateway responses say otherwise",
  },
  {
    rows: ["LM01", "LM12", "GP24", "GP25", "GP26", "GP27"],
    faults: ["status 200", "1 requests upstream"],
    why: "Amazon's validator asks for parameters, and does not look at their values",
  },
  {
    rows: ["VB26", "VB34", "VB36"],
    faults: ["status 200", "1 requests upstream", "the refusal is not logged"],
    why: "Amazon checks bodies of media types that have a model, and lets others pass",
  },
];

/** What differs in Amazon's own ways. */
export const AMAZON_POSTURE: Exceptions = Object.fromEntries(
  WAYS.flatMap(({ rows, ...exception }) => rows.map((row) => [row, exception])),
);
