export { hooks } from "./all.js";
