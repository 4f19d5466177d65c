// What leaves the paper, judged by programs of other makers: a mail server, a reader of mail, a verifier of signatures.
import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { dkimVerify } from "mailauth/lib/dkim/verify.js";
import { LivePaper } from "./live_paper.ts";
import { MailServer, sender } from "./mail_server.ts";

async function signUp(paper: LivePaper, email: string): Promise<void> {
  const answer = await fetch(`${paper.origin}/stay-in-touch`, {
    method: "POST",
    redirect: "manual",
    body: new URLSearchParams({ email }),
  });
  expect(answer.status).toBe(303);
}

for (const type of ["pkcs1", "pkcs8"] as const) {
  test(`a letter is signed with a ${type} key, and the signature covers what it has to`, async () => {
    const folder = mkdtempSync(join(tmpdir(), "dateline-dkim-"));
    const { privateKey, publicKey } = generateKeyPairSync("rsa", {
      modulusLength: 2048,
      privateKeyEncoding: { type, format: "pem" },
      publicKeyEncoding: { type: "spki", format: "pem" },
    });
    writeFileSync(join(folder, "key.pem"), privateKey);
    const mail = new MailServer();
    const paper = await LivePaper.open({
      DATELINE_NAME: "The Évening Post",
      DATELINE_SMTP_URL: await mail.listen(),
      DATELINE_MAIL_FROM: "letters@paper.example",
      DATELINE_MAIL_DKIM_SELECTOR: "news",
      DATELINE_MAIL_DKIM_KEY: join(folder, "key.pem"),
    });
    paper.letters("define", "morning", "--name", "The morning letter", "--promise", "What happened.", "--schedule", "by-hand");
    paper.subscribe("ann@example.org", "morning");
    paper.letters("send", "morning", "--detach");
    const letter = await mail.letterTo("ann@example.org");

    const asked: string[] = [];
    const resolver = async (name: string, kind: string): Promise<string[][]> => {
      asked.push(`${kind} ${name}`);
      return [[`v=DKIM1; k=rsa; p=${publicKey.replaceAll(/-----[^-]+-----|\s/g, "")}`]];
    };
    const verified = await dkimVerify(Buffer.from(letter.raw), { resolver });
    expect(asked).toContain("TXT news._domainkey.paper.example");
    const [signature] = verified.results;
    expect(signature?.status.result).toBe("pass");
    expect(signature?.signingHeaders?.keys.toLowerCase().split(/:\s*/)).toEqual(
      expect.arrayContaining(["from", "to", "subject", "date", "message-id", "content-type", "list-unsubscribe", "list-unsubscribe-post"]),
    );

    expect(sender(letter)).toEqual({ name: "The Évening Post", address: "letters@paper.example" });
    expect(letter.from).toMatch(/^letters\+\d+-[0-9a-f]{16}@paper\.example$/);
    const { read } = letter;
    const list = read.headers.get("list") as unknown as Record<string, Record<string, string>>;
    expect(list["id"]).toEqual({ name: "The morning letter", id: "morning.paper.example" });
    expect(list["unsubscribe"]?.["url"]).toMatch(new RegExp(`^${paper.origin}/stay-in-touch/unsubscribe/[\\w-]+$`));
    expect(list["unsubscribe-post"]?.["name"]).toBe("List-Unsubscribe=One-Click");
    expect(read.messageId).toMatch(/^<d\d+-[0-9a-f]{16}@paper\.example>$/);
    expect(Math.abs(Number(read.date) - Date.now())).toBeLessThan(120_000);
    for (const part of [read.text ?? "", String(read.html)]) {
      expect(part).toContain("Story 1 of yesterday");
      expect(part).toContain(list["unsubscribe"]?.["url"] ?? "nowhere");
      expect(part).toContain(`${paper.origin}/stay-in-touch/preferences/`);
      expect(part).not.toContain("{{");
    }
    // No line is longer than mail may have (RFC 5322 section 2.1.1).
    expect(Math.max(...letter.raw.split("\r\n").map((line) => line.length))).toBeLessThanOrEqual(998);
    await paper.close();
    await mail.close();
    rmSync(folder, { recursive: true });
  });
}

test("the paper signs in where the server asks for it, with whatever is in the password", async () => {
  const mail = new MailServer({ user: "paper@example.org", password: "p@ss:w/ör%d?" });
  const paper = await LivePaper.open({ DATELINE_SMTP_URL: `${await mail.listen()}?tls=off` });
  await signUp(paper, "ann@example.org");
  const letter = await mail.letterTo("ann@example.org");
  expect(mail.signedIn).toEqual([{ user: "paper@example.org", secure: false }]);
  expect(letter.read.text).toContain("/stay-in-touch/confirm/");
  await paper.close();
  await mail.close();
});

test("a password is not given to a server that cannot prove who it is", async () => {
  // It offers TLS with a certificate that it made itself.
  const mail = new MailServer({ user: "paper", password: "secret" });
  const paper = await LivePaper.open({ DATELINE_SMTP_URL: await mail.listen() });
  await signUp(paper, "ann@example.org");
  await expect(async () => {
    const health = await (await fetch(`${paper.origin}/healthz`)).text();
    expect(health).toMatch(/^letters: .*certificate/m);
  }).toPass();
  expect(mail.signedIn).toEqual([]);
  expect(mail.taken).toEqual([]);
  await paper.close();
  await mail.close();
});

test("without a password a letter goes out encrypted, whoever the server is", async () => {
  const mail = new MailServer();
  const paper = await LivePaper.open({ DATELINE_SMTP_URL: await mail.listen() });
  await signUp(paper, "ann@example.org");
  const letter = await mail.letterTo("ann@example.org");
  expect(letter.to).toBe("ann@example.org");
  await paper.close();
  await mail.close();
});
