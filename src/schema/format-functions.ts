import * as base64 from "../../templates/runtime/formats/base64.js";
import * as char from "../../templates/runtime/formats/char.js";
import * as cidr from "../../templates/runtime/formats/cidr.js";
import * as dateTime from "../../templates/runtime/formats/date-time.js";
import * as date from "../../templates/runtime/formats/date.js";
import * as decimal from "../../templates/runtime/formats/decimal.js";
import * as duration from "../../templates/runtime/formats/duration.js";
import * as email from "../../templates/runtime/formats/email.js";
import * as floats from "../../templates/runtime/formats/floats.js";
import * as hostname from "../../templates/runtime/formats/hostname.js";
import * as httpDate from "../../templates/runtime/formats/http-date.js";
import * as idnEmail from "../../templates/runtime/formats/idn-email.js";
import * as idnHostname from "../../templates/runtime/formats/idn-hostname.js";
import * as integers from "../../templates/runtime/formats/integers.js";
import * as ipv4 from "../../templates/runtime/formats/ipv4.js";
import * as ipv6 from "../../templates/runtime/formats/ipv6.js";
import * as iri from "../../templates/runtime/formats/iri.js";
import * as jsonPointer from "../../templates/runtime/formats/json-pointer.js";
import * as language from "../../templates/runtime/formats/language.js";
import * as mediaRange from "../../templates/runtime/formats/media-range.js";
import * as regex from "../../templates/runtime/formats/regex.js";
import * as structuredField from "../../templates/runtime/formats/structured-field.js";
import * as time from "../../templates/runtime/formats/time.js";
import * as uriTemplate from "../../templates/runtime/formats/uri-template.js";
import * as uri from "../../templates/runtime/formats/uri.js";
import * as uuid from "../../templates/runtime/formats/uuid.js";

/** The runtime's functions that check formats, by name; those of its files that check none are among them. */
export const FORMAT_FUNCTIONS = {
  ...base64,
  ...char,
  ...cidr,
  ...dateTime,
  ...date,
  ...decimal,
  ...duration,
  ...email,
  ...floats,
  ...hostname,
  ...httpDate,
  ...idnEmail,
  ...idnHostname,
  ...integers,
  ...ipv4,
  ...ipv6,
  ...iri,
  ...jsonPointer,
  ...language,
  ...mediaRange,
  ...regex,
  ...structuredField,
  ...time,
  ...uriTemplate,
  ...uri,
  ...uuid,
};
