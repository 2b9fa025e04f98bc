import { didYouMean } from "../../diagnostics/did-you-mean.js";
import { quote } from "../../diagnostics/quote.js";
import type { Cursor } from "../../load/cursor.js";
import { isOrigin, ORIGIN } from "../cors-origin.js";
import type { Bounds, Range } from "./bounds.js";
import type { Field, Fields, Place, Shape } from "./field.js";
import { PLACES } from "./field.js";
import { gatewayFields, HEADER_NAME, HEADER_VALUE } from "./fields.js";
import { describeQuantity, parseQuantity, UNIT_OF, type UnitName } from "./quantity.js";

/** Reports all that is wrong with an `x-gateway` object, by the table of its fields. */
export function checkGatewayObject(gateway: Cursor, place: Place, bounds: Bounds): void {
  for (const [name, value] of gateway.entries()) {
    const field = own(gatewayFields[place], name) ?? fieldElsewhere(value, place);
    if (field === undefined) reportUnknown(value, "x-gateway", allNames());
    else checkField(value, name, field, bounds);
  }
}

/** A field that belongs to another place: refused for that, unless it is refused there as well. */
function fieldElsewhere(value: Cursor, place: Place): Field | undefined {
  const { name, reporter, keyAt } = value;
  const places = PLACES.filter((each) => own(gatewayFields[each], name) !== undefined);
  const [first] = places;
  const field = first && own(gatewayFields[first], name);
  if (field === undefined || "notYet" in field) return field;
  reporter.report("misplaced-gateway-field", keyAt, {
    field: name,
    place: WITH_ARTICLE[place],
    places: places.map((each) => WITH_ARTICLE[each]),
  });
  return field;
}

const WITH_ARTICLE: Readonly<Record<Place, string>> = {
  root: "the root",
  "path item": "a path item",
  operation: "an operation",
  "security scheme": "a security scheme",
};

function checkField(value: Cursor, path: string, field: Field, bounds: Bounds): void {
  if ("notYet" in field) {
    const { notYet: instead } = field;
    value.reporter.report("unsupported-gateway-field", value.keyAt, { field: path, instead });
  } else {
    checkShape(value, path, field.shape, bounds);
  }
}

function checkShape(value: Cursor, path: string, shape: Shape, bounds: Bounds): void {
  const refuse = (form: string): void => {
    const found = shown(value.value);
    value.reporter.report("invalid-gateway-value", value.at, { field: path, found, form });
  };
  const mustBeWithin = (range: Range, unit: UnitName): void => {
    const quantity = parseQuantity(value.value, unit);
    if (quantity === undefined || quantity < range.min || quantity > range.max) {
      refuse(describeQuantity(unit, range));
    }
  };
  switch (shape.kind) {
    case "object": {
      checkMembers(value, path, shape.fields, bounds);
      if (!value.isObject) return;
      const { together = [], required = [] } = shape;
      const there = together.filter((name) => value.has(name));
      const isPart = there.length > 0 && there.length < together.length;
      const misses = shape.readerRequires !== true && required.some((name) => !value.has(name));
      if (isPart) refuse(`${together.join(" and ")} together`);
      else if (misses) refuse(`an object with ${required.join(" and ")}`);
      return;
    }
    case "alternatives":
      checkMembers(value, path, shape.fields, bounds);
      if (value.isObject && value.entries().length !== 1) {
        refuse(`one of ${anyOf(Object.keys(shape.fields))}, each rule by itself`);
      }
      return;
    case "list":
      if (shape.items !== undefined && value.isArray) {
        const { min, max } = shape.items;
        const { length } = value.items();
        if (length < min || length > max) refuse(`${min} to ${max} of them`);
      }
      for (const each of value.items()) checkShape(each, path, shape.of, bounds);
      return;
    case "headers":
      for (const [, each] of value.entries()) {
        checkName(each, path, HEADER_NAME);
        checkShape(each, path, shape.of, bounds);
      }
      return;
    case "header value": {
      const pieces = value.pieces()?.map((piece) => (piece.kind === "text" ? piece.text : "x"));
      const isValue = new RegExp(HEADER_VALUE.pattern).test(pieces?.join("") ?? "x");
      if (!isValue) refuse(HEADER_VALUE.form);
      return;
    }
    case "origin":
      if (!isOrigin(value)) refuse(ORIGIN.form);
      return;
    case "map":
      for (const [name, each] of value.entries()) {
        checkName(each, path, { pattern: shape.names, form: shape.form });
        checkShape(each, `${path}.${name}`, shape.of, bounds);
      }
      return;
    case "choice": {
      const word = value.known();
      const isWord = typeof word === "string" || typeof word === "number";
      if (word !== undefined && !(isWord && shape.of.includes(word))) refuse(anyOf(shape.of));
      return;
    }
    case "text":
      value.string();
      return;
    case "pattern": {
      const text = value.string();
      if (text !== undefined && !new RegExp(shape.pattern).test(text)) refuse(shape.form);
      return;
    }
    case "true or pattern": {
      const isName = typeof value.value === "string" && new RegExp(shape.pattern).test(value.value);
      if (!isName && value.value !== true) refuse(`true, or ${shape.form}`);
      return;
    }
    case "true":
      if (value.value !== true) refuse("true, or leave it out");
      return;
    case "flag":
      if (typeof value.value !== "boolean") refuse("true or false");
      return;
    case "number": {
      const { min, max, whole } = shape;
      const number = value.value;
      const isNumber = typeof number === "number" && (!whole || Number.isInteger(number));
      if (!isNumber || number < min || number > max) {
        refuse(`a ${whole ? "whole number" : "number"} from ${min} to ${max}`);
      }
      return;
    }
    case "amount":
      mustBeWithin(shape, shape.unit);
      return;
    case "quantity":
      mustBeWithin(bounds[shape.bound], UNIT_OF[shape.bound]);
  }
}

function checkName(
  { name, keyAt, reporter }: Cursor,
  field: string,
  { pattern, form }: { readonly pattern: string; readonly form: string },
): void {
  if (new RegExp(pattern).test(name)) return;
  reporter.report("invalid-gateway-value", keyAt, { field, found: quote(name), form });
}

function checkMembers(value: Cursor, path: string, fields: Fields, bounds: Bounds): void {
  for (const [name, each] of value.entries()) {
    const field = own(fields, name);
    if (field === undefined) reportUnknown(each, `x-gateway's ${path}`, Object.keys(fields));
    else checkField(each, `${path}.${name}`, field, bounds);
  }
}

function reportUnknown(value: Cursor, holder: string, names: readonly string[]): void {
  const nearest = didYouMean(value.name, names);
  const { name: field, keyAt } = value;
  value.reporter.report("unknown-gateway-field", keyAt, { holder, field, nearest });
}

/** `off, warn or enforce` */
function anyOf(words: readonly (string | number)[]): string {
  const last = String(words.at(-1) ?? "");
  return words.length < 2 ? last : `${words.slice(0, -1).join(", ")} or ${last}`;
}

function shown(value: unknown): string {
  return typeof value === "string" ? quote(value) : (JSON.stringify(value)?.slice(0, 80) ?? "this");
}

function allNames(): readonly string[] {
  return PLACES.flatMap((place) => Object.keys(gatewayFields[place]));
}

function own(fields: Fields, name: string): Field | undefined {
  return Object.hasOwn(fields, name) ? fields[name] : undefined;
}
