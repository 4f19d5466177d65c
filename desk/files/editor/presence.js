// Who else has the story open, and whether they have saved it. The page says every now and then that somebody looks at it, and
// is told of the others; one that is out of sight says nothing, and is forgotten by the desk.

import { Presses } from "./presses.js";

/** The desk forgets whom it did not hear of for 45 seconds. */
const EVERY_MS = 15_000;

/**
 * @param {HTMLFormElement} form
 * @param {import("./saving.js").Saving} saving
 */
export function bePresent(form, saving) {
  const line = document.getElementById("others");
  if (!line) return;
  const presses = new Presses();
  const tell = async () => {
    if (document.visibilityState !== "visible") return;
    const told = await ask(`${form.action}/here`);
    if (!told) return;
    const isNewer = told.save > Number(saving.base) && !saving.isUnderWay;
    // The line is above everything: what is pressed must not move.
    presses.whenOver(() => say(line, told.others, isNewer));
  };
  setInterval(() => void tell(), EVERY_MS);
  document.addEventListener("visibilitychange", () => void tell());
}

/**
 * @param {string} address
 * @returns {Promise<{ others: string[], save: number } | null>} None where nobody answers who knows.
 */
async function ask(address) {
  try {
    const answer = await fetch(address, { method: "POST", headers: { Accept: "application/json" } });
    if (!answer.ok) return null;
    const { others, save } = await answer.json();
    return Array.isArray(others) ? { others: others.map(String), save: Number(save) } : null;
  } catch {
    return null;
  }
}

/** @param {HTMLElement} line @param {string[]} others @param {boolean} isNewer */
function say(line, others, isNewer) {
  const sentences = [];
  if (others.length > 0) sentences.push(`Also here: ${others.join(", ")}`);
  if (isNewer) sentences.push("Somebody has saved this story since you have it before you. What you change is put together with that.");
  const words = sentences.join(". ");
  line.hidden = words === "";
  // What is said again is not changed, so that nobody hears it twice.
  if (line.textContent?.trim() !== words) line.textContent = words;
}
