/**
 * A promise that the generator made to itself is broken: never the user's fault, whatever the
 * document says. The command line exits with 70 when it meets one.
 */
export class InternalError extends Error {
  override readonly name = "InternalError";
}
