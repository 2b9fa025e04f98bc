import { TextBuilder } from "./text-builder.js";

/** Every occurrence replaced. The empty text occurs before each character and at the end. */
export function replaceLiteral(target: string, part: string, replacement: string): string {
  const builder = new TextBuilder();
  let done = 0;
  for (let at = target.indexOf(part); at !== -1; at = nextOf(target, part, at)) {
    builder.add(target.slice(done, at)).add(replacement);
    done = at + part.length;
  }
  return builder.add(target.slice(done)).text;
}

function nextOf(target: string, part: string, at: number): number {
  if (part !== "") return target.indexOf(part, at + part.length);
  return at < target.length ? at + 1 : -1;
}
