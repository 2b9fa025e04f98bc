export default { document: "openapi.yaml", out: "gate
way" };
