export const fetchOrder = () => ({ status: 200 });
