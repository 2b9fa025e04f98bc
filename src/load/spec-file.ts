import type { Diagnostic, Location } from "../diagnostics/diagnostic.js";
import { LineIndex } from "../diagnostics/line-index.js";
import { Reporter } from "../diagnostics/reporter.js";
import type { Position } from "../diagnostics/sources.js";
import { checkDuplicates } from "./check-duplicates.js";
import { checkExactness } from "./check-exactness.js";
import { checkValue } from "./check-value.js";
import { decodeText } from "./decode-text.js";
import { readFromDisk } from "./document-files.js";
import { locateValues, parseText, type ParsedText, type Syntax } from "./parse-text.js";
import { offsetWithin } from "./offset-within.js";
import { Origins } from "./origins.js";
import type { OverlaidValue } from "./overlaid-value.js";
import { textIn } from "./read-text.js";
import type { ReadingMemory } from "./reading-memory.js";
import type { Refusal } from "./reference-files.js";
import { nearestNode, type TextNode } from "./text-tree.js";

/** One file that was read: its text, its value if it has one, and what is wrong with it. */
export class SpecFile {
  /** The files that the references of this one lead to, by the whole `$ref` as it is written. */
  readonly targets = new Map<string, SpecFile | Refusal>();
  #text: string | Buffer | undefined;
  #lines: LineIndex | undefined;
  #root: TextNode | undefined;

  private constructor(
    /** The name in diagnostics. */
    readonly name: string,
    readonly path: string,
    text: string | Buffer | undefined,
    /** The value; undefined when there is none, or none that may be used. */
    readonly parsed: ParsedText | undefined,
    readonly syntax: Syntax | undefined,
    /** The `$ref`s to other files. */
    readonly references: ReadonlySet<string>,
    /** The keys that lead to objects with a `$ref`, one for each thing that is named. */
    readonly referring: readonly (readonly string[])[],
    readonly problems: readonly Diagnostic[],
    /** What is in the file; undefined where it could not be read. */
    readonly content: Buffer | undefined,
    readonly origins: Origins = new Origins(name),
  ) {
    this.#text = text;
  }

  /** Undefined where there is none to show. Decoded when it is first asked for. */
  get text(): string | undefined {
    if (typeof this.#text !== "object") return this.#text;
    const { text } = decodeText(this.#text);
    this.#text = text;
    return text;
  }

  /** @param memory of the reading before: what did not change since is the same objects */
  static async read(
    path: string,
    name: string,
    read = readFromDisk,
    memory?: ReadingMemory,
  ): Promise<SpecFile> {
    const reporter = new Reporter();
    const found = await read(path);
    const content = "bytes" in found ? found.bytes : undefined;
    const changed = content && memory?.files.change(path, content);
    const decoded = changed ? undefined : textIn(found, name, reporter);
    const isText = decoded !== undefined && !reporter.hasErrors;
    const whole = isText ? parseText(decoded, name, reporter) : changed;
    const findings = changed?.findings ?? (whole && checkValue(whole.value, name, reporter));
    const parsed = whole && findings && (memory?.files.share(path, whole) ?? whole);
    if (content !== undefined && parsed) {
      const { keyCount, largeIntegers } = findings;
      const { syntax } = parsed;
      if (isText && syntax === "json") checkDuplicates(decoded, keyCount, name, reporter);
      if (largeIntegers.length > 0) {
        const text = decoded ?? decodeText(content).text;
        checkExactness(text, locateValues(text, syntax), largeIntegers, name, reporter);
      }
      const isFine = reporter.diagnostics.length === 0;
      if (isFine) memory?.files.follow(path, content, parsed, findings);
    }
    const references = findings?.references ?? new Set<string>();
    return new SpecFile(
      name,
      path,
      changed ? content : decoded,
      parsed,
      whole?.syntax,
      references,
      findings?.referring ?? [],
      reporter.diagnostics,
      content,
    );
  }

  /** The same file with what overlays made of its value: with none if it must not be used. */
  overlaid(made: OverlaidValue | undefined, reporter: Reporter): SpecFile {
    const { name, path, text, syntax, problems } = this;
    // Other problems of a part were reported when the file that it is from was read.
    const ofWhole = new Reporter();
    const findings = made && checkValue(made.value, name, ofWhole);
    if (!findings) for (const problem of ofWhole.diagnostics) reporter.add(problem);
    return new SpecFile(
      name,
      path,
      text,
      made && findings && syntax && { value: made.value, syntax },
      syntax,
      findings?.references ?? new Set<string>(),
      findings?.referring ?? [],
      problems,
      this.content,
      made?.origins,
    );
  }

  /** Where a place is in the text: exactly if it stands there, else its nearest ancestor. */
  locate(at: Location): Position | undefined {
    if (this.text === undefined) return undefined;
    this.#lines ??= new LineIndex(this.text);
    return this.#lines.position(at.offset ?? this.#offset(this.text, at));
  }

  #offset(text: string, at: Location): number {
    if (!this.syntax) return 0;
    this.#root ??= locateValues(text, this.syntax);
    const { start, end, key } = nearestNode(this.#root, at.pointer);
    if (at.on === "key") return key ?? start;
    return at.within === undefined ? start : offsetWithin(text.slice(0, end), start, at.within);
  }
}
