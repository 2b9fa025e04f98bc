import { commandPaths } from "./command-path.js";
import type { CompletedCommand, CompletedOption, Value } from "./recorded-commands.js";

/** A script for fish. All is in it but the names of targets. */
export function fishCompletion(commands: readonly CompletedCommand[]): string {
  const paths = commandPaths(commands);
  const steps = paths.map(
    ({ path, spellings }) => `            case ${spellings.map(quoted).join(" ")}
                set at ${quoted(path)}`,
  );
  const lines = paths.flatMap(({ path, command }) => [
    ...namesOf(path, command.commands),
    ...command.options.map((option) => `${completeAt(path)} ${optionOf(option)}`),
    ...positionalOf(path, command),
  ]);
  return `# Completion of gatewright for fish: gatewright completion fish | source
function __gatewright_at
    set -l at ''
    for word in (commandline -opc)[2..-1]
        switch "$at $word"
${steps.join("\n")}
        end
    end
    test "$at" = "$argv[1]"
end
complete -c gatewright -e
${[...namesOf("", commands), ...lines].join("\n")}
`;
}

function completeAt(path: string): string {
  return `complete -c gatewright -n ${quoted(`__gatewright_at ${quoted(path)}`)}`;
}

function namesOf(path: string, commands: readonly CompletedCommand[]): readonly string[] {
  return commands.flatMap(({ names, describe }) =>
    names.map((name) => `${completeAt(path)} -f -a ${name} -d ${quoted(describe)}`),
  );
}

function positionalOf(path: string, { positionals }: CompletedCommand): readonly string[] {
  const [first = "any"] = positionals;
  // Files are what fish completes by itself.
  return first === "file" ? [] : [`${completeAt(path)} -f ${wordsOf(first)}`.trimEnd()];
}

function optionOf({ flags, describe, value }: CompletedOption): string {
  const named = flags.map((flag) =>
    flag.startsWith("--") ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`,
  );
  const takes = value === undefined ? [] : value === "file" ? ["-r -F"] : ["-x", wordsOf(value)];
  return [...named, ...takes, `-d ${quoted(describe)}`].filter((each) => each !== "").join(" ");
}

function wordsOf(value: Value): string {
  if (value === "target") return "-a '(gatewright completion targets 2> /dev/null)'";
  return typeof value === "string" ? "" : `-a ${quoted(value.join(" "))}`;
}

function quoted(text: string): string {
  return `'${text.replaceAll(/['\\]/g, "\\$&")}'`;
}
