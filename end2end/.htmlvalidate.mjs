// What html-validate holds the pages to. The Nu checker is the other opinion.
/** @type {import("html-validate").ConfigData} */
export default {
  root: true,
  extends: ["html-validate:standard", "html-validate:a11y"],
  elements: [
    "html5",
    // What Leptos puts around an island, wherever its content may stand.
    { "leptos-island": { flow: true, phrasing: true, transparent: true } },
  ],
  rules: {
    "no-inline-style": "error",
    "no-implicit-close": "error",
    // Leptos' renderer decides these, and browsers do not mind.
    "no-trailing-whitespace": "off",
    "attr-quotes": "off",
    "attribute-boolean-style": "off",
    "attribute-empty-style": "off",
    "void-style": "off",
    doctype: "off",
    // Safari does not call a list without bullets a list, unless it is told (WebKit bug 170179).
    "no-redundant-role": "off",
    // The same lists, and a table that scrolls: in the body of an article a section would be part of the story.
    "prefer-native-element": ["error", { exclude: ["list", "region"] }],
    // Search engines cut a long title, readers and feeds do not: a headline is as long as it is.
    "long-title": "off",
  },
};
