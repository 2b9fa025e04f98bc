import type { ObjectLiteralExpression, SourceFile } from "ts-morph";
import { Node } from "ts-morph";
import type { WantedHook } from "./wanted-hook.js";

/** How whoever wrote a registry writes. */
export interface RegistryStyle {
  readonly lineBreak: string;
  /** One step of indentation. */
  readonly step: string;
  readonly quote: string;
  readonly semicolon: string;
  /** Inside of the braces of an import. */
  readonly padding: string;
  /** Of the modules that it imports: `.js`, `.ts` or nothing. */
  readonly extension: string;
}

const EXTENSION = /\/[^/.]+(\.[jt]s)?$/;

/** What is not to be seen in the file is as gatewright writes it. */
export function readStyle(source: SourceFile): RegistryStyle {
  const text = source.getFullText();
  const imports = source.getImportDeclarations();
  const last = imports.at(-1)?.getModuleSpecifier().getText();
  const named = imports.findLast((each) => each.getNamedImports().length > 0)?.getText();
  const ended = imports.at(-1) ?? source.getStatements().at(-1);
  const paths = imports.map((each) => each.getModuleSpecifierValue());
  const telling = paths.filter((path) => path.startsWith(".") && EXTENSION.test(path));
  const path = telling.findLast((each) => each.startsWith("./")) ?? telling.at(-1) ?? "./a.js";
  return {
    lineBreak: /\r\n|\n|\r/.exec(text)?.[0] ?? "\n",
    step: /^(?:\t| {2,8}(?=[^\s*]))/m.exec(text)?.[0] ?? "  ",
    quote: last?.startsWith("'") === true ? "'" : '"',
    semicolon: ended === undefined || ended.getText().endsWith(";") ? ";" : "",
    padding: named !== undefined && /\{\S/.test(named) ? "" : " ",
    extension: EXTENSION.exec(path)?.[1] ?? "",
  };
}

/** The import of a hook, by the name that it has in the registry. */
export function importText(hook: WantedHook, local: string, style: RegistryStyle): string {
  const { quote, padding } = style;
  const name = hook.exported === local ? local : `${hook.exported} as ${local}`;
  const module = hook.module.replace(/\.js$/, style.extension);
  return `import {${padding}${name}${padding}} from ${quote}${module}${quote}${style.semicolon}`;
}

/** A member as those that are there: in quotes if they all are, and short unless none of them is. */
export function memberText(
  { member }: WantedHook,
  local: string,
  object: ObjectLiteralExpression | undefined,
): string {
  const others = object?.getProperties() ?? [];
  const pairs = others.filter((each) => Node.isPropertyAssignment(each));
  const quotes = pairs.map((each) => /^["']/.exec(each.getName())?.[0]);
  const [quote = ""] = quotes.length === others.length && !quotes.includes(undefined) ? quotes : [];
  const isLong = pairs.some((each) => each.getInitializer()?.getText() === each.getName());
  const isShort = !isLong || others.some((each) => Node.isShorthandPropertyAssignment(each));
  return quote === "" && isShort && member === local
    ? member
    : `${quote}${member}${quote}: ${local}`;
}
