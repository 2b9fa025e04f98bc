import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ROOT } from "../harness/root.js";
import { withSupportTable } from "./support-table.js";

const readme = join(ROOT, "README.md");
await writeFile(readme, await withSupportTable(await readFile(readme, "utf8")));
