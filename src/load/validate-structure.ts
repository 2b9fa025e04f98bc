import type { Cursor } from "./cursor.js";

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
      const { keyword, instancePath: pointer, params, message = "" } = breach;
      const at = { ...root.at, pointer, on: keyword === "required" ? "key" : "value" } as const;
      const extra = params.additionalProperty;
      const why = extra === undefined ? message : `the key "${extra}" is not known here`;
      root.reporter.report("not-valid-openapi", at, { why });
    }
    if (breaches.length === 0) {
      const why = error instanceof Error ? error.message : String(error);
      root.reporter.report("not-valid-openapi", root.at, { why });
    }
  }
}

/** Whether this only says that none of several forms fits; why not is said by other breaches. */
function isAlternative({ keyword, params }: Breach): boolean {
  return ["oneOf", "anyOf", "if"].includes(keyword) || params.missingProperty === "$ref";
}
