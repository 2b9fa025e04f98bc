import { isIPv4, isIPv6 } from "node:net";
import { domainToASCII } from "node:url";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isBase64, isBase64Url } from "../../templates/runtime/formats/base64.js";
import { isDateTime } from "../../templates/runtime/formats/date-time.js";
import { isDate } from "../../templates/runtime/formats/date.js";
import { isEmail } from "../../templates/runtime/formats/email.js";
import { isHttpDate } from "../../templates/runtime/formats/http-date.js";
import { isInt64Text, isUint64Text } from "../../templates/runtime/formats/integers.js";
import { isIpv4 } from "../../templates/runtime/formats/ipv4.js";
import { isIpv6 } from "../../templates/runtime/formats/ipv6.js";
import { isIri } from "../../templates/runtime/formats/iri.js";
import { isJsonPointer } from "../../templates/runtime/formats/json-pointer.js";
import { isLanguage } from "../../templates/runtime/formats/language.js";
import { fromPunycode, toPunycode } from "../../templates/runtime/formats/punycode.js";
import { isRegex } from "../../templates/runtime/formats/regex.js";
import { isUri, isUriReference } from "../../templates/runtime/formats/uri.js";
import { isUuid } from "../../templates/runtime/formats/uuid.js";

/** Texts of a few characters that matter, so that many come close to what is wanted. */
const textsOf = (characters: string, maxLength = 24) =>
  fc
    .array(fc.constantFrom(...Array.from(characters)), { maxLength })
    .map((parts) => parts.join(""));

function check<T>(arbitrary: fc.Arbitrary<T>, expectations: (value: T) => void): void {
  const property = fc.property(arbitrary, (value) => {
    expectations(value);
  });
  fc.assert(property, { numRuns: 3000 });
}

describe("dates", () => {
  const two = (value: number) => String(value).padStart(2, "0");

  test("are the days that Date knows", () => {
    const days = fc.tuple(fc.nat(9999), fc.nat(13), fc.nat(32));
    check(days, ([year, month, day]) => {
      const text = `${String(year).padStart(4, "0")}-${two(month)}-${two(day)}`;
      const date = new Date(`${text}T00:00:00Z`);
      const exists = !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
      expect(isDate(text), text).toBe(exists);
    });
  });

  test("are times as Date writes them", () => {
    const dates = fc.date({ min: new Date(0), max: new Date("9999-12-31"), noInvalidDate: true });
    check(dates, (date) => {
      expect(isDateTime(date.toISOString())).toBe(true);
      expect(isHttpDate(date.toUTCString())).toBe(true);
    });
  });

  test("have no form that Date cannot read", () => {
    const near = fc.tuple(textsOf("0123456789-", 10), textsOf("0125:.", 12), textsOf("Z+-01:", 6));
    const texts = near.map(([date, time, zone]) => `${date}T${time}${zone}`);
    check(texts, (text) => {
      if (isDateTime(text))
        expect(Number.isNaN(Date.parse(text.replace(":60", ":59")))).toBe(false);
    });
  });
});

describe("addresses", () => {
  test("of IPv4 are Node's", () => {
    check(fc.oneof(fc.ipV4(), fc.ipV4Extended(), textsOf("0125.", 16)), (text) => {
      expect(isIpv4(text), text).toBe(isIPv4(text));
    });
  });

  test("of IPv6 are Node's, without zones", () => {
    check(fc.oneof(fc.ipV6(), textsOf("::::1f0.", 24), textsOf("::::::1", 16)), (text) => {
      expect(isIpv6(text), text).toBe(isIPv6(text));
    });
  });
});

