import type { JsonValue } from "../../../src/schema/schema.js";

/** Names of members: also what all objects inherit, and what pointers and code must escape. */
export const NAMES = [
  ..."aabbcc",
  "__proto__",
  "constructor",
  "toString",
  "hasOwnProperty",
  "length",
  "a/b",
  "~1",
  "",
  "x-a",
  "0",
  "😀",
  "a\u2028b",
];

/** Patterns with texts that match. */
export const PATTERNS: Readonly<Record<string, readonly string[]>> = {
  "^a": ["a", "ab", "a😀"],
  b$: ["b", "ab"],
  "^[a-c]+$": ["a", "abc"],
  "^\\d{2,3}$": ["12", "123"],
  "a|^$": ["", "a", "bab"],
  "^.$": ["a", "😀"],
  "^\\S*$": ["", "x"],
  "": [""],
  "[^a]": ["b", "ab"],
  "^x-": ["x-a"],
  "^\\p{L}$": ["a", "é"],
  "^[\\u0000-\\u007f]*$": ["", "a"],
};

/** Formats with texts that have them, and some that have not, whatever one reads the standards as. */
export const FORMATS: Readonly<Record<string, readonly JsonValue[]>> = {
  date: ["2024-02-29", "2023-02-29", "2026-13-01", "2026-01-31T00:00:00Z"],
  "date-time": ["2026-01-31T12:00:00Z", "2026-01-31T12:00:00.5+01:00", "2026-01-31", "2026"],
  time: ["12:00:00Z", "12:00:00", "24:00:00Z"],
  duration: ["P1DT12H", "P", "1D"],
  email: ["jane@example.com", "jane", "@example.com"],
  hostname: ["www.example.com", "-a.example", "a_b"],
  ipv4: ["192.0.2.1", "192.0.2.256", "1.2.3"],
  ipv6: ["2001:db8::1", "::", "2001:db8", ":::"],
  uri: ["https://example.com/a?b#c", "../a", "https://a b"],
  "uri-reference": ["../a", "#a", "\\a", "a b"],
  "uri-template": ["/pets/{petId}", "/pets/{petId", "{}"],
  uuid: ["2b1c5f1e-7d0a-4c39-9a63-0e6a2f4d8b17", "2b1c5f1e", ""],
  "json-pointer": ["", "/a/0", "a", "/~2"],
  "relative-json-pointer": ["0", "1/a", "/a", "-1"],
  regex: ["^a+$", "(", "[a"],
  byte: ["aGk=", "aGk", "?"],
  int32: [2147483647, 2147483648, -2147483648, 1.5],
  int64: [9007199254740991, 1.5, -1],
  float: [1.5, 0, -1],
  double: [1.5, 1e308, -1],
  password: ["a", ""],
  binary: ["a", ""],
  "no-such-format": ["a", ""],
};

/** Numbers at which implementations part. */
export const NUMBERS = [
  0,
  -0,
  1,
  -1,
  2,
  3,
  6,
  10,
  0.5,
  1.5,
  -2.5,
  0.1,
  0.3,
  19.99,
  1e-7,
  1e21,
  1e308,
  9007199254740991,
  2 ** 53,
  2 ** 63 + 2 ** 12,
];

export const TEXTS = ["", "a", "b", "ab", "abc", "aaaa", "😀", "😀😀", "\ud83d", "é", "12", "null"];

export const SCALARS: readonly JsonValue[] = [...TEXTS, ...NUMBERS, true, false, null];
