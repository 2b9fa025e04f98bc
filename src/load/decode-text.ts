import { isAscii, isUtf8, transcode } from "node:buffer";

export interface DecodedText {
  /** Without a byte order mark, and with U+FFFD for what could not be decoded. */
  readonly text: string;
  /** The first byte that can't be decoded, and where that is in the bytes and in the text. */
  readonly bad?: { readonly byte: number; readonly offset: number; readonly character: number };
}

/**
 * Text from UTF-8 bytes. Surrogates that stand by themselves, three bytes each, are taken too: Java
 * and Python can write them, and as `\ud83d` JSON may contain them anyhow.
 */
export function decodeText(bytes: Buffer): DecodedText {
  let text = "";
  let bad: DecodedText["bad"];
  const take = (from: number, to: number): void => {
    const part = bytes.subarray(from, to);
    if (!bad && !isUtf8(part)) {
      const { offset, character } = firstBadByte(part);
      const byte = part[offset] ?? 0;
      bad = { byte, offset: from + offset, character: text.length + character };
    }
    text += bad || isAscii(part) ? part.toString("utf8") : decoded(part);
  };

  let from = 0;
  if (!isUtf8(bytes)) {
    for (let at = bytes.indexOf(0xed); at >= 0; at = bytes.indexOf(0xed, at + 1)) {
      const [second = 0, third = 0] = bytes.subarray(at + 1, at + 3);
      if (second >> 5 !== 0b101 || third >> 6 !== 0b10) continue;
      take(from, at);
      text += String.fromCharCode(0xd000 | ((second & 0x3f) << 6) | (third & 0x3f));
      from = at + 3;
    }
  }
  take(from, bytes.length);

  if (!text.startsWith("\uFEFF")) return { text, ...(bad && { bad }) };
  return {
    text: text.slice(1),
    ...(bad && { bad: { ...bad, character: bad.character - 1 } }),
  };
}

/** What `toString` gives of UTF-8 that is more than ASCII, in a third of the time. */
function decoded(bytes: Buffer): string {
  return transcode(bytes, "utf8", "utf16le").toString("utf16le");
}

/** Where decoding first put U+FFFD for something else. */
function firstBadByte(bytes: Buffer): { offset: number; character: number } {
  const text = bytes.toString("utf8");
  const genuine = Buffer.from("\uFFFD");
  let offset = 0;
  let from = 0;
  for (;;) {
    const character = text.indexOf("\uFFFD", from);
    offset += Buffer.byteLength(text.slice(from, character));
    if (!bytes.subarray(offset, offset + genuine.length).equals(genuine)) {
      return { offset, character };
    }
    offset += genuine.length;
    from = character + 1;
  }
}
