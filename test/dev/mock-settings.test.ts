import { expect, test } from "vitest";
import { readMockSettings } from "../../src/dev-gateway/mock-settings.js";
import { Environment, SettingsError } from "../../templates/runtime/environment.js";
import { readFunctionArn } from "../../templates/runtime/lambda/function-arn.js";

const read = (environment: NodeJS.ProcessEnv) => {
  const from = new Environment(environment);
  const settings = {
    name: from.text("NAME"),
    url: from.baseUrl("UPSTREAM_URL"),
    arn: readFunctionArn(from, "FUNCTION_ARN"),
    given: from.text("GIVEN"),
    port: from.integer("PORT", 8080, { min: 0, max: 65_535 }),
  };
  from.finish();
  return settings;
};

test("what must be set and is not gets a value of its form; what is set stays", () => {
  const { settings, mocked } = readMockSettings(read, { GIVEN: "mine" });
  expect(mocked).toEqual(["NAME", "UPSTREAM_URL", "FUNCTION_ARN"]);
  expect(settings).toMatchObject({ given: "mine", name: "mock", port: 8080 });
  expect(settings.url.hostname).toBe("127.0.0.1");
});

test("what is set, and cannot be used, is an error as ever", () => {
  expect(() => readMockSettings(read, { GIVEN: "mine", PORT: "many" })).toThrow(SettingsError);
  expect(() => readMockSettings(read, { GIVEN: "mine", UPSTREAM_URL: "no url" })).toThrow(
    "UPSTREAM_URL must be an http or https URL",
  );
});
