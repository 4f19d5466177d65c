// What the server answers, whoever asks: the same bytes for everybody, and the right status and headers.
import { type APIResponse, expect, test } from "@playwright/test";
import { allPages, front, missing, stayInTouch, tableArticle, unpublished } from "./pages.ts";

for (const kind of allPages) {
  test(`the ${kind.name} page is the same bytes for everybody`, async ({ request }) => {
    const first = await request.get(kind.path);
    expect(first.status()).toBe(kind.status);
    expect(first.headers()["content-type"]).toBe("text/html; charset=utf-8");
    expect(first.headers()).not.toHaveProperty("set-cookie");
    const readers: Record<string, string>[] = [
      {},
      { "Islands-Router": "true" },
      { Cookie: "reader=1", "Accept-Language": "ja", "User-Agent": "another" },
      { "Accept-Encoding": "identity" },
    ];
    for (const headers of readers) {
      const again = await request.get(kind.path, { headers });
      expect((await again.body()).equals(await first.body()), JSON.stringify(headers)).toBe(true);
    }
  });

  test(`the ${kind.name} page comes with the headers that protect its readers`, async ({ request }) => {
    const headers = (await request.get(kind.path)).headers();
    expect(headers).toMatchObject({
      "x-content-type-options": "nosniff",
      "x-frame-options": "DENY",
      "referrer-policy": "strict-origin-when-cross-origin",
      "cross-origin-opener-policy": "same-origin",
    });
    expect(headers["permissions-policy"]).toContain("geolocation=()");
    expect(headers["dateline-build"]).toMatch(/^[0-9a-f]{16}$/);
  });
}

/** What stands for the page in a tag. */
const stands = (tag?: string) => /"([^"-]+)/.exec(tag ?? "")?.[1];

for (const kind of allPages.filter(({ status }) => status === 200)) {
  test(`the ${kind.name} page is not sent again to who has it`, async ({ request }) => {
    const tag = (await request.get(kind.path)).headers()["etag"] ?? "";
    expect(tag).toMatch(/^(W\/)?"[^"]+"$/);
    const again = await request.get(kind.path, { headers: { "If-None-Match": tag } });
    expect(again.status()).toBe(304);
    expect(await again.body()).toHaveLength(0);
    // In the meantime it may have been made smaller, which is another tag of the same page.
    expect(stands(again.headers()["etag"])).toBe(stands(tag));
    const other = await request.get(kind.path, { headers: { "If-None-Match": '"another"' } });
    expect(other.status()).toBe(200);
  });
}

test("HEAD answers as GET does, without the page", async ({ request }) => {
  for (const path of [front.path, tableArticle.path, missing.path]) {
    const [head, get] = [await request.head(path), await request.get(path)];
    expect(head.status()).toBe(get.status());
    expect(await head.body()).toHaveLength(0);
    for (const name of ["content-type", "etag", "content-security-policy", "cache-control"]) {
      expect(head.headers()[name], `${name} of ${path}`).toBe(get.headers()[name]);
    }
  }
});

test("a story in the wrong section has moved for good, and takes its query along", async ({ request }) => {
  const moved = await request.get("/culture/swing-bridge-minutes?from=feed", { maxRedirects: 0 });
  expect(moved.status()).toBe(301);
  expect(moved.headers()["location"]).toBe(`${tableArticle.path}?from=feed`);
});

test("an address with a slash too many has moved for good", async ({ request }) => {
  for (const path of ["/sport", tableArticle.path, stayInTouch.path]) {
    const moved = await request.get(`${path}/`, { maxRedirects: 0 });
    expect(moved.status(), path).toBe(301);
    expect(moved.headers()["location"], path).toBe(path);
  }
});

test("what is not published answers as what is not there, byte for byte", async ({ request }) => {
  const nothing = await request.get("/city/no-such-story");
  // Each page marks its place in the document by a comment of its own, made from its address.
  const withoutMarks = async (answer: APIResponse) => (await answer.text()).replaceAll(/<!--.*?-->/g, "");
  for (const path of unpublished) {
    const answer = await request.get(path);
    expect(answer.status()).toBe(404);
    expect(await withoutMarks(answer), path).toBe(await withoutMarks(nothing));
  }
});

test("other methods are refused by name", async ({ request }) => {
  for (const path of [front.path, tableArticle.path, "/sport", "/healthz"]) {
    for (const method of ["POST", "PUT", "DELETE"]) {
      const answer = await request.fetch(path, { method });
      expect(answer.status(), `${method} ${path}`).toBe(405);
      expect(answer.headers()["allow"], `${method} ${path}`).toMatch(/GET/);
    }
  }
  const deleted = await request.delete(stayInTouch.path);
  expect(deleted.status()).toBe(405);
});

test("a sign-up that is no form, or far too long, is refused", async ({ request }) => {
  const json = await request.post(stayInTouch.path, { data: { email: "ada@example.org" } });
  await refused(json, 415);
  const long = await request.post(stayInTouch.path, { form: { email: "a".repeat(20_000) } });
  await refused(long, 413);
});

async function refused(answer: APIResponse, status: number): Promise<void> {
  expect(answer.status()).toBe(status);
  expect(answer.headers()["content-type"]).toBe("text/plain; charset=utf-8");
  expect(await answer.text()).not.toMatch(/panic|axum|rejection|failed to/i);
}

test("a program that asks for a sentence gets one", async ({ request }) => {
  const headers = { Accept: "text/plain" };
  const noted = await request.post(stayInTouch.path, { headers, form: { email: "program@example.org" } });
  expect(noted.status()).toBe(200);
  expect(await noted.text()).toMatch(/^Thank you\. If letters can reach that address, /);
  const bad = await request.post(stayInTouch.path, { headers, form: { email: "bad" } });
  expect(bad.status()).toBe(422);
  expect(await bad.text()).toContain("An e-mail address has an @ in it");
});

test("the icons that pages name are there", async ({ request }) => {
  for (const [path, type] of [
    ["/favicon.svg", "image/svg+xml"],
    ["/apple-touch-icon.png", "image/png"],
  ] as const) {
    const answer = await request.get(path);
    expect(answer.status(), path).toBe(200);
    expect(answer.headers()["content-type"], path).toBe(type);
  }
});

test("files of a build are kept for ever, and another build's are not there", async ({ request }) => {
  const html = await (await request.get(front.path)).text();
  const files = [...html.matchAll(/(?:href|src|data-module)="(\/pkg\/[^"]+)"/g)].map((match) => match[1] ?? "");
  const start = files.find((file) => file.endsWith("/start.js")) ?? "";
  // What it loads later stands beside it.
  const later = (await (await request.get(start)).text()).matchAll(/new URL\("([^"]+)", import\.meta\.url\)/g);
  files.push(...[...later].map((match) => start.replace("start.js", match[1] ?? "")));
  expect(files.length).toBeGreaterThanOrEqual(4);
  for (const file of new Set(files)) {
    const answer = await request.get(file);
    expect(answer.status(), file).toBe(200);
    expect(answer.headers()["cache-control"], file).toContain("immutable");
    const elsewhere = file.replace(/pkg\/[^/]+/, "pkg/0000000000000000");
    expect((await request.get(elsewhere)).status(), elsewhere).toBe(404);
  }
});

test("no address leads out of the site's files", async ({ request }) => {
  for (const path of ["/..%2f..%2fCargo.toml", "/pkg/..%2f..%2f..%2fCargo.toml", "/media/..%2fdateline.sqlite"]) {
    const answer = await request.get(path);
    expect(answer.status(), path).toBe(404);
    expect(await answer.text(), path).not.toContain("[workspace]");
  }
});
