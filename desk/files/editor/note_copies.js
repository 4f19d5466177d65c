// A note that somebody has begun stays in this browser until it stands among the others: a reload takes it away no more than a
// step does. It comes back by itself, as its fields are empty then; of each story and account there is one.

const OF_THE_DESK = "desk-note";

/**
 * @typedef {object} Kept
 * @property {string} passage
 * @property {string} text
 * @property {boolean} isSent Whether somebody has left it.
 */

/** Keeps what is typed as a note, and brings back what was. */
export function keepNote() {
  const [passage, text] = ["note-passage", "note-text"].map((id) => document.getElementById(id));
  if (!(passage instanceof HTMLInputElement) || !(text instanceof HTMLTextAreaElement)) return;
  const key = `${OF_THE_DESK}/${text.dataset.copies}`;
  const keep = (isSent = false) => write(key, { passage: passage.value, text: text.value, isSent });

  const kept = look(key);
  if (kept?.isSent && isThere(kept.text)) write(key, null);
  else if (kept && text.value === "") {
    [passage.value, text.value] = [kept.passage, kept.text];
    text.closest("details")?.setAttribute("open", "");
  }
  for (const field of [passage, text]) field.addEventListener("input", () => keep());
  text.form?.addEventListener("submit", ({ submitter }) => {
    if (submitter instanceof HTMLButtonElement && submitter.value === "note") keep(true);
  });
}

/** @param {string} text Whether a note says it. */
function isThere(text) {
  return [...document.querySelectorAll(".desk-note__text")].some((note) => note.textContent?.trim() === text.trim());
}

/** @param {string} key @param {Kept | null} note */
function write(key, note) {
  try {
    if (note?.text.trim()) localStorage.setItem(key, JSON.stringify(note));
    else localStorage.removeItem(key);
  } catch {
    // Where nothing can be stored, the note is in the page alone.
  }
}

/** @param {string} key @returns {Kept | null} */
function look(key) {
  try {
    const { passage, text, isSent } = JSON.parse(localStorage.getItem(key) ?? "");
    return typeof passage === "string" && typeof text === "string" ? { passage, text, isSent: isSent === true } : null;
  } catch {
    return null;
  }
}
