// Composing an issue: stories change places without the page being sent, and nobody leaves it by mistake with something in it
// that is not saved. Without it, the same buttons send the form.

const form = document.getElementById("compose");
const list = document.getElementById("stories");
const state = document.getElementById("compose-state");
if (form instanceof HTMLFormElement && list && state) start(form, list, state);

/**
 * @param {HTMLFormElement} form
 * @param {HTMLElement} list
 * @param {HTMLElement} state
 */
function start(form, list, state) {
  let isChanged = state.textContent?.trim() !== "";
  const change = (/** @type {string} */ words) => {
    isChanged = true;
    state.textContent = words;
  };
  form.addEventListener("input", () => change("Not saved yet"));
  form.addEventListener("submit", () => (isChanged = false));
  addEventListener("beforeunload", (event) => isChanged && event.preventDefault());
  list.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest("button") : null;
    const story = button?.closest("li");
    if (!button || !story) return;
    event.preventDefault();
    const [step] = button.value.split("-");
    if (step === "out") {
      const next = story.nextElementSibling ?? story.previousElementSibling;
      story.remove();
      next?.querySelector("button")?.focus();
      change("Taken out. Not saved yet");
      return;
    }
    const other = step === "up" ? story.previousElementSibling : story.nextElementSibling;
    if (!other) return;
    if (step === "up") other.before(story);
    else other.after(story);
    // Moving an element takes the keyboard off it.
    button.focus();
    change(`Now in place ${[...list.children].indexOf(story) + 1}. Not saved yet`);
  });
}
