"""A Postfix of its own, for scripts/audit.d/letters.py: everything that it reads and writes is in one folder, it listens on a
free port of this machine only, delivers into Maildirs there, and never sends anything to another machine."""

import os
import pathlib
import pwd
import smtplib
import socket
import subprocess
import time

# The services of its own that a mail server needs which takes mail by SMTP and delivers it here.
SERVICES = """\
127.0.0.1:{port} inet n - n - - smtpd
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
proxymap unix - - n - - proxymap
retry unix - - n - - error
error unix - - n - - error
virtual unix - n n - - virtual
anvil unix - - n - 1 anvil
postlog unix-dgram n - n - 1 postlogd
"""
SETTINGS = """\
compatibility_level = 3.6
queue_directory = {folder}/queue
data_directory = {folder}/data
maillog_file = {folder}/postfix.log
maillog_file_prefixes = {folder}
myhostname = mx.reader.example
mydestination =
alias_maps =
alias_database =
mynetworks = 127.0.0.0/8
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
# Whatever is not delivered here goes nowhere.
default_transport = error:this mail server sends nothing away
relay_transport = error:this mail server sends nothing away
virtual_mailbox_domains = {domains}
virtual_mailbox_base = {folder}/mail
virtual_mailbox_maps = texthash:{folder}/mailboxes
virtual_uid_maps = static:{user.pw_uid}
virtual_gid_maps = static:{user.pw_gid}
virtual_minimum_uid = 1
recipient_delimiter = +
# As many do: it says only later that there is nobody, with a report.
smtpd_reject_unlisted_recipient = no
smtpd_tls_security_level = may
smtpd_tls_chain_files = {certificate}
"""
PATIENCE = 60


class Postfix:
    """Runs from `with` to its end. `mailboxes` are addresses, each with the folder below `mail` that it is delivered to."""

    def __init__(self, folder, certificate, mailboxes):
        self.folder = folder
        self.mailboxes = mailboxes
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            self.port = taken.getsockname()[1]
        # Only root can start one; it does not write mail as root.
        user = pwd.getpwuid(os.geteuid() or pwd.getpwnam("nobody").pw_uid)
        self.sudo = ["sudo"] if os.geteuid() else []
        folder.chmod(0o711)
        settings = folder / "settings"
        for place in (settings, folder / "queue", folder / "data", folder / "mail"):
            place.mkdir()
        domains = ", ".join(sorted({address.partition("@")[2] for address in mailboxes}))
        (folder / "mailboxes").write_text("".join(f"{address} {place}/\n" for address, place in mailboxes.items()))
        (settings / "master.cf").write_text(SERVICES.format(port=self.port))
        (settings / "main.cf").write_text(
            SETTINGS.format(folder=folder, domains=domains, user=user, certificate=certificate)
        )
        for place, owner in (("settings", "root"), ("queue", "root"), ("data", "postfix"), ("mail", user.pw_name)):
            self._own(folder / place, owner)

    def _own(self, path, user):
        subprocess.run([*self.sudo, "chown", "--recursive", user, path], check=True)

    def __enter__(self):
        with open(self.folder / "start.log", "wb") as said:
            self.process = subprocess.Popen(
                self._postfix("start-fg"), stdin=subprocess.DEVNULL, stdout=said, stderr=said
            )
        for _ in range(PATIENCE * 10):
            if self.process.poll() is not None:
                raise RuntimeError(f"Postfix did not start: {self.log()}")
            try:
                smtplib.SMTP("127.0.0.1", self.port, timeout=5).quit()
                return self
            except OSError:
                time.sleep(0.1)
        self.__exit__()
        raise RuntimeError(f"Postfix does not answer: {self.log()}")

    def __exit__(self, *_):
        # By the number that it wrote down for itself.
        subprocess.run(self._postfix("stop"), check=True, stdin=subprocess.DEVNULL)
        self.process.wait()
        # So that whoever made the folder can remove it.
        self._own(self.folder, str(os.geteuid()))

    def _postfix(self, command):
        return [*self.sudo, "/usr/sbin/postfix", "-c", self.folder / "settings", command]

    def log(self):
        logs = [self.folder / name for name in ("start.log", "postfix.log")]
        return subprocess.run([*self.sudo, "cat", *logs], capture_output=True, text=True).stdout

    def messages(self, address):
        """What was delivered to an address, as bytes."""
        new = pathlib.Path(self.folder / "mail" / self.mailboxes[address] / "new")
        return [path.read_bytes() for path in sorted(new.glob("*"))]
