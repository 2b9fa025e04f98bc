/** Whether joiners stand only where they change how others are drawn (RFC 5892, appendix A.1, A.2). */
export function areJoinersInPlace(label: string): boolean {
  for (const { 0: joiner, index } of label.matchAll(/[\u{200c}\u{200d}]/gu)) {
    const before = label.slice(0, index);
    const last = /.$/u.exec(before)?.[0];
    if (last !== undefined && isVirama(last)) continue;
    const isBetween = JOINS_AFTER.test(before) && JOINS_BEFORE.test(label.slice(index + 1));
    if (joiner === "\u{200d}" || !isBetween) return false;
  }
  return true;
}

/** Marks of the combining class 9, which normal form puts between marks of the classes 8 and 10. */
function isVirama(character: string): boolean {
  return isReordered(character, "\u{3099}") && isReordered("\u{5b0}", character);
}

function isReordered(first: string, second: string): boolean {
  return first !== second && (first + second).normalize("NFD") === second + first;
}

/** Of the joining types L and D (DerivedJoiningType.txt of Unicode 17). */
const LEFT_OR_DUAL = characters(`
    620 626 628 62a-62e 633-647 649-64a 66e-66f 679-687 69a-6bf 6c1-6c2 6cc 6ce 6d0-6d1 6fa-6fc
    6ff 712-714 71a-71d 71f-727 729 72b 72d-72e 74e-758 75c-76a 76d-770 772 775-777 77a-77f
    7ca-7ea 841-845 848 84a-853 855 860 862-865 868 886 889-88d 88f 8a0-8a9 8af-8b0 8b3-8b8
    8ba-8c8 1820-1878 1887-18a8 18aa a840-a872 10ac0-10ac4 10acd 10ad3-10adc 10ade-10ae0 10b80
    10b82 10b86-10b88 10b8a-10b8b 10b8d 10b90 10d00-10d21 10d23 10ec3-10ec4 10ec6-10ec7
    10ed9-10eee 10f30-10f32 10f34-10f44 10f70-10f73 10f76-10f81 10fb0 10fb2-10fb3 10fb8
    10fbb-10fbc 10fbe-10fbf 10fc1 10fc4 1e922-1e943`);

/** Of the joining types R and D. */
const RIGHT_OR_DUAL = characters(`
    620 622-64a 66e-66f 671-673 679-6d5 6ee-6ef 6fa-6fc 6ff-710 712-72f 74d-77f 7ca-7ea 840-858
    860 862-865 867-882 886 889-88f 8a0-8ac 8ae-8c8 1820-1878 1887-18a8 18aa a840-a871
    10ac0-10ac5 10ac7-10aca 10ace-10ad6 10ad8-10ae1 10ae4 10b80-10b91 10d01-10d23 10ec2-10ec4
    10ec6-10ec7 10f30-10f44 10f70-10f81 10fb0 10fb2-10fb6 10fb8-10fbf 10fc1-10fc4 1e922-1e943`);

/** Of the joining type T. */
const TRANSPARENT = String.raw`[\p{Mn}\u{1e94b}]`;

const JOINS_AFTER = new RegExp(`${LEFT_OR_DUAL}${TRANSPARENT}*$`, "u");
const JOINS_BEFORE = new RegExp(`^${TRANSPARENT}*${RIGHT_OR_DUAL}`, "u");

/** A class of a regular expression: `62a-62e 6ff` is `[\u{62a}-\u{62e}\u{6ff}]`. */
function characters(codePoints: string): string {
  return `[${codePoints.replaceAll(/[\da-f]+/g, String.raw`\u{$&}`).replaceAll(/\s+/g, "")}]`;
}
