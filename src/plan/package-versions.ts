/**
 * The versions of what generated projects use, tested together. Undici 8 needs a newer Node than
 * the oldest that is supported.
 */
const VERSIONS: Readonly<Record<string, string>> = {
  "@aws-sdk/credential-providers": "^3.1175.0",
  "@smithy/hash-node": "^4.5.2",
  "@smithy/signature-v4": "^5.7.5",
  "@types/aws-lambda": "^8.10.164",
  "@types/node": "^20.19.43",
  jose: "^6.2.18",
  "lru-cache": "^11.5.3",
  pino: "^10.4.0",
  "prom-client": "^15.1.3",
  re2js: "^2.10.0",
  redis: "^5.12.1",
  rolldown: "^1.2.19",
  typescript: "^7.0.2",
  undici: "^7.30.2",
};

/** Packages with their versions, as package.json lists them. */
export function packageVersions(names: readonly string[]): Readonly<Record<string, string>> {
  const entries = names.map((name) => {
    const version = VERSIONS[name];
    if (version === undefined) throw new Error(`no version is known of the package ${name}`);
    return [name, version] as const;
  });
  return Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
