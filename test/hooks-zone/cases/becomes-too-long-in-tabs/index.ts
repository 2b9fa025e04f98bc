import type { Hooks } from "../generated/hooks.js";
import { getPet } from "./handlers/getPet.js";
function f() {
	return 1;
}

export const hooks = {	getPet	/* ours */ } satisfies Hooks;
