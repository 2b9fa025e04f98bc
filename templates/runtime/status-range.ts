type Digit = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9;
type FirstDigit<Range> = Range extends `${infer First}XX` ? First : never;
type NumberIn<Text> = Text extends `${infer Status extends number}` ? Status : never;

/** A status of a range that the document declares, `4XX`, but for those that it declares by themselves. */
export type StatusIn<
  Range extends "2XX" | "3XX" | "4XX" | "5XX",
  Declared extends number = never,
> = Exclude<NumberIn<`${FirstDigit<Range>}${Digit}${Digit}`>, Declared>;

/** Any status but those that the document declares: what it calls `default`. */
export type OtherStatus<Declared extends number = never> = StatusIn<
  "2XX" | "3XX" | "4XX" | "5XX",
  Declared
>;
