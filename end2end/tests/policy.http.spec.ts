// The content security policy: nothing from elsewhere, and nothing inline that it does not name.
import { createHash } from "node:crypto";
import { expect, test } from "@playwright/test";
import { allPages } from "./pages.ts";

function directives(policy: string): Map<string, string[]> {
  return new Map(
    policy.split(";").map((directive) => {
      const [name = "", ...sources] = directive.trim().split(/\s+/);
      return [name, sources];
    }),
  );
}

for (const kind of allPages) {
  test(`the ${kind.name} page runs and loads only what is the paper's own`, async ({ request }) => {
    const answer = await request.get(kind.path);
    const policy = directives(answer.headers()["content-security-policy"] ?? "");
    expect(policy.get("default-src")).toEqual(["'none'"]);
    expect(policy.get("base-uri")).toEqual(["'none'"]);
    expect(policy.get("form-action")).toEqual(["'self'"]);
    expect(policy.get("frame-ancestors")).toEqual(["'none'"]);
    // What a reader may ask to see within a story, and nothing else of anybody else.
    expect(policy.get("frame-src")).toEqual([
      "https://www.youtube-nocookie.com",
      "https://player.vimeo.com",
      "https://open.spotify.com",
      "https://datawrapper.dwcdn.net",
    ]);
    policy.delete("frame-src");
    for (const [name, sources] of policy) {
      for (const source of sources) expect(source, name).toMatch(/^'(none|self|wasm-unsafe-eval|sha256-.+)'$/);
    }

    // Two inline scripts are the paper's own; any other that is there, or is allowed, is somebody else's.
    const html = await answer.text();
    const scripts = [...html.matchAll(/<script(?![^>]* (?:src|type)=)[^>]*>(.*?)<\/script>/gs)].map((script) => script[1] ?? "");
    expect(scripts.length, "inline scripts").toBe(2);
    const hashes = scripts.map((script) => `'sha256-${createHash("sha256").update(script).digest("base64")}'`);
    expect(policy.get("script-src")).toEqual(["'self'", "'wasm-unsafe-eval'", ...hashes]);
    const tags = html.match(/<[a-z][^>]*>/gi) ?? [];
    expect(tags.filter((tag) => /\sstyle\s*=/i.test(tag)), "no inline style").toEqual([]);
    expect(tags.filter((tag) => /\son[a-z]+\s*=/i.test(tag)), "no inline event handler").toEqual([]);
    expect(tags.filter((tag) => /^<style/i.test(tag)), "no inline style sheet").toEqual([]);
  });
}

test("what is no page may not run anything", async ({ request }) => {
  for (const path of ["/healthz", "/pkg/none.js", "/media/none.webp"]) {
    const policy = directives((await request.get(path)).headers()["content-security-policy"] ?? "");
    expect(policy.get("default-src"), path).toEqual(["'none'"]);
    expect(policy.has("sandbox"), path).toBe(true);
  }
});
