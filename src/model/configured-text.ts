/**
 * A value that the gateway's settings give: a stage variable, or a variable of the document, which is
 * what it leaves to whoever deploys it (`${name}`, `Ref`, `Fn::Sub`).
 */
export type ConfiguredValue =
  | { readonly kind: "stageVariable"; readonly name: string }
  | { readonly kind: "variable"; readonly name: string };

/** A text that is known when the gateway starts. */
export type ConfiguredText = readonly ConfiguredTextPart[];

export type ConfiguredTextPart = { readonly kind: "text"; readonly text: string } | ConfiguredValue;

/** What a text is where nothing in it is left to the settings. */
export function plainText(text: ConfiguredText): string | undefined {
  return text.every((part) => part.kind === "text")
    ? text.map((part) => part.text).join("")
    : undefined;
}

/** A text as a person would write it down: values as `${name}`. */
export function showConfigured(text: ConfiguredText): string {
  return text
    .map((part) => {
      if (part.kind === "text") return part.text;
      return part.kind === "variable" ? `\${${part.name}}` : `\${stageVariables.${part.name}}`;
    })
    .join("");
}
