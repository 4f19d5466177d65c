// A button as the editor's parts make them.

/**
 * @param {string} words
 * @param {() => void} press
 */
export function button(words, press) {
  const button = Object.assign(document.createElement("button"), { type: "button", textContent: words });
  button.addEventListener("click", press);
  return button;
}
