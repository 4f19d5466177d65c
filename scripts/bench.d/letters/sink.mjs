// A mail server that takes every letter and keeps only who it was for. It runs as a process of its own and says where it
// listens on its first line; each address it took a letter for follows, before the sender is told so.

import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";

const modules = createRequire(path.resolve(import.meta.dirname, "../../../end2end/package.json"));
const { SMTPServer } = modules("smtp-server");

// It stands for another machine, so it gets what nobody here wants.
os.setPriority(os.constants.priority.PRIORITY_LOW);

const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ["AUTH", "STARTTLS"],
  disableReverseLookup: true,
  logger: false,
  onData(stream, session, taken) {
    stream.on("data", () => {});
    stream.on("end", () => {
      const lines = session.envelope.rcptTo.map(({ address }) => `${address}\n`).join("");
      process.stdout.write(lines, () => taken(null));
    });
  },
});
// Whoever is killed hangs up in the middle of something.
server.on("error", () => {});
server.listen(0, "127.0.0.1", () => console.log(server.server.address().port));
