import { describeCompiling } from "./describe-compiling.js";
import { EVERYDAY_SAMPLES, SAMPLES } from "./sample-documents.js";

describeCompiling(SAMPLES.filter((sample) => !EVERYDAY_SAMPLES.includes(sample)));
