// A live story at the desk, where there is script: forms are sent without leaving the page, what others send comes in by
// itself, and the list goes by keys. Each part stands in a file of its own.

import { Drafts } from "./coverage/draft.js";
import { Entries } from "./coverage/entries.js";
import { follow } from "./coverage/following.js";
import { hearKeys } from "./coverage/keys.js";
import { Page } from "./coverage/page.js";
import { sendForms } from "./coverage/sending.js";

const root = document.getElementById("coverage");
const list = document.getElementById("entries");
if (root && list) {
  const entries = new Entries(list);
  const page = new Page(root, entries);
  sendForms(page, new Drafts(page));
  hearKeys(page);
  follow(page);
}
