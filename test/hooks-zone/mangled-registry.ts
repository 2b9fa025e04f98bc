import fc from "fast-check";

/** A registry as nobody would write it, though some of it has been seen everywhere. */
export interface MangledRegistry {
  readonly text: string;
  /** The members that it has. */
  readonly members: readonly string[];
}

/** Hooks that registries have or lack. */
export const NAMES = ["getPet", "addPet", "feed", "groom", "sales", "partnerKey"] as const;

/** Where a line must not end: before these, or behind these. */
const STAYS = /^(?:satisfies|as|=>)$/;
const HOLDS = /^(?:async|get|type)$/;

const COMMENTS = [
  "/**/",
  "/* ; */",
  "/* } , { */",
  "/* it's \" ` \\ */",
  "/* export const hooks = { addPet } */",
  "/* import { addPet } from './handlers/addPet.js'; */",
];
const LINES = ["// ,", "// it's {", "// */", "// export const hooks = {} satisfies Hooks;", "//"];

interface Style {
  readonly quote: string;
  readonly semicolon: boolean;
  readonly lineBreak: string;
  readonly mark: string;
  readonly extension: string;
  readonly trailingComma: boolean;
  readonly hasEnd: boolean;
}

const style: fc.Arbitrary<Style> = fc.record({
  quote: fc.constantFrom('"', "'"),
  semicolon: fc.boolean(),
  lineBreak: fc.constantFrom("\n", "\r\n"),
  mark: fc.constantFrom("", "\uFEFF"),
  extension: fc.constantFrom(".js", ".ts", ""),
  trailingComma: fc.boolean(),
  hasEnd: fc.boolean(),
});

/** What may stand between two tokens, with `\n` for the end of a line. */
const gap = fc.oneof(
  { weight: 12, arbitrary: fc.constant("") },
  { weight: 6, arbitrary: fc.constantFrom(" ", "  ", "\t") },
  { weight: 4, arbitrary: fc.constantFrom("\n", "\n  ", "\n\n\t") },
  { weight: 2, arbitrary: fc.constantFrom(...COMMENTS).map((comment) => ` ${comment} `) },
  { weight: 1, arbitrary: fc.constant(" /* one\n * two */") },
  { weight: 1, arbitrary: fc.constantFrom(...LINES).map((line) => `${line}\n `) },
);

const form = fc.constantFrom(
  "short",
  "long",
  "double",
  "single",
  "computed",
  "arrow",
  "method",
  "get",
);

/** The tokens of a member, by its form; texts that hold blanks are one. */
function memberTokens(name: string, kind: string): readonly string[] {
  const body = ["{", "return", "{", "addPet", ":", "[", "1", "]", "}", ";", "}"];
  switch (kind) {
    case "long":
      return [name, ":", name];
    case "double":
      return [`"${name}"`, ":", name];
    case "single":
      return [`'${name}'`, ":", name];
    case "computed":
      return ["[", `"${name}"`, "]", ":", "(", name, ")"];
    case "arrow":
      return [name, ":", "async", "(", ")", "=>", "(", ...body.slice(2, 9), ")"];
    case "method":
      return [name, "(", ")", ...body];
    case "get":
      return ["get", name, "(", ")", "{", "return", "(", ")", "=>", "`, } ${1}`", ";", "}"];
    default:
      return [name];
  }
}

function isImported(kind: string): boolean {
  return !["arrow", "method", "get"].includes(kind);
}

/** What the object is set into. */
const SETTINGS: readonly ((object: readonly string[]) => readonly string[])[] = [
  (object) => ["export", "const", "hooks", "=", ...object, "satisfies", "Hooks", "END"],
  (object) => ["export", "const", "hooks", ":", "Hooks", "=", ...object, "END"],
  (object) => ["export", "const", "hooks", "=", "(", ...object, ")", "as", "Hooks", "END"],
  (object) => ["export", "const", "hooks", "=", "<", "Hooks", ">", ...object, "END"],
  (object) => ["const", "hooks", "=", ...object, "END", "export", "{", "hooks", "}", "END"],
  (object) => ["export", "default", "(", ...object, ")", "satisfies", "Hooks", "END"],
];

/** Statements that a careless reader would take for something else. */
const OTHERS: readonly (readonly string[])[] = [
  ["const", "unrelated", "=", "{", "addPet", ":", "1", ",", "feed", ":", "2", "}", "END"],
  ["const", "text", "=", "`export const hooks = { ${[1]} //`", "END"],
  ["const", "pattern", "=", "/[{}\"'`/]/", "END"],
  ["function", "groom2", "(", ")", "{", "const", "hooks", "=", "{", "}", ";", "}"],
  ["const", "addPetHook", "=", "1", "END"],
  ["function", "nested", "(", "feed", ":", "number", ")", "{", "return", "feed", ";", "}"],
];

/** Registries in every style, with something between any two of their tokens. */
export const mangledRegistry = registries(form, SETTINGS, OTHERS);

/** The same of registries that have no more in them than gatewright writes. */
export const plainRegistry = registries(fc.constantFrom("short", "long"), SETTINGS.slice(0, 1), []);

function registries(
  forms: fc.Arbitrary<string>,
  settings: typeof SETTINGS,
  around: typeof OTHERS,
): fc.Arbitrary<MangledRegistry> {
  const parts = fc.tuple(
    fc.uniqueArray(fc.tuple(fc.constantFrom(...NAMES), forms), { selector: ([name]) => name }),
    style,
    fc.constantFrom(...settings),
    fc.subarray([...around]),
    fc.nat(around.length),
    fc.boolean(),
    fc.array(gap, { minLength: 12, maxLength: 60 }),
  );
  return parts.map(([members, written, setting, others, before, isPlain, gaps]) => {
    const elements = members.map(([name, kind]) => memberTokens(name, kind));
    const list = elements.flatMap((each, index) => (index === 0 ? each : [",", ...each]));
    const comma = members.length > 0 && written.trailingComma ? [","] : [];
    const from = (path: string) =>
      ["from", `${written.quote}${path}${written.extension}${written.quote}`] as const;
    const imports = [
      ["import", "type", "{", "Hooks", "}", ...from("../generated/hooks")],
      ...members
        .filter(([, kind]) => isImported(kind))
        .map(([name]) => ["import", "{", name, "}", ...from(`./handlers/${name}`)]),
    ].flatMap((each) => [...each, "END"]);
    const tokens = [
      ...imports,
      ...others.slice(0, before).flat(),
      ...setting(["{", ...list, ...comma, "}"]),
      ...others.slice(before).flat(),
    ];
    const text = joined(tokens, isPlain ? [""] : gaps, written);
    return { text, members: members.map(([name]) => name) };
  });
}

function joined(tokens: readonly string[], gaps: readonly string[], written: Style): string {
  let text = "";
  let last = "END";
  for (const [index, token] of tokens.entries()) {
    const between = gaps[index % gaps.length] ?? "";
    const mayEnd = !STAYS.test(token) && !HOLDS.test(last) && last !== "return";
    const allowed = mayEnd || !between.includes("\n") ? between : " ";
    const touches = /[\w$/]$/.test(last) && /^[\w$/<]/.test(token) && !/^\s/.test(allowed);
    if (token === "END") text += written.semicolon ? `${allowed};` : "\n";
    else text += `${touches ? " " : ""}${allowed}${token}`;
    last = token;
  }
  const ended = written.hasEnd ? `${text}\n` : text.trimEnd();
  return written.mark + ended.replaceAll("\n", written.lineBreak);
}
