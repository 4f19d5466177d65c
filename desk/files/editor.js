// The desk's editor: what the browser adds to a form that works without. Each part stands in a file of its own.

import { cleanPastes } from "./editor/pasting.js";
import { Copy } from "./editor/copies.js";
import { count } from "./editor/counting.js";
import { showEdges } from "./editor/edges.js";
import { controlNamed } from "./editor/fields.js";
import { FindDialog } from "./editor/find_dialog.js";
import { nextItem } from "./editor/formatting.js";
import { keepBelow } from "./editor/keeping_in_sight.js";
import { keepSaved } from "./editor/leaving.js";
import { LibraryDialog } from "./editor/library_dialog.js";
import { Notice } from "./editor/notice.js";
import { keepNote } from "./editor/note_copies.js";
import { quoteSelection } from "./editor/noting.js";
import { Pictures } from "./editor/pictures.js";
import { bePresent } from "./editor/presence.js";
import { Preview } from "./editor/previewing.js";
import { Offers } from "./editor/restoring.js";
import { Saving } from "./editor/saving.js";
import { followSaves } from "./editor/standing.js";
import { StateLine } from "./editor/state.js";
import { Tabs } from "./editor/tabs.js";
import { letGoOfTaken } from "./editor/taken.js";
import { formattingTools, hearShortcuts, showToolbar } from "./editor/toolbar.js";
import { type } from "./editor/typing.js";

// Whoever may not change the story can leave notes.
keepNote();
const form = document.getElementById("manuscript");
if (form instanceof HTMLFormElement) start(form);

/** @param {HTMLFormElement} form */
function start(form) {
  const body = /** @type {HTMLTextAreaElement} */ (controlNamed(form, "body"));
  const [bar, pane, line] = ["toolbar", "preview", "save-state"].map((id) => /** @type {HTMLElement} */ (document.getElementById(id)));
  const notice = new Notice(bar);

  const tabs = new Tabs(form.dataset.story ?? "", (others) => notice.ofTabs(others));
  const copy = new Copy(form, tabs.page);
  const saving = new Saving(form, copy, new StateLine(line));
  keepSaved(form, saving, copy);
  followSaves(form, saving);
  bePresent(form, saving);
  letGoOfTaken(form);
  new Offers(form, saving, copy, tabs);

  const pictures = new Pictures(form, body, bar);
  const preview = new Preview(form, pane);
  const find = new FindDialog(body);
  const library = new LibraryDialog(form, body);
  const formatting = formattingTools(body);
  const others = [
    { name: "Picture", sign: "Picture", act: () => void pictures.choose() },
    { name: "Picture of the library", sign: "Library", act: () => library.open() },
    { name: "Find and replace", sign: "Find", shortcut: { key: "h", shift: true }, act: () => find.open() },
    { name: "Preview", sign: "Preview", shortcut: { key: "p", alt: true }, act: () => showPreview(!preview.isShown), isPressed: false },
  ];
  const showPreview = (/** @type {boolean} */ isShown) => {
    void preview.show(isShown);
    bar.querySelector("[aria-pressed]")?.setAttribute("aria-pressed", String(isShown));
  };
  showToolbar(bar, body, [...formatting, ...others]);
  showEdges(bar);
  keepBelow(bar, line.closest(".manuscript__bar"));
  hearShortcuts(body, formatting);
  hearShortcuts(document, [...others, { name: "Save", sign: "Save", shortcut: { key: "s" }, act: () => void saving.save() }]);
  if (Preview.isWanted) showPreview(true);

  count(form);
  quoteSelection(body);
  cleanPastes(body, (files) => void pictures.take(files), (words) => notice.tell(words));
  body.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing || event.shiftKey || event.ctrlKey || event.metaKey || event.altKey) return;
    const edit = nextItem({ text: body.value, start: body.selectionStart, end: body.selectionEnd });
    if (!edit) return;
    event.preventDefault();
    type(body, edit);
  });
}
