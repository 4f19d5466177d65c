// Pasting into the story: with its headings, links and lists as Markdown, or as plain text if shift is held.

import { isAddress, linkTo } from "./formatting.js";
import { withoutInvisible } from "./pasting/invisible.js";
import { markdownOf } from "./pasting/markdown.js";
import { hasSuggestions } from "./pasting/suggestions.js";
import { type } from "./typing.js";

/**
 * @param {HTMLTextAreaElement} body
 * @param {(files: File[]) => void} takePictures
 * @param {(words: string) => void} tell
 */
export function cleanPastes(body, takePictures, tell) {
  let isPlain = false;
  body.addEventListener("keydown", ({ key, shiftKey }) => { isPlain = shiftKey && key.toLowerCase() === "v"; });
  body.addEventListener("keyup", () => { isPlain = false; });
  body.addEventListener("paste", (event) => {
    const { clipboardData } = event;
    if (!clipboardData) return;
    const plain = clipboardData.getData("text/plain");
    if (clipboardData.files.length > 0 && !plain && !isPlain) {
      event.preventDefault();
      takePictures([...clipboardData.files]);
      return;
    }
    const selection = { text: body.value, start: body.selectionStart, end: body.selectionEnd };
    if (selection.start !== selection.end && isAddress(plain.trim()) && !isPlain) {
      event.preventDefault();
      type(body, linkTo(selection, plain.trim()));
      return;
    }
    // An editor of programs: it paints every word, and means the text.
    const isCode = clipboardData.types.includes("vscode-editor-data");
    const cleaned = isCode || isPlain ? null : markdownOf(clipboardData.getData("text/html"), plain);
    const seen = isCode ? plain : withoutInvisible(plain);
    // The browser pastes what stays as it is.
    if (!cleaned?.markdown && seen === plain) return;
    event.preventDefault();
    const { start, end } = selection;
    type(body, { start, end, text: cleaned?.markdown ? aroundSelection(selection, cleaned.markdown) : seen.replace(/\r\n?/g, "\n") });
    const words = cleaned?.markdown ? toSay(cleaned, hasSuggestions(clipboardData)) : "";
    if (words) tell(words);
  });
}

/**
 * What has several paragraphs stands apart from those around it.
 * @param {import("./formatting.js").Selection} selection
 * @param {string} markdown
 */
function aroundSelection({ text, start, end }, markdown) {
  const isWords = !markdown.includes("\n") && !/^(#{1,6} |- |\d+\. |> |\| )/.test(markdown);
  if (isWords) return markdown;
  const before = text.slice(0, start);
  const after = text.slice(end);
  const above = before === "" || before.endsWith("\n\n") ? "" : before.endsWith("\n") ? "\n" : "\n\n";
  const below = after === "" || after.startsWith("\n\n") ? "" : after.startsWith("\n") ? "\n" : "\n\n";
  return above + markdown + below;
}

/**
 * What whoever pastes would otherwise take for granted.
 * @param {import("./pasting/markdown.js").Cleaned} cleaned
 * @param {boolean} hasSuggestions
 */
function toSay({ leftOut, reviewed }, hasSuggestions) {
  return [
    leftOut > 0 ? ofPictures(leftOut) : "",
    reviewed.changes ? "Tracked changes came in as if accepted." : "",
    reviewed.comments ? "Comments were left out." : "",
    hasSuggestions ? "The text has suggestions that nobody has settled: what they take out stands beside what they put in." : "",
  ].filter(Boolean).join(" ");
}

/** @param {number} pictures */
function ofPictures(pictures) {
  const what = pictures === 1 ? "A picture was" : `${pictures} pictures were`;
  return `${what} left out, as only the paper's own can stand in a story. Save and drag in what you may use.`;
}
