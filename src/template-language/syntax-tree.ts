/** A mapping template, parsed: what Velocity 1.7 does with it from top to bottom. */
export type Template = readonly Statement[];

/** Offsets in the template's text; in a text within a text, those of the outermost. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export type Statement =
  | { readonly kind: "text"; readonly text: string }
  /** A reference in text, which prints its value. */
  | ({ readonly kind: "print"; readonly reference: Reference } & Span)
  | ({ readonly kind: "set"; readonly target: Reference; readonly value: Expression } & Span)
  | ({
      readonly kind: "if";
      readonly branches: readonly Branch[];
      readonly otherwise: Template;
    } & Span)
  | ({
      readonly kind: "foreach";
      readonly variable: string;
      readonly list: Expression;
      readonly body: Template;
    } & Span)
  /** A block that is rendered wherever `name` is printed, with the values of that moment. */
  | ({ readonly kind: "define"; readonly name: string; readonly body: Template } & Span)
  /** Ends the innermost loop, or the one whose `$foreach` is given. */
  | ({ readonly kind: "break"; readonly loop: Expression | undefined } & Span)
  | ({ readonly kind: "stop" } & Span);

export interface Branch extends Span {
  readonly condition: Expression;
  readonly body: Template;
}

/** `$name.property.method(argument)[index]`, in any of its notations. */
export interface Reference extends Span {
  readonly name: string;
  readonly steps: readonly Step[];
}

export type Step =
  | ({ readonly kind: "property"; readonly name: string } & Span)
  | ({
      readonly kind: "method";
      readonly name: string;
      readonly args: readonly Expression[];
    } & Span)
  | ({ readonly kind: "index"; readonly index: Expression } & Span);

export type Expression =
  | ({ readonly kind: "reference"; readonly reference: Reference } & Span)
  | ({ readonly kind: "string"; readonly text: string } & Span)
  /** Text in double quotes that has references or directives in it. */
  | ({ readonly kind: "interpolated"; readonly template: Template } & Span)
  | ({ readonly kind: "integer"; readonly digits: string } & Span)
  | ({ readonly kind: "float"; readonly value: number } & Span)
  | ({ readonly kind: "boolean"; readonly value: boolean } & Span)
  /** A bare word where a value is expected: Velocity takes it, and it has no value. */
  | ({ readonly kind: "nothing" } & Span)
  | ({ readonly kind: "list"; readonly items: readonly Expression[] } & Span)
  | ({ readonly kind: "range"; readonly first: Expression; readonly last: Expression } & Span)
  | ({
      readonly kind: "map";
      readonly entries: readonly (readonly [Expression, Expression])[];
    } & Span)
  | ({ readonly kind: "not"; readonly operand: Expression } & Span)
  | ({
      readonly kind: "binary";
      readonly operator: BinaryOperator;
      readonly left: Expression;
      readonly right: Expression;
    } & Span);

export type BinaryOperator =
  "||" | "&&" | "==" | "!=" | "<" | "<=" | ">" | ">=" | "+" | "-" | "*" | "/" | "%";
