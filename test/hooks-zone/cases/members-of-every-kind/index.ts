import type { Hooks } from "../generated/hooks.js";

class Shelter {
  readonly name = "x";
}

export const hooks = {
  getPet(scope) {
    return { status: 200, body: scope };
  },
  get addPet() {
    return async () => ({ status: 201 });
  },
  async *feed() {},
  "sales": async (event) => ({ statusCode: 200, body: `${event}` }),
  ["clean"]: () => new Shelter(),
  set groom(value: never) {},
} satisfies Hooks;
