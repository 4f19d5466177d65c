// Keys that do what a button does. On a Mac the command key stands for what is the control key elsewhere.

const isMac = /Mac|iPhone|iPad/.test(navigator.platform);

/**
 * @typedef {object} Shortcut
 * @property {string} key A letter or digit, as on its key.
 * @property {boolean} [shift]
 * @property {boolean} [alt]
 */

/**
 * Whether a key that was pressed is a shortcut. Where letters are not Latin ones, the place of the key counts; for digits
 * always, as with shift they are other characters.
 * @param {KeyboardEvent} event
 * @param {Shortcut} shortcut
 */
export function isShortcut(event, { key, shift = false, alt = false }) {
  const held = isMac ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey;
  // What AltGr types is a character (on Windows it is control and alt together).
  if (!held || event.getModifierState("AltGraph") || event.isComposing) return false;
  if (event.shiftKey !== shift || event.altKey !== alt) return false;
  const isLatin = /^[a-z]$/i.test(event.key) && !alt;
  return isLatin ? event.key.toLowerCase() === key : event.code === (/\d/.test(key) ? `Digit${key}` : `Key${key.toUpperCase()}`);
}

/**
 * For people: `Ctrl+B`, `⌘B`.
 * @param {Shortcut} shortcut
 */
export function spoken({ key, shift, alt }) {
  const letter = key.toUpperCase();
  if (isMac) return `${alt ? "⌥" : ""}${shift ? "⇧" : ""}⌘${letter}`;
  return ["Ctrl", alt && "Alt", shift && "Shift", letter].filter(Boolean).join("+");
}

/**
 * For `aria-keyshortcuts` (WAI-ARIA 1.2).
 * @param {Shortcut} shortcut
 */
export function asAttribute({ key, shift, alt }) {
  return [isMac ? "Meta" : "Control", alt && "Alt", shift && "Shift", key.toUpperCase()].filter(Boolean).join("+");
}
