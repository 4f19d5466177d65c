// A note is about the words that are selected in the text: whoever begins one has them filled in.

/** What a note can be about, in characters; whoever selected more means the whole story. */
const LONGEST = 500;

/** @param {HTMLTextAreaElement} body */
export function quoteSelection(body) {
  const passage = document.getElementById("note-passage");
  const opened = passage?.closest("details");
  if (!(passage instanceof HTMLInputElement) || !opened) return;
  opened.addEventListener("toggle", () => {
    if (!opened.open || passage.value) return;
    const words = body.value.slice(body.selectionStart, body.selectionEnd).trim();
    if (words.length <= LONGEST && !words.includes("\n")) passage.value = words;
  });
}
