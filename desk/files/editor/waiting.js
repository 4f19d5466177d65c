// Which steps wait for the text to be saved, and what says so, so that nobody presses again or thinks that nothing happens.

/** What is over before that needs no words. */
const AFTER_MS = 300;

/** @param {Element | null} button Whether its step waits for nothing. */
export function isAtOnce(button) {
  return button?.hasAttribute("data-at-once") ?? false;
}

/**
 * Shows `words` after the button for as long as `work` goes on.
 * @template T
 * @param {HTMLButtonElement} button
 * @param {string} words
 * @param {Promise<T>} work
 * @returns {Promise<T>}
 */
export async function sayMeanwhile(button, words, work) {
  const line = Object.assign(document.createElement("p"), { className: "step-waits", role: "status" });
  // What reads the page aloud hears of what comes into a line that was there.
  button.after(line);
  const timer = setTimeout(() => { line.textContent = words; }, AFTER_MS);
  try {
    return await work;
  } finally {
    clearTimeout(timer);
    line.remove();
  }
}