describe("URIs", () => {
  /** RFC 3986, appendix A, as a pattern. */
  const OCTET = "%[\\da-f]{2}";
  const SIGNS = "-._~!$&'()*+,;=";
  const inPart = (signs: string) => `(?:[a-z\\d${SIGNS}${signs}]|${OCTET})*`;
  const AUTHORITY = `(?:${inPart(":")}@)?(?:\\[::1\\]|${inPart("")})(?::\\d*)?`;
  const TAIL = `(?:\\?${inPart(":@/?")})?(?:#${inPart(":@/?")})?`;
  const HIERARCHICAL = `(?://${AUTHORITY}(?:/${inPart(":@/")})?|(?!//)${inPart(":@/")})`;
  const URI = new RegExp(`^[a-z][a-z\\d+.-]*:${HIERARCHICAL}${TAIL}$`, "i");
  const RELATIVE = new RegExp(`^(?![^/?#]*:)${HIERARCHICAL}${TAIL}$`, "i");
  const texts = fc.oneof(
    textsOf("a1:/?#[]@%2f .", 16),
    textsOf("a:/@", 10).map((text) => `a://${text}`),
    textsOf("1:@", 8).map((text) => `a://[::1]${text}`),
    fc.webUrl({ withQueryParameters: true, withFragments: true }),
  );

  test("are those of the grammar", () => {
    check(texts, (text) => {
      expect(isUri(text), text).toBe(URI.test(text));
      expect(isUriReference(text), text).toBe(URI.test(text) || RELATIVE.test(text));
    });
  });

  test("are what URL writes, but for characters that it leaves as they are", () => {
    check(texts, (text) => {
      if (!URL.canParse(text)) return;
      const { href } = new URL(text);
      const isLeft = /[ [\]^`{|}\\"]|%(?![\da-f]{2})|#.*#/i.test(href);
      if (!isLeft) expect(isUri(href), href).toBe(true);
    });
  });

  test("are IRIs of ASCII", () => {
    check(texts, (text) => expect(isIri(text), text).toBe(isUri(text)));
  });
});

test("e-mail addresses of the web are some", () => {
  check(fc.emailAddress(), (text) => expect(isEmail(text), text).toBe(true));
});

test("punycode is what Node makes and reads", () => {
  check(textsOf("abz09-éüßα例え실례한글", 16), (text) => {
    const ascii = domainToASCII(text);
    if (!ascii.startsWith("xn--") || text.startsWith("xn--")) return;
    expect(`xn--${toPunycode(text)}`).toBe(ascii);
    expect(fromPunycode(ascii.slice("xn--".length))).toBe(text);
  });
});

test("what is no punycode is refused, and what is comes back", () => {
  check(textsOf("abz09-", 12), (text) => {
    const decoded = fromPunycode(text);
    // A hyphen that follows nothing is read as if it were not there.
    if (decoded === undefined || text.startsWith("-")) return;
    expect(toPunycode(decoded)).toBe(text);
  });
});

test("language tags are those of Intl, which has fewer", () => {
  check(textsOf("aabdex1249-----", 16), (text) => {
    try {
      Intl.getCanonicalLocales(text);
    } catch {
      return;
    }
    expect(isLanguage(text), text).toBe(true);
  });
});

test("base64 is what Buffer writes", () => {
  check(fc.uint8Array(), (bytes) => {
    const buffer = Buffer.from(bytes);
    expect(isBase64(buffer.toString("base64"))).toBe(true);
    expect(isBase64Url(buffer.toString("base64url"))).toBe(true);
  });
  check(textsOf("aA0+/=", 12), (text) => {
    const length = Buffer.from(text, "base64").toString("base64").length;
    if (isBase64(text)) expect(length).toBe(text.length);
  });
});

test("UUIDs of every version are some", () => {
  check(fc.uuid(), (text) => expect(isUuid(text)).toBe(true));
});

test("regular expressions are what compiles", () => {
  check(textsOf("ab\\\\pPdL{}[]()-^?*:<=", 12), (text) => {
    let compiles = true;
    try {
      void new RegExp(text, "u");
    } catch {
      compiles = false;
    }
    expect(isRegex(text), text).toBe(compiles);
  });
});

test("JSON pointers are those of the grammar", () => {
  check(textsOf("/~01a", 8), (text) => {
    expect(isJsonPointer(text)).toBe(/^(?:\/(?:[^~/]|~[01])*)*$/.test(text));
  });
});

test("integers of 64 bits are what BigInt holds in them", () => {
  check(fc.bigInt(-(2n ** 66n), 2n ** 66n), (value) => {
    expect(isInt64Text(String(value))).toBe(BigInt.asIntN(64, value) === value);
    expect(isUint64Text(String(value))).toBe(BigInt.asUintN(64, value) === value);
  });
});
