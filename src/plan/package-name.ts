/** npm's name for the project of a document: `Pet Store API` → `pet-store-api-gateway`. */
export function packageName(title: string): string {
  const words =
    title
      .normalize("NFKD")
      .toLowerCase()
      .match(/[a-z\d]+/g) ?? [];
  const name = words.join("-").slice(0, 100).replace(/-$/, "");
  return name === "" ? "gateway" : name.endsWith("gateway") ? name : `${name}-gateway`;
}
