import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { generateInto, temporaryFolder } from "./generate-into.js";
import { documentOf, SAMPLES } from "./sample-documents.js";
import { typeCheck } from "./type-check.js";

describe.each(["typescript6", "typescript5"] as const)("%s", (compiler) => {
  test.each(SAMPLES)("finds no error in %s", async (sample) => {
    const folder = await temporaryFolder();
    await generateInto(folder, await documentOf(sample));
    expect(() => typeCheck(join(folder, "gateway"), compiler)).not.toThrow();
  });
});
