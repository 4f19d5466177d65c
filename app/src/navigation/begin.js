// Asks for the start script when the picture that a reader looks at first is there: the two would share the line. A reader who
// reaches for something has it at once. Put in before the page has loaded, it is still a part of loading it. Every page has
// this in it, hence the short names.
{
  const d = document, s = d.createElement("script");
  s.type = "module";
  s.src = d.currentScript.dataset.module;
  // What has loaded may be the style sheet.
  const go = ({ target }) => target.sheet || s.isConnected || d.head.append(s);
  for (const k of ["pointerdown", "keydown", "focusin", "load", "error"]) d.addEventListener(k, go, true);
  d.addEventListener("DOMContentLoaded", (e) => d.querySelector("img[fetchpriority=high]") || go(e));
}
