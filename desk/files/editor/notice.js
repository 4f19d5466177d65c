// What the writer is told beside the state of saving: that the story is open elsewhere, what a paste left out.

export class Notice {
  #tabs = paragraph();
  #told = paragraph();

  /** @param {HTMLElement} below */
  constructor(below) {
    below.after(this.#tabs, this.#told);
  }

  /** @param {number} others */
  ofTabs(others) {
    const words = "This story is also open in another tab of this browser. What you type here and there is put together when it is saved.";
    this.#tabs.textContent = others > 0 ? words : "";
  }

  /** Stays until the next time. @param {string} words */
  tell(words) {
    this.#told.textContent = words;
  }
}

function paragraph() {
  const paragraph = document.createElement("p");
  paragraph.className = "editor-notice";
  paragraph.setAttribute("role", "status");
  return paragraph;
}
