import { Busboy } from "@fastify/busboy";
import { type BodyReader, decodeText } from "./body-reader.js";
import { fileField, type SentField } from "./field.js";
import { type FieldReaders, formObject } from "./form-object.js";
import { Unreadable } from "./unreadable.js";
import type { Validator } from "./validation.js";

/** What a form may have besides its bytes, which the limit of the body bounds. */
const LIMITS = { parts: 1001, headerPairs: 16, headerSize: 8192, fieldNameSize: 1024 };

/**
 * Reads forms of named parts (`multipart/form-data`, RFC 7578), fields and files alike.
 * @param fields how the fields are read that are not files
 */
export function multipart(validator: Validator, fields: FieldReaders = {}): BodyReader {
  return {
    validator,
    async read(body, request) {
      const contentType = request.header("content-type") ?? "";
      const parts = await parseParts(body, contentType).catch((error: unknown) => {
        throw new Unreadable("format", `is not a multipart form: ${(error as Error).message}`);
      });
      return formObject(parts, fields, fileField());
    },
  };
}

type Part = readonly [name: string, field: SentField];

function parseParts(body: Buffer, contentType: string): Promise<readonly Part[]> {
  return new Promise((resolve, reject) => {
    const parts: Part[] = [];
    const parser = Busboy({
      // The parts of other multipart types are read alike.
      headers: {
        "content-type": contentType.replace(/^multipart\/[^;\s]*/i, "multipart/form-data"),
      },
      limits: LIMITS,
      // All are read as files: bytes, of which the schema says what they are.
      isPartAFile: () => true,
    });
    parser.on("file", (name, stream, _filename, _encoding, mediaType) => {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        const bytes = Buffer.concat(chunks);
        parts.push([name, new SentPart(bytes, mediaType.toLowerCase())]);
      });
    });
    parser.on("error", reject);
    parser.on("partsLimit", () => reject(new Error("it has too many parts")));
    parser.on("finish", () => resolve(parts));
    parser.end(body);
  });
}

class SentPart implements SentField {
  readonly mediaType: string;
  readonly #bytes: Buffer;

  constructor(bytes: Buffer, mediaType: string) {
    this.#bytes = bytes;
    this.mediaType = mediaType;
  }

  get text(): string {
    return decodeText(this.#bytes);
  }

  get binary(): string {
    return this.#bytes.toString("latin1");
  }
}
