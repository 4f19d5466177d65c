// A paper before and after a deploy, at one address. The program has its files inside when it is built to be copied, so
// there is only one build of it to start: what stands before it here passes everything on, and after the deploy under the
// name of another build, with another style.
import { createServer, request, type IncomingHttpHeaders, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { once } from "node:events";
import type { LivePaper } from "./live_paper.ts";

/** What the newer build says in its style. */
export const MARK = "--deployed";
const NEWER = "f".repeat(16);

export class TwoBuilds {
  private isDeployed = false;

  private constructor(
    private readonly paper: LivePaper,
    private readonly older: string,
    private readonly server: Server,
  ) {}

  static async before(paper: LivePaper): Promise<TwoBuilds> {
    const page = await fetch(paper.origin);
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const builds = new TwoBuilds(paper, page.headers.get("dateline-build") ?? "", server);
    server.on("request", (asked, answer) => builds.pass(asked, answer));
    return builds;
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** The name of the build that is served now. */
  get build(): string {
    return this.isDeployed ? NEWER : this.older;
  }

  deploy(): void {
    this.isDeployed = true;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, "close");
  }

  private pass(asked: IncomingMessage, answer: ServerResponse): void {
    const path = asked.url ?? "/";
    // After a deploy the files of the build before it are gone.
    const isGone = this.isDeployed && path.includes(this.older);
    const address = new URL(isGone ? "/pkg/gone.css" : path.replace(NEWER, this.older), this.paper.origin);
    const headers: IncomingHttpHeaders = { ...asked.headers, host: address.host, "accept-encoding": "identity" };
    // What a browser has of the build before it is not what there is now.
    if (this.isDeployed) delete headers["if-none-match"];
    const passed = request(address, { method: asked.method, headers }, (reply) => {
      const type = reply.headers["content-type"] ?? "";
      if (!this.isDeployed || !/html|javascript|css/.test(type)) {
        answer.writeHead(reply.statusCode ?? 500, reply.headers);
        reply.pipe(answer);
        return;
      }
      void this.rename(reply, answer, type);
    });
    passed.on("error", () => answer.destroy());
    answer.on("close", () => passed.destroy());
    asked.pipe(passed);
  }

  private async rename(reply: IncomingMessage, answer: ServerResponse, type: string): Promise<void> {
    let text = "";
    reply.setEncoding("utf8");
    for await (const part of reply) text += part;
    if (type.includes("css")) text += `:root { ${MARK}: newer; }`;
    const headers = { ...reply.headers };
    for (const name of ["content-length", "etag", "transfer-encoding"]) delete headers[name];
    if (headers["dateline-build"]) headers["dateline-build"] = NEWER;
    answer.writeHead(reply.statusCode ?? 500, headers);
    answer.end(text.replaceAll(this.older, NEWER));
  }
}
