// Composing an issue: stories change places without the page being sent. Without it, the same buttons send the form.

const form = document.getElementById("compose");
const list = document.getElementById("stories");
const state = document.getElementById("compose-state");
if (form && list && state) start(list, state);

/**
 * @param {HTMLElement} list
 * @param {HTMLElement} state
 */
function start(list, state) {
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
      state.textContent = "Taken out. Not saved yet";
      return;
    }
    const other = step === "up" ? story.previousElementSibling : story.nextElementSibling;
    if (!other) return;
    if (step === "up") other.before(story);
    else other.after(story);
    // Moving an element takes the keyboard off it.
    button.focus();
    state.textContent = `Now in place ${[...list.children].indexOf(story) + 1}. Not saved yet`;
  });
}
