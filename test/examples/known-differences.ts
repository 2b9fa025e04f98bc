import type { Difference } from "./compare-document.js";

/** Why the two may disagree on an example, by a name for people. */
export const KNOWN_DIFFERENCES: Readonly<
  Record<string, { readonly why: string; covers(difference: Difference): boolean }>
> = {
  "idn-hostname": {
    why: "ajv-formats does not have the format",
    covers: ({ ours, ajv, schema }) =>
      ajv === "valid" && /must be a host name/.test(ours) && /"idn-hostname"/.test(schema),
  },
  "exclusive bounds of draft 4 in OpenAPI 3.1": {
    why: "what is written tells which is meant here; Ajv refuses the schema",
    covers: ({ ajv }) => /^Error: exclusiveM\w+ value must be \["number"\]/.test(ajv),
  },
};
