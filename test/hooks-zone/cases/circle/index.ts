const a = b;
const b = a;
export const hooks = a;
