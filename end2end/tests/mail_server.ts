// A mail server of another maker's: what it takes is kept whole.
import { once } from "node:events";
import { type AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { type AddressObject, type ParsedMail, simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";

/** A letter as it was taken, and as a mail program would read it. */
export interface Taken {
  from: string;
  to: string;
  raw: string;
  read: ParsedMail;
}

export class MailServer {
  readonly taken: Taken[] = [];
  private readonly server: SMTPServer;
  /** The user and password it asks for, and whether that was asked over TLS. */
  readonly signedIn: { user: string; secure: boolean }[] = [];

  constructor(private readonly account?: { user: string; password: string }) {
    this.server = new SMTPServer({
      allowInsecureAuth: true,
      authOptional: !account,
      disabledCommands: account ? [] : ["AUTH"],
      disableReverseLookup: true,
      onAuth: (auth, session, answer) => {
        const { user, password } = this.account ?? { user: "", password: "" };
        if (auth.username !== user || auth.password !== password) return answer(new Error("who are you?"));
        this.signedIn.push({ user, secure: session.secure });
        return answer(null, { user });
      },
      onData: (stream, session, answer) => {
        void text(stream).then(async (raw) => {
          const { mailFrom, rcptTo } = session.envelope;
          const from = mailFrom ? mailFrom.address : "";
          this.taken.push({ from, to: rcptTo[0]?.address ?? "", raw, read: await simpleParser(raw) });
          answer(null);
        });
      },
    });
    this.server.on("error", () => {});
  }

  /** The address for the paper's settings. */
  async listen(): Promise<string> {
    this.server.listen(0, "127.0.0.1");
    await once(this.server.server, "listening");
    const { port } = this.server.server.address() as AddressInfo;
    const account = this.account;
    const user = account ? `${encodeURIComponent(account.user)}:${encodeURIComponent(account.password)}@` : "";
    return `smtp://${user}127.0.0.1:${port}`;
  }

  /** The next letter to that address, once it is there. */
  async letterTo(address: string): Promise<Taken> {
    for (const deadline = Date.now() + 20_000; Date.now() < deadline; ) {
      const found = this.taken.findLast(({ to }) => to === address);
      if (found) return found;
      await new Promise((later) => setTimeout(later, 50));
    }
    throw new Error(`no letter to ${address} came`);
  }

  close(): Promise<void> {
    return new Promise((closed) => this.server.close(closed));
  }
}

/** The first address a letter is from, with the name. */
export function sender({ read }: Taken): { name: string; address: string | undefined } {
  const from = read.from as AddressObject;
  const [first] = from.value;
  return { name: first?.name ?? "", address: first?.address };
}
