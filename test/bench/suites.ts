import { authSuite } from "./auth-suite.js";
import { gatewaySuite } from "./gateway-suite.js";
import { generatorSuite } from "./generator-suite.js";
import type { Suite } from "./suite.js";
import { templatesSuite } from "./templates-suite.js";
import { validatorsSuite } from "./validators-suite.js";

/** All parts of the benchmark, in the order in which they run. */
export const SUITES: readonly Suite[] = [
  generatorSuite,
  validatorsSuite,
  templatesSuite,
  authSuite,
  gatewaySuite,
];
