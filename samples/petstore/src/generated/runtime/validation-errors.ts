import type { Problem } from "./gateway-error.js";

/**
 * What is wrong with a body in one line, in the form of Amazon API Gateway's
 * `$context.error.validationErrorString`:
 *
 *     [object has missing required properties (["name","type"]), /price: must be at least 0]
 */
export function validationErrors(problems: readonly Problem[]): string {
  const missing = new Map<string, string[]>();
  const others: string[] = [];
  for (const { at, message } of problems) {
    if (message !== "is missing" || at === "")
      others.push(at === "" ? message : `${at}: ${message}`);
    else {
      const slash = at.lastIndexOf("/");
      const names = missing.get(at.slice(0, slash)) ?? [];
      names.push(
        at
          .slice(slash + 1)
          .replaceAll("~1", "/")
          .replaceAll("~0", "~"),
      );
      missing.set(at.slice(0, slash), names);
    }
  }
  const absent = [...missing.values()].map(
    (names) => `object has missing required properties (${JSON.stringify(names.toSorted())})`,
  );
  if (problems.length === 0) return "";
  return `[${[...absent, ...others].join(", ")}]`;
}
