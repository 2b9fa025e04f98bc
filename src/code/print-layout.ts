import { type Fill, flatWords, type Group, isSequence, type Layout, willBreak } from "./layout.js";
import { textWidth } from "./text-width.js";

type Mode = "flat" | "broken";

interface Command {
  readonly indentation: number;
  readonly mode: Mode;
  readonly layout: Layout;
  /** Where a sequence goes on. */
  next: number;
}

export interface PrintOptions {
  /** The column after which nothing should stand. */
  readonly width: number;
  /** Columns by which every line but the first is indented. */
  readonly indent: number;
  /** The column at which the first line begins. */
  readonly column: number;
}

/**
 * Lays `root` out. A group is printed flat when everything up to the next possible line break fits
 * on the line; a stack of commands takes the place of recursion, so depth costs no call stack.
 */
export function printLayout(root: Layout, { width, indent, column }: PrintOptions): string {
  const modes = new Map<symbol, Mode>();
  const commands: Command[] = [];
  const out: string[] = [];
  let position = column;
  let mustMeasure = false;
  const push = (indentation: number, mode: Mode, layout: Layout) =>
    commands.push({ indentation, mode, layout, next: 0 });
  const write = (text: string) => {
    out.push(text);
    position += textWidth(text);
  };

  push(indent, "broken", root);

  for (let command = commands.pop(); command; command = commands.pop()) {
    const { indentation, mode, layout } = command;
    if (typeof layout === "string") {
      write(layout);
      continue;
    }
    if (isSequence(layout)) {
      const part = layout[command.next];
      if (part === undefined) continue;
      command.next += 1;
      commands.push(command);
      if (typeof part === "string") write(part);
      else push(indentation, mode, part);
      continue;
    }
    switch (layout.kind) {
      case "use":
        write(layout.local);
        break;
      case "indent":
        push(indentation + layout.by, mode, layout.contents);
        break;
      case "line":
        if (mode === "flat" && !layout.hard) {
          out.push(layout.flat);
          position += layout.flat.length;
          break;
        }
        if (mode === "flat") mustMeasure = true;
        trimEnd(out);
        out.push("\n" + " ".repeat(indentation));
        position = indentation;
        break;
      case "if-break": {
        const asked = layout.id ? modes.get(layout.id) : mode;
        const contents = asked === "broken" ? layout.broken : layout.flat;
        push(indentation, mode, contents);
        break;
      }
      case "indent-if-break": {
        const by = modes.get(layout.id) === "broken" ? 2 : 0;
        push(indentation + by, mode, layout.contents);
        break;
      }
      case "group": {
        const chosen =
          mode === "flat" && !mustMeasure
            ? { mode: layout.breaks ? ("broken" as const) : mode, contents: layout.contents }
            : chooseState(layout, commands, width - position, modes);
        if (mode === "broken") mustMeasure = false;
        push(indentation, chosen.mode, chosen.contents);
        if (layout.id) modes.set(layout.id, chosen.mode);
        break;
      }
      case "one-line":
        if (mode === "flat" && !mustMeasure) {
          write(layout.text);
          break;
        }
        if (fits(layout.text, commands, width - position, modes)) write(layout.text);
        else push(indentation, "broken", layout.contents());
        if (mode === "broken") mustMeasure = false;
        break;
      case "words":
        layout.words.forEach(({ text, isRest }, index) => {
          const gap = index === 0 || isRest ? "" : " ";
          if (index === 0 || position + gap.length + textWidth(text) <= width) {
            out.push(gap + text);
            position += gap.length + textWidth(text);
            return;
          }
          trimEnd(out);
          const first = layout.prefix + (isRest ? "\\" : "") + text;
          out.push("\n" + " ".repeat(indentation) + first);
          position = indentation + textWidth(first);
        });
        break;
      case "fill":
        pushFill(layout, command, commands, width - position, modes);
        break;
      case "break-parent":
        break;
    }
  }
  trimEnd(out);
  return out.join("");
}

/** Whether `layout` can be printed on one line of `room` columns. */
export function fitsFlat(layout: Layout, room: number): boolean {
  return !willBreak(layout) && fits(layout, [], room, new Map(), true);
}

