/** How a format is checked of values of one type. */
export interface FormatCheck {
  /** The runtime's function that takes a value of the type, and tells whether it has the format. */
  readonly name: string;
  /** The runtime's file that exports it, without its ending. */
  readonly file: string;
  /** What is wrong with a value that has it not, in words that follow the name of the value. */
  readonly message: string;
}

/** A format; of values of a type that it does not check, it says nothing. */
export interface Format {
  readonly string?: FormatCheck;
  /** Of integers too, which are numbers. */
  readonly number?: FormatCheck;
}

function check(name: string, file: string, wanted: string): FormatCheck {
  return { name, file: `formats/${file}`, message: `must be ${wanted}` };
}

function text(name: string, file: string, wanted: string): Format {
  return { string: check(name, file, wanted) };
}

function number(name: string, file: string, wanted: string): Format {
  return { number: check(name, file, wanted) };
}

/** Names what may be anything: there is nothing to check. */
const ANYTHING: Format = {};

/**
 * The formats of JSON Schema (draft 4 to 2020-12, validation, section 7.3) and of OpenAPI's registry
 * (https://spec.openapis.org/registry/format/).
 */
export const FORMATS: ReadonlyMap<string, Format> = new Map(
  Object.entries({
    base64url: text("isBase64Url", "base64", "base64 for URLs, such as aGk_"),
    binary: ANYTHING,
    byte: text("isBase64", "base64", "base64, such as aGk/"),
    char: text("isChar", "char", "one character"),
    commonmark: ANYTHING,
    date: text("isDate", "date", "a date, such as 2026-01-31"),
    "date-time": text("isDateTime", "date-time", "a date-time, such as 2026-01-31T12:00:00Z"),
    "date-time-local": text(
      "isDateTimeLocal",
      "date-time",
      "a date-time without an offset, such as 2026-01-31T12:00:00",
    ),
    decimal: text("isDecimal", "decimal", "a decimal number, such as 12.50"),
    decimal128: text("isDecimal128", "decimal", "a decimal number of 34 digits, such as 12.50"),
    double: number("isDouble", "floats", "a number of double precision"),
    "double-int": number("isDoubleInt", "integers", "an integer between -(2^53-1) and 2^53-1"),
    duration: text("isDuration", "duration", "a duration, such as P1DT12H"),
    email: text("isEmail", "email", "an e-mail address, such as jane@example.com"),
    float: number("isFloat", "floats", "a number of single precision"),
    hostname: text("isHostname", "hostname", "a host name, such as www.example.com"),
    html: ANYTHING,
    "http-date": text(
      "isHttpDate",
      "http-date",
      "a date of HTTP, such as Sat, 31 Jan 2026 12:00:00 GMT",
    ),
    "idn-email": text("isIdnEmail", "idn-email", "an e-mail address, such as jané@example.com"),
    "idn-hostname": text(
      "isIdnHostname",
      "idn-hostname",
      "a host name, such as www.bücher.example",
    ),
    int8: number("isInt8", "integers", "an integer of 8 bits, from -128 to 127"),
    int16: number("isInt16", "integers", "an integer of 16 bits, from -32768 to 32767"),
    int32: number("isInt32", "integers", "an integer of 32 bits, from -2147483648 to 2147483647"),
    int64: {
      ...number("isInt64", "integers", "an integer of 64 bits"),
      ...text("isInt64Text", "integers", "an integer of 64 bits, such as 9007199254740993"),
    },
    ipv4: text("isIpv4", "ipv4", "an IPv4 address, such as 192.0.2.1"),
    "ipv4-cidr": text("isIpv4Cidr", "cidr", "a network of IPv4, such as 192.0.2.0/24"),
    ipv6: text("isIpv6", "ipv6", "an IPv6 address, such as 2001:db8::1"),
    "ipv6-cidr": text("isIpv6Cidr", "cidr", "a network of IPv6, such as 2001:db8::/32"),
    iri: text("isIri", "iri", "an IRI, such as https://example.com/hündchen"),
    "iri-reference": text("isIriReference", "iri", "an IRI reference, such as ../hündchen"),
    "json-pointer": text("isJsonPointer", "json-pointer", "a JSON pointer, such as /pets/0"),
    language: text("isLanguage", "language", "a language tag, such as de-CH"),
    "media-range": text("isMediaRange", "media-range", "a media range, such as text/*"),
    password: ANYTHING,
    regex: text("isRegex", "regex", "a regular expression, such as ^[a-z]+$"),
    "relative-json-pointer": text(
      "isRelativeJsonPointer",
      "json-pointer",
      "a relative JSON pointer, such as 1/name",
    ),
    "sf-binary": text("isSfBinary", "structured-field", "base64 between colons, such as :aGk/:"),
    "sf-boolean": text("isSfBoolean", "structured-field", "?0 or ?1"),
    "sf-decimal": number(
      "isSfDecimal",
      "structured-field",
      "a number with at most twelve digits before the point and three after it",
    ),
    "sf-integer": number("isSfInteger", "structured-field", "an integer of at most fifteen digits"),
    "sf-string": text("isSfString", "structured-field", 'ASCII text in quotes, such as "a b"'),
    "sf-token": text("isSfToken", "structured-field", "a token, such as text/html"),
    time: text("isTime", "time", "a time, such as 12:00:00Z"),
    "time-local": text("isTimeLocal", "time", "a time without an offset, such as 12:00:00"),
    uint8: number("isUint8", "integers", "an integer of 8 bits without a sign, from 0 to 255"),
    uint16: number("isUint16", "integers", "an integer of 16 bits without a sign, from 0 to 65535"),
    uint32: number(
      "isUint32",
      "integers",
      "an integer of 32 bits without a sign, from 0 to 4294967295",
    ),
    uint64: {
      ...number("isUint64", "integers", "an integer of 64 bits without a sign"),
      ...text(
        "isUint64Text",
        "integers",
        "an integer of 64 bits without a sign, such as 9007199254740993",
      ),
    },
    unixtime: {
      ...number("isInt64", "integers", "seconds since 1970, such as 1769860800"),
      ...text("isInt64Text", "integers", "seconds since 1970, such as 1769860800"),
    },
    uri: text("isUri", "uri", "a URI, such as https://example.com/pets"),
    "uri-reference": text("isUriReference", "uri", "a URI reference, such as ../pets"),
    "uri-template": text("isUriTemplate", "uri-template", "a URI template, such as /pets/{petId}"),
    uuid: text("isUuid", "uuid", "a UUID, such as 2b1c5f1e-7d0a-4c39-9a63-0e6a2f4d8b17"),
  }),
);
