/** One gateway: a document, and what is said of it. Paths are relative to the config's folder. */
export interface TargetConfig {
  /** The OpenAPI document, YAML or JSON. */
  readonly document: string;
  /** Folder of the project; "gateway" unless said. */
  readonly out?: string;
  /** OpenAPI Overlays to apply to the document, in this order. */
  readonly overlays?: readonly string[];
  /** Values of placeholders of the document, by name. */
  readonly vars?: Readonly<Record<string, string>>;
  /** A file with more of them: JSON, YAML, .tfvars or .env. */
  readonly varsFile?: string;
  /** Folders besides the document's own that its $refs may lead to. */
  readonly allowRefs?: readonly string[];
  /** Codes of problems that you accept. */
  readonly allow?: readonly string[];
  /** Which of Amazon's products the document is of, whatever it looks like. */
  readonly api?: "rest" | "http";
  /** What becomes of the base path in Amazon's dialect; "ignore" unless said. */
  readonly basepath?: "ignore" | "prepend" | "split";
  /** Leave out operations with what is not supported yet; they answer 501. */
  readonly omitUnsupported?: boolean;
  /** Where the project installs gatewright from (a path, a tarball), as seen from the project. */
  readonly generatorSpec?: string;
  /** The most warnings with which a command ends well. */
  readonly maxWarnings?: number;
}

/** Several gateways, by their names. */
export interface TargetsConfig {
  readonly targets: Readonly<Record<string, TargetConfig>>;
}

/** What a `gatewright.config.ts`, `.mjs` or `.json` holds: one gateway, or several. */
export type GatewrightConfig =
  | (TargetConfig & { readonly targets?: never })
  | (TargetsConfig & { readonly [Key in keyof TargetConfig]?: never });

/** Returns what it is given: for the types, and for editors. */
export function defineConfig(config: GatewrightConfig): GatewrightConfig {
  return config;
}
