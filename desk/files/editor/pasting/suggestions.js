// Suggestions in a text of Google Docs. Its HTML and its plain text have what should go and what should come side by side,
// "tentwelve"; only the format that it keeps for itself tells them apart. So far, that they are there can be said.

const TYPE = "application/x-vnd.google-docs-document-slice-clip+wrapped";

/**
 * Whether somebody suggested to take something out, which nobody has settled yet.
 * @param {DataTransfer} clipboard
 */
export function hasSuggestions(clipboard) {
  const wrapped = parsed(clipboard.getData(TYPE));
  const suggested = parsed(wrapped?.data)?.resolved?.dsl_suggesteddeletions?.sgsl_sugg;
  return Array.isArray(suggested) && suggested.some((names) => Array.isArray(names) && names.length > 0);
}

/** The format is nobody's promise: what is not as expected says nothing. @param {unknown} json */
function parsed(json) {
  try {
    return typeof json === "string" && json ? JSON.parse(json) : null;
  } catch {
    return null;
  }
}
