/** The part of Handlebars that prints precompiled templates; its own types cover the compiler only. */
declare module "handlebars/runtime.js" {
  const runtime: { create(): typeof Handlebars };
  export default runtime;
}
