import { parseSync, Visitor } from "oxc-parser";

/** What must never run, nor stand in generated code but as text. */
export const MARKS = [
  `";globalThis.intruder=1;//`,
  `';globalThis.intruder=1;//`,
  "`;globalThis.intruder=1;//${globalThis.intruder=1}",
  "*/globalThis.intruder=1;/*",
  "\nglobalThis.intruder=1;\u2028globalThis.intruder=1;\u202e//",
  "{{globalThis.intruder=1}}{{{intruder}}}",
];

/** Where a mark stands as code; `renderFile` made sure that the file parses. */
export function marksInCode(path: string, text: string): readonly string[] {
  const { program, comments } = parseSync(path, text);
  const ranges: { readonly start: number; readonly end: number }[] = [...comments];
  new Visitor({
    Literal: (node) => {
      ranges.push(node);
    },
  }).visit(program);
  return (
    Array.from(text.matchAll(/intruder/g), ({ index }) => index)
      .filter((index) => !ranges.some(({ start, end }) => start <= index && index < end))
      // An identifier may be made of the letters of a mark.
      .filter((index) => !/\w/.test(text[index - 1] ?? "") || text[index - 1] === ".")
      .map((index) => `${path}: ${text.slice(index - 20, index + 20)}`)
  );
}
