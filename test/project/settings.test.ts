import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { beforeAll, describe, expect, test } from "vitest";
import { generateInto, temporaryFolder } from "./generate-into.js";

interface SettingsModule {
  readSettings(environment: NodeJS.ProcessEnv): {
    readonly upstreams: Readonly<Record<string, URL | undefined>>;
  };
}

describe("a host that the settings say", () => {
  let project: string;
  let module: SettingsModule;
  beforeAll(async () => {
    const folder = await temporaryFolder();
    project = join(folder, "gateway");
    const { reporter } = await generateInto(
      folder,
      `
openapi: 3.0.1
info: { title: Hosts, version: "1" }
paths:
  /products:
    get:
      x-amazon-apigateway-integration:
        { type: http_proxy, httpMethod: GET, uri: "http://\${product_url}/v1" }
  /orders:
    get:
      x-amazon-apigateway-integration:
        { type: http_proxy, httpMethod: GET, uri: "https://\${stageVariables.orders}" }
`,
    );
    expect(reporter.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
    const file = pathToFileURL(join(project, "src/generated/settings.ts")).href;
    module = (await import(/* @vite-ignore */ file)) as SettingsModule;
  });

  test("has a name of its own beside the base URL's", async () => {
    const example = await readFile(join(project, ".env.example"), "utf8");
    expect(example.match(/^\w*(?:PRODUCT|ORDERS)\w*=/gm)).toEqual([
      "PRODUCT_BASE_URL=",
      "ORDERS_URL=",
      "STAGE_VARIABLE_ORDERS=",
      "PRODUCT_URL=",
    ]);
  });

  test("is missed once", () => {
    expect(() => module.readSettings({})).toThrow(
      /^The settings cannot be used:\n {2}PRODUCT_URL is not set\nSet them /,
    );
  });

  test("is refused with a scheme", () => {
    const environment = {
      PRODUCT_URL: "http://products.test",
      STAGE_VARIABLE_ORDERS: "https://orders.test",
    };
    expect(() => module.readSettings(environment)).toThrow(
      [
        "The settings cannot be used:",
        "  STAGE_VARIABLE_ORDERS must be a host, without a scheme such as http://",
        "  PRODUCT_URL must be a host, without a scheme such as http://",
      ].join("\n"),
    );
  });

  test("makes the URL", () => {
    const environment = { PRODUCT_URL: "products.test:8080", STAGE_VARIABLE_ORDERS: "orders.test" };
    const { upstreams } = module.readSettings(environment);
    expect(Object.values(upstreams).map(String)).toEqual([
      "http://products.test:8080/",
      "https://orders.test/",
    ]);
  });
});
