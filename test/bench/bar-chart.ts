import { median } from "./judge-bars.js";
import { amount } from "./print-results.js";
import type { Results } from "./results.js";
import { OURS, type Measurement } from "./suite.js";

const WIDTH = 720;
const LINE = 22;
const MARGIN = 16;
/** Where bars begin, and how long the longest of a subject is. */
const BARS_AT = 220;
const LONGEST = 400;

/** It brings its own ground, so that it can be read wherever it is shown. */
const STYLE = `
text { font: 13px system-ui, sans-serif; fill: #1f2328 }
.subject { font-weight: 600 }
.note, .theirs + text { fill: #59636e }
.ground { fill: #ffffff }
.ours { fill: #0969da }
.theirs { fill: #afb8c1 }
@media (prefers-color-scheme: dark) {
  text { fill: #f0f6fc }
  .note, .theirs + text { fill: #9198a1 }
  .ground { fill: #0d1117 }
  .ours { fill: #4493f8 }
  .theirs { fill: #59636e }
}`;

/** An SVG with a bar for the median of each candidate, to a scale of its own for each subject. */
export function barChart({ title, charted, measurements, rounds }: Results): string {
  const shown = measurements.filter(({ measure }) => measure === charted);
  const subjects = [...new Set(shown.map(({ subject }) => subject))];
  const heading = `${title}: ${charted}, medians of ${rounds} rounds, shorter is better`;
  let y = MARGIN + LINE;
  const text = (x: number, kind: string, content: string) =>
    `<text x="${x}" y="${y}"${kind === "" ? "" : ` class="${kind}"`}>${escaped(content)}</text>`;
  const parts = [text(MARGIN, "note", heading)];
  for (const subject of subjects) {
    y += LINE * 1.5;
    parts.push(text(MARGIN, "subject", subject));
    const bars = shown.filter((each) => each.subject === subject);
    const largest = Math.max(...bars.map(heightOf));
    for (const bar of bars) {
      y += LINE;
      const length = Math.max(1, Math.round((LONGEST * heightOf(bar)) / largest));
      parts.push(
        text(MARGIN, "", bar.candidate),
        `<rect x="${BARS_AT}" y="${y - 12}" width="${length}" height="15" rx="2" class="${bar.candidate === OURS ? "ours" : "theirs"}"/>`,
        text(BARS_AT + length + 8, "", amount(heightOf(bar), bar.unit)),
      );
    }
  }
  const height = y + MARGIN;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img">`,
    `<title>${escaped(heading)}</title>`,
    `<style>${STYLE}\n</style>`,
    `<rect width="${WIDTH}" height="${height}" rx="6" class="ground"/>`,
    ...parts,
    "</svg>",
    "",
  ].join("\n");
}

function heightOf({ values }: Measurement): number {
  return median(values) ?? 0;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
