import { resolve } from "node:path";
import { DEFAULT_OUT } from "../config/config-fields.js";
import { findDocuments, isDocument } from "../config/find-documents.js";
import { CONFIG_LANGUAGES, type ConfigLanguage } from "../config/write-config.js";
import { visibleText } from "../diagnostics/visible-text.js";
import type { Questions } from "./questions.js";
import { UsageError } from "./usage-error.js";

/** What the flags of `init` answer in advance. */
export interface InitFlags {
  readonly document?: string | undefined;
  readonly starter?: boolean | undefined;
  readonly out?: string | undefined;
  readonly language?: ConfigLanguage | undefined;
  /** Take what is usual for whatever no flag answers. */
  readonly yes: boolean;
}

/** All that `init` needs to know. */
export interface InitAnswers {
  readonly document: string;
  /** Whether there is no such document, so that one is to be written. */
  readonly starter: boolean;
  readonly out: string;
  readonly language: ConfigLanguage;
}

/**
 * What flags answer, and for the rest what a person does. Without one, and without `yes`, what is not
 * answered is a mistake of usage that names the flags.
 * @param questions undefined when nobody is to be asked
 */
export async function initAnswers(
  flags: InitFlags,
  folder: string,
  questions: Questions | undefined,
): Promise<InitAnswers> {
  if (questions === undefined && !flags.yes) mustBeWhole(flags);
  const ask = async (text: string, usual: string, words?: readonly string[]) => {
    const whyNot = (answer: string) =>
      words?.includes(answer) === false ? `Answer ${words.join(", ")}.` : undefined;
    return (await questions?.ask({ text, usual, whyNot })) ?? usual;
  };
  const askDocument = async (text: string) => {
    const whyNot = (answer: string) =>
      /\.(?:ya?ml|json)$/i.test(answer) ? undefined : "Name a file in YAML or JSON.";
    return (await questions?.ask({ text, usual, whyNot })) ?? usual;
  };
  const found = flags.document === undefined ? findDocuments(folder) : [];
  const [usual = "openapi.yaml", ...others] = found;
  const besides = others.length === 0 ? "" : ` There is also ${others.slice(0, 5).join(", ")}.`;
  const document =
    flags.document ?? (await askDocument(visibleText(`Which OpenAPI document?${besides}`)));
  const mayStart = async () => {
    if (flags.starter !== undefined) return flags.starter;
    if (questions === undefined) return flags.document === undefined;
    const text = visibleText(`There is no ${document}. Write a small one to begin with?`);
    return (await ask(text, "yes", ["yes", "no", "y", "n"])).startsWith("y");
  };
  const isThere = isDocument(resolve(folder, document));
  if (isThere && flags.starter === true) {
    throw new UsageError(`--starter: there is ${document} already`);
  }
  const starter = !isThere;
  if (starter && !(await mayStart())) {
    const what =
      questions === undefined ? "--starter writes a small one to begin with" : "name one";
    throw new UsageError(`There is no ${document}; ${what}`);
  }
  const out = flags.out ?? (await ask("Which folder for the gateway?", DEFAULT_OUT));
  const language =
    flags.language ??
    ((await ask("Config in json, ts or mjs?", "json", CONFIG_LANGUAGES)) as ConfigLanguage);
  return { document, starter, out, language };
}

function mustBeWhole({ document, out, language }: InitFlags): void {
  const answers = { "--document": document, "--out": out, "--config-language": language };
  const missing = Object.entries(answers).flatMap(([flag, answer]) =>
    answer === undefined ? [flag] : [],
  );
  if (missing.length === 0) return;
  throw new UsageError(
    `There is no terminal to ask at: give ${missing.join(", ")}, or --yes for what is usual`,
  );
}
