// The HTML itself, as it is sent, in the eyes of two checkers.
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { promisify } from "node:util";
import { type APIRequestContext, expect, test } from "@playwright/test";
import { HtmlValidate, StaticConfigLoader } from "html-validate";
import rules from "../.htmlvalidate.mjs";
import { allPages, stayInTouch } from "./pages.ts";

const NU_CHECKER = join(import.meta.dirname, "../node_modules/vnu-jar/build/dist/vnu.jar");

/** Every kind of page, and the answers that only a form gets, by name. */
async function everything(request: APIRequestContext): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const kind of allPages) {
    const answer = await request.get(kind.path);
    expect(answer.status(), kind.name).toBe(kind.status);
    found.set(kind.name, withoutPlaceholders(await answer.text()));
  }
  const refused = await request.post(stayInTouch.path, { form: { email: `bad "address" & <more>` } });
  expect(refused.status()).toBe(422);
  found.set("refused sign-up", withoutPlaceholders(await refused.text()));
  const noted = await request.get(`${stayInTouch.path}?noted`);
  found.set("noted sign-up", withoutPlaceholders(await noted.text()));
  const contents = await (await request.get("/desk/catalogue")).text();
  for (const [, sheet] of contents.matchAll(/href="(\/desk\/catalogue\/[^"]*)"/g)) {
    const answer = await request.get(sheet ?? "");
    expect(answer.status(), sheet).toBe(200);
    found.set((sheet ?? "").slice(1).replaceAll(/[/?]/g, " "), withoutPlaceholders(await answer.text()));
  }
  const older = /href="(\/sport\?after=[^"]*)"/.exec(found.get("section") ?? "")?.[1] ?? "";
  found.set("older stories", withoutPlaceholders(await (await request.get(older)).text()));
  return found;
}

/**
 * Leptos writes `<!>` where nothing stands. The HTML Standard calls it an error and says what it means, an
 * empty comment (13.2.5.42, incorrectly-opened-comment), so it is checked as one.
 */
function withoutPlaceholders(html: string): string {
  return html.replaceAll("<!>", "<!---->");
}

test("html-validate finds nothing in any page", async ({ request }) => {
  const checker = new HtmlValidate(new StaticConfigLoader(rules));
  const findings: string[] = [];
  for (const [name, html] of await everything(request)) {
    const { results } = await checker.validateString(html, `${name}.html`);
    for (const { ruleId, message, selector } of results.flatMap((result) => result.messages)) {
      findings.push(`${name}: ${ruleId}: ${message} (${selector})`);
    }
  }
  expect(findings).toEqual([]);
});

test("the Nu checker finds nothing in any page", async ({ request }) => {
  const java = await promisify(execFile)("java", ["-version"]).catch(() => null);
  test.skip(java === null, "there is no Java here");
  const folder = await mkdtemp(join(tmpdir(), "dateline-html-"));
  try {
    const files: string[] = [];
    for (const [name, html] of await everything(request)) {
      files.push(join(folder, `${name}.html`));
      await writeFile(files.at(-1) ?? "", html);
    }
    const checked = await promisify(execFile)(
      "java",
      ["-jar", NU_CHECKER, "--format", "json", "--exit-zero-always", "--stdout", ...files],
      { maxBuffer: 1 << 26 },
    );
    type Message = { type: string; url: string; message: string; extract?: string };
    const { messages } = JSON.parse(checked.stdout) as { messages: Message[] };
    const findings = messages
      // Safari does not call a list without bullets a list, unless it is told (WebKit bug 170179).
      .filter(({ message }) => !/^The “list” role is unnecessary/.test(message))
      .map(({ type, url, message, extract }) => `${decodeURI(basename(url))}: ${type}: ${message} (${extract})`);
    expect(findings).toEqual([]);
  } finally {
    await rm(folder, { recursive: true });
  }
});
