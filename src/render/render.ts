import Handlebars from "handlebars/runtime.js";
import { templates } from "virtual:templates";
import {
  type Code,
  importsOf,
  InternalError,
  isCode,
  nothing,
  print,
  type View,
} from "../code/code-kit.js";
import { filled, linesOf } from "../code/program-text.js";
import { guardedTemplate, type Hold, HOLD } from "./guarded-template.js";

const PARTIALS = "partials/";

const handlebars = Handlebars.create();
const compiled = new Map(
  Object.entries(templates).map(([name, template]) => [
    name,
    handlebars.template<View>(guardedTemplate(template)),
  ]),
);
for (const [name, template] of compiled) {
  if (name.startsWith(PARTIALS)) {
    handlebars.registerPartial(name.slice(PARTIALS.length), template);
  }
}

/** Stands in the `imports` hole until all other holes are known. */
const IMPORTS: unknown = Object.freeze({});

/**
 * The text of `templates/<name>.hbs`, filled with `view`. Holes take `Code`, which is laid out where
 * the hole stands: indented as the line of the hole, 100 columns wide; a line of holes that are all
 * empty vanishes. The hole `{{imports}}` is always there, with the import lines for what is
 * `imported` in the others.
 */
export function renderTemplate(name: string, view: View): string {
  const template = compiled.get(name);
  if (!template) throw new InternalError(`no template ${name}`);
  if ("imports" in view) throw new InternalError(`${name}: the renderer fills {{imports}} itself`);
  const held: Code[] = [];
  const awaiting: number[] = [];
  const hold: Hold = (value) => {
    if (value === IMPORTS) awaiting.push(held.length);
    else if (!isCode(value)) throw new InternalError(`a hole takes Code, not ${kindOf(value)}`);
    held.push(isCode(value) ? value : nothing);
    return placeholder(held.length - 1);
  };
  const text = inTemplate(name, () =>
    template({ ...view, imports: IMPORTS } as View, { data: { [HOLD]: hold } }),
  );
  const imports = importsOf(held);
  for (const index of awaiting) held[index] = imports;
  return print(codeOfText(text, held));
}

function placeholder(index: number): string {
  return `\uE000${index}\uE001`;
}

/** One walk over the template's own text; what the holes print is never looked at again. */
function codeOfText(text: string, held: readonly Code[]): Code {
  const pieces = text.split(/\uE000(\d+)\uE001/);
  const texts = pieces.filter((_, index) => index % 2 === 0);
  const holes = pieces
    .filter((_, index) => index % 2 === 1)
    .map((index) => held[Number(index)] ?? nothing);
  return filled(linesOf(texts), holes);
}

function inTemplate<Result>(name: string, run: () => Result): Result {
  try {
    return run();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new InternalError(`template ${name}: ${message}`, { cause: error });
  }
}

function kindOf(value: unknown): string {
  return Array.isArray(value) ? "an array" : value === null ? "null" : `a ${typeof value}`;
}
