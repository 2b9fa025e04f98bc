import type { Location } from "../diagnostics/diagnostic.js";
import type { Cursor } from "./cursor.js";
import { childPointer } from "./json-pointer.js";

/** What ajv says about one place; swagger-parser passes it on. */
interface Breach {
  readonly keyword: string;
  readonly instancePath: string;
  readonly params: { readonly missingProperty?: string; readonly additionalProperty?: string };
  readonly message?: string;
}

/**
 * Checks the entry document against the published schema of its OpenAPI version, and reports each
 * breach as a warning. swagger-parser gets a copy, reads nothing, and leaves references alone: they
 * may stand where the schema has them, and writing them out can take exponential time.
 */
export async function validateStructure(root: Cursor): Promise<void> {
  const { default: SwaggerParser } = await import("@apidevtools/swagger-parser");
  try {
    await SwaggerParser.validate(root.file.path, structuredClone(root.value) as never, {
      resolve: { external: false },
      dereference: { excludedPathMatcher: () => true },
      validate: { schema: true, spec: false },
    });
  } catch (error) {
    const breaches =
      error instanceof SyntaxError && "details" in error ? (error.details as Breach[]) : [];
    const telling = breaches.filter((breach) => !isAlternative(breach));
    for (const breach of telling.length > 0 ? telling : breaches) {
      root.reporter.report("not-valid-openapi", placeOf(breach, root), { why: whyOf(breach) });
    }
    if (breaches.length === 0) {
      const why = error instanceof Error ? error.message : String(error);
      root.reporter.report("not-valid-openapi", root.at, { why });
    }
  }
}

/** A key that is not known is its own place; one that is missing stands for the object without. */
function placeOf({ keyword, instancePath, params }: Breach, root: Cursor): Location {
  const { additionalProperty: extra } = params;
  if (extra !== undefined) {
    const at = root.file.origins.of(childPointer(instancePath, extra));
    return { ...at, on: "key" };
  }
  return { ...root.file.origins.of(instancePath), on: keyword === "required" ? "key" : "value" };
}

function whyOf({ keyword, instancePath, params, message = "" }: Breach): string {
  const { additionalProperty: extra, missingProperty: missing } = params;
  if (extra !== undefined) return `the key "${extra}" is not known here`;
  if (missing !== undefined) return `"${missing}" is missing`;
  if (keyword === "not") {
    // The schemas of OpenAPI say so of nothing else.
    return instancePath.endsWith("/responses")
      ? "there must be a response"
      : "not all of its keys go together";
  }
  return message.replace(/^must /, "this must ");
}

/** Whether this only says that none of several forms fits; why not is said by other breaches. */
function isAlternative({ keyword, params }: Breach): boolean {
  return ["oneOf", "anyOf", "if"].includes(keyword) || params.missingProperty === "$ref";
}
