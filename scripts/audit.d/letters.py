"""Sends an issue of a paper of its own by Postfix, and has what was delivered judged by programs of other authors: the
signature by dkimpy, the way to unsubscribe by listunsub, the whole by SpamAssassin. Then it goes that way, and sees
whether Postfix's report about a reader who does not exist comes home; see scripts/audit. The first argument is the program."""

import base64
import csv
import datetime
import email
import email.policy
import io
import os
import pathlib
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request

import dkim
import listunsub
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from postfix import Postfix

PAPER = "https://paper.example"
READER = "ann@reader.example"
NOBODY = "gone@reader.example"
BACK = "letters@paper.example"
LETTER = "audited"
SELECTOR = "audit"
SPAM = re.compile(r"Content analysis details:\s+\((-?[\d.]+) points, ([\d.]+) required\)\n+(.*)", re.DOTALL)

problems = []


def check(is_well, what):
    if not is_well:
        problems.append(what)


def pem(key):
    kinds = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    return key.private_bytes(*kinds)


def certificate(key, host):
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, host)])
    now = datetime.datetime.now(datetime.timezone.utc)
    day = datetime.timedelta(days=1)
    builder = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number(), now - day, now + day)
    return builder.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)


def free_port():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


def until(what, otherwise):
    """The first value that is one."""
    for _ in range(600):
        value = what()
        if value:
            return value
        time.sleep(0.1)
    raise RuntimeError(otherwise)


class Paper:
    def __init__(self, program, folder, settings):
        self.program = program
        self.folder = folder
        self.address = f"127.0.0.1:{free_port()}"
        own = {
            "RUST_LOG": "warn",
            "DATELINE_DATA_DIR": str(folder / "paper"),
            "DATELINE_URL": PAPER,
            "DATELINE_WEATHER": "off",
            "LEPTOS_SITE_ADDR": self.address,
        }
        self.settings = os.environ | own | settings

    def run(self, *words):
        command = [self.program, *words]
        return subprocess.run(command, env=self.settings, check=True, capture_output=True, text=True).stdout

    def serve(self):
        return subprocess.Popen([self.program, "serve"], env=self.settings)

    def subscriber(self, address):
        rows = csv.DictReader(io.StringIO(self.run("subscribers", "export")))
        return next(row for row in rows if row["address"] == address)

    def post(self, request):
        """What is asked of the paper's own address, of the program on this machine. Its status."""
        path = urllib.parse.urlsplit(request.url).path
        asked = urllib.request.Request(f"http://{self.address}{path}", request.body, request.headers, method=request.method)
        try:
            with urllib.request.urlopen(asked, timeout=10) as answer:
                # A redirect would have been followed.
                return answer.status if answer.url == asked.full_url else 302
        except urllib.error.HTTPError as error:
            return error.code


def send(paper, readers):
    paper.run("sample")
    paper.run(
        *("letters", "define", LETTER, "--name", "The audited letter", "--promise", "What is judged."),
        *("--schedule", "by-hand", "--gathers", "newest,most-read"),
    )
    rows = [f"{address},{LETTER},2026-01-01T00:00:00Z\n" for address in readers]
    subscribers = paper.folder / "readers.csv"
    subscribers.write_text("address,letters,confirmed_at\n" + "".join(rows))
    paper.run("subscribers", "import", str(subscribers))
    return paper.run("letters", "send", LETTER)


def judge_signature(raw, key):
    text = serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    public = key.public_key().public_bytes(*text)
    asked = []

    def dns(name, **_):
        asked.append(name)
        return b"v=DKIM1; k=rsa; p=" + base64.b64encode(public)

    verified = dkim.DKIM(raw)
    try:
        check(verified.verify(dnsfunc=dns), "dkimpy: the signature is not right")
    except dkim.DKIMException as error:
        problems.append(f"dkimpy: {error}")
        return
    where = f"{SELECTOR}._domainkey.paper.example."
    check(asked == [where.encode()], f"dkimpy: the key was looked up at {asked}")
    covered = ", ".join(name.decode() for name, _ in verified.signed_headers)
    print(f"  dkimpy: the signature is right; it covers {covered}")
    changed = raw.replace(b"List-Unsubscribe: <", b"List-Unsubscribe: <https://evil.example/>, <", 1)
    try:
        check(not dkim.verify(changed, dnsfunc=dns), "dkimpy: another address to unsubscribe at passes")
    except dkim.DKIMException:
        pass


