/** Served by src/build/templates-plugin.mjs. Keys are paths below `templates/`. */
declare module "virtual:templates" {
  /** Precompiled templates; their keys lack the `.hbs`. */
  export const templates: Readonly<Record<string, TemplateSpecification>>;
  /** Every other file, byte for byte. */
  export const assets: Readonly<Record<string, string>>;
}
