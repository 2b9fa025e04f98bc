/** A message of a stream of events. */
export interface EventMessage {
  /** Of an event its type; else what it is in place of one, such as `exception`. */
  readonly type: string;
  readonly payload: Buffer;
}

/** Takes the messages out of `application/vnd.amazon.eventstream` as its bytes come. */
export class EventStreamReader {
  #pending: Buffer = Buffer.alloc(0);

  /** The messages that these bytes complete. */
  read(chunk: Buffer): readonly EventMessage[] {
    const messages: EventMessage[] = [];
    let bytes = this.#pending.length === 0 ? chunk : Buffer.concat([this.#pending, chunk]);
    while (bytes.length >= PRELUDE) {
      const length = bytes.readUInt32BE(0);
      const headers = bytes.readUInt32BE(4);
      if (length > MAX_MESSAGE || PRELUDE + headers + CHECKSUM > length) {
        throw new Error("no stream of events");
      }
      if (bytes.length < length) break;
      const payloadAt = PRELUDE + headers;
      messages.push({
        type: typeOf(readHeaders(bytes.subarray(PRELUDE, payloadAt))),
        payload: bytes.subarray(payloadAt, length - CHECKSUM),
      });
      bytes = bytes.subarray(length);
    }
    this.#pending = bytes;
    return messages;
  }
}

/** The lengths of the message and of its headers, and their checksum, which TLS makes needless. */
const PRELUDE = 12;
const CHECKSUM = 4;
const MAX_MESSAGE = 25_165_824;

/** What a value's type is followed by: as many bytes, or two with its length. */
const FIXED: ReadonlyMap<number, number> = new Map([
  [0, 0],
  [1, 0],
  [2, 1],
  [3, 2],
  [4, 4],
  [5, 8],
  [8, 8],
  [9, 16],
]);
const TEXT = 7;

/** The headers that are texts. */
function readHeaders(bytes: Buffer): ReadonlyMap<string, string> {
  const headers = new Map<string, string>();
  let at = 0;
  while (at < bytes.length) {
    const nameEnd = at + 1 + bytes.readUInt8(at);
    const name = bytes.toString("utf8", at + 1, nameEnd);
    const type = bytes.readUInt8(nameEnd);
    const fixed = FIXED.get(type);
    const valueAt = nameEnd + (fixed === undefined ? 3 : 1);
    at = valueAt + (fixed ?? bytes.readUInt16BE(nameEnd + 1));
    if (type === TEXT) headers.set(name, bytes.toString("utf8", valueAt, at));
  }
  return headers;
}

function typeOf(headers: ReadonlyMap<string, string>): string {
  const message = headers.get(":message-type") ?? "event";
  return (message === "event" ? headers.get(":event-type") : message) ?? "";
}
