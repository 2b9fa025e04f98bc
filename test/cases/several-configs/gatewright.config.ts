export default { document: "b.yaml" };
