/** An answer as it stands in what came over a connection. */
export interface Answer {
  /** Undefined for bytes that are no answer. */
  readonly status: number | undefined;
  readonly head: string;
  /** Whether all of it came, as far as its framing tells. */
  readonly complete: boolean;
}

const INTERIM = { least: 100, most: 199 };
const SWITCHING = 101;

/** Takes bytes apart into answers by their framing, without interim ones but a switch of protocols. */
export function answersIn(bytes: Buffer, isHead: boolean): readonly Answer[] {
  const text = bytes.toString("latin1");
  const answers: Answer[] = [];
  for (let at = 0; at < text.length;) {
    const status = /^HTTP\/1\.[01] (\d{3,4})/.exec(text.slice(at, at + 20))?.[1];
    const end = text.indexOf("\r\n\r\n", at);
    if (status === undefined || end < 0) {
      const head = text.slice(at, at + 200);
      answers.push({ status: status ? Number(status) : undefined, head, complete: false });
      break;
    }
    const head = text.slice(at, end);
    const answer = { status: Number(status), head };
    const next = endOfBody(text, end + 4, answer, isHead);
    const isInterim = answer.status >= INTERIM.least && answer.status <= INTERIM.most;
    if (!isInterim || answer.status === SWITCHING) {
      answers.push({ ...answer, complete: next !== undefined && next <= text.length });
    }
    at = next ?? text.length;
  }
  return answers;
}

/** Where an answer ends; undefined if the end of its chunks, or a chunk's size, is not there. */
function endOfBody(
  text: string,
  start: number,
  { status, head }: { readonly status: number; readonly head: string },
  isHead: boolean,
): number | undefined {
  if (isHead || status < 200 || status === 204 || status === 304) return start;
  if (/^transfer-encoding: *chunked/im.test(head)) return endOfChunks(text, start);
  const length = /^content-length: *(\d+)/im.exec(head)?.[1];
  return length === undefined ? text.length : start + Number(length);
}

function endOfChunks(text: string, start: number): number | undefined {
  for (let at = start; ;) {
    const end = text.indexOf("\r\n", at);
    const size = end < 0 ? Number.NaN : Number.parseInt(text.slice(at, end), 16);
    if (Number.isNaN(size)) return undefined;
    at = end + 2 + size + 2;
    if (size === 0) return at;
  }
}
