// What stands beside the text follows what is saved: where the story is on its way, what keeps it from going out, and which
// save a step is about.

const BESIDE = ".desk-beside";
const STAGE = "section[aria-labelledby=beside-stage]";

/**
 * @param {HTMLFormElement} form
 * @param {import("./saving.js").Saving} saving
 */
export function followSaves(form, saving) {
  const beside = document.querySelector(BESIDE);
  if (!beside) return;
  let shown = saving.base;
  form.addEventListener("saved", () => {
    if (saving.base === shown) return;
    shown = saving.base;
    name(beside, shown);
    void refresh(form, beside, saving);
  });
  // A step is about what is written, so that is saved first.
  beside.addEventListener("submit", (event) => void send(/** @type {SubmitEvent} */ (event), beside, saving));
}

/**
 * @param {SubmitEvent} event
 * @param {Element} beside
 * @param {import("./saving.js").Saving} saving
 */
async function send(event, beside, saving) {
  const step = event.target;
  if (saving.isSaved || !(step instanceof HTMLFormElement)) return;
  event.preventDefault();
  if (!(await saving.save())) return;
  name(beside, saving.base);
  step.requestSubmit(event.submitter);
}

/** @param {Element} beside @param {string} save */
function name(beside, save) {
  for (const seen of beside.querySelectorAll("input[name=seen]")) /** @type {HTMLInputElement} */ (seen).value = save;
}

/**
 * @param {HTMLFormElement} form
 * @param {Element} beside
 * @param {import("./saving.js").Saving} saving
 */
async function refresh(form, beside, saving) {
  const save = saving.base;
  const answer = await fetch(form.action).catch(() => null);
  if (!answer?.ok || saving.base !== save) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const field of form.querySelectorAll(".manuscript__field")) {
    const control = field.querySelector("[name]")?.id;
    const fresh = control ? page.getElementById(control)?.closest(".manuscript__field") : null;
    for (const problem of field.querySelectorAll(".manuscript__problem")) problem.remove();
    field.append(...(fresh?.querySelectorAll(".manuscript__problem") ?? []));
  }
  const stage = beside.querySelector(STAGE);
  const fresh = page.querySelector(`${BESIDE} ${STAGE}`);
  if (!stage || !fresh) return;
  // Nothing that somebody fills in changes under their hands; what it depends on does.
  if (!isInUse(stage)) return stage.replaceWith(fresh);
  const [gate, freshGate] = [stage, fresh].map((part) => part.querySelector(".desk-gate"));
  if (gate && freshGate) gate.replaceWith(freshGate);
  else if (freshGate) stage.querySelector("h2 + p")?.after(freshGate);
  else gate?.remove();
  if (fresh.querySelector("[name=in_spite]")) return;
  for (const warned of stage.querySelectorAll(".desk-check:has([name=in_spite])")) warned.remove();
}

/** @param {Element} part */
function isInUse(part) {
  if (part.contains(document.activeElement)) return true;
  return [...part.querySelectorAll("input:not([type=hidden]), textarea")].some((control) => {
    const { type, checked, value } = /** @type {HTMLInputElement} */ (control);
    return type === "checkbox" ? checked : value !== "";
  });
}