/** How a group is printed when nothing around it has decided yet. */
function chooseState(
  group: Group,
  rest: readonly Command[],
  room: number,
  modes: ReadonlyMap<symbol, Mode>,
): { readonly mode: Mode; readonly contents: Layout } {
  if (!group.breaks) {
    for (const contents of group.states?.slice(0, -1) ?? [group.contents]) {
      if (fits(contents, rest, room, modes)) return { mode: "flat", contents };
    }
  }
  return { mode: "broken", contents: group.states?.at(-1) ?? group.contents };
}

/** Prints the first content of a fill with the separator after it, and leaves the rest for later. */
function pushFill(
  layout: Fill,
  { indentation, mode }: Command,
  commands: Command[],
  room: number,
  modes: ReadonlyMap<symbol, Mode>,
): void {
  const { parts, printed } = layout;
  const content = parts[printed] ?? "";
  const separator = parts[printed + 1];
  const contentFits = fits(content, [], room, modes, true);
  if (separator !== undefined) {
    const both = [content, separator, parts[printed + 2] ?? ""];
    const bothFit = contentFits && fits(both, [], room, modes, true);
    const rest = { ...layout, printed: printed + 2 };
    commands.push({ indentation, mode, layout: rest, next: 0 });
    commands.push({ indentation, mode: bothFit ? "flat" : "broken", layout: separator, next: 0 });
  }
  commands.push({ indentation, mode: contentFits ? "flat" : "broken", layout: content, next: 0 });
}

/** Whether everything up to the first line break after `next`, which is flat, fits in `room` columns. */
function fits(
  next: Layout,
  rest: readonly Command[],
  room: number,
  modes: ReadonlyMap<symbol, Mode>,
  mustBeFlat = false,
): boolean {
  const stack: Step[] = [{ mode: "flat", layout: next, next: 0 }];
  let unread = rest.length;
  let left = room;
  let pendingSpace = 0;
  const push = (mode: Mode, layout: Layout) => stack.push({ mode, layout, next: 0 });
  while (left >= 0) {
    const step = stack.pop() ?? copied(rest[--unread]);
    if (!step) return true;
    const { mode, layout } = step;
    if (typeof layout === "string") {
      if (layout === "") continue;
      left -= pendingSpace + textWidth(layout);
      pendingSpace = 0;
      continue;
    }
    if (isSequence(layout)) {
      const part = layout[step.next];
      if (part === undefined) continue;
      step.next += 1;
      stack.push(step);
      push(mode, part);
      continue;
    }
    switch (layout.kind) {
      case "use":
        push(mode, layout.local);
        break;
      case "one-line":
        push(mode, mode === "flat" ? layout.text : layout.contents());
        break;
      case "words": {
        const [first] = layout.words;
        const mayBreak = mode === "broken" && layout.words.length > 1;
        left -= pendingSpace + textWidth(mayBreak ? (first?.text ?? "") : flatWords(layout));
        pendingSpace = 0;
        if (mayBreak) return left >= 0;
        break;
      }
      case "indent":
      case "indent-if-break":
        push(mode, layout.contents);
        break;
      case "fill":
        push(mode, layout.parts.slice(layout.printed));
        break;
      case "group": {
        if (mustBeFlat && layout.breaks) return false;
        const inner: Mode = layout.breaks ? "broken" : mode;
        const expanded = inner === "broken" ? layout.states?.at(-1) : undefined;
        push(inner, expanded ?? layout.contents);
        break;
      }
      case "if-break": {
        const asked = layout.id ? (modes.get(layout.id) ?? "flat") : mode;
        push(mode, asked === "broken" ? layout.broken : layout.flat);
        break;
      }
      case "line":
        if (mode === "broken" || layout.hard) return true;
        pendingSpace += layout.flat.length;
        break;
      case "break-parent":
        break;
    }
  }
  return false;
}

type Step = Pick<Command, "mode" | "layout" | "next">;

/** What is printed later is only looked at. */
function copied(command: Command | undefined): Step | undefined {
  return command && { mode: command.mode, layout: command.layout, next: command.next };
}

/** Takes the spaces at the end of what is printed away: no line ends in white space. */
function trimEnd(out: string[]): void {
  for (let last = out.pop(); last !== undefined; last = out.pop()) {
    let end = last.length;
    while (last[end - 1] === " ") end--;
    if (end === 0) continue;
    out.push(last.slice(0, end));
    return;
  }
}
