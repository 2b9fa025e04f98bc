import type { Location } from "../diagnostics/diagnostic.js";
import type { Rule } from "./check-model.js";

/** A hook changes requests or responses: their types have nothing in common. */
export const transformsOfBothDirections: Rule = ({ operations }, reporter) => {
  const transforms = operations.flatMap(({ transforms: each }) => each ?? []);
  const ofRequests = new Map<string, Location>();
  for (const { request } of transforms) if (request) ofRequests.set(request.name, request.at);
  for (const { response } of transforms) {
    if (response === undefined) continue;
    const { name, at } = response;
    const other = ofRequests.get(name);
    if (other === undefined) continue;
    reporter.report("transform-of-both-directions", at, { name }, [
      { at: other, message: "for requests" },
    ]);
  }
};
