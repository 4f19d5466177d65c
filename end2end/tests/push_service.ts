// Stands in for the push service of a browser, and for what only the browser has: its keys. It reads what the paper sent
// with Node's own cryptography, after RFC 8291 and RFC 8188.
import { createDecipheriv, createECDH, hkdfSync, randomBytes, type ECDH } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";

export interface Told {
  headers: IncomingMessage["headers"];
  /** What the service worker is given. */
  text: string;
}

export class PushService {
  readonly told: Told[] = [];
  private readonly keys: ECDH = createECDH("prime256v1");
  private readonly secret = randomBytes(16);
  private readonly server: Server;

  private constructor() {
    this.keys.generateKeys();
    this.server = createServer(async (request, answer) => {
      const parts: Buffer[] = [];
      for await (const part of request) parts.push(part);
      this.told.push({ headers: request.headers, text: this.decrypted(Buffer.concat(parts)) });
      answer.writeHead(201).end();
    });
  }

  static async open(): Promise<PushService> {
    const service = new PushService();
    service.server.listen(0, "127.0.0.1");
    await once(service.server, "listening");
    return service;
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** What a browser says of its subscription. */
  subscription() {
    return {
      endpoint: `${this.origin}/reader`,
      keys: { p256dh: this.keys.getPublicKey("base64url"), auth: this.secret.toString("base64url") },
    };
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  private decrypted(body: Buffer): string {
    const salt = body.subarray(0, 16);
    const keyEnd = 21 + body.readUInt8(20);
    const theirKey = body.subarray(21, keyEnd);
    const info = Buffer.concat([Buffer.from("WebPush: info\0"), this.keys.getPublicKey(), theirKey]);
    const material = Buffer.from(hkdfSync("sha256", this.keys.computeSecret(theirKey), this.secret, info, 32));
    const key = Buffer.from(hkdfSync("sha256", material, salt, "Content-Encoding: aes128gcm\0", 16));
    const nonce = Buffer.from(hkdfSync("sha256", material, salt, "Content-Encoding: nonce\0", 12));
    const cipher = createDecipheriv("aes-128-gcm", key, nonce);
    cipher.setAuthTag(body.subarray(-16));
    const record = Buffer.concat([cipher.update(body.subarray(keyEnd, -16)), cipher.final()]);
    if (record.at(-1) !== 2) throw new Error("the record is not marked as the last one");
    return record.subarray(0, -1).toString();
  }
}
