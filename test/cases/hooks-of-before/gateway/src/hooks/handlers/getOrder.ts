export const getOrder = () => ({ status: 200 });
