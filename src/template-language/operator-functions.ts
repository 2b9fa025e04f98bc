/** The runtime's functions that calculate, by operator. */
export const ARITHMETIC = {
  "+": "add",
  "-": "subtract",
  "*": "multiply",
  "/": "divide",
  "%": "remainder",
};

/** Those that compare by size. */
export const RELATIONS = {
  "<": "less",
  "<=": "lessOrEqual",
  ">": "greater",
  ">=": "greaterOrEqual",
};
