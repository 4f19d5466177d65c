// What others send comes in at once: the stream that readers have says that something happened, and the page looks at itself.

/** @typedef {import("./page.js").Page} Page */

const EVENTS = [
  "coverage-entry-added", "coverage-entry-edited", "coverage-entry-removed", "coverage-entry-pinned", "coverage-changed",
  "article-published", "article-updated", "article-moved", "article-withdrawn",
];
/** Milliseconds until a stream that was refused is asked for again, and between looks that are not asked for: of a story that readers cannot open nothing is told. */
const AGAIN = 5_000;
const LOOK = 20_000;

/** @param {Page} page */
export function follow(page) {
  let last = page.root.dataset.event ?? "0";
  /** @type {EventSource | null} */
  let source = null;
  const isWanted = () => document.visibilityState === "visible";

  const hear = (/** @type {MessageEvent} */ event) => {
    last = event.lastEventId || last;
    if (String(JSON.parse(event.data).article) === page.root.dataset.article) void page.look();
  };
  const end = () => {
    source?.close();
    source = null;
  };
  // A tab that nobody sees has no stream: browsers allow few connections to one server.
  const begin = () => {
    if (source || !isWanted()) return;
    const stream = new EventSource(`/live?after=${last}`);
    for (const name of EVENTS) stream.addEventListener(name, hear);
    stream.addEventListener("reset", (event) => {
      last = event.lastEventId || last;
      void page.look();
    });
    stream.onerror = () => {
      if (stream.readyState !== EventSource.CLOSED || source !== stream) return;
      end();
      setTimeout(begin, AGAIN * (1 + Math.random()));
    };
    source = stream;
  };

  document.addEventListener("visibilitychange", () => {
    if (!isWanted()) {
      end();
      return;
    }
    begin();
    void page.look();
  });
  addEventListener("pagehide", end);
  addEventListener("pageshow", begin);
  setInterval(() => isWanted() && void page.look(), LOOK);
  begin();
}
