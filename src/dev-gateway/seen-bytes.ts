import type { ShownBody } from "./trace.js";
import { SHOWN_BYTES } from "./trace.js";

/** The beginning of what streams past. */
export class SeenBytes {
  readonly #chunks: Buffer[] = [];
  #kept = 0;
  #length = 0;

  add(chunk: Buffer): void {
    this.#length += chunk.length;
    if (this.#kept >= SHOWN_BYTES) return;
    // Whoever has the chunk may write over it.
    const kept = Buffer.from(chunk.subarray(0, SHOWN_BYTES - this.#kept));
    this.#chunks.push(kept);
    this.#kept += kept.length;
  }

  get shown(): ShownBody {
    return { bytes: Buffer.concat(this.#chunks), length: this.#length };
  }
}
