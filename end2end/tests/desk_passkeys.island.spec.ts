// Passkeys with Chromium's own authenticator of software: a browser hands them to script only.
import type { CDPSession, Page } from "@playwright/test";
import { findings } from "./accessible.ts";
import { expect } from "./fixtures.ts";
import { test as base } from "./live_paper.ts";

const PASSWORD = "otter lantern gravel seventeen";

/** A paper at a name: a passkey belongs to a domain, and of those only localhost needs no encryption. */
const test = base.extend({
  baseURL: async ({ paper }, use) => {
    const origin = paper.origin.replace("127.0.0.1", "localhost");
    await paper.stop();
    await paper.serve({ DATELINE_URL: origin });
    await use(origin);
  },
});

/** Gives the page a device that keeps passkeys, and asks nobody for a finger. */
async function withDevice(page: Page): Promise<{ cdp: CDPSession; authenticatorId: string }> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("WebAuthn.enable");
  const { authenticatorId } = await cdp.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return { cdp, authenticatorId };
}

/** Comes in by a link, and goes to the account page. */
async function comeIn(page: Page, link: string): Promise<void> {
  await page.goto(link.trim());
  await page.getByLabel("A password").fill(PASSWORD);
  await page.getByRole("button", { name: "Go in" }).click();
  await page.getByRole("link", { name: "Ann" }).click();
}

function newPasskey(page: Page) {
  return page.locator("form[data-passkey=create]");
}

async function addPasskey(page: Page, name: string): Promise<void> {
  await newPasskey(page).getByLabel("What to call a new one").fill(name);
  await newPasskey(page).getByLabel("Your password").fill(PASSWORD);
  await newPasskey(page).getByRole("button", { name: "Add a passkey" }).click();
}

test("a passkey signs an editor in without a password", async ({ page, paper }) => {
  const { cdp, authenticatorId } = await withDevice(page);
  await comeIn(page, paper.ask("desk", "invite", "ann@paper.example", "--name", "Ann", "--role", "owner"));
  await addPasskey(page, "My telephone");
  await expect(page.getByRole("heading", { name: "Recovery codes" })).toBeVisible();
  await expect(page.getByRole("listitem").filter({ hasText: /^\w{4}-\w{4}-\w{4}-\w{4}$/ })).toHaveCount(10);
  expect(await findings(page)).toEqual([]);
  const { credentials } = await cdp.send("WebAuthn.getCredentials", { authenticatorId });
  expect(credentials.map(({ isResidentCredential, rpId }) => ({ isResidentCredential, rpId }))).toEqual([
    { isResidentCredential: true, rpId: "localhost" },
  ]);

  await page.getByRole("link", { name: "I have them" }).click();
  await expect(page.getByText("not used yet")).toBeVisible();
  expect(await findings(page)).toEqual([]);
  await page.getByRole("button", { name: "Sign out" }).first().click();
  await expect(page.getByRole("button", { name: "Sign in with a passkey" })).toBeVisible();
  expect(await findings(page)).toEqual([]);
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await page.getByRole("link", { name: "Ann" }).click();
  await expect(page.getByText("last used").first()).toBeVisible();
  await expect(page.getByText("not used yet")).toHaveCount(0);
});

test("a passkey stands for the second step after a password, and leads to where one wanted to go", async ({ page, paper, baseURL }) => {
  await withDevice(page);
  await comeIn(page, paper.ask("desk", "invite", "ann@paper.example", "--name", "Ann", "--role", "owner"));
  await addPasskey(page, "My telephone");
  await expect(page.getByRole("heading", { name: "Recovery codes" })).toBeVisible();
  await page.getByRole("button", { name: "Sign out" }).first().click();
  await expect(page.getByRole("button", { name: "Sign in with a passkey" })).toBeVisible();
  await page.goto("/desk/people");
  await page.getByLabel("E-mail address").fill("ann@paper.example");
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByRole("heading", { name: "One more step" })).toBeVisible();
  expect(await findings(page)).toEqual([]);
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await expect(page).toHaveURL(`${baseURL}/desk/people`);
  await expect(page.getByRole("cell", { name: "Passkey" })).toBeVisible();
});

test("what was typed stays when a device has somebody else's finger, or the password is wrong", async ({ page, paper, troubles }) => {
  troubles.expect(/^422 \/desk\/me\/passkeys\/ask$/);
  const { cdp, authenticatorId } = await withDevice(page);
  await comeIn(page, paper.ask("desk", "invite", "ann@paper.example", "--name", "Ann", "--role", "owner"));
  await newPasskey(page).getByLabel("What to call a new one").fill("My telephone");
  await newPasskey(page).getByLabel("Your password").fill("not it at all");
  await newPasskey(page).getByRole("button", { name: "Add a passkey" }).click();
  await expect(newPasskey(page).getByRole("alert")).toHaveText("That is not your password, so nothing was changed.");
  await expect(newPasskey(page).getByLabel("What to call a new one")).toHaveValue("My telephone");

  await cdp.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified: false });
  await addPasskey(page, "My telephone");
  await expect(newPasskey(page).getByRole("alert")).toHaveText("Nothing was chosen, or it took too long.");
  await cdp.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified: true });
  await newPasskey(page).getByRole("button", { name: "Add a passkey" }).click();
  await expect(page.getByRole("heading", { name: "Recovery codes" })).toBeVisible();
});
