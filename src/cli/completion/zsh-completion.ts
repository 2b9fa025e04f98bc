import {
  type CompletedCommand,
  type CompletedOption,
  HELP,
  type Value,
} from "./recorded-commands.js";
import { shellQuoted } from "./shell-quoted.js";

/** A script for zsh. All is in it but the names of targets. */
export function zshCompletion(commands: readonly CompletedCommand[]): string {
  const root: CompletedCommand = {
    names: [],
    describe: "",
    options: [
      HELP,
      { flags: ["--version"], describe: "Show version", value: undefined, repeatable: false },
    ],
    positionals: [],
    commands,
  };
  return `#compdef gatewright
# Completion of gatewright for zsh: source <(gatewright completion zsh)
_gatewright_targets() {
  local -a targets
  targets=(\${(f)"$(gatewright completion targets 2> /dev/null)"})
  compadd -a targets
}
${functionsOf("_gatewright", root)}
# Loaded by name from a folder of functions, it is called at once.
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then _gatewright "$@"; else compdef _gatewright gatewright; fi
`;
}

function functionsOf(name: string, command: CompletedCommand): string {
  const { options, positionals, commands } = command;
  if (commands.length === 0) {
    const values = positionals.map((value, index) => `'${index + 1}: :${actionOf(value)}'`);
    return `${name}() {
  _arguments -s ${[...options.map(specOf), ...values].map((each) => `\\\n    ${each}`).join(" ")}
}`;
  }
  const described = commands.flatMap(({ names, describe }) =>
    names.map((each) => `    ${shellQuoted(`${each}:${describe}`)}`),
  );
  const branches = commands.map(({ names }) => `    ${names.join(" | ")}) ${name}_${names[0]} ;;`);
  const below = commands.map((each) => functionsOf(`${name}_${each.names[0]}`, each));
  return `${name}() {
  local curcontext=$curcontext state line
  local -a commands
  commands=(
${described.join("\n")}
  )
  _arguments -C ${options.map(specOf).join(" ")} '1: :->command' '*:: :->rest' && return
  if [[ $state == command ]]; then _describe command commands; return; fi
  case $words[1] in
${branches.join("\n")}
  esac
}
${below.join("\n")}`;
}

function specOf({ flags, describe, value, repeatable }: CompletedOption): string {
  const text = `[${describe.replaceAll(/[[\]:\\]/g, "\\$&")}]${value === undefined ? "" : `: :${actionOf(value)}`}`;
  const others = repeatable ? "*" : `(${flags.join(" ")})`;
  return flags
    .map((flag) => {
      const takes = value === undefined ? "" : flag.startsWith("--") ? "=" : "+";
      return shellQuoted(`${others}${flag}${takes}${text}`);
    })
    .join(" ");
}

function actionOf(value: Value): string {
  if (value === "file") return "_files";
  if (value === "target") return "_gatewright_targets";
  return value === "any" ? " " : `(${value.join(" ")})`;
}
