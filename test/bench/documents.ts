import { readFile } from "node:fs/promises";
import { gunzipSync } from "node:zlib";

/** The documents below `--specs`, by the names that tables give them. */
export const DOCUMENTS = {
  GitHub: "plain-xl/big__github.json.gz",
  Stripe: "plain-xl/big__stripe.json.gz",
  Kubernetes: "plain-xl/big__k8s-swagger2.json.gz",
  Petstore: "plain/npm_@readme__oas-examples__3.0_json_petstore.json",
} as const satisfies Readonly<Record<string, string>>;

/** The text of a document, which may be compressed. */
export async function readDocumentText(path: string): Promise<string> {
  const bytes = await readFile(path);
  return (path.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8");
}
