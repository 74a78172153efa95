"""Reads what `unmentor mail` wrote by libraries that know nothing of it, and compares with its JSON."""

import csv, email, glob, html.parser, json, mailbox, re, sys, urllib.parse, zipfile
from email.header import decode_header, make_header
from email.utils import parseaddr


def decoded(value):
    return str(make_header(decode_header(re.sub(r"\r?\n", "", value))))


def address(value):
    # Encoded words are read before the address is taken apart, as people's programs do.
    found = parseaddr(re.sub(r"\r?\n", "", value))
    return decoded(found[0]), found[1]


def check(kind, one, message, where):
    to = one["to"][0]
    name, mail = address(message["To"])
    assert name == to["name"], (where, name, to["name"])
    local, domain = to["email"].rsplit("@", 1)
    assert mail == local + "@" + domain.encode("idna").decode(), (where, mail)
    assert decoded(message["Subject"]) == one["subject"], (where, message["Subject"])
    assert address(message["From"]) == ("Penhale, Áda", "coffee@north.example"), message["From"]
    text = message.get_payload(decode=True).decode("utf-8").replace("\r\n", "\n")
    assert text.rstrip("\n") == one["text"].rstrip("\n"), (where, text, one["text"])
    known = {"From", "To", "Reply-To", "Subject", "Date", "Message-ID", "In-Reply-To", "References",
             "MIME-Version", "Content-Type", "Content-Transfer-Encoding", "X-Unsent"}
    assert set(message.keys()) <= known, message.keys()
    assert len(set(message.keys())) == len(message.keys())


class Page(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.texts, self.links, self.tags, self.inside = [], [], set(), False

    def handle_starttag(self, tag, attributes):
        self.tags.add(tag)
        if tag == "pre":
            self.inside = True
            self.texts.append("")
        if tag == "a":
            self.links.append(dict(attributes)["href"])

    def handle_endtag(self, tag):
        if tag == "pre":
            self.inside = False

    def handle_data(self, data):
        if self.inside:
            self.texts[-1] += data


for kind in ["introduction", "reminder", "question", "invitation"]:
    expected = json.load(open(kind + ".json", encoding="utf-8"))
    box = list(mailbox.mbox(kind + ".mbox"))
    assert len(box) == len(expected), (kind, len(box), len(expected))
    for one, message in zip(expected, box):
        check(kind, one, message, kind + ".mbox")
    for line in open(kind + ".mbox", "rb"):
        assert len(line) <= 998
    drafts = {}
    for name in glob.glob(kind + "-drafts/*.eml"):
        raw = open(name, "rb").read()
        assert b"\n" not in raw.replace(b"\r\n", b""), name
        message = email.message_from_bytes(raw)
        assert message["X-Unsent"] == "1"
        drafts[address(message["To"])[1]] = message
    assert len(drafts) == len(expected)
    for one in expected:
        local, domain = one["to"][0]["email"].rsplit("@", 1)
        check(kind, one, drafts[local + "@" + domain.encode("idna").decode()], kind + " draft")
    rows = list(csv.DictReader(open(kind + ".csv", encoding="utf-8", newline="")))
    for one, row in zip(expected, rows, strict=True):
        for cell in row.values():
            assert not cell.lstrip().startswith(("=", "+", "-", "@")), cell
        assert row["name"].lstrip("'") == one["to"][0]["name"].lstrip("'"), row["name"]
        assert row["message"].lstrip("'") == one["text"].rstrip("\n"), row["message"]
        assert all(row[column] for column in row if column != "sent"), row
    page = Page()
    page.feed(open(kind + ".html", encoding="utf-8").read())
    assert page.texts == [part for one in expected for part in (one["subject"], one["text"].rstrip("\n"))]
    assert not page.tags & {"script", "b", "img"}, page.tags
    for link in page.links:
        assert len(link) <= 1800 and link.startswith("mailto:") and "+" not in link.split("?")[1]
        query = urllib.parse.parse_qs(link.split("?", 1)[1], strict_parsing=True)
        body = query["body"][0].replace("\r\n", "\n")
        assert any(body == one["text"].rstrip("\n") and query["subject"][0] == one["subject"] for one in expected)
    text = open(kind + ".txt", encoding="utf-8").read()
    assert all(one["text"].rstrip("\n") in text and one["subject"] in text for one in expected)
    assert zipfile.ZipFile(kind + ".xlsx").testzip() is None
    try:
        import openpyxl
    except ImportError:
        print(f"SKIPPED: no openpyxl here to read {kind}.xlsx back")
        continue
    sheet = openpyxl.load_workbook(kind + ".xlsx").active
    head, *body = list(sheet.iter_rows(values_only=True))
    for one, row in zip(expected, body, strict=True):
        row = dict(zip(head, row))
        assert row["name"] == one["to"][0]["name"], row["name"]
        assert row["message"] == one["text"].rstrip("\n") and row["subject"] == one["subject"]
    assert all(cell.data_type in ("s", "n") and cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
