import { createInterface } from "node:readline/promises";
import { UsageError } from "./usage-error.js";

/** Who is asked: a person at a terminal. */
export interface Terminal {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
}

/** A question, with the answer that an empty line stands for. */
export interface Question {
  readonly text: string;
  readonly usual: string;
  /** Why an answer is none; undefined for one that is. It is asked again then. */
  readonly whyNot?: (answer: string) => string | undefined;
}

/** Questions to a person, one after another, on one interface: what is typed ahead is not lost. */
export class Questions {
  readonly #lines: ReturnType<typeof createInterface>;
  readonly #output: NodeJS.WritableStream;
  readonly #ended: Promise<never>;

  constructor({ input, output }: Terminal) {
    this.#output = output;
    this.#lines = createInterface({ input, output });
    this.#ended = new Promise((_resolve, reject) => {
      this.#lines.once("close", () => reject(new UsageError("No answer; nothing was written")));
    });
    // It is awaited only while a question is open.
    this.#ended.catch(() => undefined);
  }

  /** The answer. Who ends the input, or interrupts, gives none: a UsageError. */
  async ask({ text, usual, whyNot }: Question): Promise<string> {
    for (;;) {
      const written = await Promise.race([
        this.#lines.question(`${text} (${usual}) `),
        this.#ended,
      ]);
      const answer = written.trim() === "" ? usual : written.trim();
      const why = whyNot?.(answer);
      if (why === undefined) return answer;
      this.#output.write(`  ${why}\n`);
    }
  }

  close(): void {
    this.#lines.close();
  }
}
