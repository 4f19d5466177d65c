// How fast pages are, as the browser measures it: of some page loads, and of nobody who asked not to be followed. Told is what kind
// of page it was on what kind of screen, and numbers; nothing is kept, and no two messages can be told to come from one reader.
// A page opened in place is a view of its own. A view is told of once, when the page is out of sight for the first time.

if (Math.random() * 100 < document.documentElement.dataset.vitals && !navigator.globalPrivacyControl && navigator.doNotTrack !== "1") measure();

function measure() {
  const views = [];
  const types = PerformanceObserver.supportedEntryTypes;

  const begin = (how, start, settled = 0, page = document) => {
    if (views.length > 30) tell();
    const view = { how, start, settled, page: page.querySelector("main").dataset.page, last: -Infinity, took: {} };
    view.before = performance.interactionCount;
    if (types.includes("layout-shift")) view.cls = 0;
    views.push(view);
    return view;
  };

  const kinds = {
    // Browsers tell of it until the reader does something. What was not in sight is painted whenever they like.
    "largest-contentful-paint": (view, { startTime }) => { if (view.paints) view.lcp = startTime; },
    // The worst session window: shifts less than a second apart, within five seconds (web.dev/articles/cls).
    "layout-shift": (view, { startTime, value, hadRecentInput }) => {
      if (hadRecentInput || startTime < view.settled) return;
      if (startTime > view.last + 1000 || startTime > view.first + 5000) {
        view.first = startTime;
        view.sum = 0;
      }
      view.last = startTime;
      view.cls = Math.max(view.cls, view.sum += value);
    },
    event: ({ took }, { interactionId, duration }) => {
      if (interactionId) took[interactionId] = Math.max(duration, took[interactionId] ?? 0);
    },
  };
  const see = (entries) => {
    for (const entry of entries) {
      const view = views.findLast(({ start }) => start <= entry.startTime);
      if (view) kinds[entry.entryType](view, entry);
    }
  };

  const tell = () => {
    see(observer.takeRecords());
    const device = innerWidth < 704 ? "phone" : "desktop";
    const lines = views.splice(0).map((view) => {
      // The slowest interaction, save for one in fifty (web.dev/articles/inp). Those below 16 ms are counted and not described.
      const durations = Object.values(view.took).sort((one, other) => other - one);
      const count = performance.interactionCount - view.before;
      view.inp = durations[Math.floor((count || durations.length) / 50)] ?? durations.at(-1) ?? (count > 0 ? 16 : -1);
      view.cls *= 1000;
      const figures = ["lcp", "inp", "cls", "fcp", "ttfb"].filter((name) => view[name] >= 0);
      return [view.page, device, view.how, ...figures.map((name) => `${name}=${Math.round(view[name])}`)].join(" ");
    });
    const body = lines.filter((line) => line.includes("=")).join("\n");
    if (body) navigator.sendBeacon("/vitals", body);
  };

  const afterNextFrame = (then) => requestAnimationFrame(() => requestAnimationFrame(then));
  const load = begin("load", 0);
  load.paints = !document.hidden;
  const observer = new PerformanceObserver((list) => see(list.getEntries()));
  for (const type in kinds) if (types.includes(type)) observer.observe({ type, buffered: true, durationThreshold: 16 });

  addEventListener("dateline-page", ({ detail }) => {
    const view = begin("in-place", performance.now(), Infinity, detail);
    // The exchange of one page for another is no shift of either.
    afterNextFrame((now) => { view.settled = now; });
  });
  addEventListener("pageshow", ({ persisted, timeStamp }) => {
    if (!persisted) return;
    const view = begin("restored", timeStamp);
    afterNextFrame((now) => { view.lcp = now - timeStamp; });
  });
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) return;
    if (load.paints) {
      load.fcp = performance.getEntriesByName("first-contentful-paint")[0]?.startTime;
      load.ttfb = performance.getEntriesByType("navigation")[0]?.responseStart;
    }
    tell();
  });
}
