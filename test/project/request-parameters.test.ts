import { afterAll, beforeAll, expect, test } from "vitest";
import { StartedGateway } from "./started-gateway.js";

let gateway: StartedGateway;
beforeAll(async () => {
  gateway = await StartedGateway.of("parameters.yaml");
});
afterAll(() => gateway.stop());

function ask(path: string, headers: Readonly<Record<string, string>> = {}) {
  return gateway.send(`/colors${path}`, { headers });
}

const PATH = "/.1.2/;R=1/a,b/G=1.5";

test.each([
  PATH,
  "/.1/;R=1;B=x/abc/G=1",
  `${PATH}?filter=%7B%22lat%22%3A1.5%7D`,
  `${PATH}?id=1`,
  `${PATH}?id=xyz`,
  `${PATH}?maybe=1e3`,
  `${PATH}?ids=1&ids=2`,
  `${PATH}?flat=x,1,y,2`,
])("%s is taken", async (path) => {
  expect(await ask(path)).toEqual([204]);
});

test.each([
  ["/1.2/;R=1/a/G=1", 'path label must begin with "."'],
  ["/.1.x/;R=1/a/G=1", "path label/1 must be an integer"],
  ["/.1/;B=1/a/G=1", "path matrix/R is missing"],
  ["/.1/;R=red/a/G=1", "path matrix/R must be an integer"],
  ["/.1/;R=1/abcd/G=1", "path simple must have at most 3 characters"],
  ["/.1/;R=1/a/G", 'path object must have "=" in each member'],
  [`${PATH}?filter=%7B%7D`, "query filter/lat is missing"],
  [`${PATH}?filter=%7B`, "query filter must be JSON that all readers agree on"],
  [`${PATH}?filter=1`, "query filter must be an object"],
  [`${PATH}?ids=1&ids=2&ids=3`, "query ids must have at most 2 items"],
  [`${PATH}?id=0`, "query id fits none of the forms that it may have"],
  [`${PATH}?id=abc`, "query id fits none of the forms that it may have"],
  [`${PATH}?ids=one`, "query ids/0 must be an integer"],
  [`${PATH}?flat=x`, "query flat must be names and values"],
  [`${PATH}?flat=x%2C1`, "query flat must be names and values"],
  [`${PATH}?flat=y,1`, "query flat/x is missing"],
  [`${PATH}?flat=__proto__,1`, "query flat/__proto__ is no name"],
  [`${PATH}?flat=x,1&flat=x,1`, "query flat must be sent once"],
])("%s is refused", async (path, ...problems) => {
  expect(await ask(path)).toEqual([400, ...problems]);
});

test("headers and cookies are read likewise", async () => {
  expect(await ask(PATH, { "X-Point": "x=1,y=2", Cookie: "session=abc" })).toEqual([204]);
  expect(await ask(PATH, { "X-Point": "y=2" })).toEqual([400, "header X-Point/x is missing"]);
  expect(await ask(PATH, { Cookie: "session=ab" })).toEqual([
    400,
    "cookie session must have at least 3 characters",
  ]);
});
