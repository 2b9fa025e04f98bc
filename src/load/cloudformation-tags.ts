import {
  defineMappingTag,
  defineScalarTag,
  defineSequenceTag,
  mapTag,
  seqTag,
  type TagDefinition,
} from "js-yaml";

/** CloudFormation's short tags, and the keys of the long forms that they stand for. */
const LONG_FORMS = new Map([
  ["!Ref", "Ref"],
  ["!Condition", "Condition"],
  ...[
    "And",
    "Base64",
    "Cidr",
    "Contains",
    "Equals",
    "FindInMap",
    "ForEach",
    "GetAtt",
    "GetAZs",
    "GetStackOutput",
    "If",
    "ImportValue",
    "Join",
    "Length",
    "Not",
    "Or",
    "Select",
    "Split",
    "Sub",
    "ToJsonString",
    "Transform",
  ].map((name): [string, string] => [`!${name}`, `Fn::${name}`]),
]);

/** Whether a tag, as it is written, is one of CloudFormation's. */
export function isCloudFormationTag(tag: string): boolean {
  return LONG_FORMS.has(tag);
}

/** Tags that turn `!Sub x` into `{"Fn::Sub": x}`, the form that JSON documents use. */
export const cloudFormationTags: readonly TagDefinition[] = [...LONG_FORMS].flatMap(
  ([tag, key]): TagDefinition[] => [
    defineScalarTag<unknown>(tag, {
      resolve: (text) => ({ [key]: tag === "!GetAtt" ? splitAttribute(text) : text }),
      identify: () => false,
    }),
    defineSequenceTag<unknown[], unknown>(tag, {
      ...seqTag,
      finalize: (items) => ({ [key]: items }),
    }),
    defineMappingTag<Record<string, unknown>, Record<string, unknown>>(tag, {
      ...mapTag,
      finalize: (members) => ({ [key]: members }),
    }),
  ],
);

/** `Resource.Attribute.With.Dots`: only the first dot separates. */
function splitAttribute(text: string): string[] {
  const dot = text.indexOf(".");
  return dot < 0 ? [text] : [text.slice(0, dot), text.slice(dot + 1)];
}
