// Sends a story to the desk and reads what came of it. Whatever is not one of the answers below counts as no answer:
// a page of something in between, a sign-in form, half a response.

import { read } from "./fields.js";

/** How long an answer may take, in milliseconds. */
const PATIENCE_MS = 20_000;
/** How many bytes go on their way though the page is closed (Fetch Standard, "HTTP-network-or-cache fetch": 64 KiB in all). */
const MOST_IN_PARTING = 60_000;

/**
 * @typedef {{ kind: "saved", save: string, at: string, fields: import("./fields.js").Texts | null }
 *   | { kind: "disputed", link: string }
 *   | { kind: "signed out", link: string }
 *   | { kind: "refused", sentences: string[], isFinal: boolean }
 *   | { kind: "unheard", isNetwork: boolean }} Answer
 */

/**
 * Sends the text as the form would.
 * @param {HTMLFormElement} form
 * @returns {Promise<Answer>}
 */
export async function send(form) {
  const base = /** @type {HTMLInputElement} */ (form.elements.namedItem("base")).value;
  const body = new URLSearchParams({ ...read(form), base, do: "autosave" }).toString();
  try {
    const response = await fetch(form.action, {
      method: "POST",
      body,
      headers: { Accept: "application/json", "Content-Type": "application/x-www-form-urlencoded;charset=UTF-8" },
      keepalive: body.length < MOST_IN_PARTING,
      // A page to sign in at, say, is no answer to this.
      redirect: "manual",
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    return await readAnswer(response);
  } catch {
    return { kind: "unheard", isNetwork: true };
  }
}

/**
 * @param {Response} response
 * @returns {Promise<Answer>}
 */
async function readAnswer(response) {
  const said = await response.json().catch(() => ({}));
  switch (response.status) {
    case 200:
      if (!Number.isInteger(said?.save)) return { kind: "unheard", isNetwork: false };
      return { kind: "saved", save: String(said.save), at: clockTime(said.at), fields: said.merged ? said.fields : null };
    case 409:
      return { kind: "disputed", link: ownPath(said?.disputes) };
    case 401:
      return { kind: "signed out", link: ownPath(said?.sign_in) };
    case 403:
      return { kind: "refused", sentences: ["You may no longer change this story."], isFinal: true };
    case 404:
    case 410:
      return { kind: "refused", sentences: ["This story is no longer on the desk."], isFinal: true };
    case 413:
      return { kind: "refused", sentences: ["The story is longer than the desk can hold."], isFinal: false };
    case 422:
      return { kind: "refused", sentences: sentencesOf(said), isFinal: false };
    default:
      return { kind: "unheard", isNetwork: false };
  }
}

/** @param {unknown} at `12:04:31` */
function clockTime(at) {
  return typeof at === "string" ? at.slice(0, 5) : "";
}

/**
 * An address of the desk; none of another site, whatever the answer says.
 * @param {unknown} path
 */
export function ownPath(path) {
  return typeof path === "string" && /^\/(?![/\\])/.test(path) ? path : "/desk";
}

/** @param {{ problems?: { sentence?: unknown }[] }} said */
function sentencesOf(said) {
  const sentences = Array.isArray(said?.problems) ? said.problems.map((problem) => String(problem?.sentence ?? "")) : [];
  const told = sentences.filter(Boolean);
  return told.length > 0 ? told : ["The desk did not take it."];
}
