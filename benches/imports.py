#!/usr/bin/env python3
"""Sheets that come in, and sheets that are refused.

    python3 benches/imports.py [PART OF A NAME]

builds the release, writes sheets under target/imports, and prints for each the median seconds and
the peak memory of RUNS whole processes. Each must come in, or be refused with its word.
"""

import io
import itertools
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import time
import zipfile

RUNS = int(os.environ.get("RUNS", "3"))
HOUSE = pathlib.Path(__file__).resolve().parent.parent
UNMENTOR = HOUSE / "target" / "release" / "unmentor"
PLACE = HOUSE / "target" / "imports"
MIB = 1 << 20

TYPES = ('<Types><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats'
         '-officedocument.spreadsheetml.sheet.main+xml"/></Types>')
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = (f'<Relationships><Relationship Id="rId1" Type="{OFFICE}/officeDocument" '
             'Target="xl/workbook.xml"/></Relationships>')
BOOK = (f'<workbook xmlns:r="{OFFICE}"><sheets><sheet name="People" sheetId="1" r:id="rId1"/>'
        '</sheets></workbook>')
BOOK_RELATIONS = (f'<Relationships><Relationship Id="rId1" Type="{OFFICE}/worksheet" '
                  f'Target="worksheets/sheet1.xml"/><Relationship Id="rId2" '
                  f'Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>')
STRINGS = "<sst><si><t>Name</t></si><si><t>Email</t></si></sst>"


def zipped(parts):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as book:
        for name, text in parts.items():
            book.writestr(name, text)
    return file.getvalue()


def excel(rows, strings=STRINGS):
    return zipped({"[Content_Types].xml": TYPES, "_rels/.rels": RELATIONS, "xl/workbook.xml": BOOK,
                   "xl/_rels/workbook.xml.rels": BOOK_RELATIONS, "xl/sharedStrings.xml": strings,
                   "xl/worksheets/sheet1.xml":
                       f"<worksheet><sheetData>{rows}</sheetData></worksheet>"})


def open_document(rows):
    return zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet",
                   "content.xml": '<office:spreadsheet><table:table table:name="S">'
                                  f"{rows}</table:table></office:spreadsheet>"})


