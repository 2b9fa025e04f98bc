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

test.each([
  "expand[]=a&expand[]=b",
  "expand%5B%5D=a",
  "expand[1]=b&expand[0]=a",
  "lines[0][amount]=1&lines[1][amount]=2&lines[1][rates][]=1.5&lines[0][rates]=",
  "lines[0][amount]=1&lines[0][at]=5",
  "lines[0][amount]=1&lines[0][at][gt]=5",
  "either[]=1&either[]=2",
  "either[0]=1&either[1][amount]=2",
  "created=1",
  "created[gt]=1",
  "discounts=",
  "discounts[0][coupon]=a",
  "until=",
  "until=now",
  "until=5",
  // As a text alone.
  "until=7",
  "any=1",
  "any[on]=true",
  "any[]=1",
  "any[0]=1&any[1]=2",
  "three=1",
  "three=",
  "three[on]=true",
  "bare=x",
  "bare[a][]=x",
  "empty=",
  "empty[at]=1",
  "createds=x",
])("a deep query of %s is taken", async (query) => {
  expect(await gateway.send(`/deep?${query}`)).toEqual([204]);
  expect(gateway.heard?.url).toBe(`/deep?${query}`);
});

const BY_INDEX = "must have its items by [], or by indices from [0] on";

test.each([
  ["expand[]=a&expand[]=b&expand[]=c", "expand must have at most 2 items"],
  ["expand[]=abcd", "expand/0 must have at most 3 characters"],
  ["expand[0]=a&expand[1]=abcd", "expand/1 must have at most 3 characters"],
  ["expand[1]=a", `expand ${BY_INDEX}`],
  ["expand[00]=a", `expand ${BY_INDEX}`],
  ["expand[a]=a", `expand ${BY_INDEX}`],
  ["expand[]=a&expand[0]=a", `expand ${BY_INDEX}`],
  ["expand[__proto__]=a", `expand ${BY_INDEX}`],
  ["expand=a", "expand must be a list"],
  ["expand=a&expand=b", "expand must be sent once"],
  ['lines={"amount":1}', "lines must be a list"],
  ["expand=a&expand[]=a", "expand must be sent in one way"],
  ["expand[0]=a&expand[0][x]=a", "expand/0 must be sent in one way"],
  ["expand[=a", "expand must have each member and item in brackets"],
  ["expand[]x=a", "expand must have each member and item in brackets"],
  ["[expand][0]=a", "expand must have each member and item in brackets"],
  [`expand${"[0]".repeat(65)}=a`, "expand/0 has a field of too many levels"],
  [`expand[]=a${"&expand[]=".repeat(1000)}`, "expand has too many fields"],
  ["lines[0][amount]=x", "lines/0/amount must be an integer"],
  ["lines[0][rates]=", "lines/0/amount is missing"],
  ["lines[][amount]=1&lines[][amount]=2", `lines ${BY_INDEX}`],
  ["lines[0][amount]=1&lines[0][__proto__][x]=1", "lines/0/__proto__ is no name"],
  ["lines[0][amount]=1&lines[0][rates]=1", "lines/0/rates must be a list"],
  ["either[0]=x", "either/0 fits none of the forms that it may have"],
  ["created=x", "created fits none of the forms that it may have"],
  ["created[gt]=x", "created fits none of the forms that it may have"],
  ["created[lt]=1", "created fits none of the forms that it may have"],
  ["created[]=1", "created fits none of the forms that it may have"],
  ["created=1&created=2", "created must be sent once"],
  ["created=1&created[gt]=2", "created must be sent in one way"],
  ["discounts=x", "discounts must be a list"],
  ["discounts[0][x]=", "discounts/0/coupon is missing"],
  ["until=6", "until must be at most 5"],
  ["until=1&until[a]=2", "until must be sent in one way"],
  ["until[a]=2", "until must be an integer"],
  ["any[]=x", "any fits none of the forms that it may have"],
  ["three=x", "three fits none of the forms that it may have"],
  ["bare[__proto__]=x", "bare/__proto__ is no name"],
  ["empty[at]=", "empty/at must be an integer"],
  ["empty=&empty[at]=1", "empty must be sent in one way"],
  ["empty[]=1", "empty must be an object"],
])("a deep query of %s is refused", async (query, problem) => {
  expect(await gateway.send(`/deep?${query}`)).toEqual([400, `query ${problem}`]);
  expect(gateway.heard).toBe(undefined);
});
