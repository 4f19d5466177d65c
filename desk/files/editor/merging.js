// What somebody else changed comes into a text that is being written: the caret, and what was typed since, stay with the
// words around them.

/** Above this many pairs of lines, only what both texts begin and end with is looked at. */
const MOST_PAIRS = 4_000_000;

/**
 * The one stretch in which two texts differ: from `start` to `end` of the first stands `text` in the second.
 * @param {string} before
 * @param {string} after
 */
export function change(before, after) {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start += 1;
  let same = 0;
  while (same < most - start && before[before.length - 1 - same] === after[after.length - 1 - same]) same += 1;
  // Never between the two halves of one character.
  if (isLowHalf(before, start) || isLowHalf(after, start)) start -= 1;
  if (isLowHalf(before, before.length - same) || isLowHalf(after, after.length - same)) same -= 1;
  return { start, end: before.length - same, text: after.slice(start, after.length - same) };
}

/** @param {string} text @param {number} at */
function isLowHalf(text, at) {
  const unit = text.charCodeAt(at);
  return at > 0 && unit >= 0xdc00 && unit <= 0xdfff;
}

/**
 * Follows places of one text into another. `exact` says that the line around the place stands there as it was; where it
 * does not, the place is the end of the last line before it that does.
 * @param {string} before
 * @param {string} after
 * @returns {(place: number) => { place: number, exact: boolean }}
 */
export function follower(before, after) {
  const old = linesOf(before);
  const young = linesOf(after);
  const partners = partnersOf(old, young);
  return (place) => {
    const index = old.findLastIndex((line) => line.start <= place);
    const partner = partners[index];
    if (partner !== undefined) return { place: young[partner].start + place - old[index].start, exact: true };
    const above = partners.slice(0, index).findLast((found) => found !== undefined);
    if (above === undefined) return { place: Math.min(place, after.length), exact: false };
    return { place: young[above].start + young[above].text.length, exact: false };
  };
}

/** @param {string} text */
function linesOf(text) {
  let start = 0;
  return text.split("\n").map((line) => {
    const at = start;
    start += line.length + 1;
    return { start: at, text: line };
  });
}

/**
 * For each line of the first text the line of the second that it became, where it stayed: the common subsequence with the
 * most text in it. By their number, lines that are blank would count as much as paragraphs.
 * @param {{ text: string }[]} old
 * @param {{ text: string }[]} young
 * @returns {(number | undefined)[]}
 */
function partnersOf(old, young) {
  const partners = new Array(old.length).fill(undefined);
  let top = 0;
  while (top < old.length && top < young.length && old[top].text === young[top].text) {
    partners[top] = top;
    top += 1;
  }
  let oldEnd = old.length;
  let youngEnd = young.length;
  while (oldEnd > top && youngEnd > top && old[oldEnd - 1].text === young[youngEnd - 1].text) {
    oldEnd -= 1;
    youngEnd -= 1;
    partners[oldEnd] = youngEnd;
  }
  const [rows, columns] = [oldEnd - top, youngEnd - top];
  if (rows * columns > MOST_PAIRS) return partners;
  const width = columns + 1;
  const weights = new Uint32Array((rows + 1) * width);
  for (let row = rows - 1; row >= 0; row -= 1) {
    for (let column = columns - 1; column >= 0; column -= 1) {
      const isSame = old[top + row].text === young[top + column].text;
      weights[row * width + column] = isSame
        ? weights[(row + 1) * width + column + 1] + old[top + row].text.length + 1
        : Math.max(weights[(row + 1) * width + column], weights[row * width + column + 1]);
    }
  }
  for (let row = 0, column = 0; row < rows && column < columns;) {
    if (old[top + row].text === young[top + column].text) {
      partners[top + row] = top + column;
      row += 1;
      column += 1;
    } else if (weights[(row + 1) * width + column] >= weights[row * width + column + 1]) {
      row += 1;
    } else {
      column += 1;
    }
  }
  return partners;
}

/**
 * A merged text with what was typed while it was on its way. Null where that was typed into lines that changed.
 * @param {string} sent What the merged text was made from.
 * @param {string} typed What stands in the field now.
 * @param {string} merged
 */
export function withTyped(sent, typed, merged) {
  if (typed === sent) return merged;
  const { start, end, text } = change(sent, typed);
  const follow = follower(sent, merged);
  const [from, to] = [follow(start), follow(end)];
  const isThere = from.exact && to.exact && merged.slice(from.place, to.place) === sent.slice(start, end);
  return isThere ? merged.slice(0, from.place) + text + merged.slice(to.place) : null;
}
