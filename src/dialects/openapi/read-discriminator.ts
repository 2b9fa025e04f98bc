import type { Cursor } from "../../load/cursor.js";
import type { Discriminator, Schema } from "../../schema/schema.js";

/**
 * Which schema of a choice the value of a property calls for (OpenAPI 3, "Discriminator Object"): by
 * `mapping`, else by the schema's name. Undefined where the choice is not among named schemas.
 */
export function readDiscriminator(
  schema: Cursor,
  { anyOf, oneOf }: { readonly anyOf: readonly Schema[]; readonly oneOf: readonly Schema[] },
): Discriminator | undefined {
  const discriminator = schema.get("discriminator");
  const [key, choice] = oneOf.length > 0 ? ["oneOf", oneOf] : ["anyOf", anyOf];
  if (discriminator?.isObject !== true || choice.length === 0) return undefined;
  if (oneOf.length > 0 && anyOf.length > 0) return undefined;
  const property = discriminator.stringAt("propertyName");
  if (property === undefined) return undefined;
  const mapping = discriminator.entriesAt("mapping").flatMap(([value, target]) => {
    const written = target.string();
    return written === undefined ? [] : [{ value, target: written }];
  });
  const variants = schema.itemsAt(key).flatMap((member, index) => {
    const target = choice[index];
    const reference = member.reference;
    if (reference === undefined || target?.kind !== "reference") return [];
    const name = nameIn(reference);
    const mapped = mapping.filter((each) => each.target === reference || each.target === name);
    const values = mapped.length > 0 ? mapped.map(({ value }) => value) : [name];
    return values.map((value) => ({ value, schema: target }));
  });
  const named = new Set(variants.map((each) => each.schema.schema));
  return named.size === choice.length ? { property, variants } : undefined;
}

/** `#/components/schemas/Pet` → `Pet` */
function nameIn(reference: string): string {
  const name = reference.slice(reference.lastIndexOf("/") + 1);
  return name.replaceAll("~1", "/").replaceAll("~0", "~");
}
