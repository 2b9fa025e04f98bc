import type { Exchange } from "./exchange.js";

/** The body that a template makes: a text, or its parts, where `undefined` is nothing. */
export type BodyTemplate = string | ((request: Exchange) => readonly (string | undefined)[]);

/** What renders a template; a text is encoded once. */
export function bodyRenderer(template: BodyTemplate): (request: Exchange) => Buffer {
  if (typeof template === "function") return (request) => Buffer.from(template(request).join(""));
  const text = Buffer.from(template);
  return () => text;
}
