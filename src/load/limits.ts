/** Levels of nesting: real documents have 30. Every walk may use the stack to this depth. */
export const MAX_DEPTH = 200;

/** References that may lead to one another before there is a value; each is followed for itself. */
export const MAX_REFERENCES = 100;

/** Characters of a text that functions of a document make: Amazon's longest templates have 300 KB. */
export const MAX_MADE_TEXT = 512 * 1024;

/** Bytes of one file. */
export const MAX_BYTES = 64 * 1024 * 1024;

/**
 * The size of a document with its YAML aliases written out: its characters, and for every value
 * this much more.
 */
export const MAX_EXPANDED_SIZE = 2 * MAX_BYTES;
export const SIZE_OF_VALUE = 32;

/** Of one kind of mistake that a text can make in every line, as many are reported per file. */
export const MAX_REPEATS = 100;

/** How often a value may be checked by the schemas that one is made of; real documents need dozens. */
export const MAX_CHECKS = 10_000;

/** What one target of an overlay may select: the largest documents have as many schemas. */
export const MAX_SELECTED = 200_000;

/** Characters of such a target; its parser uses the stack. */
export const MAX_TARGET_LENGTH = 2000;
