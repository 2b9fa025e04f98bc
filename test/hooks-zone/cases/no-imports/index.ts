#!/usr/bin/env node
// @ts-nocheck

// What we supply.
/** @type {import("../generated/hooks.js").Hooks} */
export const hooks = {};
