/** Answers what comes in so many milliseconds, else rejects. */
export function withDeadline<Value>(promise: Promise<Value>, ms: number): Promise<Value> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      // If it was this process that was late, the answer has come and is read before that.
      setImmediate(() => reject(new Error(`no answer in ${ms} ms`)));
    }, ms);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
