import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { identifier, name, print } from "../../src/code/code-kit.js";
import { compileTemplate } from "../../src/template-language/compile-template.js";
import { parseTemplate } from "../../src/template-language/parse-template.js";

// Templates, and beside them the functions that come of them; `vitest -u` writes these anew.
const FOLDER = new URL("compiled/", import.meta.url);

const templates = readdirSync(FOLDER).filter((file) => file.endsWith(".vtl"));

test.each(templates)("%s", async (file) => {
  const source = readFileSync(new URL(file, FOLDER), "utf8");
  const { declaration, findings } = compileTemplate(source, parseTemplate(source), {
    functionName: identifier("renderTemplate"),
    runtime: (exported) => name(identifier(exported)),
    runtimeType: (exported) => name(identifier(exported)),
  });
  const found = findings.map(({ code, start, end }) => `// ${code}: ${source.slice(start, end)}\n`);
  const compiled = `${found.join("")}${print(declaration)}\n`;
  await expect(compiled).toMatchFileSnapshot(`compiled/${file.replace(/\.vtl$/, ".compiled.txt")}`);
});
