import { all as hooks } from "./all.js";

export { hooks };
