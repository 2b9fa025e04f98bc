import type { Draw } from "../schema/differential/draw.js";

/** A template in pieces, of which any may be left out. */
export type Piece =
  string | { readonly open: string; readonly body: readonly Piece[]; readonly close: string };

/** A template, and the values that its variables have at its beginning. */
export interface TemplateCase {
  readonly pieces: readonly Piece[];
  readonly variables: Readonly<Record<string, unknown>>;
}

export function textOf(pieces: readonly Piece[]): string {
  return pieces
    .map((piece) =>
      typeof piece === "string" ? piece : `${piece.open}${textOf(piece.body)}${piece.close}`,
    )
    .join("");
}

/** Plain names, and those that the generated code could want for itself. */
const NAMES = [
  ..."a b c out text each item index hasNext count type class turn turn1 turn2 before1 outer1".split(
    " ",
  ),
  ..."turns1 name-with-hyphen __proto__ constructor String Map BigInt Double variables".split(" "),
  ..."property invoke range Block template runtime undefined arguments await let yield".split(" "),
  ..."aB a-b a_b aValue inputs tool toString".split(" "),
];

const VALUES: readonly unknown[] = [
  null,
  true,
  false,
  0,
  1,
  2,
  -3,
  1.5,
  "",
  "a",
  "1",
  "a,b",
  "size",
  [],
  [1, 2],
  ["a", [true], null],
  {},
  { a: 1 },
  { a: { a: [1, 2, 3] }, size: 7 },
];

const KEYS = ["a", "b", "size", "empty", "class", "name", "key", "value"];

export function drawTemplate(draw: Draw): TemplateCase {
  const names = draw.times(5, () => draw.pick(NAMES));
  const given = draw.some(names, 40);
  const variables = Object.fromEntries(given.map((name) => [name, draw.pick(VALUES)]));
  return { pieces: new TemplateDrawing(draw, names).body({ loops: 0, depth: 0 }, 6), variables };
}

/** Where a piece stands. */
interface Place {
  /** Loops around it that it can leave. */
  readonly loops: number;
  readonly depth: number;
  /** Whether it is in a text or a block, which cannot stop the template. */
  readonly isApart?: boolean;
}

class TemplateDrawing {
  readonly #draw: Draw;
  readonly #names: readonly string[];

  constructor(draw: Draw, names: readonly string[]) {
    this.#draw = draw;
    this.#names = names;
  }

  body(place: Place, most: number): readonly Piece[] {
    return this.#draw.times(1 + this.#draw.below(most), () => this.#piece(place)).flat();
  }

