import { exampleAnswers } from "../dialects/example-answers.js";
import { Reporter } from "../diagnostics/reporter.js";
import type { MocksFile } from "../dev-gateway/process-messages.js";
import { ReadingMemory } from "../load/reading-memory.js";
import type { SpecSource } from "../load/spec-source.js";
import type { GatewayModel } from "../model/gateway-model.js";
import { packageName } from "../plan/package-name.js";
import { PlanMemory } from "../plan/plan-memory.js";
import { planProject } from "../plan/plan-project.js";
import type { PlannedFile } from "../plan/project-plan.js";
import type { DocumentOptions } from "../read-document.js";
import { readDocument } from "../read-document.js";
import { mayEvaluate } from "../render/parse-check.js";
import { renderFile } from "../render/render-file.js";
import { toJavaScript } from "../render/to-javascript.js";

/** A document's gateway as modules that run, or why there is none. */
export interface MadeGateway {
  readonly reporter: Reporter;
  readonly source: SpecSource;
  /** JavaScript by path; undefined where the document has errors. */
  readonly modules: ReadonlyMap<string, string> | undefined;
  readonly mocks: MocksFile;
}

/** A file of a gateway; undefined for one that Node does not load. */
interface MadeModule {
  readonly path: string;
  readonly module: string | undefined;
}

/** Files that Node loads for what they are, and nothing else of a project. */
const GENERATED = /^src\/generated\/(?!runtime\/)/;
const STUBS = /^src\/hooks\//;

/** Where stubs are, so that they do not stand where the user's hooks do. */
const STUBS_FOLDER = "src/stubs.gatewright/";

/** Makes the gateway of a document; what did not change since the last time is not made again. */
export class GatewayMaker {
  readonly #options: DocumentOptions;
  readonly #stubsAt: string | undefined;
  readonly #reading = new ReadingMemory();
  readonly #plan = new PlanMemory<MadeModule>();

  /** @param mockHooks the module that has what answers in place of hooks that are not written, if any */
  constructor(options: DocumentOptions, mockHooks: string | undefined) {
    this.#options = options;
    this.#stubsAt = mockHooks;
  }

  async make(): Promise<MadeGateway> {
    const reporter = new Reporter(this.#options.allow);
    const { source, model } = await readDocument(this.#options, reporter, this.#reading);
    reporter.reportUnusedAllowances();
    const root = source.root(reporter);
    if (model === undefined || root === undefined || reporter.hasErrors) {
      return { reporter, source, modules: undefined, mocks: { answers: {}, asking: [] } };
    }
    const modules = await this.#modulesOf(model);
    const answers = this.#stubsAt === undefined ? {} : exampleAnswers(root, model);
    return { reporter, source, modules, mocks: { answers, asking: askingSchemes(model) } };
  }

  async #modulesOf(model: GatewayModel): Promise<ReadonlyMap<string, string>> {
    const { document } = this.#options;
    const scaffold = { packageName: packageName(model.title), document, generatorSpec: undefined };
    const doubtful: { readonly path: string; readonly text: string }[] = [];
    const finish = (file: PlannedFile): MadeModule => {
      const isStub = STUBS.test(file.path);
      if (!isStub && !GENERATED.test(file.path)) return { path: file.path, module: undefined };
      const text = renderFile(file);
      if (mayEvaluate(text)) doubtful.push({ path: file.path, text });
      const module = toJavaScript(text);
      return isStub
        ? { path: file.path.replace(STUBS, STUBS_FOLDER), module: this.#stub(file, module) }
        : { path: file.path, module };
    };
    const { files } = planProject(model, scaffold, finish, this.#plan);
    if (doubtful.length > 0) {
      const { assertEvaluatesNothing } = await import("../render/evaluation-check.js");
      for (const { path, text } of doubtful) assertEvaluatesNothing(path, text);
    }
    return new Map(
      files.flatMap(({ path, module }) =>
        module === undefined ? [] : [[path.replace(/\.ts$/, ".js"), module] as const],
      ),
    );
  }

  /** A stub refuses; where upstreams are mocked, so is what it stands for. */
  #stub({ content }: PlannedFile, module: string): string {
    const mock = content.kind === "template" ? MOCKS[content.template] : undefined;
    const [, name] = /^export const (\w+)/m.exec(module) ?? [];
    if (this.#stubsAt === undefined || mock === undefined || name === undefined) return module;
    return `export { ${mock} as ${name} } from ${JSON.stringify(this.#stubsAt)};\n`;
  }
}

/** What answers in place of a stub, by the template that makes it. */
const MOCKS: Readonly<Record<string, string>> = {
  "hooks/authorize.ts": "mockAuthorize",
  "hooks/function.ts": "mockFunction",
  "hooks/handler.ts": "mockHandler",
  "hooks/transform-request.ts": "mockTransform",
  "hooks/transform-response.ts": "mockTransform",
};

/** Enforcements that ask an issuer. */
const ASKING = new Set(["introspection", "jwt", "user-pools"]);

function askingSchemes({ securitySchemes }: GatewayModel): readonly string[] {
  return securitySchemes
    .filter(({ enforcement }) => ASKING.has(enforcement.kind))
    .map(({ name }) => name);
}

/** The absolute paths of the files that a gateway is made of, whether they are there or not. */
export function filesOf({ source }: MadeGateway, besides: readonly string[]): readonly string[] {
  return [...source.paths, ...besides];
}
