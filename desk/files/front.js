// Arranging the front: stories are dragged from slot to slot. Without it, each slot is a list to choose from.

const form = document.getElementById("front");
if (form instanceof HTMLFormElement) start(form);

/** @param {HTMLFormElement} form */
function start(form) {
  const slots = [...form.querySelectorAll(".desk-slot")];
  for (const slot of slots) {
    const select = slot.querySelector("select");
    if (!(slot instanceof HTMLElement) || !select) continue;
    const handle = document.createElement("span");
    handle.className = "desk-slot__handle";
    handle.draggable = true;
    handle.setAttribute("aria-hidden", "true");
    handle.textContent = "⠿";
    slot.prepend(handle);
    handle.addEventListener("dragstart", (event) => event.dataTransfer?.setData("text/plain", select.id));
    slot.addEventListener("dragover", (event) => {
      event.preventDefault();
      slot.dataset.over = "";
    });
    for (const kind of ["dragleave", "drop"]) slot.addEventListener(kind, () => delete slot.dataset.over);
    slot.addEventListener("drop", (event) => {
      event.preventDefault();
      const from = document.getElementById(event.dataTransfer?.getData("text/plain") ?? "");
      if (from instanceof HTMLSelectElement && from !== select) swap(from, select);
    });
    // The same with the keyboard: the story changes places with the one above or below.
    select.addEventListener("keydown", (event) => {
      if (!event.altKey || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
      event.preventDefault();
      const next = slots[slots.indexOf(slot) + (event.key === "ArrowUp" ? -1 : 1)]?.querySelector("select");
      if (!next) return;
      swap(select, next);
      next.focus();
    });
  }
}

/**
 * Has two slots change their stories. A story that is offered in one alone comes along.
 * @param {HTMLSelectElement} one
 * @param {HTMLSelectElement} other
 */
function swap(one, other) {
  const [first, second] = [one.value, other.value];
  put(one, other, second);
  put(other, one, first);
}

/**
 * @param {HTMLSelectElement} into
 * @param {HTMLSelectElement} from
 * @param {string} story
 */
function put(into, from, story) {
  const isOffered = [...into.options].some((option) => option.value === story);
  const option = [...from.options].find((option) => option.value === story);
  if (!isOffered && option) into.append(option.cloneNode(true));
  into.value = story;
}
