// Says which ends of the toolbar are out of sight where it is one row that scrolls sideways, so that the style can show it.

/** Less than that is a rounded pixel. */
const NOTHING_PX = 1;

/** @param {HTMLElement} bar */
export function showEdges(bar) {
  const tell = () => {
    // Below zero where lines are read from the right.
    const before = Math.abs(bar.scrollLeft);
    const after = bar.scrollWidth - bar.clientWidth - before;
    bar.dataset.hides = [before > NOTHING_PX ? "start" : "", after > NOTHING_PX ? "end" : ""].join(" ").trim();
  };
  bar.addEventListener("scroll", tell, { passive: true });
  new ResizeObserver(tell).observe(bar);
}
