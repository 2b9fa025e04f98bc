import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { unknownKeys } from "./case-keys.js";
import type { Json, JsonObject } from "./json.js";
import { isObject } from "./json.js";
import type { Folder } from "./outcome.js";

/** Reads the cases of a folder, by name; an absent folder has none. */
export async function readCases(cases: string, folder: Folder): Promise<readonly JsonObject[]> {
  const files = await readdir(join(cases, folder)).catch((error: NodeJS.ErrnoException) =>
    error.code === "ENOENT" ? [] : Promise.reject(error),
  );
  const read = await Promise.all(
    files
      .filter((file) => file.endsWith(".json"))
      .map(async (file) => {
        const value = JSON.parse(await readFile(join(cases, folder, file), "utf8")) as Json;
        if (!isObject(value)) throw new Error(`${folder}/${file} holds no case`);
        return value;
      }),
  );
  if (folder === "http" || folder === "more") {
    const unknown = read.flatMap((each) =>
      unknownKeys(each).map((key) => `${String(each["name"])}: ${key}`),
    );
    if (unknown.length > 0) {
      throw new Error(`the harness does not know these keys of ${folder}:\n${unknown.join("\n")}`);
    }
  }
  return read.toSorted((a, b) => (String(a["name"]) < String(b["name"]) ? -1 : 1));
}
