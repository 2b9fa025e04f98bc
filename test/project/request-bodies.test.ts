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
  "name=Rex&flat=height,1.5,color,red",
  "name=Rex&chip[maker][id]=5&chip[maker][name]=5&chip[codes][]=1&chip[codes][]=2&chip[on]=true",
  "name=Rex&chip[visits][1][year]=2026&chip[visits][0][year]=2025",
  "name=Rex&chip[other][more]=x&labels=",
  "name=Rex&chip[sold]=1&chip[seller]=",
  "name=Rex&chip[sold][gt]=1&chip[seller][id]=1",
  "name=Rex&labels[0]=a&labels[1]=b",
])("form %s is taken, and passed on as it came", async (body) => {
  expect(await send(FORM, body)).toEqual([204]);
  expect(String(gateway.heard?.body)).toBe(body);
});

const BY_INDEX = "must have its items by [], or by indices from [0] on";

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
  ["name=Rex&size%5B__proto__%5D=1", "/size/__proto__ is no name"],
  ["name=Rex&flat=height", "/flat must be names and values"],
  ["name=Rex&flat=height,tall", "/flat/height must be a number"],
  ["name=Rex&flat=%7B%22height%22%3A1%7D", "/flat must be names and values"],
  ["name=Rex&chip[maker][id]=x", "/chip/maker/id must be an integer"],
  ["name=Rex&chip[maker][name]=", "/chip/maker/name must have at least 1 character"],
  ["name=Rex&chip[maker][__proto__]=", "/chip/maker/__proto__ is no name"],
  ["name=Rex&chip[maker]=x", "/chip/maker must be an object"],
  ["name=Rex&chip[maker]=x&chip[maker][id]=1", "/chip/maker must be sent in one way"],
  ["name=Rex&chip[on][x]=1", "/chip/on must be true or false"],
  ["name=Rex&chip[codes][]=x", "/chip/codes/0 must be an integer"],
  ["name=Rex&chip[codes][0]=1&chip[codes][x]=1", `/chip/codes ${BY_INDEX}`],
  ["name=Rex&chip[codes][0]=1&chip[codes][]=1", `/chip/codes ${BY_INDEX}`],
  ["name=Rex&chip[sold]=1&chip[sold][gt]=1", "/chip/sold must be sent in one way"],
  ["name=Rex&chip[maker][]=x", "/chip/maker must be an object"],
  ["name=Rex&chip[codes]=1", "/chip/codes must be a list"],
  ["name=Rex&chip[codes][1]=1", `/chip/codes ${BY_INDEX}`],
  [
    "name=Rex&chip[codes][]=1&chip[codes][]=2&chip[codes][]=3",
    "/chip/codes must have at most 2 items",
  ],
  ["name=Rex&chip[visits][0][year]=old", "/chip/visits/0/year must be an integer"],
  ["name=Rex&labels=a", "/labels must be a list"],
  ["name=Rex&chip[codes]x=1", "/chip must have each member and item in brackets"],
  ["name=Rex&chip[codes=1", "/chip must have each member and item in brackets"],
  ["name=Rex&[chip][codes]=1", " must have each member and item in brackets"],
  ["name=Rex&[name]=Tom", " must have each member and item in brackets"],
  [`name=Rex&chip${"[x]".repeat(64)}=1`, "/chip has a field of too many levels"],
  ["name=%zz", " is not a form whose texts are percent-encoded UTF-8"],
  ["name=%ff", " is not a form whose texts are percent-encoded UTF-8"],
  [`name=Rex${"&a=1".repeat(1000)}`, " has too many fields"],
  [`name=Rex${"&".repeat(1000)}`, " has too many fields"],
  [`name=Rex&nicknames=${",".repeat(10_000)}`, "/nicknames has too many values"],
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

/** One part, the name of which is not declared unless its disposition says so. */
function part(headers: string, body: string, disposition = 'form-data; name="other"') {
  const more = headers === "" ? "" : `${headers}\r\n`;
  return `--frontier\r\nContent-Disposition: ${disposition}\r\n${more}\r\n${body}\r\n`;
}

const NAME_PART = part("", "Rex", 'form-data; name="name"');
const PHOTO_PART = part("Content-Type: image/png", "PNG", 'form-data; name="photo"');
const END = "--frontier--\r\n";

/** A body that is valid but for what these bring with them. */
function framed(pieces: readonly string[]) {
  const [first = "", ...others] = pieces;
  return Buffer.from(
    [first, ...others.slice(0, -1), PHOTO_PART, ...others.slice(-1)].join(""),
    "latin1",
  );
}

