import { didYouMean } from "../../diagnostics/did-you-mean.js";
import { plainText } from "../../model/configured-text.js";
import type { Operation, Upstream } from "../../model/gateway-model.js";
import { foldedWords, joinedWords, upstreamWords } from "../../model/upstream-words.js";
import type { WrittenUpstream } from "./read-upstreams.js";

/** Operations, and the upstreams that they call, sorted by id. */
export interface CalledUpstreams {
  readonly operations: readonly Operation[];
  readonly upstreams: readonly Upstream[];
}

/**
 * Brings together the upstreams that the document has and those that `x-gateway` writes. One of the
 * latter says more of one of the document's if it has its name, or is where that is; else it is an
 * upstream of its own, which operations choose.
 */
export function joinUpstreams(
  written: readonly WrittenUpstream[],
  ofDocument: readonly Upstream[],
  operations: readonly Operation[],
): CalledUpstreams {
  const called = new Set(operations.flatMap((each) => upstreamOf(each) ?? []));
  const known = new Map(
    ofDocument.filter(({ id }) => called.has(id)).map((each) => [each.id, each] as const),
  );
  const renamed = new Map<string, string>();
  const rest = new Map(known);
  for (const entry of written) {
    const left = [...rest.values()];
    const named = left.filter((each) => isCalled(entry, each));
    const meant = named.length > 0 ? named : left.filter((each) => isAt(entry, each));
    const isChosen = called.has(entry.id);
    for (const each of meant) {
      rest.delete(each.id);
      known.set(each.id, { ...each, ...joined(entry, each), name: entry.name });
    }
    // Who chooses it does not ask for what an integration says of its own TLS.
    const plain = meant.find(({ variant }) => variant === undefined);
    if (plain !== undefined) renamed.set(entry.id, plain.id);
    else if (isChosen) known.set(entry.id, ownUpstream(entry));
    else if (meant.length === 0) reportUnmatched(entry, left);
  }
  return {
    operations: operations.map((each) => withUpstream(each, renamed)),
    upstreams: [...known.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1)),
  };
}

/** With or without what its integrations say of TLS. */
function isCalled(entry: WrittenUpstream, { variant, ...upstream }: Upstream): boolean {
  const names = [upstream, ...(variant === undefined ? [] : [{ ...upstream, variant }])];
  return names.some((each) => foldedWords(upstreamWords(each)) === foldedWords(entry.name));
}

function isAt({ urls }: WrittenUpstream, { baseUrl }: Upstream): boolean {
  const url = baseUrl && plainText(baseUrl);
  return url !== undefined && urls.includes(url);
}

/** What integrations say of TLS goes before what is said of the upstream as a whole. */
function joined(entry: WrittenUpstream, upstream: Upstream): Partial<Upstream> {
  const tls = { ...entry.options?.tls, ...upstream.options?.tls };
  const options = {
    ...entry.options,
    ...upstream.options,
    ...(Object.keys(tls).length > 0 && { tls }),
  };
  const { baseUrl, description, at } = entry;
  return {
    ...(at !== undefined && { at }),
    ...(baseUrl !== undefined && { baseUrl }),
    ...(description !== undefined && { description }),
    ...(Object.keys(options).length > 0 && { options }),
  };
}

function ownUpstream({ cursor: _cursor, urls: _urls, ...upstream }: WrittenUpstream): Upstream {
  return upstream;
}

function reportUnmatched({ name, cursor }: WrittenUpstream, others: readonly Upstream[]): void {
  const nearest = didYouMean(
    name,
    others.map((each) => joinedWords(upstreamWords(each))),
  );
  cursor.reporter.report("unmatched-upstream", cursor.keyAt, { name, nearest });
}

function upstreamOf({ integration }: Operation): string | undefined {
  return "upstream" in integration ? integration.upstream : undefined;
}

function withUpstream(operation: Operation, renamed: ReadonlyMap<string, string>): Operation {
  const { integration } = operation;
  const id = renamed.get(upstreamOf(operation) ?? "");
  if (id === undefined || !("upstream" in integration)) return operation;
  return { ...operation, integration: { ...integration, upstream: id } };
}
