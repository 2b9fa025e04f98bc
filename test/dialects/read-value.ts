import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DocumentOptions, ReadGatewayResult } from "../../src/index.js";
import { readGateway } from "../../src/index.js";

/** What a document says that a test has as a value. */
export async function readValue(
  document: object,
  options: Omit<DocumentOptions, "document" | "cwd"> = {},
): Promise<ReadGatewayResult> {
  const folder = await mkdtemp(join(tmpdir(), "gatewright-test-"));
  try {
    await writeFile(join(folder, "openapi.json"), JSON.stringify(document));
    return await readGateway({ document: "openapi.json", cwd: folder, ...options });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
