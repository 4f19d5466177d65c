// The line with Save and the toolbar both stay in sight while somebody writes, one below the other.

/**
 * How high the line is depends on what it says and on the window, so it is measured.
 * @param {HTMLElement} toolbar
 * @param {Element | null} line
 */
export function keepBelow(toolbar, line) {
  if (!line) return;
  // Rounded down: between the two, text would show.
  const measure = () => toolbar.style.setProperty("--line-above", `${Math.floor(line.getBoundingClientRect().height)}px`);
  new ResizeObserver(measure).observe(line, { box: "border-box" });
}
