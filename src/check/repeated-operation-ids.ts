import type { Operation } from "../model/gateway-model.js";
import type { Rule } from "./check-model.js";

/** Operations are named by their ids, which should tell them apart. */
export const repeatedOperationIds: Rule = ({ operations }, reporter) => {
  const first = new Map<string, Operation>();
  for (const operation of operations) {
    const { operationId } = operation;
    if (operationId === undefined) continue;
    const earlier = first.get(operationId);
    if (earlier === undefined) {
      first.set(operationId, operation);
    } else {
      reporter.report("duplicate-operation-id", operation.at, { operationId }, [
        { at: earlier.at, message: "the first" },
      ]);
    }
  }
};
