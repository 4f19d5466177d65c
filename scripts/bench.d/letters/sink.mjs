// A mail server that takes every letter and keeps only who it was for. It runs as a process of its own and says where it
// listens on its first line; each address it took a letter for follows, several at a time: whoever counts them would be woken
// for each letter, and take of what is measured.

import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";

const modules = createRequire(path.resolve(import.meta.dirname, "../../../end2end/package.json"));
const { SMTPServer } = modules("smtp-server");

// It stands for another machine, so it gets what nobody here wants.
os.setPriority(os.constants.priority.PRIORITY_LOW);

const TELLS_EVERY_MS = 50;
let taken = "";
setInterval(() => {
  if (taken) process.stdout.write(taken);
  taken = "";
}, TELLS_EVERY_MS);

const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ["AUTH", "STARTTLS"],
  disableReverseLookup: true,
  logger: false,
  onData(stream, session, accept) {
    stream.on("data", () => {});
    stream.on("end", () => {
      taken += session.envelope.rcptTo.map(({ address }) => `${address}\n`).join("");
      accept(null);
    });
  },
});
// Whoever is killed hangs up in the middle of something.
server.on("error", () => {});
server.listen(0, "127.0.0.1", () => console.log(server.server.address().port));
