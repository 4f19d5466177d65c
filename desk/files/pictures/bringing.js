// Files that are let go over the form, pasted, or chosen in it are sent one by one with their progress.

import { upload } from "../editor/uploading.js";
import { UploadLine } from "../editor/upload_line.js";

/** @param {HTMLFormElement} form */
export function start(form) {
  const list = document.createElement("ul");
  list.className = "library-in__list";
  list.setAttribute("aria-live", "polite");
  form.append(list);

  let underWay = 0;
  addEventListener("beforeunload", (event) => { if (underWay > 0) event.preventDefault(); });
  const take = async (/** @type {File[]} */ files) => {
    underWay += files.length;
    const lines = files.map((file) => {
      const line = new UploadLine(file.name);
      list.append(line.element);
      return { file, line };
    });
    let taken = 0;
    for (const { file, line } of lines) {
      if (await send(form.action, file, line, take)) taken += 1;
      underWay -= 1;
    }
    // The page that is made anew has them. What was not taken has to be read first.
    if (taken > 0 && taken === files.length && underWay === 0) location.assign("/desk/pictures");
  };

  form.addEventListener("submit", (event) => {
    const fields = [...form.querySelectorAll("input")].filter((field) => field.type === "file");
    const files = fields.flatMap((field) => [...(field.files ?? [])]);
    if (files.length === 0) return;
    event.preventDefault();
    for (const field of fields) field.value = "";
    void take(files);
  });
  const holdsFiles = (/** @type {DragEvent} */ event) => event.dataTransfer?.types.includes("Files") ?? false;
  // Wherever on the page they are let go: the browser would open them in its place.
  addEventListener("dragover", (event) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    form.toggleAttribute("data-dropping", true);
  });
  for (const over of ["dragleave", "dragend", "drop"]) addEventListener(over, () => form.toggleAttribute("data-dropping", false));
  addEventListener("drop", (event) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    void take([...(event.dataTransfer?.files ?? [])]);
  });
  addEventListener("paste", ({ clipboardData }) => {
    const files = [...(clipboardData?.files ?? [])];
    if (files.length > 0) void take(files);
  });
}

/**
 * Whether it was taken.
 * @param {string} address @param {File} file @param {UploadLine} line @param {(files: File[]) => Promise<void>} take
 */
async function send(address, file, line, take) {
  const outcome = await upload(address, file, (share) => line.progress(share));
  const again = () => {
    line.element.remove();
    void take([file]);
  };
  switch (outcome.kind) {
    case "taken":
      line.element.remove();
      return true;
    case "refused":
      line.fail(`${file.name} was not taken: ${outcome.sentence}`);
      return false;
    case "signed out":
      line.fail(`${file.name} was not taken: you are signed out.`, { again, signIn: outcome.link });
      return false;
    case "unheard":
      line.fail(`${file.name} did not arrive.`, { again });
      return false;
  }
}
