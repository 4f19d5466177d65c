// Sends a picture to the paper. Not by `fetch`, which cannot say how far it is.

import { ownPath } from "./sending.js";

/**
 * @typedef {object} Taken What the paper says of a picture that it took; of its words what it knows.
 * @property {string} path
 * @property {string} [alt]
 * @property {string | null} [caption]
 * @property {string | null} [credit]
 * @property {string} [markdown] The picture as it stands in a text.
 */

/**
 * @typedef {({ kind: "taken" } & Taken)
 *   | { kind: "refused", sentence: string }
 *   | { kind: "signed out", link: string }
 *   | { kind: "unheard" }} Outcome
 */

/**
 * @param {string} address
 * @param {File} file
 * @param {(share: number) => void} progress From 0 to 1.
 * @returns {Promise<Outcome>}
 */
export function upload(address, file, progress) {
  return new Promise((done) => {
    const request = new XMLHttpRequest();
    request.open("POST", address);
    request.setRequestHeader("Accept", "application/json");
    request.setRequestHeader("X-File-Name", encodeURIComponent(file.name));
    request.upload.addEventListener("progress", ({ loaded, total }) => progress(total > 0 ? loaded / total : 0));
    request.addEventListener("load", () => done(outcomeOf(request.status, request.responseText)));
    for (const failure of ["error", "abort", "timeout"]) request.addEventListener(failure, () => done({ kind: "unheard" }));
    request.send(file);
  });
}

/**
 * @param {number} status
 * @param {string} text
 * @returns {Outcome}
 */
function outcomeOf(status, text) {
  const said = read(text);
  switch (status) {
    case 200:
      return typeof said.path === "string" && /^\/media\/[\w.-]+$/.test(said.path) ? { kind: "taken", path: said.path, ...wordsOf(said) } : { kind: "unheard" };
    case 401:
      return { kind: "signed out", link: ownPath(said.sign_in) };
    case 403:
      return { kind: "refused", sentence: "You may not add pictures." };
    case 413:
      return { kind: "refused", sentence: "The file is too large." };
    case 422:
      return { kind: "refused", sentence: typeof said.sentence === "string" && said.sentence ? said.sentence : "The paper cannot show it." };
    default:
      return { kind: "unheard" };
  }
}

/** @param {Record<string, unknown>} said */
function wordsOf(said) {
  const words = ["alt", "caption", "credit", "markdown"].flatMap((name) => {
    const text = said[name];
    return typeof text === "string" && text ? [[name, text]] : [];
  });
  return Object.fromEntries(words);
}

/** @param {string} text @returns {Record<string, unknown>} */
function read(text) {
  try {
    return JSON.parse(text) ?? {};
  } catch {
    return {};
  }
}
