/** Arguments that mean nothing: the process says so, and ends with the exit code for usage. */
export class UsageError extends Error {}
