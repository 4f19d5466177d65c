// Starts a browser's driver and a browser in it. Both drivers speak WebDriver (w3.org/TR/webdriver2).
import { spawn } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { createServer } from "node:net";
import { Builder, Capabilities } from "selenium-webdriver";
import { Options as FirefoxOptions } from "selenium-webdriver/firefox.js";

/** How long a page may take to look as it should, in milliseconds: the machine may be busy. */
export const PATIENCE = 30_000;

/** Each engine: its driver's command, and the browser with script or without. */
const ENGINES = {
  firefox: {
    driver: (port) => ["geckodriver", "--host", "127.0.0.1", "--port", String(port), "--log", "error"],
    capabilities: (script) =>
      new FirefoxOptions()
        .setBinary(process.env.FIREFOX ?? "/usr/bin/firefox-esr")
        .addArguments("--headless", "--width=1280", "--height=900")
        .setPreference("javascript.enabled", script)
        // It would ask its makers for settings and experiments.
        .setPreference("services.settings.server", "data:,#none")
        .setPreference("app.normandy.enabled", false)
        .setPreference("datareporting.policy.dataSubmissionEnabled", false),
  },
  webkit: {
    driver: (port) => ["WebKitWebDriver", "--host=127.0.0.1", `--port=${port}`],
    capabilities: (script) =>
      new Capabilities({
        browserName: "MiniBrowser",
        "webkitgtk:browserOptions": {
          binary: process.env.MINIBROWSER ?? miniBrowser(),
          args: ["--automation", `--enable-javascript=${script}`],
        },
      }),
  },
};

export const names = (process.env.ENGINES ?? "firefox,webkit").split(",");

/** Debian keeps it beside the library, in a folder with the machine's name. */
function miniBrowser() {
  for (const machine of readdirSync("/usr/lib")) {
    for (const version of ["webkit2gtk-4.1", "webkit2gtk-4.0", "webkitgtk-6.0"]) {
      const path = `/usr/lib/${machine}/${version}/MiniBrowser`;
      if (existsSync(path)) return path;
    }
  }
  throw new Error("WebKit's MiniBrowser is not there. On Debian: apt-get install webkit2gtk-driver");
}

/** A browser with a fresh profile. `quit` ends it and its driver. */
export async function start(name, { script = true } = {}) {
  const engine = ENGINES[name];
  const port = await freePort();
  const [command, ...options] = engine.driver(port);
  // The part of GTK that screen readers listen to wants a bus of its own.
  const driver = spawn(command, options, { stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, GTK_A11Y: "none", NO_AT_BRIDGE: "1" } });
  let said = "";
  for (const stream of [driver.stdout, driver.stderr]) {
    // Both browsers complain of much that is not there; it matters only if they do not start.
    stream.on("data", (text) => (said = (said + text).slice(-2_000)));
  }
  const failed = new Promise((_, reject) => {
    driver.once("error", (error) => reject(new Error(`${command} does not start: ${error.message}`)));
    driver.once("exit", (code, signal) => reject(new Error(`${command} ended: ${code ?? signal}`)));
  });
  failed.catch(() => {});
  const server = `http://127.0.0.1:${port}`;
  const waiting = new AbortController();
  try {
    await Promise.race([isUp(server, waiting.signal), failed]);
    const session = new Builder().usingServer(server).withCapabilities(engine.capabilities(script)).build();
    await Promise.race([session.getSession(), failed]);
    // WebKit's driver does not press what is below the window.
    await session.manage().window().setRect({ width: 1280, height: 900 });
    return {
      session,
      async quit() {
        await session.quit().catch(() => {});
        driver.kill();
      },
    };
  } catch (error) {
    waiting.abort();
    driver.kill();
    throw new Error(`${name} cannot be driven with \`${[command, ...options].join(" ")}\`: ${error.message}\n${said}`, { cause: error });
  }
}

async function isUp(server, signal) {
  while (!signal.aborted) {
    const answer = await fetch(`${server}/status`).catch(() => null);
    if (answer?.ok) return;
    await new Promise((later) => setTimeout(later, 100));
  }
}

export async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((listening) => server.once("listening", listening));
  const { port } = server.address();
  await new Promise((closed) => server.close(closed));
  return port;
}
