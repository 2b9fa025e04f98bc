import { closeSync, existsSync, openSync, readdirSync, readSync } from "node:fs";
import { join } from "node:path";

/** Folders besides the working directory that documents are usually in. */
const USUAL_FOLDERS = ["", "api", "docs", "openapi", "spec", "specs"];

/** The most files that are looked into. */
const MOST = 200;

const BEGINNING = 4096;

/** How an OpenAPI document says that it is one, in YAML and JSON. */
const VERSION_KEY = /(?:^|[{,])\s*["']?(?:openapi|swagger)["']?\s*:\s*["']?[23]\./m;

/** Files in a folder, or in one below it of a usual name, that begin as OpenAPI documents do. */
export function findDocuments(folder: string): readonly string[] {
  const files = USUAL_FOLDERS.flatMap((name) =>
    filesOf(join(folder, name))
      .filter((file) => /\.(?:ya?ml|json)$/i.test(file))
      .toSorted()
      // What is called like it goes before what is only found to be one.
      .toSorted((a, b) => rank(a) - rank(b))
      .map((file) => (name === "" ? file : `${name}/${file}`)),
  );
  return files.slice(0, MOST).filter((file) => VERSION_KEY.test(beginningOf(join(folder, file))));
}

/** Whether a document that is named is there; what it holds is seen when it is read. */
export function isDocument(path: string): boolean {
  return existsSync(path);
}

function rank(file: string): number {
  return /^(?:openapi|swagger)\./i.test(file) ? 0 : 1;
}

function filesOf(folder: string): readonly string[] {
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
  } catch {
    return [];
  }
}

/** "" for a file that cannot be read: it is told of when it is meant. */
function beginningOf(path: string): string {
  try {
    const file = openSync(path, "r");
    try {
      const bytes = Buffer.alloc(BEGINNING);
      return bytes.toString("utf8", 0, readSync(file, bytes));
    } finally {
      closeSync(file);
    }
  } catch {
    return "";
  }
}
