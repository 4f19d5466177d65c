// The letters that the paper wrote: with no mail server set, each is a file.
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "./fixtures.ts";

const OUTBOX = join(process.env.DATELINE_TEST_FOLDER ?? "", "data", "outbox");

/** The path of the link to confirm in the letter to that address, once the letter is written. */
export function linkToConfirm(address: string): Promise<string> {
  return linkTo("confirm", address, OUTBOX);
}

/** The path of the link that leads to do that, in a letter to that address in an outbox. */
export async function linkTo(what: "confirm" | "unsubscribe", address: string, outbox: string): Promise<string> {
  let link = "";
  await expect(async () => {
    for (const name of await readdir(outbox)) {
      const letter = await readFile(join(outbox, name), "utf8");
      if (!letter.includes(address)) continue;
      link = new RegExp(`/stay-in-touch/${what}/[\\w-]+`).exec(unquoted(letter))?.[0] ?? "";
    }
    expect(link, `a letter to ${address}`).not.toBe("");
  }).toPass({ timeout: 20_000 });
  return link;
}

/** Without the line breaks that quoted-printable puts into long lines (RFC 2045, section 6.7). */
function unquoted(letter: string): string {
  return letter.replaceAll(/=\r?\n/g, "").replaceAll("=3D", "=");
}
