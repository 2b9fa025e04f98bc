import fc from "fast-check";
import {
  array,
  arrayType,
  arrow,
  assign,
  binary,
  block,
  call,
  type Code,
  conditional,
  doc,
  generic,
  ifElse,
  intersection,
  key,
  lines,
  lit,
  literalType,
  name,
  object,
  objectType,
  property,
  returned,
  toIdentifier,
  ts,
  tuple,
  typed,
  union,
} from "../../src/code/code-kit.js";

const word = fc
  .array(fc.constantFrom("pet", "order", "shipment", "internationalisation", "id", "x", "limit"), {
    minLength: 1,
    maxLength: 5,
  })
  .map((parts) => parts.join(" "));
/** A name that may be declared. */
export const ident = word.map((text) => name(toIdentifier(text)));
/** The name of a type. */
export const typeName = word.map((text) => ts`T${name(toIdentifier(text))}`);
const text = fc.oneof(
  { weight: 4, arbitrary: word },
  {
    weight: 1,
    arbitrary: fc.constantFrom('say "hi"', "it's", "a\\b", "", "\u202e", "x".repeat(90)),
  },
  {
    weight: 1,
    arbitrary: fc.array(word, { minLength: 2, maxLength: 4 }).map((all) => all.join("\n")),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom("日本語のテキスト", "na\u00efve caf\u00e9", "👍🏽 ok 🇳🇱", "e\u0301"),
  },
);
const scalar = fc.oneof(
  text.map((value) => lit(value)),
  fc
    .constantFrom(1, 0, -5, 1.5, 1e21, 29000, true, false, null, undefined)
    .map((value) => lit(value)),
  ident,
);

const bounded = {
  maxDepth: 4,
  depthSize: "small",
  depthIdentifier: fc.createDepthIdentifier(),
  withCrossShrink: true,
} as const;