def judge_unsubscribing(message):
    """The request that a mail program makes for a reader."""
    fields = message.get_all("list-unsubscribe"), message.get_all("list-unsubscribe-post")
    found = listunsub.audit(*fields, dkim_signatures=message.get_all("dkim-signature"))
    problems.extend(f"listunsub: {problem.code}: {problem.message}" for problem in found)
    way = listunsub.choose(listunsub.parse_header(fields[0][0], strict=True), fields[1][0], dkim_verified=True)
    print(f"  listunsub: {len(found)} problems; the way that it takes is {way.kind}")
    check(way.kind == "one-click", f"listunsub: the way to unsubscribe is {way.kind}")
    return listunsub.one_click_request(way.uri)


def judge_as_spam(raw, folder):
    # Nothing is asked of other machines, none of the caller's settings counts, nor that the letter came from this machine.
    command = ["spamassassin", "--test-mode", "--local", "--nocreate-prefs", "--cf=score ALL_TRUSTED 0"]
    judged = subprocess.run(command, input=raw, env=os.environ | {"HOME": str(folder)}, check=True, capture_output=True)
    found = SPAM.search(judged.stdout.decode(errors="replace"))
    if not found:
        problems.append(f"SpamAssassin said nothing: {judged.stderr.decode(errors='replace')}")
        return
    points, limit, rules = found.groups()
    print(f"  SpamAssassin: {points} points of {limit}")
    for rule in rules.strip().splitlines():
        print(f"    {rule}")
    check(float(points) < float(limit), f"SpamAssassin takes it for spam, at {points} points")


def audit(program, folder):
    folder.chmod(0o711)
    key, mail_key = (rsa.generate_private_key(65537, 2048) for _ in range(2))
    (folder / "dkim.pem").write_bytes(pem(key))
    chain = folder / "mx.pem"
    chain.write_bytes(pem(mail_key) + certificate(mail_key, "mx.reader.example"))
    office = folder / "office"
    office.mkdir()
    with Postfix(office, chain, {READER: "reader", BACK: "back"}) as postfix:
        settings = {
            "DATELINE_SMTP_URL": f"smtp://127.0.0.1:{postfix.port}",
            "DATELINE_MAIL_FROM": BACK,
            "DATELINE_MAIL_POSTAL_ADDRESS": "1 Quay Street, New York, NY 10004",
            "DATELINE_MAIL_DKIM_SELECTOR": SELECTOR,
            "DATELINE_MAIL_DKIM_KEY": str(folder / "dkim.pem"),
            "DATELINE_MAIL_BOUNCE_MAILDIR": str(office / "mail" / "back"),
        }
        paper = Paper(program, folder, settings)
        said = send(paper, [READER, NOBODY])
        check("2 sent, 0 failed" in said, f"it was not sent: {said}")
        delivered = until(lambda: postfix.messages(READER), f"Postfix delivered nothing: {postfix.log()}")
        check(len(delivered) == 1, f"Postfix delivered {len(delivered)} copies")
        raw = delivered[0]
        message = email.message_from_bytes(raw, policy=email.policy.default)
        print(f"  Postfix delivered “{message['subject']}”, {len(raw)} bytes")
        check("ESMTPS" in message["received"], f"it went to Postfix unencrypted: {message['received']}")
        judge_signature(raw, key)
        request = judge_unsubscribing(message)
        judge_as_spam(raw, folder)
        until(lambda: postfix.messages(BACK), f"Postfix reported nothing: {postfix.log()}")
        server = paper.serve()
        try:
            come_home(paper, request)
        finally:
            server.terminate()
            server.wait()


def come_home(paper, request):
    def is_online():
        with socket.socket() as line:
            host, _, port = paper.address.partition(":")
            return line.connect_ex((host, int(port))) == 0

    until(is_online, "the paper did not come online")
    until(lambda: paper.subscriber(NOBODY)["state"] == "bounced", "Postfix's report did not come home")
    print("  Postfix's report of a reader who does not exist has ended their letters")
    check(paper.subscriber(READER)["letters"] == LETTER, "the reader was unsubscribed before they asked")
    status = paper.post(request)
    check(status == 200, f"one press to unsubscribe is answered with {status}")
    left = paper.subscriber(READER)
    check(left["letters"] == "" and left["state"] == "confirmed", f"after one press to unsubscribe: {left}")
    print("  the one press that listunsub describes has unsubscribed the reader")


with tempfile.TemporaryDirectory() as folder:
    audit(sys.argv[1], pathlib.Path(folder))
for problem in problems:
    print(f"  {problem}")
sys.exit(1 if problems else 0)
