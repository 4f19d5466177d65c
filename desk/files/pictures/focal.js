// The focal point on the picture: a press puts it there, arrow keys move it, and the cuts beside it follow. The fields of the
// form stay what is sent.
//
// Where the mark stands is written into a style sheet of the script's own: the page's policy refuses style attributes, and so
// does what checks the page.

/** How far an arrow key moves it, in percent; with Shift, further. */
const STEP = 1;
const LEAP = 10;

/**
 * @param {HTMLElement} focal What the picture stands in.
 * @param {HTMLFormElement} form
 * @param {HTMLElement | null} cuts
 */
export function start(focal, form, cuts) {
  const [x, y] = ["focus_x", "focus_y"].map((name) => /** @type {HTMLInputElement} */ (form.elements.namedItem(name)));
  const picture = focal.querySelector("img");
  if (!picture) return;
  const mark = document.createElement("button");
  mark.type = "button";
  mark.className = "focal__mark";
  focal.append(mark);
  focal.dataset.choosing = "";
  const sheet = new CSSStyleSheet();
  document.adoptedStyleSheets.push(sheet);

  const show = () => {
    const [left, top] = [place(x), place(y)];
    const cut = cuts ? `#${cuts.id} img { object-position: ${left}% ${top}% }` : "";
    sheet.replaceSync(`.focal__mark { left: ${left}%; top: ${top}% } ${cut}`);
    mark.setAttribute("aria-label", `Focal point, ${left} percent from the left, ${top} percent from the top. Arrow keys move it.`);
  };
  const move = (/** @type {number} */ left, /** @type {number} */ top) => {
    x.value = String(within(left));
    y.value = String(within(top));
    show();
  };
  const moveTo = (/** @type {PointerEvent} */ { clientX, clientY }) => {
    const { left, top, width, height } = picture.getBoundingClientRect();
    move(((clientX - left) / width) * 100, ((clientY - top) / height) * 100);
  };

  let isHeld = false;
  focal.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    event.preventDefault();
    isHeld = true;
    focal.setPointerCapture(event.pointerId);
    moveTo(event);
    mark.focus({ preventScroll: true });
  });
  focal.addEventListener("pointermove", (event) => { if (isHeld) moveTo(event); });
  for (const end of ["pointerup", "pointercancel"]) focal.addEventListener(end, () => { isHeld = false; });
  mark.addEventListener("keydown", (event) => {
    const by = event.shiftKey ? LEAP : STEP;
    const steps = { ArrowLeft: [-by, 0], ArrowRight: [by, 0], ArrowUp: [0, -by], ArrowDown: [0, by] };
    const step = steps[/** @type {keyof typeof steps} */ (event.key)];
    if (!step) return;
    event.preventDefault();
    move(place(x) + step[0], place(y) + step[1]);
  });
  for (const field of [x, y]) field.addEventListener("input", show);
  show();
}

/** What stands in a field; the middle where that is no number. @param {HTMLInputElement} field */
function place({ value }) {
  const number = value.trim() === "" ? NaN : Number(value);
  return Number.isFinite(number) ? within(number) : 50;
}

/** @param {number} percent */
function within(percent) {
  return Math.min(100, Math.max(0, Math.round(percent)));
}
