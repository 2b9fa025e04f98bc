import { ReadingMemory } from "./load/reading-memory.js";
import { PlanMemory } from "./plan/plan-memory.js";
import type { RenderedFile } from "./write/write-project.js";
import { WritingMemory } from "./write/writing-memory.js";

/** What one generation leaves to the next of the same project in the same process. */
export class GenerationMemory {
  readonly reading = new ReadingMemory();
  readonly plan = new PlanMemory<RenderedFile>();
  readonly writing = new WritingMemory();
}
