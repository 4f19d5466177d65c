// One visit of somebody with a slow phone, and what their browser says of it.

/** The phone: how wide it is, how much slower than this machine, and how it is connected (bytes a second, milliseconds). */
const SCREEN = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true };
const SLOWER = 4;
const NETWORK = { offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 750e3 / 8 };
/** Long enough for all that starts late, as the WebAssembly does. */
const SETTLE_MS = 2_500;
/** From here on a task keeps a reader waiting who taps meanwhile (Long Tasks API, section 1). */
const LONG_TASK_MS = 50;

/** Opens `url`, then the first story that it leads to. Times are in milliseconds, sizes in bytes as they are sent. */
export async function visit(browser, url) {
  // A service worker fetches the page's files where nothing is slow or counted, and the page may then have them from it.
  const context = await browser.newContext({ ...SCREEN, serviceWorkers: "block" });
  try {
    const page = await context.newPage();
    const devtools = await context.newCDPSession(page);
    await devtools.send("Network.enable");
    await devtools.send("Network.emulateNetworkConditions", NETWORK);
    await devtools.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
    const sent = countBytes(devtools);
    await page.addInitScript(watch);
    await page.goto(url, { waitUntil: "load" });
    await page.waitForTimeout(SETTLE_MS);
    const load = await page.evaluate("window.measured");
    const bytes = { ...sent };
    await page.evaluate("window.measured.tasks = []");
    // In place: the page stays, and with it what it measures.
    await page.locator("main a[href^='/'] >> visible=true").filter({ hasText: /\S+ \S+ \S+/ }).first().click();
    await page.waitForTimeout(SETTLE_MS);
    const onward = await page.evaluate("window.measured");
    return {
      lcpMs: load.lcp,
      blockingMs: blocking(load),
      // What is called Total Blocking Time (web.dev/articles/tbt): before the first paint nobody taps.
      blockingAfterPaintMs: blocking(load, load.fcp),
      longestTaskMs: longest(load),
      cls: load.cls,
      pageBytes: bytes.all - bytes.pictures,
      pictureBytes: bytes.pictures,
      onwardLongestTaskMs: longest(onward),
    };
  } finally {
    await context.close();
  }
}

/** How much longer than they may be all long tasks were together, of what is after `from`. */
function blocking({ tasks }, from = 0) {
  const after = tasks.map(({ start, end }) => end - Math.max(start, from));
  return after.reduce((sum, task) => sum + Math.max(0, task - LONG_TASK_MS), 0);
}

/** Of all tasks, the one before the first paint, which it is waiting for, too. */
function longest({ tasks }) {
  return Math.max(0, ...tasks.map(({ start, end }) => end - start));
}

function countBytes(devtools) {
  const sent = { all: 0, pictures: 0 };
  const pictures = new Set();
  devtools.on("Network.responseReceived", ({ requestId, type }) => type === "Image" && pictures.add(requestId));
  devtools.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    sent.all += encodedDataLength;
    if (pictures.has(requestId)) sent.pictures += encodedDataLength;
  });
  return sent;
}

/** Runs in the page, before anything of it does. */
function watch() {
  window.measured = { fcp: 0, lcp: 0, cls: 0, tasks: [] };
  const observe = (type, each) => new PerformanceObserver((list) => list.getEntries().forEach(each)).observe({ type, buffered: true });
  observe("paint", (entry) => { if (entry.name === "first-contentful-paint") window.measured.fcp = entry.startTime; });
  observe("largest-contentful-paint", (entry) => (window.measured.lcp = entry.startTime));
  observe("layout-shift", (entry) => { if (!entry.hadRecentInput) window.measured.cls += entry.value; });
  observe("longtask", (entry) => window.measured.tasks.push({ start: entry.startTime, end: entry.startTime + entry.duration }));
}
