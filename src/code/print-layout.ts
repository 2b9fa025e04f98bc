import { type Fill, flatWords, type Group, isSequence, type Layout, willBreak } from "./layout.js";
import { textWidth } from "./text-width.js";

type Mode = "flat" | "broken";

interface Command {
  readonly indentation: number;
  readonly mode: Mode;
  readonly layout: Layout;
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
  const commands: Command[] = [{ indentation: indent, mode: "broken", layout: root }];
  const out: string[] = [];
  let position = column;
  let mustMeasure = false;

  for (let command = commands.pop(); command; command = commands.pop()) {
    const { indentation, mode, layout } = command;
    if (typeof layout === "string") {
      out.push(layout);
      position += textWidth(layout);
      continue;
    }
    if (isSequence(layout)) {
      for (let index = layout.length - 1; index >= 0; index--) {
        commands.push({ indentation, mode, layout: layout[index] ?? "" });
      }
      continue;
    }
    switch (layout.kind) {
      case "use":
        out.push(layout.local);
        position += layout.local.length;
        break;
      case "indent":
        commands.push({ indentation: indentation + layout.by, mode, layout: layout.contents });
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
        commands.push({ indentation, mode, layout: contents });
        break;
      }
      case "indent-if-break": {
        const by = modes.get(layout.id) === "broken" ? 2 : 0;
        commands.push({ indentation: indentation + by, mode, layout: layout.contents });
        break;
      }
      case "group": {
        const chosen =
          mode === "flat" && !mustMeasure
            ? { mode: layout.breaks ? ("broken" as const) : mode, contents: layout.contents }
            : chooseState(layout, commands, width - position, modes);
        if (mode === "broken") mustMeasure = false;
        commands.push({ indentation, mode: chosen.mode, layout: chosen.contents });
        if (layout.id) modes.set(layout.id, chosen.mode);
        break;
      }
      case "one-line":
        if (mode === "flat" && !mustMeasure) {
          out.push(layout.text);
          position += textWidth(layout.text);
        } else {
          const isFlat = fits(layout.text, commands, width - position, modes);
          const contents = isFlat ? layout.text : layout.contents();
          commands.push({ indentation, mode: isFlat ? "flat" : "broken", layout: contents });
          if (mode === "broken") mustMeasure = false;
        }
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
    commands.push({ indentation, mode, layout: { ...layout, printed: printed + 2 } });
    commands.push({ indentation, mode: bothFit ? "flat" : "broken", layout: separator });
  }
  commands.push({ indentation, mode: contentFits ? "flat" : "broken", layout: content });
}

/** Whether everything up to the first line break after `next`, which is flat, fits in `room` columns. */
function fits(
  next: Layout,
  rest: readonly Command[],
  room: number,
  modes: ReadonlyMap<symbol, Mode>,
  mustBeFlat = false,
): boolean {
  const stack: Pick<Command, "mode" | "layout">[] = [{ mode: "flat", layout: next }];
  let unread = rest.length;
  let left = room;
  let pendingSpace = 0;
  while (left >= 0) {
    const command = stack.pop() ?? rest[--unread];
    if (!command) return true;
    const { mode, layout } = command;
    if (typeof layout === "string") {
      if (layout === "") continue;
      left -= pendingSpace + textWidth(layout);
      pendingSpace = 0;
      continue;
    }
    if (isSequence(layout)) {
      for (let index = layout.length - 1; index >= 0; index--) {
        stack.push({ mode, layout: layout[index] ?? "" });
      }
      continue;
    }
    switch (layout.kind) {
      case "use":
        stack.push({ mode, layout: layout.local });
        break;
      case "one-line":
        stack.push({ mode, layout: mode === "flat" ? layout.text : layout.contents() });
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
        stack.push({ mode, layout: layout.contents });
        break;
      case "fill":
        stack.push({ mode, layout: layout.parts.slice(layout.printed) });
        break;
      case "group": {
        if (mustBeFlat && layout.breaks) return false;
        const inner: Mode = layout.breaks ? "broken" : mode;
        const expanded = inner === "broken" ? layout.states?.at(-1) : undefined;
        stack.push({ mode: inner, layout: expanded ?? layout.contents });
        break;
      }
      case "if-break": {
        const asked = layout.id ? (modes.get(layout.id) ?? "flat") : mode;
        stack.push({ mode, layout: asked === "broken" ? layout.broken : layout.flat });
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
