import type { Balancing, Target } from "./target.js";

/** One after another. */
export const roundRobin: Balancing = () => {
  let turn = 0;
  return (targets) => targets[turn++ % targets.length] as Target;
};

/** The one with the fewest calls under way; of several such, one after another. */
export const leastPending: Balancing = () => {
  const next = roundRobin();
  return (targets) => {
    const fewest = Math.min(...targets.map(({ pending }) => pending));
    return next(targets.filter(({ pending }) => pending === fewest));
  };
};
