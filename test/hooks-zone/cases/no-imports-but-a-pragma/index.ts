/* eslint-disable import/order */
export const hooks = {};
