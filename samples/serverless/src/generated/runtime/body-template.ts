import type { Exchange } from "./exchange.js";
import type { Mapped } from "./http-call.js";

/** What a template transforms: a request's body, or that of the integration's answer. */
export interface TemplateMessage {
  readonly phase: "request" | "response";
  readonly body: string;
  readonly request: Exchange;
}

/** What a template makes of a message. */
export interface RenderedTemplate {
  readonly text: string;
  readonly request: RequestOverride;
  readonly response: ResponseOverride;
}

/** What a template sends upstream in place of what is mapped. */
export interface RequestOverride {
  headers(mapped: Mapped): Mapped;
  query(mapped: Mapped): Mapped;
  path(name: string): string | undefined;
}

/** What templates answer in place of what the response rule says. */
export interface ResponseOverride {
  readonly status: number | undefined;
  /** Names and values alternating. */
  headers(headers: readonly string[]): readonly string[];
}

/** A body in place of another: a text, or what renders one. */
export type BodyTemplate = string | ((message: TemplateMessage) => RenderedTemplate);

/** Whether a template must see the body that it makes another of. */
export function isRendered(template: unknown): template is Exclude<BodyTemplate, string> {
  return typeof template === "function";
}
