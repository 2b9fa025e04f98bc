import type { Operation } from "../model/gateway-model.js";
import type { DeclaredResponse } from "../model/response-validation.js";
import { routeOf } from "../model/route-of.js";
import { valueSchema } from "../schema/schema.js";
import type { ChangeClass } from "./change.js";
import type { ChangeList } from "./change-list.js";
import type { OperationPair } from "./match-operations.js";
import { pairByKey } from "./pair-by-key.js";
import type { SchemaComparison, SchemaUse } from "./schemas/schema-comparison.js";

/** What is checked of an operation's responses, or told to its hooks. */
export function diffResponses(
  pair: OperationPair,
  list: ChangeList,
  schemas: SchemaComparison,
): void {
  const [was, is] = [pair.old, pair.new].map(modeOf);
  const [wasAt, isAt] = [pair.old, pair.new].map(
    ({ places, at }) => places.responseValidation ?? at,
  );
  const found = (changeClass: ChangeClass, message: string, place = { old: wasAt, new: isAt }) => {
    const operation = routeOf(pair.old);
    const { old, new: newer } = place;
    list.add({
      class: changeClass,
      kind: "response-validation",
      message,
      place: { operation, ...(old && { old }), ...(newer && { new: newer }) },
    });
  };
  if (was !== is && (was !== "described" || is !== "described")) {
    found(is === "enforced" || was === "enforced" ? "risky" : "safe", MODES[is ?? "described"]);
  }
  for (const each of pairByKey(responsesOf(pair.old), responsesOf(pair.new), keyOf)) {
    const subject = `response ${each.key}`;
    const [before, after] = [each.old, each.new];
    if (before === undefined || after === undefined) {
      // Where responses come to be checked, or no longer are, that says it all.
      if (was !== is || is === undefined) continue;
      const says = after ? "is now declared" : "is no longer declared";
      const place = { old: before?.at ?? pair.old.at, new: after?.at ?? pair.new.at };
      found(is === "enforced" ? "risky" : "safe", `${subject} ${says}`, place);
      continue;
    }
    for (const media of pairByKey(before.content, after.content, ({ mediaType }) => mediaType)) {
      const place = { old: before.at, new: after.at };
      const what = `${subject} (${media.key})`;
      const risk = is === "enforced" ? "risky" : "safe";
      if (media.old === undefined) found(risk, `${what}: is now declared`, place);
      else if (media.new === undefined) found(risk, `${what}: is no longer declared`, place);
      else {
        const use: SchemaUse = {
          operation: routeOf(pair.old),
          subject: what,
          direction: "responses",
          mode: is ?? "described",
        };
        const anything = valueSchema(after.at);
        schemas.compare(media.old.schema ?? anything, media.new.schema ?? anything, use);
      }
    }
  }
}

const MODES: Readonly<Record<SchemaUse["mode"], string>> = {
  enforced: "responses that are not as declared are now refused",
  logged: "responses that are not as declared are now logged, and sent",
  described: "responses are no longer checked",
};

function modeOf({ responseValidation }: Operation): SchemaUse["mode"] {
  if (responseValidation === undefined) return "described";
  return responseValidation.warnOnly === true ? "logged" : "enforced";
}

/** What is checked, else what hooks are told. */
function responsesOf({
  responseValidation,
  transforms,
  integration,
}: Operation): readonly DeclaredResponse[] {
  if (responseValidation !== undefined) return responseValidation.responses;
  const ofHandler = integration.kind === "handler" ? integration.responses : [];
  return [...ofHandler, ...(transforms?.response?.responses ?? [])];
}

function keyOf({ status }: DeclaredResponse): string {
  return status;
}
