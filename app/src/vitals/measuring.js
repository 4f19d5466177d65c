// How fast pages are, as the browser measures it: of some page loads, and of nobody who asked not to be followed. Told is what kind
// of page it was on what kind of screen, and numbers; nothing is kept, and no two messages can be told to come from one reader.
// A page opened in place is a view of its own. A view is told of once, when the page is out of sight for the first time.

const sample = document.documentElement.dataset.vitals;
if (Math.random() * 100 < sample && !navigator.globalPrivacyControl && navigator.doNotTrack !== "1") measure();

function measure() {
  const views = [];
  const supports = (type) => PerformanceObserver.supportedEntryTypes.includes(type);
  // What was not in sight is painted whenever the browser likes.
  const isInSight = !document.hidden && !performance.getEntriesByType("visibility-state").some(({ name }) => name === "hidden");

  const begin = (navigation, page, start, settled) => {
    if (views.length > 30) tell();
    const device = matchMedia("(min-width: 44rem)").matches ? "desktop" : "phone";
    const interactions = performance.interactionCount;
    const cls = supports("layout-shift") ? 0 : undefined;
    const view = { navigation, page, device, start, settled, interactions, cls, first: -Infinity, last: -Infinity, took: new Map() };
    views.push(view);
    return view;
  };

  // The worst session window: shifts less than a second apart, within five seconds (web.dev/articles/cls).
  const shift = (view, { startTime, value, hadRecentInput }) => {
    if (hadRecentInput || startTime < view.settled) return;
    if (startTime - view.last > 1000 || startTime - view.first > 5000) {
      view.first = startTime;
      view.sum = 0;
    }
    view.last = startTime;
    view.sum += value;
    view.cls = Math.max(view.cls, view.sum);
  };
  const interact = ({ took }, { interactionId, duration }) => {
    if (interactionId) took.set(interactionId, Math.max(duration, took.get(interactionId) ?? 0));
  };
  const kinds = {
    "largest-contentful-paint": (view, { startTime }) => { if (view.paints) view.lcp = startTime; },
    paint: (view, { name, startTime }) => { if (view.paints && name === "first-contentful-paint") view.fcp = startTime; },
    "layout-shift": shift,
    event: interact,
    "first-input": interact,
  };
  const see = (entries) => {
    for (const entry of entries) {
      const view = views.findLast(({ start }) => start <= entry.startTime);
      if (view) kinds[entry.entryType](view, entry);
    }
  };

  // The slowest interaction, save for one in fifty (web.dev/articles/inp). Those below 16 ms are counted and not described.
  const slowest = ({ interactions, took }) => {
    const durations = [...took.values()].sort((one, other) => other - one);
    const counted = performance.interactionCount - interactions;
    const place = Math.floor((counted || durations.length) / 50);
    return durations[Math.min(place, durations.length - 1)] ?? (counted > 0 ? 16 : undefined);
  };
  const tell = () => {
    see(observer.takeRecords());
    const lines = views.splice(0).map((view) => {
      const { page, device, navigation, lcp, fcp, ttfb, cls } = view;
      const figures = Object.entries({ lcp, inp: slowest(view), cls: cls * 1000, fcp, ttfb }).filter(([, value]) => value >= 0);
      return figures.length > 0 && [page, device, navigation, ...figures.map(([name, value]) => `${name}=${Math.round(value)}`)].join(" ");
    });
    const body = lines.filter(Boolean).join("\n");
    if (body) navigator.sendBeacon("/vitals", body);
  };

  const page = () => document.querySelector("main").dataset.page;
  const afterNextFrame = (then) => requestAnimationFrame(() => requestAnimationFrame(() => then(performance.now())));
  const load = begin("load", page(), 0, 0);
  load.paints = isInSight;
  if (isInSight) load.ttfb = performance.getEntriesByType("navigation")[0]?.responseStart;
  const observer = new PerformanceObserver((list) => see(list.getEntries()));
  for (const type in kinds) if (supports(type)) observer.observe({ type, buffered: true, durationThreshold: 16 });

  addEventListener("dateline-page", ({ detail }) => {
    const view = begin("in-place", detail.querySelector("main").dataset.page, performance.now(), Infinity);
    // The exchange of one page for another is no shift of either.
    afterNextFrame((now) => { view.settled = now; });
  });
  addEventListener("pageshow", ({ persisted, timeStamp }) => {
    if (!persisted) return;
    const view = begin("restored", page(), timeStamp, 0);
    afterNextFrame((now) => { view.lcp = now - timeStamp; });
  });
  document.addEventListener("visibilitychange", () => { if (document.hidden) tell(); });
}
