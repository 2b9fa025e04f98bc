import { describeCompiling } from "./describe-compiling.js";
import { EVERYDAY_SAMPLES } from "./sample-documents.js";

describeCompiling(EVERYDAY_SAMPLES);
