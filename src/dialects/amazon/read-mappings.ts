import type { HeaderFate } from "../../../templates/runtime/mapped-headers.js";
import type { Cursor } from "../../load/cursor.js";
import { PlaceholderText, Undecided } from "../../load/placeholder-text.js";
import type { Mapping, SharedExpression } from "../../model/integration.js";
import type { Refused } from "./parse-shared-expression.js";
import { readExpression } from "./read-expression.js";
import { TOKEN } from "./token.js";

/** What an integration's mappings set, by place: `header`, `querystring`, `path`. */
export interface PlacedMapping<Expression> extends Mapping<Expression> {
  readonly place: string;
}

/** How one kind of mappings is written. */
export interface MappingSyntax<Expression> {
  /** Matches a key, giving place and name. */
  readonly target: RegExp;
  /** How a key is to be written. */
  readonly form: string;
  readonly parse: (text: string) => Expression | Refused;
  readonly fateOf: (header: string) => HeaderFate;
}

/** Reads `requestParameters` or `responseParameters`: what is wrong is reported and left out. */
export function readMappings<Expression extends object>(
  parameters: Cursor | undefined,
  { target, form, parse, fateOf }: MappingSyntax<Expression>,
): readonly PlacedMapping<Expression | SharedExpression>[] {
  return (parameters?.entries() ?? []).flatMap(
    ([key, value]): PlacedMapping<Expression | SharedExpression>[] => {
      const { reporter } = value;
      const [, place, name] = target.exec(key) ?? [];
      if (place === undefined || name === undefined || (place === "header" && !TOKEN.test(name))) {
        reporter.report("malformed-mapping-target", value.keyAt, { target: key, form });
        return [];
      }
      const fate = place === "header" ? fateOf(name) : { sent: name };
      if (fate === "fails") {
        reporter.report("forbidden-mapping", value.keyAt, { target: key });
        return [];
      }
      if (fate === "never sent" || !isText(value.value)) {
        reporter.report("ignored-mapping", value.keyAt, { target: key });
        return [];
      }
      const { sent } = fate;
      if (sent !== name) reporter.report("remapped-header", value.keyAt, { name, sent });
      const expression = readExpression(value, parse);
      return expression === undefined ? [] : [{ place, name: sent, value: expression }];
    },
  );
}

/** Whether a value is text, or could be once the document is deployed. */
export function isText(value: unknown): boolean {
  return (
    typeof value === "string" || value instanceof PlaceholderText || value instanceof Undecided
  );
}
