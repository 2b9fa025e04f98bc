export const dropOrder = () => ({ status: 204 });