test("the frame of a form may be wider than it need be", async () => {
  const named = part(
    'X-Any: "\u00e9"\r\nContent-Transfer-Encoding: BINARY',
    "Rex",
    "FORM-DATA;name=name ;",
  );
  for (const [start, end] of [
    ["", "--frontier--"],
    ["\r\n", END],
  ]) {
    const body = Buffer.from(`${start}${named}${PHOTO_PART}${end}`, "latin1");
    expect(await send('multipart/form-data; boundary="frontier"', body)).toEqual([204]);
  }
});

test("a form of two boundaries is refused", async () => {
  const body = multipart([NAME, PHOTO]);
  expect(await send(`${MULTIPART}; boundary=frontier`, body)).toEqual([415]);
  expect(gateway.heard).toBe(undefined);
});

test("a part in another charset is no text", async () => {
  const body = multipart([
    NAME,
    PHOTO,
    ['name="age"', "Content-Type: text/plain; charset=utf-16\r\n", "3"],
  ]);
  expect(await send(MULTIPART, body)).toEqual([400, "body /age is not UTF-8 text"]);
  const extended = multipart([
    NAME,
    PHOTO,
    ['name="age"', "Content-Type: text/plain; charset*=utf-16\r\n", "3"],
  ]);
  expect(await send(MULTIPART, extended)).toEqual([400, "body /age is not UTF-8 text"]);
});

test.each([
  ["that breaks off", MULTIPART, multipart([NAME, PHOTO]).subarray(0, -20)],
  ["of too many parts", MULTIPART, multipart(Array.from({ length: 2000 }, () => NAME))],
  ["with something in front", MULTIPART, framed(["x\r\n", NAME_PART, END])],
  ["with something behind", MULTIPART, framed([NAME_PART, END, "x"])],
  ["without its end", MULTIPART, framed([NAME_PART, "--frontier\r\n"])],
  ["whose boundary stands in a line", MULTIPART, framed([part("", "a--frontier\r\nb"), END])],
  [
    "whose boundary follows a bare line feed",
    MULTIPART,
    framed([part("", "a\n--frontier\n"), END]),
  ],
  ["whose boundary goes on", MULTIPART, framed([part("", "a\r\n--frontierX\r\n"), END])],
  ["whose boundary has a space behind it", MULTIPART, framed(["--frontier \r\n", NAME_PART, END])],
  ["of lines that end without a return", MULTIPART, framed([NAME_PART.replaceAll("\r", ""), END])],
  ["with a part without headers", MULTIPART, framed(["--frontier\r\n\r\nx\r\n", NAME_PART, END])],
  [
    "with an attachment",
    MULTIPART,
    framed([part("", "x", 'attachment; name="age"'), NAME_PART, END]),
  ],
  ["with a part without a name", MULTIPART, framed([part("", "x", "form-data"), NAME_PART, END])],
  ["with a malformed header", MULTIPART, framed([part("X Y: z", "x"), NAME_PART, END])],
  ["with a folded header", MULTIPART, framed([part("X: y\r\n z", "x"), NAME_PART, END])],
  ["with a bare return in a header", MULTIPART, framed([part("X: y\rZ: z", "x"), NAME_PART, END])],
  [
    "with two dispositions",
    MULTIPART,
    framed([part('content-disposition: form-data; name="age"', "x"), NAME_PART, END]),
  ],
  ["with two names", MULTIPART, framed([part("", "x", 'form-data; name="b"; name="age"'), END])],
  [
    "with an extended name",
    MULTIPART,
    framed([part("", "x", "form-data; name=b; name*=utf-8''c"), END]),
  ],
  [
    "with a quote in a name",
    MULTIPART,
    framed([part("", "x", 'form-data; filename="\\"; name="age"; x="'), NAME_PART, END]),
  ],
  [
    "with a name that is no UTF-8",
    MULTIPART,
    framed([part("", "x", 'form-data; name="\u00ff"'), END]),
  ],
  [
    "with encoded bytes",
    MULTIPART,
    framed([part("Content-Transfer-Encoding: base64", "eA=="), END]),
  ],
  ["with a form in a part", MULTIPART, framed([part("Content-Type: multipart/mixed", "x"), END])],
  [
    "with a backslash in a name",
    MULTIPART,
    framed([part("", "x", 'form-data; name="a\\[b\\]"'), END]),
  ],
  [
    "that names another charset",
    MULTIPART,
    framed([part("", "utf-7", 'form-data; name="_charset_"'), END]),
  ],
  ["with a second boundary", `${MULTIPART}; boundary*=utf-8''other`, multipart([NAME, PHOTO])],
  ["with a continued boundary", `${MULTIPART}; boundary*0=other`, multipart([NAME, PHOTO])],
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
