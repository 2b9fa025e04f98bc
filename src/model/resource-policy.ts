import type { ConfiguredText } from "./configured-text.js";

/** Who may call which methods of the API, as a policy document of IAM. */
export interface ResourcePolicy {
  readonly document: ConfiguredJson;
}

/** A value of JSON in which texts may be left to the settings. */
export type ConfiguredJson =
  | { readonly kind: "value"; readonly value: string | number | boolean | null }
  | { readonly kind: "configured"; readonly text: ConfiguredText }
  | { readonly kind: "list"; readonly items: readonly ConfiguredJson[] }
  | {
      readonly kind: "object";
      readonly members: readonly (readonly [name: string, value: ConfiguredJson])[];
    };
