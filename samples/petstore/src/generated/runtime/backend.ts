/**
 * Something that routes call by name and that is no HTTP upstream. What stands behind the name,
 * `gateway.ts` says.
 */
export interface Backend<Client> {
  readonly name: string;
  /** Never there: only says which client the name stands for. */
  readonly client?: Client;
}

/** What a gateway opens before it listens, and closes at its end. */
export interface Connection {
  /** Rejects when calls could not succeed. */
  open?(): Promise<void>;
  close?(): Promise<void>;
}
