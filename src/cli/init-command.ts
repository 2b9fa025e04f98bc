import { relative, resolve, sep } from "node:path";
import yargs, { type Argv } from "yargs";
import { configsIn } from "../config/find-config.js";
import {
  CONFIG_LANGUAGES,
  configName,
  writeConfig,
  writeStarterDocument,
} from "../config/write-config.js";
import { command, runChosen } from "./command.js";
import { generateCommand } from "./generate-command.js";
import { initAnswers } from "./init-answers.js";
import type { Questions } from "./questions.js";
import { say } from "./terminal.js";
import { UsageError } from "./usage-error.js";

/** `gatewright init` */
export function initCommand(parser: Argv): Argv {
  return command(
    parser,
    "init",
    "ask what to generate, write it down as a config, and generate it for the first time",
    (each) =>
      each
        .option("document", {
          type: "string",
          nargs: 1,
          describe: "OpenAPI document, YAML or JSON",
        })
        .option("starter", {
          type: "boolean",
          describe: "write a small document to begin with, if there is none",
        })
        .option("out", { alias: "o", type: "string", nargs: 1, describe: "folder of the project" })
        .option("config-language", {
          choices: CONFIG_LANGUAGES,
          nargs: 1,
          describe: "what the config is written in",
        })
        .option("generator-spec", {
          type: "string",
          nargs: 1,
          describe: "where the project installs gatewright from (a path, a tarball)",
        })
        .option("yes", {
          alias: "y",
          type: "boolean",
          default: false,
          describe: "ask nothing: take what is usual where no flag says more",
        })
        .option("force", {
          type: "boolean",
          default: false,
          describe: "replace the config that is there",
        })
        .example("$0 init", "asks")
        .example("$0 init --document openapi.yaml --out my-gateway --yes", "for scripts"),
    async (args) => {
      const folder = process.cwd();
      const present = configsIn(folder);
      const [config] = present;
      if (config !== undefined && !args.force) {
        throw new UsageError(`There is ${config} already; --force replaces it`);
      }
      const asks = process.stdin.isTTY && process.stderr.isTTY && !args.yes;
      const questions = asks ? await questionsToUser() : undefined;
      const flags = { ...args, language: args.configLanguage };
      const answers = await initAnswers(flags, folder, questions).finally(() => questions?.close());
      const { document, starter, out, language } = answers;
      const name = configName(language);
      const other = present.find((each) => each !== name);
      if (other !== undefined) {
        throw new UsageError(`There is ${other} as well as ${name}: remove it first`);
      }
      const pathOf = (path: string) =>
        relative(folder, resolve(folder, path)).split(sep).join("/") || ".";
      tryToWrite(() => {
        if (starter) writeStarterDocument(resolve(folder, document));
        writeConfig(folder, language, {
          document: pathOf(document),
          out: pathOf(out),
          ...(args.generatorSpec !== undefined && { generatorSpec: args.generatorSpec }),
        });
      });
      say(starter ? `${document}: a small document to begin with` : "");
      say(`${name}: what to generate\n`);
      await runChosen(generateCommand(yargs(["generate", "--config", name])));
      say(`\nAfter each change of ${document}, and of ${name}:\n  npx gatewright generate`);
    },
  );
}

async function questionsToUser(): Promise<Questions> {
  const { Questions: Asking } = await import("./questions.js");
  return new Asking({ input: process.stdin, output: process.stderr });
}

/** What the operating system refuses is no bug: a folder that is not writable, for one. */
function tryToWrite(write: () => void): void {
  try {
    write();
  } catch (error) {
    if (!(error instanceof Error && "syscall" in error)) throw error;
    throw new UsageError(`The config cannot be written: ${error.message}`);
  }
}
