// Three ways to meet the site: in a browser with script, in one without, and over plain HTTP.
import { existsSync, mkdtempSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { defineConfig } from "@playwright/test";

const program = resolve(import.meta.dirname, process.env.DATELINE_BIN ?? "../target/dist/dateline");
if (!existsSync(program)) {
  throw new Error(`There is no ${program} to test; run \`make build\` first, or name another program in DATELINE_BIN.`);
}

// Playwright reads this file again in every worker, and all of them have to agree.
const port = (process.env.DATELINE_TEST_PORT ??= String(await freePort()));
const folder = (process.env.DATELINE_TEST_FOLDER ??= mkdtempSync(join(tmpdir(), "dateline-tests-")));
const site = `http://127.0.0.1:${port}`;

const ISLANDS = "**/*.island.spec.ts";
const OVER_HTTP = "**/*.http.spec.ts";

export default defineConfig({
  testDir: "tests",
  fullyParallel: true,
  forbidOnly: true,
  // Where others use the machine too, a browser can be slower than any wait. What passes the second time is told as flaky.
  retries: Number(process.env.DATELINE_TEST_RETRIES ?? 0),
  workers: 2,
  reporter: "line",
  // How sheets of the catalogue look. Letters are drawn a little differently by every version of a browser.
  snapshotPathTemplate: "looks/{arg}{ext}",
  expect: { toHaveScreenshot: { animations: "disabled", caret: "hide", maxDiffPixelRatio: 0.01, scale: "css" } },
  use: {
    baseURL: site,
    // It would hide requests from the tests that watch or hold them back; the test of reading offline allows it.
    serviceWorkers: "block",
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
        // The browser without windows shapes letters to whole pixels otherwise, as no reader sees them.
        "--font-render-hinting=none",
      ],
    },
  },
  projects: [
    { name: "script on", testIgnore: OVER_HTTP },
    { name: "script off", testIgnore: [OVER_HTTP, ISLANDS], use: { javaScriptEnabled: false } },
    { name: "no browser", testMatch: OVER_HTTP },
  ],
  webServer: {
    command: "node paper.mjs",
    env: { PROGRAM: program, PORT: port, FOLDER: folder },
    url: `${site}/healthz`,
    // The pictures are prepared first.
    timeout: 300_000,
    gracefulShutdown: { signal: "SIGTERM", timeout: 15_000 },
    stdout: "pipe",
  },
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((listening) => server.once("listening", listening));
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}
