import { type Code, markdown, markdownCode, print } from "../../code/code-kit.js";
import type { Location } from "../../diagnostics/diagnostic.js";
import type { Sources } from "../../diagnostics/sources.js";
import { visibleText } from "../../diagnostics/visible-text.js";
import type { Change } from "../change.js";
import { groupChanges, showCounts, showOperations, showPlace } from "./placed-changes.js";

/** How many routes and places of a change are named. */
const SHOWN = 5;

/** How many changes of a group are told: a comment on GitHub ends at 65,536 characters. */
const MOST = 60;

/** Changes for a comment on a pull request; what is safe is folded. */
export function printChangesAsMarkdown(changes: readonly Change[], sources: Sources): string {
  const groups = groupChanges(changes).map(({ title, changes: group }) => {
    const rest = group.length - MOST;
    const more =
      rest > 0 ? [`- … and ${rest} more: \`gatewright diff --format json\` has all`] : [];
    const items = [...group.slice(0, MOST).map((each) => item(each, sources)), ...more].join("\n");
    if (title !== "Safe") return `#### ${title} (${group.length})\n\n${items}`;
    return `<details><summary>${title} (${group.length})</summary>\n\n${items}\n\n</details>`;
  });
  return `${[`### Gateway: ${showCounts(changes)}`, ...groups].join("\n\n")}\n`;
}

function item(change: Change, sources: Sources): string {
  const { operations, message, places } = change;
  const routes = operations.length > 0 ? `${code(showOperations(change, SHOWN))}: ` : "";
  const named = places.slice(0, SHOWN).map(({ old, new: newer }) => {
    const show = (at: Location | undefined) => (at ? code(showPlace(at, sources)) : undefined);
    const [was, is] = [show(old), show(newer)];
    if (was === undefined) return `new ${is}`;
    return is === undefined ? `old ${was}` : `${was} → ${is}`;
  });
  const rest = places.length - named.length;
  const where = [...named, ...(rest > 0 ? [`${rest} more`] : [])].join("; ");
  return `- **${change.class}** ${routes}${text(markdown(visibleText(message)))}<br>${where}`;
}

function code(shown: string): string {
  return text(markdownCode(visibleText(shown)));
}

function text(written: Code): string {
  return print(written, { width: Number.POSITIVE_INFINITY });
}
