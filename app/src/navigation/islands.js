// What brings islands to life: WebAssembly, late, and then one island after the other. Until then, and where it does not
// come, they are the plain HTML that they were written as.

const MODULE = new URL("dateline.js", import.meta.url);
const WEBASSEMBLY = new URL("dateline.wasm", import.meta.url);
/** How long a browser that is never idle may put it off. */
const PUT_OFF_MS = 2_000;
const awake = new WeakSet();
let hasBegun = false;
/** Once the module runs, its function for each kind of island. */
let islands = null;

// Nothing on the page waits for it, so it comes after the pictures: it would take the line from them, and then the
// processor. A reader who reaches for something has it at once.
awaitReader();
if (navigator.userActivation?.hasBeenActive) comeToLife();
else afterLoad(comeToLife);

function awaitReader() {
  for (const kind of ["pointerdown", "keydown", "focusin"]) addEventListener(kind, comeToLife, { once: true, passive: true });
}

/** Does something once the page has loaded and the browser has time. */
function afterLoad(act) {
  const whenIdle = () => {
    if (window.requestIdleCallback) requestIdleCallback(act, { timeout: PUT_OFF_MS });
    else setTimeout(act);
  };
  if (document.readyState === "complete") whenIdle();
  else addEventListener("load", whenIdle, { once: true });
}

async function comeToLife() {
  if (hasBegun) return;
  hasBegun = true;
  const module = await Promise.all([import(MODULE), fetch(WEBASSEMBLY)]).then(begin).catch((why) => {
    // What a browser throws when the line breaks. A line may hold the next time.
    if (!(why instanceof TypeError)) throw why;
    hasBegun = false;
    awaitReader();
  });
  if (!module) return;
  await breath();
  module.hydrate();
  // Leptos numbers them; in a page they go by their names.
  islands = Object.fromEntries(Object.entries(module).map(([name, act]) => [name.replace(/_\d+$/, ""), act]));
  await wake(document);
}

async function begin([module, answer]) {
  await module.default({ module_or_path: answer });
  return module;
}

/** Brings what is there to life, with time between two islands for what the reader does. */
async function wake(place) {
  for (const island of place.querySelectorAll("leptos-island")) {
    if (islands && !awake.has(island)) await breath();
    // Meanwhile it may have come to life, or gone.
    if (!islands || awake.has(island) || !island.isConnected) continue;
    awake.add(island);
    islands[island.dataset.component](island);
  }
  islands?.all_listen();
}

/** Lets the browser do what is due: paint, or hear the reader. What goes on after it is a task of its own. */
function breath() {
  return globalThis.scheduler?.yield?.() ?? new Promise((goOn) => setTimeout(goOn));
}
