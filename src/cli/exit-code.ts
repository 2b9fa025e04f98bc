/** How the process ends; scripts rely on these. */
export const EXIT = {
  ok: 0,
  documentErrors: 1,
  usage: 2,
  stale: 3,
  editsWouldBeLost: 4,
  internal: 70,
} as const;
