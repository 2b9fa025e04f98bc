import { type AwsValue, membersOf, textOf } from "./aws-value.js";
import type { Telling } from "./rules.js";

/** What names of a kind look like; commands are made of them, so nothing else may be in them. */
interface NameForm {
  readonly pattern: RegExp;
  readonly form: string;
}

export const HOST: NameForm = {
  pattern: /^(?:\*\.)?[A-Za-z0-9.-]{1,253}$/,
  form: "the name of a host",
};

export const ID: NameForm = {
  pattern: /^[A-Za-z0-9_-]{1,128}$/,
  form: "an id of letters and digits",
};

export const STAGE: NameForm = {
  pattern: /^(?:\$default|[A-Za-z0-9_-]{1,128})$/,
  form: 'the name of a stage: letters, digits, "_" and "-"',
};

/** The text by which something is known; undefined, with the error told, if it is not of its form. */
export function readName(
  item: AwsValue,
  key: string,
  { pattern, form }: NameForm,
  { reporter }: Telling,
): string | undefined {
  const member = membersOf(item, reporter).get(key);
  const name = member && textOf(member, reporter);
  if (member === undefined) reporter.report("invalid-aws-value", item.at, { key, form });
  if (member === undefined || name === undefined || pattern.test(name)) return name;
  reporter.report("invalid-aws-value", member.at, { key, form });
  return undefined;
}
