import type { Hooks } from "../generated/hooks.js";

class Shelter {
  getPet = () => ({ status: 200 });
}

export const hooks: Hooks = new Shelter();
