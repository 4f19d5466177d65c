// The desk's editor: what the browser adds to a form that works without. Each part stands in a file of its own.

import { Copy } from "./editor/copies.js";
import { keepSaved } from "./editor/leaving.js";
import { Notice } from "./editor/notice.js";
import { offerCopies } from "./editor/restoring.js";
import { Saving } from "./editor/saving.js";
import { StateLine } from "./editor/state.js";
import { Tabs } from "./editor/tabs.js";

const form = document.getElementById("manuscript");
if (form instanceof HTMLFormElement) start(form);

/** @param {HTMLFormElement} form */
function start(form) {
  const [bar, line] = ["toolbar", "save-state"].map((id) => /** @type {HTMLElement} */ (document.getElementById(id)));
  const notice = new Notice(bar);

  const tabs = new Tabs(form.dataset.story ?? "", (others) => notice.ofTabs(others));
  const copy = new Copy(form, tabs.page);
  const saving = new Saving(form, copy, new StateLine(line));
  keepSaved(form, saving);
  void tabs.open().then((open) => offerCopies(form, saving, copy, open));
}
