"""Holds feeds and sitemaps to grammars, with programs that know nothing of this paper: jing, xmllint and jsonschema.

The grammars beside this were written from the specifications. Each is also tried on what it has to refuse: a
document that lost something it needs.
"""

import json
import pathlib
import re
import subprocess
import tempfile

import jsonschema

GRAMMARS = pathlib.Path(__file__).parent / "grammars"
JING = ["jing", "-c"]
XMLLINT = ["xmllint", "--noout", "--schema"]
# The program, the grammar, and what is taken from a document so that it has to be refused.
KINDS = {
    "atom": (JING, "atom.rnc", ("<updated>.*?</updated>", '<link rel="self"[^>]*>', "<id>.*?</id>", "<name>.*?</name>")),
    "rss": (JING, "rss.rnc", ("<pubDate>.*?</pubDate>", "<link>.*?</link>", '<atom:link rel="self"[^>]*>', "(?<=[0-9]{4} )[0-9:]{8}")),
    "sitemap": (XMLLINT, "sitemap.xsd", ("<loc>.*?</loc>", "(?<=<loc>)http", "(?<=[0-9])T(?=[0-9])")),
    "news sitemap": (XMLLINT, "sitemap.xsd", ("<loc>.*?</loc>", "<news:title>.*?</news:title>", "<news:language>.*?</news:language>")),
}


class Grammars:
    def __init__(self):
        self.documents = {kind: [] for kind in (*KINDS, "json")}

    def keep(self, kind, address, document):
        self.documents[kind].append((address, document))

    def problems(self):
        found = list(self._json_problems())
        for kind, (program, grammar, needed) in KINDS.items():
            documents = self.documents[kind]
            found += _refusals(program, grammar, documents)
            address, document = max(documents, key=lambda one: len(one[1]))
            for pattern in needed:
                less = re.sub(pattern.encode(), b"", document, count=1, flags=re.DOTALL)
                if less == document:
                    found.append(f"{address}: nothing to take away: {pattern}")
                elif not _refusals(program, grammar, [(address, less)]):
                    found.append(f"{grammar} allows a {kind} without {pattern}")
        return found

    def counts(self):
        return ", ".join(f"{len(documents)} {kind}" for kind, documents in self.documents.items())

    def _json_problems(self):
        schema = json.loads((GRAMMARS / "json-feed.json").read_text())
        # Without a checker for them, formats are not looked at.
        checker = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER)
        for address, document in self.documents["json"]:
            feed = json.loads(document)
            for error in checker.iter_errors(feed):
                yield f"{address}: {error.json_path}: {error.message[:200]}"
        for change in ({"version": "1.1"}, {"items": [{"id": "1"}]}, {"title": None}, {"hubs": [{"url": "x"}]},
                       {"items": [{"id": "1", "content_html": "x", "date_published": "yesterday"}]}, {"unknown": 1}):
            if checker.is_valid({**feed, **change}):
                yield f"json-feed.json allows {change}"


def _refusals(program, grammar, documents):
    """What the program says against the documents, a line each."""
    with tempfile.TemporaryDirectory() as folder:
        names = {}
        for number, (address, document) in enumerate(documents):
            file = pathlib.Path(folder) / f"{number}.xml"
            file.write_bytes(document)
            names[str(file)] = address
        # Both would ask the network for nothing: the documents have no DTD.
        done = subprocess.run([*program, str(GRAMMARS / grammar), *names], capture_output=True, text=True)
        if done.returncode == 0:
            return []
        said = [line for line in (done.stdout + done.stderr).splitlines() if any(name in line for name in names) and not line.endswith(" validates")]
        for file, address in names.items():
            said = [line.replace(file, address) for line in said]
        return said or [f"{program[0]} failed: {done.stderr[-500:]}"]
