import { GatewayError } from "./gateway-error.js";

/** Stands for a template that cannot be parsed: whatever it is for fails, as it does on Amazon. */
export function brokenTemplate(): never {
  throw new GatewayError("configuration-error");
}
