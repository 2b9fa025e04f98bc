import { Compile, parse } from "velocityjs";

/** A template read once by velocityjs, with what Amazon gives it as plain objects. */
export function prepare(source, { body, params, context, stageVariables }) {
  const template = new Compile(parse(source));
  const { path = {}, querystring = {}, header = {} } = params ?? {};
  const all = { path, querystring, header };
  const util = { escapeJavaScript: (text) => JSON.stringify(String(text)).slice(1, -1) };
  const scope = () => {
    let root;
    const find = (pointer) => {
      root ??= JSON.parse(body || "{}");
      return pointer === "$" ? root : root[pointer.slice(2)];
    };
    const input = {
      body,
      path: find,
      json: (pointer) => JSON.stringify(find(pointer)),
      params: (name) =>
        name === undefined ? all : (path[name] ?? querystring[name] ?? header[name] ?? ""),
    };
    return { input, util, context: context ?? {}, stageVariables: stageVariables ?? {} };
  };
  return { scope, render: (given) => template.render(given) };
}
