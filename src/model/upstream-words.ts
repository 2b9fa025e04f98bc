import { plainText } from "./configured-text.js";
import type { Upstream } from "./gateway-model.js";

/**
 * What people would call an upstream, in words: `https://animals.example.com/v1` is "animals example
 * v1". A port is in it only where it is not the usual one.
 */
export function upstreamWords({ variant, ...upstream }: Upstream): string {
  const place = wordsOfPlace(upstream);
  return variant === undefined ? place : `${place} ${variant}`;
}

/** One name for all ways to write it: `animalsExample`, `animals-example`. */
export function foldedWords(words: string): string {
  return words
    .normalize("NFKD")
    .replace(/[^A-Za-z0-9]+/g, "")
    .toLowerCase();
}

/** "animals example v1" as a name: `animalsExampleV1`. */
export function joinedWords(words: string): string {
  const [first = "", ...others] = words.split(/[^A-Za-z0-9]+/).filter((word) => word !== "");
  return (
    first.toLowerCase() + others.map((word) => word[0]?.toUpperCase() + word.slice(1)).join("")
  );
}

function wordsOfPlace({ id, baseUrl, name }: Upstream): string {
  if (name !== undefined || baseUrl === undefined) return name ?? id;
  const plain = plainText(baseUrl);
  if (plain === undefined) {
    const words = baseUrl.map((part) => (part.kind === "text" ? part.text : ` ${part.name} `));
    return words.join("").replace(/^\w+:\/\//, "");
  }
  const { hostname, port, pathname } = new URL(plain);
  const labels = hostname.split(".");
  const isName = labels.length > 1 && !/^[\d.]+$/.test(hostname);
  const shown = isName ? labels.slice(labels[0] === "www" ? 1 : 0, -1).join(" ") : hostname;
  return `${isName || /^[a-z]/i.test(shown) ? "" : "host "}${shown} ${port} ${pathname}`;
}
