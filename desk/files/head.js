// What is behind "More" in the menu closes as people are used to: by Escape, and when they go on elsewhere.

const more = document.querySelector(".desk-head__more");
if (more instanceof HTMLDetailsElement) {
  more.addEventListener("keydown", ({ key }) => {
    if (key !== "Escape" || !more.open) return;
    more.open = false;
    more.querySelector("summary")?.focus();
  });
  for (const going of ["pointerdown", "focusin"]) {
    document.addEventListener(going, ({ target }) => {
      if (target instanceof Node && !more.contains(target)) more.open = false;
    });
  }
}
