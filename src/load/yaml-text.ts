import { dump } from "js-yaml";

/** A plain value as YAML, its keys in the order that they have. Long texts stay on their lines. */
export function yamlText(value: object): string {
  return dump(value, { lineWidth: -1, noRefs: true });
}
