/** `HTTP-date` of RFC 9110, section 5.6.7, of a day that exists and is called so. */
export function isHttpDate(text: string): boolean {
  if (text.length > LONGEST) return false;
  const parts = FORMS.map((form) => form.exec(text)?.groups).find((groups) => groups !== undefined);
  if (parts === undefined) return false;
  const { weekday = "", day = "", month = "", year = "", time = "" } = parts;
  // Which century two digits are of depends on when they are read.
  const years = year.length === 2 ? [`19${year}`, `20${year}`] : [year];
  // Dates know no leap seconds.
  const clock = time.replace(/:60$/, ":59");
  return years.some((each) => {
    const date = `${weekday.slice(0, 3)}, ${day.replace(" ", "0")} ${month} ${each} ${clock} GMT`;
    const parsed = new Date(date);
    return !Number.isNaN(parsed.getTime()) && parsed.toUTCString() === date;
  });
}

const LONGEST = "Wednesday, 09-Nov-94 08:49:37 GMT".length;
const TIME = String.raw`(?<time>\d\d:\d\d:\d\d)`;

/** `IMF-fixdate`, `rfc850-date` and `asctime-date`. */
const FORMS = [
  String.raw`(?<weekday>[A-Z][a-z]{2}), (?<day>\d\d) (?<month>[A-Z][a-z]{2}) (?<year>\d{4}) ${TIME} GMT`,
  String.raw`(?<weekday>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day), ` +
    String.raw`(?<day>\d\d)-(?<month>[A-Z][a-z]{2})-(?<year>\d\d) ${TIME} GMT`,
  String.raw`(?<weekday>[A-Z][a-z]{2}) (?<month>[A-Z][a-z]{2}) (?<day>[ \d]\d) ${TIME} (?<year>\d{4})`,
].map((form) => new RegExp(`^${form}$`));
