import type { Row } from "./catalogue-row.js";

/** A row that is not as the catalogue expects it, and why it is right so. */
export interface Exception {
  /** The faults that are found, as they are told; any other is a failure. */
  readonly faults: readonly string[];
  readonly why: string;
}

export type Exceptions = Readonly<Record<string, Exception>>;

/** Of any gateway. */
export const EXCEPTIONS: Exceptions = {
  RQ15: {
    faults: [
      "status 200",
      "the connection stays open",
      "1 requests upstream",
      "the refusal is not logged",
    ],
    why: "RFC 9112, section 3 lets a server take a request line apart at any white space; all who do read the same target, and Node's parser does not tell",
  },
};

/** Rows of what the document's gateway does not have: their groups, or they themselves. */
const NOT_YET: Readonly<Record<string, string>> = {
  WS: "there is no WebSocket API",
};

/** Whether a row can be played. */
export function isPlayable({ id, kind }: Row): boolean {
  const group = id.slice(0, 2);
  return (kind === "client" || kind === "upstream") && !(group in NOT_YET) && !(id in NOT_YET);
}
