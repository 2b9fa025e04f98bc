import { existsSync } from "node:fs";
import { mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import { basename, dirname, join, relative } from "node:path";
import { gunzipSync } from "node:zlib";

/** A document of a corpus. */
export interface FoundDocument {
  /** Its path below the corpus's folder. */
  readonly name: string;
  /** Where it is to be read. */
  readonly path: string;
  readonly bytes: number;
  /** Whether swagger-parser holds it valid, if the corpus says so. */
  readonly valid: boolean | undefined;
}

interface IndexEntry {
  readonly file: string;
  readonly swagger_parser_validate_ok?: boolean;
}

/**
 * The documents below a folder: in one that has an `index.json`, those that it lists; else every file
 * but expectations, lists and Markdown. What is compressed is unpacked into `unpacked`.
 */
export async function findDocuments(
  folder: string,
  unpacked: string,
): Promise<readonly FoundDocument[]> {
  const index = await readIndexes(folder);
  const found: FoundDocument[] = [];
  for (const path of await filesBelow(folder)) {
    const name = relative(folder, path);
    const listed = index.get(path);
    const isListed = listed !== undefined || !existsSync(join(dirname(path), "index.json"));
    const isOther = /(?:^|\/)(?:index\.json|README\.md|STATS\.md)$|\.expect$/.test(path);
    if (!isListed || isOther) continue;
    const bytes = await readFile(path);
    const text = path.endsWith(".gz") ? gunzipSync(bytes) : bytes;
    const place = path.endsWith(".gz") ? join(unpacked, basename(name, ".gz")) : path;
    if (place !== path) {
      await mkdir(unpacked, { recursive: true });
      await writeFile(place, text);
    }
    const valid = listed?.swagger_parser_validate_ok;
    found.push({ name, path: place, bytes: text.length, valid });
  }
  return found;
}

async function readIndexes(folder: string): Promise<ReadonlyMap<string, IndexEntry>> {
  const entries = new Map<string, IndexEntry>();
  for (const path of await filesBelow(folder)) {
    if (basename(path) !== "index.json") continue;
    for (const entry of JSON.parse(await readFile(path, "utf8")) as readonly IndexEntry[]) {
      // A name may be that of the corpus's folder and the file.
      const inFolder = join(dirname(path), entry.file);
      const here = existsSync(inFolder) ? inFolder : join(dirname(path), basename(entry.file));
      entries.set(here, entry);
    }
  }
  return entries;
}

async function filesBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
}
