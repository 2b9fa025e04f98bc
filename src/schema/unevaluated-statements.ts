import { ifStatement, lit, ts } from "../code/code-kit.js";
import { isRestrictive } from "./has-keywords.js";
import { markerOf } from "./print-marker.js";
import type { Evaluated } from "./schema-context.js";
import type { ValueSchema } from "./schema.js";
import type { Statement, ValidatorFile } from "./validator-file.js";

/** What is checked of members and items of `value` that nothing else of the schema looks at. */
export function unevaluatedStatements(
  schema: ValueSchema,
  prefix: string,
  file: ValidatorFile,
): readonly Statement[] {
  return [
    ...statementsFor("members", schema, prefix, file),
    ...statementsFor("items", schema, prefix, file),
  ];
}

function statementsFor(
  of: Evaluated,
  schema: ValueSchema,
  prefix: string,
  file: ValidatorFile,
): readonly Statement[] {
  const { object, array } = schema;
  const rest = of === "members" ? object.unevaluated : array.unevaluated;
  if (rest === undefined || !isRestrictive(rest)) return [];
  // What the rest of the schema looks at, without this keyword.
  const others = {
    ...schema,
    object: { ...object, unevaluated: undefined },
    array: { ...array, unevaluated: undefined },
  };
  const marker = markerOf(others, `${prefix} other`, of, file);
  const isForbidden = rest.kind === "value" && rest.types?.length === 0;
  const validator = isForbidden
    ? lit("forbidden")
    : file.validatorOf(rest, `${prefix} unevaluated ${of === "members" ? "member" : "item"}`);
  const check = file.runtime(
    of === "members" ? "unevaluatedMembers" : "unevaluatedItems",
    "unevaluated",
  );
  const test =
    marker === undefined
      ? ts`${check}(value, problems, ${validator})`
      : ts`${check}(value, problems, ${validator}, ${marker})`;
  return [{ code: ifStatement(ts`!${test}`, ts`valid = false;`), answer: ts`return ${test};` }];
}
