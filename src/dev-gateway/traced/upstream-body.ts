import { brokenOff, UpstreamBody as Body } from "../../../templates/runtime/upstream-body.js";
import { SeenBytes } from "../seen-bytes.js";

export { brokenOff };

/** A body on its way from upstream, whose beginning is kept. */
export class UpstreamBody extends Body {
  readonly seen = new SeenBytes();

  override push(chunk: Buffer): void {
    this.seen.add(chunk);
    super.push(chunk);
  }
}
