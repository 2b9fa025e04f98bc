import type {
  FunctionTarget,
  Invocation,
  LambdaFunction,
} from "../../../templates/runtime/lambda/lambda-function.js";
import { defineFunction } from "../../../templates/runtime/lambda/lambda-function.js";

/** A function that writes down how it is called. */
export interface StubFunction {
  readonly name: LambdaFunction;
  readonly target: FunctionTarget;
  /** The payload of the only call since it was last told to answer, parsed. */
  readonly event: Record<string, unknown>;
  /** The types of the calls since then. */
  readonly types: readonly Invocation["type"][];
  /** Returns this from now on. */
  returns(value: unknown): void;
  /** Answers this text from now on. */
  answers(payload: string): void;
  /** Fails with this from now on. */
  fails(error: unknown): void;
  /** Cannot be called from now on. */
  refuses(error: Error): void;
}

export function stubFunction(): StubFunction {
  let calls: { readonly payload: string; readonly type: Invocation["type"] }[] = [];
  let answer: () => { readonly payload: string; readonly failed: boolean };
  const answerBy = (next: typeof answer) => {
    calls = [];
    answer = next;
  };
  answerBy(() => ({ payload: "{}", failed: false }));
  return {
    name: defineFunction("stub"),
    target: {
      invoke(payload, { type }) {
        calls.push({ payload, type });
        return new Promise((resolve) => resolve(answer()));
      },
    },
    get event() {
      const [call, ...more] = calls;
      if (call === undefined || more.length > 0) throw new Error(`${calls.length} calls`);
      return JSON.parse(call.payload) as Record<string, unknown>;
    },
    get types() {
      return calls.map(({ type }) => type);
    },
    returns: (value) => answerBy(() => ({ payload: JSON.stringify(value), failed: false })),
    answers: (payload) => answerBy(() => ({ payload, failed: false })),
    fails: (error) => answerBy(() => ({ payload: JSON.stringify(error), failed: true })),
    refuses: (error) =>
      answerBy(() => {
        throw error;
      }),
  };
}
