import type { Cursor } from "../../load/cursor.js";
import type { SecurityScheme } from "../../model/security.js";
import type { GatewayExtension } from "../gateway/gateway-extension.js";
import type { SchemaReader } from "./read-schema.js";
import type { SpecVersion } from "./spec-version.js";

/** What reading the operations of one document shares. */
export interface Reading {
  readonly root: Cursor;
  readonly version: SpecVersion;
  readonly schemes: readonly SecurityScheme[];
  readonly schemas: SchemaReader;
  readonly gateway: GatewayExtension;
}
