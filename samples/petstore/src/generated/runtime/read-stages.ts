import type { Environment } from "./environment.js";
import type { ServerSettings } from "./server-settings.js";
import type { StageDefinition, StageDefinitions } from "./stage-definition.js";

/** The settings of all that one process serves. */
export interface Staged<Settings> extends ServerSettings {
  /** First those of the stage that `STAGE` names; a canary's follow those of its stage. */
  readonly deployments: readonly Settings[];
}

/** What reads the settings of one stage, or of its canary. */
export interface StageReader {
  /** Those of the server, with the stage's name in them. */
  readonly server: ServerSettings;
  /** A stage variable: of the canary, else of this setting, else of the stage; else it is empty. */
  variable(name: string, setting: string): string;
  /** One that stands for a host in a URL. */
  host(name: string, setting: string): string;
  /** What is the same for all stages, and read once. */
  shared<Value>(read: (environment: Environment) => Value): Value;
}

/**
 * Reads the settings of each stage that is served: of the one that `STAGE` names, or, where their
 * names stand in front of paths, of all. Settings that say stage variables are the former's.
 */
export function readStages<Settings extends ServerSettings>(
  read: Environment,
  server: ServerSettings,
  stages: StageDefinitions,
  readStage: (stage: StageReader) => Settings,
): Staged<Settings> {
  const names = Object.keys(stages);
  if (!names.includes(server.stage)) read.refuse(`STAGE must be one of ${names.join(", ")}`);
  const others = server.stagePrefix ? names.filter((name) => name !== server.stage) : [];
  const shared = new Map<unknown, unknown>();
  const deployments = [server.stage, ...others].flatMap((name) => {
    const stage = stages[name] ?? {};
    const readerOf = (settings: ServerSettings, canary: StageDefinition["variables"]) =>
      stageReader(read, settings, {
        variables: stage.variables ?? {},
        isChosen: name === server.stage,
        canary,
        shared,
      });
    if (stage.canary === undefined) return [readStage(readerOf({ ...server, stage: name }, {}))];
    return [
      readStage(readerOf({ ...server, stage: name, isCanary: false }, {})),
      readStage(readerOf({ ...server, stage: name, isCanary: true }, stage.canary.variables ?? {})),
    ];
  });
  return { ...server, deployments };
}

interface Reading extends Pick<StageDefinition, "variables"> {
  /** Whether settings may say its variables. */
  readonly isChosen: boolean;
  /** Variables that go before. */
  readonly canary: StageDefinition["variables"];
  readonly shared: Map<unknown, unknown>;
}

function stageReader(
  read: Environment,
  server: ServerSettings,
  { variables = {}, isChosen, canary = {}, shared }: Reading,
): StageReader {
  const valueOf = (name: string, setting: string): string => {
    if (Object.hasOwn(canary, name)) return canary[name] ?? "";
    const set = isChosen ? read.optional(setting) : undefined;
    return set ?? (Object.hasOwn(variables, name) ? (variables[name] ?? "") : "");
  };
  return {
    server,
    variable: valueOf,
    host: (name, setting) => read.hostname(setting, valueOf(name, setting)),
    shared<Value>(reader: (environment: Environment) => Value) {
      if (!shared.has(reader)) shared.set(reader, reader(read));
      return shared.get(reader) as Value;
    },
  };
}
