import {
  boolCoreTag,
  CORE_SCHEMA,
  defineScalarTag,
  floatCoreTag,
  intCoreTag,
  mergeTag,
  NOT_RESOLVED,
  nullCoreTag,
  type Schema,
} from "js-yaml";
import { cloudFormationTags } from "./cloudformation-tags.js";

/** Numbers as JSON knows them: YAML's .inf and .nan stay text, so that no limit becomes infinite. */
const finiteFloatTag = defineScalarTag<number>(floatCoreTag.tagName, {
  ...floatCoreTag,
  resolve: (text, isExplicit, tagName) => {
    const value = floatCoreTag.resolve(text, isExplicit, tagName);
    return Number.isFinite(value) ? value : NOT_RESOLVED;
  },
});

/** What an unquoted scalar means: null, a boolean or a number where it looks like one, else text. */
export function plainScalar(text: string): unknown {
  for (const tag of [nullCoreTag, boolCoreTag, intCoreTag, finiteFloatTag]) {
    const value = tag.resolve(text, false, tag.tagName);
    if (value !== NOT_RESOLVED) return value;
  }
  return text;
}

/**
 * YAML 1.2's core schema, so that dates and "yes" stay text, with merge keys, which real documents
 * rely on, and CloudFormation's tags.
 */
export const yamlSchema: Schema = CORE_SCHEMA.withTags(
  finiteFloatTag,
  mergeTag,
  cloudFormationTags,
);
