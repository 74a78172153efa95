"""Reads what `unmentor mail` wrote by libraries that know nothing of it, and compares with its JSON."""

import csv, email, glob, html.parser, json, mailbox, os, re, sys, urllib.parse, zipfile
import xml.etree.ElementTree as ET
from email.header import decode_header, make_header
from email.utils import parseaddr

try:
    import openpyxl
except ImportError:
    openpyxl = None
    print("SKIPPED: no openpyxl here to read the workbooks back")


def decoded(value):
    return str(make_header(decode_header(re.sub(r"\r?\n", "", value))))


def address(value):
    # Encoded words are read before the address is taken apart, as people's programs do.
    found = parseaddr(re.sub(r"\r?\n", "", value))
    return decoded(found[0]), found[1]


def shown(name):
    """A name without what commands a program: direction marks and line breaks."""
    return re.sub("[\r\n\t]", " ", re.sub("[\u202a-\u202e\u200e\u200f]", "", name)).strip()


def check(kind, one, message, where):
    to = one["to"][0]
    name, mail = address(message["To"])
    assert name == shown(to["name"]), (where, name, to["name"])
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


MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def excel(text):
    """A text as Excel takes it: `_x0041_` is an `A`."""
    return re.sub("_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), text)


def workbook(name):
    """The rows of a workbook's only sheet, which has texts and nothing else."""
    with zipfile.ZipFile(name) as book:
        assert book.testzip() is None
        assert all(part.date_time == (1980, 1, 1, 0, 0, 0) for part in book.infolist())
        table = ET.fromstring(book.read("xl/sharedStrings.xml"))
        page = ET.fromstring(book.read("xl/worksheets/sheet1.xml"))
    texts = [excel("".join(part.text or "" for part in one.iter(MAIN + "t"))) for one in table]
    assert len(texts) == int(table.get("uniqueCount"))
    rows, count = [], 0
    for row in page.iter(MAIN + "row"):
        cells = {}
        for cell in row:
            assert cell.get("t") == "s" and cell.find(MAIN + "f") is None
            column = re.match("[A-Z]+", cell.get("r"))[0]
            assert cell.get("r") == column + row.get("r")
            cells[column] = texts[int(cell.find(MAIN + "v").text)]
        rows.append(cells)
        count += len(cells)
    assert count == int(table.get("count"))
    last = max(rows[0], key=lambda column: (len(column), column))
    assert page.find(MAIN + "dimension").get("ref") == f"A1:{last}{len(rows)}"
    return [{heading: row.get(column, "") for column, heading in rows[0].items()} for row in rows[1:]]


def compare(expected, rows, where, guarded):
    """A merge sheet has everybody's name, address and text to the letter."""
    seen = lambda cell: cell.removeprefix("'") if guarded and cell[:2] in SIGNS else cell
    for one, row in zip(expected, rows, strict=True):
        to = one["to"][0]
        assert seen(row["name"]) == shown(to["name"]), (where, row["name"], to["name"])
        assert row["email address"] == to["email"], (where, row["email address"])
        assert seen(row["subject"]) == one["subject"], (where, row["subject"])
        assert seen(row["message"]) == one["text"].rstrip("\n"), (where, row["message"])
        assert all(row[column] for column in row if column != "sent"), (where, row)


SIGNS = ["'" + sign for sign in "=+-@"]

for kind in ["introduction", "reminder", "question", "invitation", "kind-word", "ask-why"]:
    expected = json.load(open(kind + ".json", encoding="utf-8"))
    box = list(mailbox.mbox(kind + ".mbox"))
    assert len(box) == len(expected), (kind, len(box), len(expected))
    for one, message in zip(expected, box):
        check(kind, one, message, kind + ".mbox")
    for line in open(kind + ".mbox", "rb"):
        assert len(line) <= 998
    drafts = {}
    for name in glob.glob(kind + "/*.eml"):
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
    for row in rows:
        for cell in row.values():
            assert not cell.lstrip().startswith(("=", "+", "-", "@")), cell
    compare(expected, rows, kind + ".csv", True)
    compare(expected, workbook(kind + ".xlsx"), kind + ".xlsx", False)
    for ending in ["xlsx", "csv"]:
        name = f"office-{ending}/{kind}.csv"
        if os.path.exists(name):
            saved = list(csv.DictReader(open(name, encoding="utf-8", newline="")))
            compare(expected, saved, name, ending == "csv")
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
    if not openpyxl:
        continue
    sheet = openpyxl.load_workbook(kind + ".xlsx").active
    head, *body = list(sheet.iter_rows(values_only=True))
    for one, row in zip(expected, body, strict=True):
        row = dict(zip(head, row))
        assert row["name"] == shown(one["to"][0]["name"]), row["name"]
        assert row["message"] == one["text"].rstrip("\n") and row["subject"] == one["subject"]
    assert all(cell.data_type in ("s", "n") and cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