  #piece(place: Place): Piece | readonly Piece[] {
    const inner = { ...place, depth: place.depth + 1 };
    const kind = this.#draw.below(place.depth < 4 ? 100 : 60);
    if (kind < 10) return this.#draw.pick([" text ", "\n", ";", "\\\\ ", "'\"`${'x'} "]);
    if (kind < 32) return `${this.#printed()}${this.#draw.pick([" ", "\n", ","])}`;
    if (kind < 55) return `#set(${this.#target()} = ${this.#expression(place)})\n`;
    if (kind < 58) return this.#leave(place);
    if (kind < 60) return `#set($b = "${this.#inText(place)}")`;
    if (kind < 76) return this.#if(inner);
    if (kind < 93) {
      const open = `#foreach($${this.#name()} in ${this.#list(place)})`;
      return { open, body: this.body({ ...inner, loops: place.loops + 1 }, 4), close: "#end\n" };
    }
    const name = this.#name();
    const body = this.body({ ...inner, loops: 0, isApart: true }, 3);
    return [{ open: `#define($${name})`, body, close: "#end" }, `$${name} `];
  }

  #if(place: Place): Piece {
    const body: Piece[] = [...this.body(place, 3)];
    if (this.#draw.chance(30)) {
      const open = `#elseif(${this.#condition(place)})`;
      body.push({ open, body: this.body(place, 2), close: "" });
    }
    if (this.#draw.chance(40)) body.push({ open: "#else ", body: this.body(place, 2), close: "" });
    return { open: `#if(${this.#condition(place)})`, body, close: "#end\n" };
  }

  #leave({ loops, isApart }: Place): string {
    const leaves = ["#break "];
    if (isApart !== true) leaves.push("#stop ");
    if (loops > 1) leaves.push("#break($foreach.parent) ", "#break($foreach.parent) ");
    if (loops > 2) leaves.push("#break($foreach.parent.parent) ");
    if (loops > 0) leaves.push("#break($foreach) ");
    return `#if(${this.#condition({ loops, depth: 3 })})${this.#draw.pick(leaves)}#end`;
  }

  #name(): string {
    return this.#draw.pick(this.#names);
  }

  #target(): string {
    return `$${this.#name()}${this.#draw.pick(["", "", "", "", ".a", "['b']", "[0]", ".a.b"])}`;
  }

  #printed(): string {
    return this.#draw.chance(20) ? `$!{${this.#path()}}` : `$${this.#path()}`;
  }

  #path(): string {
    if (this.#draw.chance(20)) return this.#loopPath();
    const steps = this.#draw.chance(60) ? 0 : 1 + this.#draw.below(2);
    return this.#name() + this.#draw.times(steps, () => this.#step()).join("");
  }

  #loopPath(): string {
    const members = ["index", "count", "hasNext", "first", "last", "parent.index", "parent.count"];
    return this.#draw.chance(75)
      ? `foreach.${this.#draw.pick(members.slice(0, this.#draw.chance(30) ? 7 : 5))}`
      : this.#draw.pick(["velocityCount", "velocityHasNext"]);
  }

  #step(): string {
    switch (this.#draw.below(6)) {
      case 0:
      case 1:
        return `.${this.#draw.pick(KEYS)}`;
      case 2:
        return `[${this.#draw.pick(["0", "-1", "'a'", `$${this.#name()}`])}]`;
      case 3:
        return this.#draw.pick([".size()", ".toString()", ".keySet()", ".entrySet()", ".values()"]);
      case 4:
        return this.#draw.pick([".split(',')", ".get(0)", ".get('a')", ".contains('a')", ".no()"]);
      default: {
        const value = this.#scalar();
        return this.#draw.pick([`.add(${value})`, `.put('a', ${value})`, `.equals(${value})`]);
      }
    }
  }

  #scalar(): string {
    const scalars = ["0", "1", "-2", "1.5", "2.0", "'a'", "''", "'$a'", '"x"', "true", "false"];
    return this.#draw.chance(30) ? `"$!{${this.#name()}}"` : this.#draw.pick(scalars);
  }

  #operand(place: Place): string {
    const kind = this.#draw.below(100);
    if (kind < 50 || place.depth > 5) return `$${this.#path()}`;
    if (kind < 75) return this.#scalar();
    const inner = { ...place, depth: place.depth + 2 };
    if (kind < 83) return `[${this.#draw.times(this.#draw.below(3), () => this.#operand(inner))}]`;
    if (kind < 88) return `{'a': ${this.#operand(inner)}, "b": ${this.#operand(inner)}}`;
    if (kind < 91) return "{}";
    if (kind < 95) return this.#range();
    return `"${this.#inText(place)}"`;
  }

  /** What stands in double quotes. */
  #inText(place: Place): string {
    const piece = this.#draw.pick([
      () => ` #set($${this.#name()} = ${this.#draw.pick(["1", "'x'", `$${this.#path()}`])})`,
      () => `#if($${this.#path()} == 1)yes#else no#end`,
      () => `#foreach($${this.#name()} in [1..2])$${this.#path()} #end`,
      () => `$${this.#path()} `,
    ]);
    return this.#draw.chance(40) && place.depth < 4
      ? `${piece()}$!{${this.#name()}}`
      : `$!{${this.#path().replaceAll('"', "'")}}-`.replaceAll('"', "'");
  }

  #range(): string {
    return `[${this.#draw.pick(["1", "0", `$${this.#path()}`])}..${this.#draw.pick(["2", "-1", `$${this.#path()}`])}]`;
  }

  #list(place: Place): string {
    return this.#draw.pick([
      () => this.#range(),
      () => `[${this.#draw.times(1 + this.#draw.below(2), () => this.#operand(place))}]`,
      () => `$${this.#path()}`,
      () => `$${this.#name()}`,
    ])();
  }

  #expression(place: Place): string {
    if (this.#draw.chance(60)) return this.#operand(place);
    return this.#draw.chance(50) ? this.#condition(place) : this.#calculation(place);
  }

  #calculation(place: Place): string {
    const operator = this.#draw.pick(["+", "-", "*", "/", "%"]);
    const right = this.#draw.chance(20)
      ? `(${this.#calculation(place)})`
      : ` ${this.#operand(place)}`;
    return `${this.#operand(place)} ${operator} ${right}`;
  }

  #condition(place: Place): string {
    switch (this.#draw.below(8)) {
      case 0:
        return `!${this.#operand(place)}`;
      case 1:
        return `!(${this.#condition(place)})`;
      case 2:
      case 3: {
        const operator = this.#draw.pick(["&&", "||", "and"]);
        return `${this.#condition(place)} ${operator} ${this.#condition(place)}`;
      }
      case 4:
        return this.#operand(place);
      default: {
        const operator = this.#draw.pick(["==", "!=", "<", "<=", ">", ">=", "==", "=="]);
        return `${this.#operand(place)} ${operator} ${this.#operand(place)}`;
      }
    }
  }
}