/** What a generator of routes, validators and mappings prints: values, calls, functions, tests. */
export const { expression, statements } = fc.letrec<{
  expression: Code;
  object: Code;
  array: Code;
  call: Code;
  arrow: Code;
  binary: Code;
  conditional: Code;
  statements: Code[];
}>((tie) => ({
  expression: fc.oneof(
    bounded,
    { weight: 3, arbitrary: scalar },
    { weight: 2, arbitrary: tie("object") },
    { weight: 1, arbitrary: tie("array") },
    { weight: 2, arbitrary: tie("call") },
    { weight: 1, arbitrary: tie("arrow") },
    { weight: 1, arbitrary: tie("binary") },
    { weight: 1, arbitrary: tie("conditional") },
  ),
  object: fc
    .tuple(
      fc.uniqueArray(
        fc.tuple(
          fc.oneof(
            bounded,
            word.map((k) => k.replaceAll(" ", "-")),
            fc.constantFrom("a", "on", "a b", "404", "__proto__", "default"),
          ),
          tie("expression"),
        ),
        {
          maxLength: 5,
          selector: ([k]) => k,
        },
      ),
      fc.boolean(),
      fc.option(ident),
    )
    .map(([entries, expanded, shorthand]) =>
      object(
        [
          ...entries.map(([k, value]) => [key(k), value] as const),
          ...(shorthand ? [shorthand] : []),
        ],
        {
          expanded,
        },
      ),
    ),
  array: fc.oneof(
    bounded,
    fc.array(tie("expression"), { maxLength: 5 }).map(array),
    fc.array(fc.integer(), { maxLength: 30 }).map((numbers) => lit(numbers)),
    fc.array(fc.oneof(bounded, tie("object"), tie("array")), { maxLength: 3 }).map(array),
  ),
  call: fc
    .tuple(
      fc.oneof(
        bounded,
        ident,
        fc.constantFrom(ts`this.service.find`, ts`util.join`, ts`new Thing`),
      ),
      fc.array(
        fc.oneof(
          bounded,
          scalar,
          tie("object"),
          tie("array"),
          tie("call"),
          tie("binary"),
          tie("conditional"),
        ),
        { maxLength: 3 },
      ),
      fc.option(tie("arrow"), { nil: undefined }),
    )
    .map(([callee, args, last]) => call(callee, last ? [...args, last] : args)),
  arrow: fc
    .tuple(
      fc.oneof(
        bounded,
        fc.array(ident, { maxLength: 3 }),
        fc.array(ident, { minLength: 1, maxLength: 4 }).map((names) => [object(names)]),
        fc.tuple(ident, typeName).map(([p, t]) => [typed(p, t)]),
        fc
          .tuple(fc.array(ident, { minLength: 1, maxLength: 3 }), typeName)
          .map(([p, t]) => [typed(object(p), t)]),
      ),
      fc.oneof(
        bounded,
        { weight: 3, arbitrary: tie("object") },
        { weight: 3, arbitrary: tie("call") },
        { weight: 2, arbitrary: tie("binary") },
        { weight: 2, arbitrary: tie("conditional") },
        { weight: 2, arbitrary: scalar },
        { weight: 2, arbitrary: tie("array") },
        { weight: 3, arbitrary: tie("statements").map((all) => block(all)) },
      ),
      fc.boolean(),
    )
    .map(([params, body, async]) => arrow(params, body, { async })),
  binary: fc
    .tuple(
      fc.constantFrom("&&", "||", "??", "+", "===", "<"),
      fc.oneof(bounded, scalar, tie("call")),
      fc.array(fc.oneof(bounded, scalar, tie("call"), tie("binary")), { maxLength: 2 }),
      fc.oneof(bounded, scalar, tie("call"), tie("binary"), tie("object")),
    )
    .map(([operator, first, inner, last]) =>
      operator === "===" || operator === "<"
        ? binary(operator, [first, last])
        : binary(operator, [first, ...inner, last]),
    ),
  conditional: fc
    .tuple(
      fc.oneof(bounded, ident, tie("binary"), tie("call")),
      fc.oneof(
        bounded,
        scalar,
        tie("object"),
        tie("array"),
        tie("call"),
        tie("binary"),
        tie("conditional"),
      ),
      tie("expression"),
    )
    .map(([test, yes, no]) => conditional(test, yes, no)),
  statements: fc.array(
    fc.oneof(
      bounded,
      fc
        .tuple(ident, tie("expression"))
        .map(([left, right]) => ts`${assign(ts`const ${left}`, right)};`),
      tie("expression").map(returned),
      tie("call").map((code) => ts`${code};`),
      fc
        .tuple(fc.oneof(bounded, ident, tie("binary")), tie("statements"))
        .map(([test, body]) => ifElse(test, body)),
      fc
        .tuple(ident, tie("statements"), tie("statements"))
        .map(([test, a, b]) => ifElse(test, a, block(b))),
    ),
    { minLength: 1, maxLength: 3 },
  ),
}));

/** What a generator of types prints. */
export const { type } = fc.letrec<{ type: Code; objectType: Code }>((tie) => ({
  objectType: fc
    .tuple(
      fc.uniqueArray(fc.tuple(word, tie("type"), fc.boolean()), {
        maxLength: 4,
        selector: ([k]) => k,
      }),
      fc.boolean(),
    )
    .map(([members, expanded]) =>
      objectType(
        members.map(([k, t, documented]) =>
          lines([documented && expanded ? doc(k) : ts``, property(ts`readonly ${key(k)}`, t)]),
        ),
        { expanded },
      ),
    ),
  type: fc.oneof(
    bounded,
    { weight: 4, arbitrary: typeName },
    { weight: 2, arbitrary: word.map((w) => literalType(w)) },
    { weight: 1, arbitrary: fc.constantFrom(ts`string`, ts`null`, ts`unknown`, literalType(5)) },
    { weight: 2, arbitrary: fc.array(tie("type"), { minLength: 1, maxLength: 5 }).map(union) },
    {
      weight: 1,
      arbitrary: fc.array(tie("type"), { minLength: 1, maxLength: 3 }).map(intersection),
    },
    { weight: 1, arbitrary: tie("objectType") },
    {
      weight: 1,
      arbitrary: fc
        .tuple(typeName, fc.array(tie("type"), { minLength: 1, maxLength: 3 }))
        .map(([n, args]) => generic(n, args)),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(tie("type"), fc.boolean())
        .map(([t, readonly]) => arrayType(t, { readonly })),
    },
    { weight: 1, arbitrary: fc.array(tie("type"), { maxLength: 3 }).map(tuple) },
  ),
}));
