import type { ConfiguredText } from "./configured-text.js";

/** Who may call which methods of the API, as a policy document of IAM. */
export interface ResourcePolicy {
  readonly document: ConfiguredJson;
  /** What its resources call the API itself, as far as they agree. */
  readonly api: ApiNames;
}

/** The parts of the ARNs of an API's methods that say which API it is. */
export interface ApiNames {
  readonly region?: string;
  readonly accountId?: string;
  readonly apiId?: string;
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
