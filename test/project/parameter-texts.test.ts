import { afterAll, beforeAll, expect, test } from "vitest";
import { StartedGateway } from "./started-gateway.js";

let gateway: StartedGateway;
beforeAll(async () => {
  gateway = await StartedGateway.of("texts.yaml");
});
afterAll(() => gateway.stop());

test.each([
  "only=true",
  "listOf=a&listOf=b",
  "has=1&has=7",
  "tuple=a&tuple=bcd",
  "both=a",
  "bound=ab",
  "bounds=ab&bounds=cd",
  "range%5Bto%5D=ab",
  "range[to]=ab&range[days][]=1&range[days][]=2&range[at][hour]=3",
  "range[to]=ab&range[more]=a",
  "split=a%2Cb,c",
  "split=%2C%2C%2C",
  "splitNumbers=1,2",
  "spaced=1%202",
  "spaced=1+2",
  "piped=1%7C2",
  "piped=1|2",
  "year=10",
  "year=2024",
  "several=ab",
  "several=abc&several=d",
  "empty=",
])("a query of %s is taken", async (query) => {
  expect(await gateway.send(`/query?${query}`)).toEqual([204]);
});

test.each([
  ["only=false", "only must be one of true"],
  ["listOf=a", 'listOf must be one of ["a","b"], ["c"]'],
  ["has=1", "has must have at least 1 item of the kind that is asked for"],
  ["tuple=ab", "tuple/0 must have at most 1 character"],
  ["both=a&both=b", "both must have at most 1 item"],
  ["few=a&few=b", "few must have at most 1 values"],
  ["bound=abc", "bound must have at most 2 characters"],
  ["bounds=abc", "bounds/0 must have at most 2 characters"],
  ["range%5Bto%5D=abc", "range/to must have at most 2 characters"],
  ["range[from]=1", "range/to is missing"],
  ["range[to]=a&range[from]=", "range/from must be an integer or null"],
  ["range[to]=a&range[to]=b", "range/to must be sent once"],
  ["range[to]=a&range[days][]=x", "range/days/0 must be an integer"],
  ["range[to]=a&range[at][hour]=x", "range/at/hour must be an integer"],
  ["range[to]=a&range[more]=ab", "range/more must have at most 1 character"],
  ["range[to]=a&range[b]=b&range[c]=c&range[d]=d", "range must have at most 3 members"],
  ["range=a", "range must be an object"],
  ["range[to]=a&range[to=b", "range must have each member and item in brackets"],
  ["split=a,b,c", "split must have at most 2 values"],
  ["split=a%2Cbc", "split must have at most 3 characters"],
  ["splitNumbers=1%2C2", "splitNumbers/0 must be an integer"],
  ["piped=1%7Cx", "piped must be an integer"],
  ["year=11", "year fits none of the forms that it may have"],
  ["several=abc", "several fits none of the forms that it may have"],
  ["anyNull=", "anyNull must be an integer"],
  ["anyNull=1.0", "anyNull must be an integer"],
  ["typeNull=", "typeNull must be an integer"],
  ["typeNull=1.0", "typeNull must be an integer"],
])("a query of %s is refused", async (query, problem) => {
  expect(await gateway.send(`/query?${query}`)).toEqual([400, `query ${problem}`]);
  expect(gateway.heard).toBe(undefined);
});

test("what separates the values in a path is not encoded", async () => {
  expect(await gateway.send("/path/a%2Cb,c")).toEqual([204]);
  expect(gateway.heard?.url).toBe("/path/a%2Cb,c");
  expect(await gateway.send("/path/a,b,c")).toEqual([400, "path list must have at most 2 values"]);
  // A dot means the same encoded.
  expect(await gateway.send("/label/.a%2Eb")).toEqual([204]);
  expect(gateway.heard?.url).toBe("/label/.a.b");
  const problem = "path list must have at most 2 items";
  expect(await gateway.send("/label/.a%2Eb.c")).toEqual([400, problem]);
});

test.each([
  [{ "X-Ids": "1, 2\t,3" }],
  [{ "X-Point": "x, 1 , y,2" }],
  [{ Cookie: "text=a,b" }],
  [{ Cookie: "ids=1; other=x; ids=2" }],
  [{ Cookie: "flat=1,2" }],
  [{ Cookie: "x=1; y=2" }],
])("%j is taken", async (headers) => {
  expect(await gateway.send("/others", { headers })).toEqual([204]);
});

test.each([
  [{ "X-Ids": "1 2" }, "header X-Ids must be an integer"],
  [{ "X-Point": "x, 1 , y,z" }, "header X-Point/y must be an integer"],
  [{ Cookie: "text=a,bc" }, "cookie text must have at most 3 characters"],
  [{ Cookie: "text=a; text=b" }, "cookie text must be sent once"],
  [{ Cookie: "ids=1; ids=x" }, "cookie ids must be an integer"],
  [{ Cookie: "ids=1; ids=2; ids=3" }, "cookie ids must have at most 2 values"],
  [{ Cookie: "flat=1,2,3" }, "cookie flat must have at most 2 values"],
  [{ Cookie: "x=1; y=z" }, "cookie y must be an integer"],
])("%j is refused", async (headers, problem) => {
  expect(await gateway.send("/others", { headers })).toEqual([400, problem]);
});

test.each([
  ["/text/a;b=1,2:3@4", "/text/a;b=1,2:3@4"],
  ["/text/%3B%3D%2C", "/text/%3B%3D%2C"],
  ["/text/a%2Fb%3Fc%23d%25", "/text/a%2Fb%3Fc%23d%25"],
  ["/text/%C3%A9%7E", "/text/%C3%A9~"],
])("the path %s comes upstream as %s", async (path, heard) => {
  expect(await gateway.send(path)).toEqual([204]);
  expect(gateway.heard?.url).toBe(heard);
});

test.each(["/text/%2E%2E%2Fa", "/text/..%3Ba", "/text/..;a", "/text/a%5Cb", "/text/a%00"])(
  "the path %s does not come upstream",
  async (path) => {
    expect(await gateway.send(path)).toEqual([400]);
    expect(gateway.heard).toBe(undefined);
  },
);
