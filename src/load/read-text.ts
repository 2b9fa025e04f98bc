import type { Location } from "../diagnostics/diagnostic.js";
import type { Reporter } from "../diagnostics/reporter.js";
import { decodeText, type DecodedText } from "./decode-text.js";
import { type FileContent, readFromDisk } from "./document-files.js";
import { MAX_BYTES } from "./limits.js";

/**
 * The text of a document, without a byte order mark. Text that can't be used is returned too, with the
 * error reported, so that its lines can be shown; undefined when there is none to show.
 */
export async function readText(
  path: string,
  file: string,
  reporter: Reporter,
): Promise<string | undefined> {
  return textIn(await readFromDisk(path), file, reporter);
}

/** The same of what was read. */
export function textIn(content: FileContent, file: string, reporter: Reporter): string | undefined {
  const decoded = decodedOf(content, file, reporter);
  if (decoded === undefined || decoded.bad !== undefined) return decoded?.text;
  const { text } = decoded;
  const at: Location = { file, pointer: "" };
  if (text.trim() === "") {
    reporter.report("file-empty", at, { what: "is empty" });
  } else if (/^\s*<(?:!doctype|html|\?xml)/i.test(text)) {
    const what = /^\s*<\?xml/i.test(text) ? "an XML document" : "a web page (HTML)";
    reporter.report("not-text", at, { what });
  }
  return text;
}

/** The same of a file in any language, which may be empty. */
export async function readAnyText(
  path: string,
  file: string,
  reporter: Reporter,
): Promise<string | undefined> {
  return decodedOf(await readFromDisk(path), file, reporter)?.text;
}

function decodedOf(
  content: FileContent,
  file: string,
  reporter: Reporter,
): DecodedText | undefined {
  const at: Location = { file, pointer: "" };
  if (!("bytes" in content)) {
    reportUnread(content, at, reporter);
    return undefined;
  }
  const { bytes } = content;
  const format = foreignFormat(bytes);
  if (format) {
    reporter.report("not-text", at, { what: format });
    return undefined;
  }
  const decoded = decodeText(bytes);
  const { bad } = decoded;
  if (bad) reporter.report("not-utf8", { ...at, offset: bad.character }, bad);
  return decoded;
}

function reportUnread(
  content: Exclude<FileContent, { readonly bytes: Buffer }>,
  at: Location,
  reporter: Reporter,
): void {
  const { file } = at;
  if ("missing" in content) reporter.report("file-not-found", at, { file });
  else if ("notFile" in content) reporter.report("not-a-file", at, { file, what: content.notFile });
  else if ("tooLarge" in content) {
    const mebi = 1024 * 1024;
    const megabytes = Math.ceil(content.tooLarge / mebi);
    reporter.report("file-too-large", at, { megabytes, limit: MAX_BYTES / mebi });
  } else reporter.report("file-unreadable", at, { file, why: content.unreadable });
}

const SIGNATURES: readonly (readonly [readonly number[], string])[] = [
  [[0x1f, 0x8b], "a gzip-compressed file"],
  [[0x50, 0x4b, 0x03, 0x04], "a zip archive"],
  [[0x28, 0xb5, 0x2f, 0xfd], "a zstd-compressed file"],
  [[0x25, 0x50, 0x44, 0x46], "a PDF document"],
  [[0xff, 0xfe], "UTF-16 text"],
  [[0xfe, 0xff], "UTF-16 text"],
];

function foreignFormat(bytes: Buffer): string | undefined {
  return SIGNATURES.find(([signature]) => signature.every((byte, i) => bytes[i] === byte))?.[1];
}
