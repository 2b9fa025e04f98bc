import { createHash } from "node:crypto";

const ids = new Map<string, string>();

/** An id for a resource that looks as Amazon's do, and depends on the resource's path alone. */
export function resourceId(path: string): string {
  let id = ids.get(path);
  if (id === undefined) {
    const digest = createHash("sha256").update(path).digest();
    id = digest.readUIntBE(0, 6).toString(36).padStart(6, "0").slice(-6);
    ids.set(path, id);
  }
  return id;
}
