import { afterAll, beforeAll, expect, test } from "vitest";
import { StartedGateway } from "./started-gateway.js";

let gateway: StartedGateway;
beforeAll(async () => {
  gateway = await StartedGateway.of("forms.yaml");
});
afterAll(() => gateway.stop());

function send(contentType: string, body: string | Buffer) {
  return gateway.post("/pets", contentType, body);
}

const FORM = "application/x-www-form-urlencoded";

test.each([
  "name=Rex",
  "name=Rex&age=3&vaccinated=true&tags=a&tags=b",
  "name=R%C3%A9x+the+first&age=",
  "name=12&code=5",
  "name=Rex&code=x5",
  "name=Rex&size%5Bheight%5D=1.5e1&nicknames=a,b%2Cc",
  "name=Rex&owner=%7B%22id%22%3A1%7D&more=anything",
  "&name=Rex&&",
])("form %s is taken, and passed on as it came", async (body) => {
  expect(await send(FORM, body)).toEqual([204]);
  expect(String(gateway.heard?.body)).toBe(body);
});

test.each([
  ["age=3", "/name is missing"],
  ["name=", "/name must have at least 1 character"],
  ["name=Rex&name=Rax", "/name must be sent once"],
  ["name=Rex&age=-1", "/age must be at least 0"],
  ["name=Rex&age=01", "/age must be an integer or null"],
  ["name=Rex&age=0x1", "/age must be an integer or null"],
  ["name=Rex&vaccinated=yes", "/vaccinated must be true or false"],
  ["name=Rex&tags=a&tags=b&tags=c&tags=d", "/tags must have at most 3 items"],
  ["name=Rex&size%5Bheight%5D=tall", "/size/height must be a number"],
  ["name=Rex&size%5Bwidth%5D=1", "/size/height is missing"],
  ["name=Rex&owner=%7B", "/owner must be JSON that all readers agree on"],
  [
    "name=Rex&owner=%7B%22id%22%3A1,%22id%22%3A2%7D",
    "/owner must be JSON that all readers agree on",
  ],
  ["name=Rex&__proto__=1", "/__proto__ is no name"],
  ["name=Rex&size%5B__proto__%5D=1", "/size[__proto__] is no name"],
  ["name=%zz", " is not a form whose texts are percent-encoded UTF-8"],
  ["name=%ff", " is not a form whose texts are percent-encoded UTF-8"],
  [`name=Rex${"&a=1".repeat(1000)}`, " has too many fields"],
])("form %s is refused", async (body, ...problems) => {
  expect(await send(FORM, body)).toEqual([400, ...problems.map((each) => `body ${each}`)]);
  expect(gateway.heard).toBe(undefined);
});

/** A multipart form of parts, each its headers besides the disposition, and its bytes. */
function multipart(
  parts: readonly (readonly [disposition: string, headers: string, body: string])[],
) {
  const written = parts.map(
    ([disposition, headers, body]) =>
      `--frontier\r\nContent-Disposition: form-data; ${disposition}\r\n${headers}\r\n${body}\r\n`,
  );
  return Buffer.from(`${written.join("")}--frontier--\r\n`, "latin1");
}

const MULTIPART = "multipart/form-data; boundary=frontier";
const NAME = ['name="name"', "", "Rex"] as const;
const PHOTO = [
  'name="photo"; filename="a.png"',
  "Content-Type: image/png\r\n",
  "\u0089PNG\u00ff",
] as const;

test("a multipart form is taken, and passed on as it came", async () => {
  const body = multipart([
    NAME,
    PHOTO,
    ['name="papers"; filename="a"', "", "\u00ff"],
    ['name="papers"; filename="b"', "", ""],
    ['name="age"', "", "3"],
    ['name="owner"', "Content-Type: application/json\r\n", '{"id": 1}'],
    ['name="other"', "", "\u00ff\u00fe"],
  ]);
  expect(await send(MULTIPART, body)).toEqual([204]);
  expect(gateway.heard?.body).toEqual(body);
});

test.each([
  [[NAME], "/photo is missing"],
  [
    [NAME, ['name="photo"', "Content-Type: image/gif\r\n", "x"]],
    "/photo must be image/png or text/*",
  ],
  [[NAME, [PHOTO[0], PHOTO[1], "x".repeat(11)]], "/photo must have at most 10 characters"],
  [[NAME, PHOTO, PHOTO], "/photo must be sent once"],
  [[NAME, PHOTO, ['name="age"', "", "old"]], "/age must be an integer or null"],
  [[['name="name"', "", "\u00ff"], PHOTO], "/name is not UTF-8 text"],
  [[NAME, PHOTO, ['name="owner"', "", "{}"]], "/owner/id is missing"],
  [[NAME, PHOTO, ['name="__proto__"', "", "{}"]], "/__proto__ is no name"],
] as const)("a multipart form is refused: %#", async (parts, ...problems) => {
  expect(await send(MULTIPART, multipart(parts))).toEqual([
    400,
    ...problems.map((each) => `body ${each}`),
  ]);
  expect(gateway.heard).toBe(undefined);
});

test.each([
  ["that breaks off", MULTIPART, multipart([NAME, PHOTO]).subarray(0, -20)],
  ["of too many parts", MULTIPART, multipart(Array.from({ length: 2000 }, () => NAME))],
  ["without a boundary", "multipart/form-data", multipart([NAME, PHOTO])],
  ["of another boundary", "multipart/form-data; boundary=other", multipart([NAME, PHOTO])],
])("a multipart form %s is refused", async (_, contentType, body) => {
  const [status, problem] = await send(contentType, body);
  expect([status, String(problem)]).toEqual([
    400,
    expect.stringMatching(/^body  is not a multipart form: /),
  ]);
  expect(gateway.heard).toBe(undefined);
});

test("text is checked, and what stands for numbers", async () => {
  expect(await send("text/plain; charset=utf-8", "3")).toEqual([204]);
  expect(await send("text/plain", "2")).toEqual([400, "body  must be at least 3"]);
  expect(await send("text/plain", "many")).toEqual([400, "body  must be an integer"]);
  expect(await send("text/plain", Buffer.of(0xff))).toEqual([400, "body  is not UTF-8 text"]);
});

test("bytes pass, of a media type that is declared", async () => {
  expect(await send("image/gif", Buffer.of(0xff))).toEqual([204]);
  expect(await send("audio/ogg", Buffer.of(0xff))).toEqual([415]);
});
