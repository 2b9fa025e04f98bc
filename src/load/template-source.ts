import { resolve } from "node:path";
import type { Diagnostic, Location } from "../diagnostics/diagnostic.js";
import { LineIndex } from "../diagnostics/line-index.js";
import type { Reporter } from "../diagnostics/reporter.js";
import type { Position, Sources } from "../diagnostics/sources.js";
import type { Syntax } from "./parse-text.js";
import { readAnyText } from "./read-text.js";
import { SpecFile } from "./spec-file.js";

/** A mapping template, and the event that it is to be run with. */
export class TemplateSource implements Sources {
  private constructor(
    readonly entry: string,
    /** Undefined when the file could not be read, which was then reported. */
    readonly template: string | undefined,
    readonly event: SpecFile | undefined,
  ) {}

  static async read(
    template: string,
    event: string | undefined,
    reporter: Reporter,
  ): Promise<TemplateSource> {
    const text = await readAnyText(resolve(template), template, reporter);
    const read = event === undefined ? undefined : await SpecFile.read(resolve(event), event);
    for (const problem of read?.problems ?? []) {
      if (!isOfBody(problem, read?.syntax)) reporter.add(problem);
    }
    return new TemplateSource(template, text, read);
  }

  locate(at: Location): Position | undefined {
    if (at.file === this.event?.name) return this.event.locate(at);
    if (this.template === undefined || at.offset === undefined) return undefined;
    return new LineIndex(this.template).position(at.offset);
  }

  text(file: string): string | undefined {
    return file === this.event?.name ? this.event.text : this.template;
  }
}

/** A body in JSON is taken as it is written, with numbers of any size. */
function isOfBody({ code, at }: Diagnostic, syntax: Syntax | undefined): boolean {
  const isInBody = at?.pointer === "/body" || at?.pointer.startsWith("/body/") === true;
  return code === "number-not-exact" && syntax === "json" && isInBody;
}
