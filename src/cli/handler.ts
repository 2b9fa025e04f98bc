let work: Promise<void> = Promise.resolve();

/**
 * What yargs calls for a command: begins `run`, and shows yargs nothing of the promise. For work that
 * is not done at once, yargs writes all of its help in advance, and that takes longer than to
 * generate a small project.
 */
export function handler<Arguments>(
  run: (args: Arguments) => Promise<void>,
): (args: Arguments) => void {
  return (args) => {
    work = run(args);
  };
}

/** Ends with the work that was begun, or fails as it does. */
export function workDone(): Promise<void> {
  return work;
}
