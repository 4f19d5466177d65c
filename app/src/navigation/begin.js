// Asks for the start script when the picture that a reader looks at first is there: the two would share the line. A reader who
// reaches for something has it at once. Put in before the page has loaded, it is still a part of loading it. Every page has
// this in it, hence the short names.
{
  const d = document, s = d.createElement("script");
  // Nowhere else has the reader a place that is to be found again: style/base/_out_of_sight.scss.
  if (performance.getEntriesByType("navigation")[0]?.type === "navigate") d.documentElement.dataset.opened = "anew";
  s.type = "module";
  s.src = d.currentScript.dataset.module;
  // What has loaded may be the style sheet.
  const begin = ({ target }) => target.sheet || s.isConnected || d.head.append(s);
  for (const kind of ["pointerdown", "keydown", "focusin", "load", "error"]) d.addEventListener(kind, begin, true);
  d.addEventListener("DOMContentLoaded", (event) => d.querySelector("img[fetchpriority=high]") || begin(event));
}
