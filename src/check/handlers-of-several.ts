import type { Location } from "../diagnostics/diagnostic.js";
import type { Rule } from "./check-model.js";

/** A handler has the types of its operation, so no other can have it. */
export const handlersOfSeveral: Rule = ({ operations }, reporter) => {
  const first = new Map<string, Location>();
  for (const { integration } of operations) {
    if (integration.kind !== "handler" || integration.name === undefined) continue;
    const { name, at } = integration;
    const earlier = first.get(name);
    if (earlier === undefined) first.set(name, at);
    else {
      reporter.report("handler-of-several", at, { name }, [{ at: earlier, message: "the first" }]);
    }
  }
};
