import { expect, test } from "vitest";
import { DirectedSchemas } from "../../src/schema/directed-schemas.js";
import type { Direction, Property, Schema } from "../../src/schema/schema.js";
import { valueSchema } from "../../src/schema/schema.js";

const at = { file: "pets.yaml", pointer: "" };
const anything = valueSchema(at);
const reference = (schema: string): Schema => ({ kind: "reference", schema });

function objectOf(...members: readonly (Omit<Property, "declared"> & object)[]): Schema {
  const properties = members.map((member) => ({ ...member, declared: true }));
  return valueSchema(at, { types: ["object"], object: { ...anything.object, properties } });
}

const Pet = objectOf(
  { name: "id", required: true, requiredOf: "responses", schema: anything },
  { name: "password", required: true, requiredOf: "requests", schema: anything },
  { name: "mother", required: false, schema: reference("Pet") },
  { name: "tag", required: true, schema: reference("Tag") },
);
const Tag = objectOf({ name: "label", required: true, schema: anything });
const Shop = objectOf({ name: "pets", required: true, schema: reference("Pet") });
const Street = objectOf({ name: "shops", required: true, schema: reference("Shop") });

const directed = new DirectedSchemas(
  Object.entries({ Pet, Tag, Shop, Street }).map(([name, schema]) => ({
    id: name,
    name,
    schema,
    at,
  })),
);

/** What messages of a direction have, by name: required members, and what members refer to. */
function shown(direction: Direction) {
  const named = directed.named([reference("Street")], direction);
  return Object.fromEntries(
    named.map(({ id, name, schema }) => [
      name,
      {
        id,
        members: (schema.kind === "value" ? schema.object.properties : []).map(
          (member) =>
            `${member.name}${member.required ? "" : "?"}: ${member.schema.kind === "reference" ? member.schema.schema : "any"}`,
        ),
      },
    ]),
  );
}

test("requests keep the names", () => {
  expect(shown("requests")).toEqual({
    Pet: { id: "Pet", members: ["id?: any", "password: any", "mother?: Pet", "tag: Tag"] },
    Tag: { id: "Tag", members: ["label: any"] },
    Shop: { id: "Shop", members: ["pets: Pet"] },
    Street: { id: "Street", members: ["shops: Shop"] },
  });
});

test("what differs in responses, and what leads to it, is one of its own there", () => {
  const inResponses = (id: string) => directed.idOf(id, "responses");
  expect(shown("responses")).toEqual({
    "Pet output": {
      id: inResponses("Pet"),
      members: ["id: any", "password?: any", `mother?: ${inResponses("Pet")}`, "tag: Tag"],
    },
    Tag: { id: "Tag", members: ["label: any"] },
    "Shop output": { id: inResponses("Shop"), members: [`pets: ${inResponses("Pet")}`] },
    "Street output": { id: inResponses("Street"), members: [`shops: ${inResponses("Shop")}`] },
  });
});
