import { InternalError } from "../code/code-kit.js";

/** Fails on account of what stands at an offset of a rendered text. */
export function failAt(path: string, text: string, what: string, offset: number): never {
  throw new InternalError(`${path}:${positionAt(text, offset)}: ${what}`);
}

function positionAt(text: string, offset: number): string {
  const lines = text.slice(0, offset).split("\n");
  return `${lines.length}:${(lines.at(-1)?.length ?? 0) + 1}`;
}
