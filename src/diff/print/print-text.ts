import { createColors } from "picocolors";
import type { Sources } from "../../diagnostics/sources.js";
import { visibleText } from "../../diagnostics/visible-text.js";
import type { Change } from "../change.js";
import { groupChanges, showCounts, showOperations, showPlace } from "./placed-changes.js";

/** How many places and routes of a change are named. */
const SHOWN = 4;

/** Changes for a person: grouped, with their lines in both documents, counted at the end. */
export function printChanges(
  changes: readonly Change[],
  sources: Sources,
  { color }: { readonly color: boolean },
): string {
  const paint = createColors(color);
  const classColor = { breaking: paint.red, risky: paint.yellow, safe: paint.green };
  const blocks = groupChanges(changes).map(({ title, changes: group }) => {
    const entries = group.map((change) => {
      const painted = classColor[change.class](change.class.padEnd(8));
      return [`  ${painted}  ${headline(change)}`, ...placeLines(change, sources)].join("\n");
    });
    return [paint.bold(`${title} (${group.length})`), ...entries].join("\n");
  });
  return `${[...blocks, showCounts(changes)].join("\n\n")}\n`;
}

/** The routes in front, if they are few; else below, with the places. */
function headline(change: Change): string {
  const { operations, message } = change;
  const [only, ...others] = operations;
  const subject =
    only === undefined
      ? ""
      : others.length === 0
        ? `${only}: `
        : `${operations.length} operations: `;
  return visibleText(`${subject}${message}`);
}

function placeLines(change: Change, sources: Sources): readonly string[] {
  const { operations, places } = change;
  const named = places.length > 1;
  const lines = places.slice(0, SHOWN).flatMap(({ operation, old, new: newer }) => {
    const [was, is] = [old, newer].map((at) => at && showPlace(at, sources));
    const route = named && operation !== undefined ? `  ${visibleText(operation)}` : "";
    return [was && `- ${was}${route}`, is && `+ ${is}${route}`].filter(
      (each) => each !== undefined,
    );
  });
  const rest = places.length - SHOWN;
  const inPlaces = rest > 0 ? [`… and at ${rest} more places (--format json has all)`] : [];
  const isToldBelow = operations.length > 1 && !named;
  const routes = isToldBelow ? [`for ${visibleText(showOperations(change, SHOWN))}`] : [];
  return [...routes, ...lines, ...inPlaces].map((line) => `            ${line}`);
}
