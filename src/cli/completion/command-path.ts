import type { CompletedCommand } from "./recorded-commands.js";

/** A command with the commands that lead to it. */
export interface CommandPath {
  /** ` template run`, with a blank before each name: "" for the program itself. */
  readonly path: string;
  readonly command: CompletedCommand;
  /** How it is written after what leads to it: ` template run`, by each of its names. */
  readonly spellings: readonly string[];
}

/** All commands below a list of them, each before those of its own. */
export function commandPaths(
  commands: readonly CompletedCommand[],
  above = "",
): readonly CommandPath[] {
  return commands.flatMap((command) => {
    const path = `${above} ${command.names[0]}`;
    const spellings = command.names.map((name) => `${above} ${name}`);
    return [{ path, command, spellings }, ...commandPaths(command.commands, path)];
  });
}
