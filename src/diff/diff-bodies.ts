import type { BodyContent } from "../model/body-content.js";
import type { BodyValidation } from "../model/request-validation.js";
import { valueSchema } from "../schema/schema.js";
import type { ChangeClass } from "./change.js";
import type { RequestDiff } from "./diff-requests.js";
import { pairByKey } from "./pair-by-key.js";
import type { Checks } from "./request-checks.js";
import { isSame } from "./same-value.js";

/** The bodies of requests that are checked. */
export function diffBodies(
  { bodies: was }: Checks,
  { bodies: is }: Checks,
  { pair, stricter, found, schemas, use }: RequestDiff,
): void {
  const [wasAt, isAt] = [pair.old, pair.new].map(({ places, at }) => places.body ?? at);
  const say = (changeClass: ChangeClass, message: string) =>
    found(changeClass, message, wasAt, isAt);
  if (was.length === 0 && is.length === 0) return;
  if (is.length === 0) return say("safe", "the body is no longer checked");
  const [wasRequired, isRequired] = [was, is].map((bodies) =>
    bodies.some((each) => each.kind === "declared" && each.required),
  );
  if (was.length === 0) {
    return say(stricter, `the body is now checked${isRequired === true ? ", and required" : ""}`);
  }
  if (isRequired === true && wasRequired === false) say(stricter, "the body is now required");
  if (isRequired === false && wasRequired === true) say("safe", "the body is no longer required");
  const [refused, refuses] = [was, is].map((bodies) =>
    bodies.some(({ kind }) => kind === "declared"),
  );
  if (refuses === true && refused === false) {
    say(stricter, "bodies of media types that are not declared are now refused");
  }
  if (refuses === false && refused === true) {
    say("safe", "bodies of media types that are not declared are now taken");
  }
  const [before, after] = [was, is].map(contentOf) as [
    readonly BodyContent[],
    readonly BodyContent[],
  ];
  for (const each of pairByKey(before, after, ({ mediaType }) => mediaType)) {
    const subject = `body (${each.key})`;
    const [older, newer] = [each.old, each.new];
    if (newer === undefined) {
      if (refuses === true) say(stricter, `${subject}: is no longer taken`);
      else say("safe", `${subject}: is no longer checked`);
    } else if (older === undefined) {
      if (refused === true) say("safe", `${subject}: is now taken`);
      else say(stricter, `${subject}: is now checked`);
    } else {
      if (!isSame(older.encoding ?? {}, newer.encoding ?? {})) {
        say(stricter, `${subject}: its fields are written in another way`);
      }
      const anything = valueSchema(isAt ?? pair.new.at);
      schemas.compare(older.schema ?? anything, newer.schema ?? anything, use(subject));
    }
  }
}

/** Of a media type that two checks know, the one with a schema counts. */
function contentOf(bodies: readonly BodyValidation[]): readonly BodyContent[] {
  const byType = new Map<string, BodyContent>();
  for (const content of bodies.flatMap((each) => each.content)) {
    if (byType.get(content.mediaType)?.schema === undefined) byType.set(content.mediaType, content);
  }
  return [...byType.values()];
}
