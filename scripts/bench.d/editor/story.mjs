// A story as long as one asks for, with what stories have in them.

const SENTENCE = "The ferry left the harbour at nine and nobody on the quay saw it go because of the fog. ";
const WORDS = SENTENCE.trim().split(" ").length;

/**
 * @param {number} words About how many.
 */
export function story(words) {
  const paragraphs = [];
  for (let written = 0; written < words; written += 4 * WORDS) {
    paragraphs.push(...extras(paragraphs.length), `${SENTENCE.repeat(2)}It was **late**, said [the pilot](https://example.org/pilot). ${SENTENCE}`.trim());
  }
  return paragraphs.join("\n\n");
}

function extras(number) {
  switch (number % 8) {
    case 0:
      return ["## What the fog hid"];
    case 3:
      return ["> Nobody saw it go.\n>\n> — The pilot"];
    case 5:
      return ["- one tram\n- two buses\n- a ferry"];
    default:
      return [];
  }
}
