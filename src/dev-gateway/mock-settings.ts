import { SettingsError } from "../../templates/runtime/environment.js";

/** What a setting may be that nothing here looks at: one of these is of the right form, as a rule. */
const HARMLESS = [
  "mock",
  "http://127.0.0.1:9",
  "https://mock.invalid",
  "arn:aws:lambda:us-east-1:000000000000:function:mock",
  "us-east-1",
  "1",
  "0".repeat(64),
] as const;

/**
 * Reads settings, and puts harmless values in place of those that must be set and are not.
 * @returns the settings, and the names of those that got a value
 */
export function readMockSettings<Settings>(
  read: (environment: NodeJS.ProcessEnv) => Settings,
  environment: NodeJS.ProcessEnv,
): { readonly settings: Settings; readonly mocked: readonly string[] } {
  const tried = new Map<string, number>();
  for (;;) {
    const given = Object.fromEntries([...tried].map(([name, nth]) => [name, HARMLESS[nth]]));
    try {
      return { settings: read({ ...environment, ...given }), mocked: [...tried.keys()] };
    } catch (error) {
      if (!(error instanceof SettingsError)) throw error;
      const unset = error.problems.flatMap((each) => nextOf(each, tried));
      if (unset.length === 0) throw error;
      for (const [name, nth] of unset) tried.set(name, nth);
    }
  }
}

/** The value to be tried next for the setting that a problem is about. */
function nextOf(
  problem: string,
  tried: ReadonlyMap<string, number>,
): readonly (readonly [string, number])[] {
  const [, name = ""] = /^([A-Z][\dA-Z_]*)\b/.exec(problem) ?? [];
  const before = tried.get(name);
  if (before === undefined) return problem === `${name} is not set` ? [[name, 0]] : [];
  return before + 1 < HARMLESS.length ? [[name, before + 1]] : [];
}
