// Codes of an app after the password, as an app would make them.
import { createHmac } from "node:crypto";
import { findings } from "./accessible.ts";
import { expect } from "./fixtures.ts";
import { test } from "./live_paper.ts";

const PASSWORD = "otter lantern gravel seventeen";
const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** What an app shows `later` steps of 30 seconds from now (RFC 6238). */
function code(address: string, later: number): string {
  const secret = new URL(address).searchParams.get("secret") ?? "";
  const bits = [...secret].map((letter) => LETTERS.indexOf(letter).toString(2).padStart(5, "0")).join("");
  const key = Buffer.from(bits.match(/.{8}/g)?.map((byte) => Number.parseInt(byte, 2)) ?? []);
  const step = Buffer.alloc(8);
  step.writeBigInt64BE(BigInt(Math.floor(Date.now() / 30_000) + later));
  const signed = createHmac("sha1", key).update(step).digest();
  const from = signed[signed.length - 1]! & 0x0f;
  return String((signed.readUInt32BE(from) & 0x7fff_ffff) % 1_000_000).padStart(6, "0");
}

test("an editor signs in with a code of an app after the password", async ({ page, paper, javaScriptEnabled }) => {
  const link = paper.ask("desk", "invite", "ann@paper.example", "--name", "Ann", "--role", "owner");
  await page.goto(new URL(link.trim()).pathname);
  await page.getByLabel("A password").fill(PASSWORD);
  await page.getByRole("button", { name: "Go in" }).click();
  await page.goto("/desk/me");
  const setUp = page.locator("form[action='/desk/me/codes']");
  await setUp.getByLabel("Your password").fill(PASSWORD);
  await setUp.getByRole("button", { name: "Set up an app" }).click();
  await expect(page.getByRole("img", { name: "as a picture for the app" })).toBeVisible();
  // axe is a script itself.
  if (javaScriptEnabled !== false) expect(await findings(page)).toEqual([]);
  const address = (await page.getByRole("link", { name: "otpauth://totp/" }).textContent()) ?? "";
  await page.getByLabel("The code that it shows then").fill(code(address, 0));
  await page.getByRole("button", { name: "Switch the codes on" }).click();
  await expect(page.getByRole("heading", { name: "Recovery codes" })).toBeVisible();

  await page.getByRole("button", { name: "Sign out" }).first().click();
  await page.getByLabel("E-mail address").fill("ann@paper.example");
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  // The code that switched them on is used up; the next one is good already.
  await page.getByLabel("Code").fill(code(address, 1));
  await page.getByRole("button", { name: "Go on" }).click();
  await expect(page.getByRole("heading", { name: "Stories" })).toBeVisible();
});