def letter(column):
    return (chr(64 + column // 26) if column >= 26 else "") + chr(65 + column % 26)


def excel_rows(rows, columns, cell):
    return "".join(
        f'<row r="{row}">' + "".join(cell(f"{letter(column)}{row}") for column in range(columns))
        + "</row>" for row in range(1, rows + 1))


def excel_people(count):
    def row(number, *cells):
        return f'<row r="{number}">' + "".join(
            f'<c r="{letter(column)}{number}" t="str"><v>{cell}</v></c>'
            for column, cell in enumerate(cells)) + "</row>"
    return row(1, "Name", "Email") + "".join(
        row(n + 2, f"Person {n}", f"p{n}@x.example") for n in range(count))


def old(cells):
    """A workbook of Excel 97 to 2003 with a number in each of some cells."""
    def record(kind, content):
        return kind.to_bytes(2, "little") + len(content).to_bytes(2, "little") + content

    def number(row, column):
        return record(0x203, row.to_bytes(2, "little") + column.to_bytes(2, "little")
                      + bytes(8) + b"\xf0\x3f")
    begin = record(0x809, bytes([0, 6, 16, 0]) + bytes(4))
    end = record(0xA, b"")
    at = len(begin) + 16 + len(end)
    named = record(0x85, at.to_bytes(4, "little") + bytes([0, 0, 4, 0]) + b"List")
    numbers = b"".join(number(row, column) for row, column in cells)
    return compound(begin + named + end + begin + numbers + end)


def compound(stream):
    """A compound file (MS-CFB, version 4) with one stream, `Workbook`."""
    size, free, last = 4096, 0xFFFFFFFF, 0xFFFFFFFE
    stream = stream.ljust(size, b"\0")
    sectors = -(-len(stream) // size)
    tables = -(-(sectors + 1) // (size // 4 - 1)) + 1
    fat = [0xFFFFFFFD] * tables + [last] + list(range(tables + 2, tables + 1 + sectors)) + [last]
    fat += [free] * (tables * size // 4 - len(fat))

    def words(numbers):
        return b"".join(number.to_bytes(4, "little") for number in numbers)

    def entry(name, kind, child, start, length):
        name = (name + "\0").encode("utf-16-le")
        return (name.ljust(64, b"\0") + len(name).to_bytes(2, "little") + bytes([kind, 1])
                + words([free, free, child]) + bytes(36) + words([start])
                + length.to_bytes(8, "little"))
    directory = entry("Root Entry", 5, 1, tables, 0) + entry("Workbook", 2, free, tables + 1,
                                                            len(stream))
    blank = bytes(66) + bytes([0, 0]) + words([free] * 3) + bytes(48)
    directory += blank * (size // 128 - 2)
    head = (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16) + bytes.fromhex("3e000400feff0c000600")
            + bytes(6) + words([1, tables, tables, 0, 4096, last, 0, last, 0])
            + words(range(tables)) + words([free] * (109 - tables)))
    return (head.ljust(size, b"\0") + words(fat) + directory
            + stream.ljust(sectors * size, b"\0"))


def lines(header, row, count, end=""):
    return (header + "\n" + "".join(row(n) + "\n" for n in range(count)) + end).encode()


def person(n):
    return f"Person {n},p{n}@org{n % 500}.example,Org {n % 500}"


def sheets():
    """Sheets by their names: the command that takes them, how their bytes are made, and the word of
    the refusal."""
    most, roster, past = 250_000, "name,email,organisation", "round,date,a,b"
    init, add = ["init", "new", "--participants"], ["participants", "import"]
    rounds, answers = ["rounds", "import"], ["outcomes", "import", "--round", "1"]
    number, node = '<c r="{}"><v>7</v></c>'.format, (
        '<table:table-cell office:value-type="float" office:value="7"/>')
    row = "<table:table-row>{}</table:table-row>".format
    repeated = ('<table:table-row table:number-rows-repeated="{}">' + node.replace(
        "/>", ' table:number-columns-repeated="10"/>') + "</table:table-row>").format

    def pair(n):
        people = f"P{n % 5000 * 2 + 1:04},P{n % 5000 * 2 + 2:04}"
        return f"{n // 5000 + 2},{2001 + n // 60000}-{n // 5000 % 12 + 1:02}-01,{people}"

    def answer(n):
        return f"p{n}@org{n % 500}.example," + ("No,too busy" if n % 3 else "Yes,")

    def many():
        return lines(roster, person, most - 1)

    asked = "Email,Did you meet?,Why not?"
    yield "10,000 people", init, lambda: lines(roster, person, 10_000), None
    yield "10,000 people again", add, lambda: lines(roster, person, 10_000), None
    yield "10,000 people, xlsx", init, lambda: excel(excel_people(10_000)), None
    yield "10,000 answers", answers, lambda: lines(asked, answer, 10_000), None
    yield "24 rounds of 5,000 pairs", rounds, lambda: lines(past, pair, 120_000), None
    yield "250,000 people", init, many, None

    yield "last address broken", init, lambda: many() + b"Jo,jo@,x\n", "not an e-mail"
    yield "the same with much text", init, lambda: lines(
        roster, lambda n: person(n) + 80 * "x", most - 1, "Jo,jo@,x"), "not an e-mail"
    yield "last address of two", init, lambda: many() + b"Jo,p0@org0.example,x\n", "already, for"
    yield "all addresses broken", init, lambda: (
        lines(roster, lambda n: f"P {n},p@,x", most)), "10000"
    yield "last row ragged", init, lambda: many() + b"Jo\n", "1 cell and"
    yield "all rows ragged", init, lambda: lines(roster, lambda n: "Jo", most), "10000"
    yield "columns unknown", init, lambda: b"1,2,3,4,5,6,7,8\n" * (most - 1), "no column for"
    yield "all cells wrong formulas", init, lambda: (
        b"#N/A,#N/A,#N/A,#N/A,#N/A,#N/A,#N/A,#N/A\n" * (most - 1)), "no column for"
    yield "a row too many", init, lambda: (
        many() + b"Jo,jo@x.example,\n" * 2), "more than 250000 rows"
    yield "a byte too many", init, lambda: (
        many().ljust(32 * MIB + 1, b"\n")), "more than 33554432 bytes"
    yield "4 GiB", init, lambda: 4 << 30, "more than 33554432 bytes"
    yield "a quote never closed", init, lambda: (
        b'name,email\n"' + b" " * (32 * MIB - 40)), "never closed"
    yield "every quote unclosed", init, lambda: b"name,email\n" + b'"a\n' * (10 * MIB), "quote"
    yield "a NUL at the end", init, lambda: many() + b"\0", "NUL"
    yield "not UTF-8 at the end", init, lambda: many() + "Zoë,".encode() + b"\xeb", "UTF-8 in some"
    yield "accents everywhere", init, lambda: lines(
        roster, lambda n: f"Zoë Ł {n},é{n}@x.example,Ö", most - 1, "Jo,jo@,x"), "not an e-mail"
    yield "random bytes", init, lambda: bytes(range(256)) * (MIB // 8), "not a table"
    yield "250,000 strangers", answers, lambda: lines(
        asked, lambda n: f"x{n}@org{n % 500}.example,Yes,", most), "10000"
    yield "one day broken", rounds, lambda: (
        lines(past, pair, most - 1, "101,soon,P0001,P0002")), "soon"
    yield "one pair for ever", rounds, lambda: (
        lines(past, lambda n: "2,2001-01-01,P0001,P0002", most)), "10000"

    yield "far corner, xlsx", init, lambda: excel(
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c>'
        "</row>"), "more than 500 columns"
    yield "bomb, xlsx", init, lambda: excel(" " * (300 * MIB)), "bytes when it is unpacked"
    yield "31 MiB of nothing, xlsx", init, lambda: excel(" " * (31 * MIB)), "unpacked"
    yield "1,100,000 numbers, xlsx", init, lambda: (
        excel(excel_rows(110_000, 10, number))), "no column for"
    yield "wide numbers, xlsx", init, lambda: excel(excel_rows(2_200, 500, number)), "no column for"
    yield "long shared text, xlsx", init, lambda: excel(
        excel_rows(1_000, 1, '<c r="{}" t="s"><v>0</v></c>'.format),
        f"<sst><si><t>{'y' * 30_000}</t></si></sst>"), "no column for"
    yield "many strings, xlsx", init, lambda: (
        excel("", f"<sst>{'<si><t>a</t></si>' * 1_900_000}</sst>")), "empty"
    yield "cut off, xlsx", init, lambda: excel(excel_rows(100_000, 10, number))[:-900], "damaged"
    yield "600,000 numbers, ods", init, lambda: (
        open_document(row(node * 10) * 50_000)), "no column for"
    yield "repeats within limits, ods", init, lambda: (
        open_document(repeated(199_000))), "no column for"
    yield "repeats beyond, ods", init, lambda: open_document(repeated(1_000_000)), "more than"
    yield "1,800,000 numbers, xls", init, lambda: old(
        itertools.product(range(60_000), range(30))), "no column for"
    yield "far corner, xls", init, lambda: old([(0, 0), (65_535, 255)]), "more than"


def measure(words, folder, file, refusal):
    """The median seconds and MiB of some runs, each on a fresh copy of a folder."""
    times, most = [], 0
    for _ in range(RUNS):
        copy = PLACE / "copy"
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(folder, copy)
        begun = time.monotonic()
        with subprocess.Popen([UNMENTOR, "--today", "2030-01-01", *words, file], cwd=copy,
                              stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                              stderr=subprocess.PIPE) as process:
            said = process.stderr.read().decode()
            _, status, used = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        times.append(time.monotonic() - begun)
        most = max(most, used.ru_maxrss / 1024)
        if process.returncode != (3 if refusal else 0) or (refusal or "") not in said:
            sys.exit(f"{' '.join(words)}: exit code {process.returncode}\n{said[:2000]}")
    return statistics.median(times), most


def programme():
    """A programme of 10,000 people and one round."""
    folder = PLACE / "programme"
    folder.mkdir()
    people, past = PLACE / "people.csv", PLACE / "past.csv"
    people.write_bytes(lines("name,email,organisation", person, 10_000))
    past.write_bytes(lines(
        "round,date,a,b", lambda n: f"1,2000-01-01,P{2 * n + 1:04},P{2 * n + 2:04}", 5_000))
    for words in [["init", ".", "--participants", people], ["rounds", "import", past]]:
        subprocess.run([UNMENTOR, "--quiet", *words], cwd=folder, check=True,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return folder


def main():
    subprocess.run(["cargo", "build", "--quiet", "--release", "--locked"], cwd=HOUSE, check=True)
    shutil.rmtree(PLACE, ignore_errors=True)
    PLACE.mkdir(parents=True)
    folder = programme()
    print(f"{'':28}{'MB':>8}{'seconds':>9}{'MiB':>7}")
    for name, words, content, refusal in sheets():
        if len(sys.argv) > 1 and sys.argv[1] not in name:
            continue
        file = PLACE / "sheet"
        # Made by another process: a child's memory is counted from its parent's.
        if os.fork() == 0:
            made = content()
            with file.open("wb") as out:
                if isinstance(made, int):
                    out.truncate(made)
                else:
                    out.write(made)
            os._exit(0)
        os.wait()
        seconds, memory = measure(words, folder, file, refusal)
        size = file.stat().st_size / 1e6
        print(f"{name:28}{size:8,.1f}{seconds:9.2f}{memory:7,.0f}", flush=True)
        file.unlink()


if __name__ == "__main__":
    main()
