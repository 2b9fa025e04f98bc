import { commandPaths } from "./command-path.js";
import type { CompletedCommand, Value } from "./recorded-commands.js";
import { shellQuoted } from "./shell-quoted.js";

/** A script for bash, 3.2 as on macOS or newer. All is in it but the names of targets. */
export function bashCompletion(commands: readonly CompletedCommand[]): string {
  const paths = commandPaths(commands);
  const steps = paths.map(
    ({ path, spellings }) => `      ${cases(spellings)}) at=${shellQuoted(path)} ;;`,
  );
  const values = paths.flatMap(({ path, command }) =>
    command.options.flatMap(({ flags, value }) =>
      value === undefined
        ? []
        : [`    ${cases(flags.map((flag) => `${path} ${flag}`))}) ${reply(value)} return ;;`],
    ),
  );
  const flags = paths.map(
    ({ path, command }) =>
      `      ${shellQuoted(path)}) ${words(command.options.flatMap((option) => option.flags))} ;;`,
  );
  const rest = paths.map(({ path, command }) => `    ${shellQuoted(path)}) ${follows(command)} ;;`);
  return `# Completion of gatewright for bash: source <(gatewright completion bash)
_gatewright() {
  local current=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD - 1]} at= index
  # "--format=json" comes as three words.
  if [[ $before == = ]]; then before=\${COMP_WORDS[COMP_CWORD - 2]}; fi
  if [[ $current == = ]]; then current=; fi
  COMPREPLY=()
  for ((index = 1; index < COMP_CWORD; index++)); do
    case "$at \${COMP_WORDS[index]}" in
${steps.join("\n")}
    esac
  done
  case "$at $before" in
${values.join("\n")}
  esac
  if [[ $current == -* ]]; then
    case $at in
${flags.join("\n")}
      *) ${words(["--help", "--version"])} ;;
    esac
    return
  fi
  case $at in
${rest.join("\n")}
    *) ${words(commands.flatMap(({ names }) => names))} ;;
  esac
}
# Where nothing else is known, files.
complete -o bashdefault -o default -F _gatewright gatewright
`;
}

function follows({ commands, positionals }: CompletedCommand): string {
  if (commands.length > 0) return words(commands.flatMap(({ names }) => names));
  const [first = "any"] = positionals;
  return reply(first);
}

function reply(value: Value): string {
  if (value === "target") return `${replyWith('"$(gatewright completion targets 2> /dev/null)"')};`;
  // With no reply, bash completes files.
  return typeof value === "string" ? ":;" : `${words(value)};`;
}

function words(each: readonly string[]): string {
  return replyWith(shellQuoted(each.join(" ")));
}

function replyWith(list: string): string {
  return `COMPREPLY=($(compgen -W ${list} -- "$current"))`;
}

function cases(each: readonly string[]): string {
  return each.map(shellQuoted).join(" | ");
}
