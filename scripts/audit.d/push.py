"""Subscribes to breaking news of a paper of its own, and reads what comes with http-ece, the decrypter of another
author (pypi.org/project/http-ece); see scripts/audit. The first argument is the program."""

import base64
import http.server
import json
import os
import pathlib
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request

import http_ece
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, utils

TEXT = "The “harbour” bridge is closed"


def base64url(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def from_base64url(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def free_port():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


class PushService(http.server.BaseHTTPRequestHandler):
    taken = []

    def do_POST(self):
        body = self.rfile.read(int(self.headers["content-length"]))
        self.taken.append((self.headers, body))
        self.send_response(201)
        self.end_headers()

    def log_message(self, *_):
        pass


def token(authorization, key):
    """The claims, if the paper's key has signed them (RFC 8292)."""
    signed, _, signature = authorization.removeprefix("vapid t=").partition(", k=")[0].rpartition(".")
    raw = from_base64url(signature)
    signature = utils.encode_dss_signature(int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big"))
    point = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), from_base64url(key))
    point.verify(signature, signed.encode(), ec.ECDSA(hashes.SHA256()))
    return json.loads(from_base64url(signed.partition(".")[2]))


def audit(program, folder):
    reader = ec.generate_private_key(ec.SECP256R1())
    uncompressed = serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
    secret = os.urandom(16)
    service = http.server.ThreadingHTTPServer(("127.0.0.1", 0), PushService)
    threading.Thread(target=service.serve_forever, daemon=True).start()
    there = f"http://127.0.0.1:{service.server_port}"
    paper = f"127.0.0.1:{free_port()}"
    settings = os.environ | {
        "RUST_LOG": "warn",
        "DATELINE_DATA_DIR": str(folder / "data"),
        "LEPTOS_SITE_ADDR": paper,
        "DATELINE_NOTIFICATIONS_SERVICE": there,
        "DATELINE_NOTIFICATIONS_CONTACT": "mailto:desk@paper.example",
    }
    server = subprocess.Popen([program, "serve"], env=settings)
    try:
        for _ in range(600):
            try:
                with urllib.request.urlopen(f"http://{paper}/notifications/key", timeout=5) as answer:
                    key = answer.read().decode()
                break
            except urllib.error.URLError:
                time.sleep(0.1)
        asked = {
            "endpoint": f"{there}/reader",
            "keys": {"p256dh": base64url(reader.public_key().public_bytes(*uncompressed)), "auth": base64url(secret)},
            "about": "breaking",
        }
        request = urllib.request.Request(
            f"http://{paper}/notifications", json.dumps(asked).encode(), {"content-type": "application/json"}
        )
        urllib.request.urlopen(request, timeout=5).close()
        subprocess.run([program, "breaking", "set", TEXT], env=settings, check=True, stdout=subprocess.DEVNULL)
        for _ in range(600):
            if PushService.taken:
                break
            time.sleep(0.1)
        (headers, body), = PushService.taken
        text = http_ece.decrypt(body, private_key=reader, auth_secret=secret, version="aes128gcm")
        claims = token(headers["authorization"], key)
        told = json.loads(text)
        return [
            problem
            for is_well, problem in [
                (told["body"] == TEXT and told["title"], f"it says {told}"),
                (headers["content-encoding"] == "aes128gcm", "it does not name its coding"),
                (int(headers["ttl"]) > 0, f"it lasts {headers['ttl']} seconds"),
                (claims["aud"] == there, f"the token is for {claims['aud']}"),
                (claims["sub"] == "mailto:desk@paper.example", f"the token names {claims['sub']}"),
                (time.time() < claims["exp"] <= time.time() + 86400, f"the token lasts until {claims['exp']}"),
            ]
            if not is_well
        ]
    finally:
        server.terminate()
        server.wait()
        service.shutdown()


with tempfile.TemporaryDirectory() as folder:
    problems = audit(sys.argv[1], pathlib.Path(folder))
for problem in problems:
    print(f"- a notification: {problem}")
print(f"one notification read, {len(problems)} problems")
sys.exit(1 if problems else 0)
