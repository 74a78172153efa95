#!/usr/bin/env python3
"""The messages of a month to many people, beside a mail merge by Python's own library.

    python3 benches/mail.py [PEOPLE [ROUNDS]]      (100000 3 unless told otherwise)

builds the release, makes a programme under target/mail, draws one more round, and prints for each
place the medians of RUNS whole processes of `unmentor mail introduction -o`, in turn with a script
that reads the same roster and round and fills the same text: with the csv module for a sheet, with
email.message for a mailbox. Times are seconds; memory is the peak resident set.
"""

import csv
import email.message
import pathlib
import shutil
import subprocess
import sys

from size import BUILT, HOUSE, RUNS, UNMENTOR, in_turn, run

DAY = "2035-01-01"
PLACES = ["mbox", "csv", "xlsx", "txt", "html"]
TEXT = """Dear {first},

You are put together with {partner} ({organisation}): {address}.

{who} writes first.

Half an hour is enough, by phone, by video or over a coffee. There is nothing to prepare and nothing \
to sell.

Two questions to start with: What took you to the work you do? What have you changed your mind about \
lately?

Not this month? That is fine: just say so to {partner}. Afterwards we shall ask whether you met.

You see each other's names and addresses. To pause or to leave, write to coffee@north.example.

Ada Penhale
Random conversations
"""


def merge(folder, place):
    """What anybody could write in an hour."""
    def rows(name):
        with open(folder / name, encoding="utf-8", newline="") as file:
            yield from csv.DictReader(file)
    people = {row["id"]: row for row in rows("participants.csv")}
    latest = max((folder / "rounds").iterdir())
    with open(place, "w" if place.suffix == ".csv" else "wb") as out:
        sheet = csv.writer(out) if place.suffix == ".csv" else None
        for pair in rows(latest.relative_to(folder) / "pairings.csv"):
            for one, other in [("a", "b"), ("b", "a")]:
                one, other = people[pair[one]], people[pair[other]]
                subject = f"Your conversation: {other['name']} [{pair['pair']}]"
                text = TEXT.format(first=one["name"].split()[0], partner=other["name"],
                                   organisation=other["organisation"], address=other["email"],
                                   who=people[pair["first"]]["name"])
                if sheet:
                    sheet.writerow([one["email"], one["name"], other["name"], other["organisation"],
                                    other["email"], pair["pair"], subject, text])
                    continue
                message = email.message.EmailMessage()
                message["From"] = "Ada Penhale <coffee@north.example>"
                message["To"] = f"{one['name']} <{one['email']}>"
                message["Reply-To"] = f"{other['name']} <{other['email']}>"
                message["Subject"] = subject
                message.set_content(text)
                out.write(b"From coffee@north.example Mon Jan  1 09:00:00 2035\n")
                out.write(message.as_bytes() + b"\n")


def programme(people, rounds):
    """The folder, whose latest round was drawn by the program."""
    folder = HOUSE / "target" / "mail" / f"{people}x{rounds}"
    if not (folder / "rounds" / f"{int(rounds) + 1:02}").exists():
        shutil.rmtree(folder, ignore_errors=True)
        folder.parent.mkdir(parents=True, exist_ok=True)
        run(BUILT / "examples" / "large_programme", folder, people, rounds)
        settings = (folder / "unmentor.toml").read_text(encoding="utf-8")
        sender = "organiser = \"Ada Penhale <coffee@north.example>\"\n"
        (folder / "unmentor.toml").write_text(sender + settings, encoding="utf-8")
        run(UNMENTOR, "-C", folder, "--today", DAY, "pair", "--force", "--seed", "1")
    return folder


def main(people="100000", rounds="3"):
    words = ["cargo", "build", "--release", "--bin", "unmentor", "--example", "large_programme"]
    subprocess.run(words, cwd=HOUSE, check=True)
    folder = programme(people, rounds)
    forget = ["rm", "-f", folder / "messages.csv"]
    commands = {}
    for ending in ["csv", "mbox"]:
        words = [sys.executable, __file__, "--merge", folder, folder.parent / f"python.{ending}"]
        commands[f"Python, {ending}"] = (words, None)
    for ending in PLACES:
        place = folder.parent / f"introduction.{ending}"
        words = [UNMENTOR, "-q", "-C", folder, "--today", DAY, "mail", "introduction", "--force"]
        commands[f"unmentor, {ending}"] = ([*words, "-o", place], forget)
    run(*forget)
    medians = in_turn(commands, RUNS)
    print(f"\n{int(people):,} people, {int(rounds) + 1} rounds\n")
    print(f"{'':18}{'seconds':>10}{'ratio':>8}{'CPU s':>9}{'MiB':>9}")
    first = medians["Python, mbox"][0]
    for name, (seconds, cpu, memory) in medians.items():
        print(f"{name:18}{seconds:10.2f}{seconds / first:8.2f}{cpu:9.2f}{memory:9,.0f}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--merge"]:
        merge(*map(pathlib.Path, sys.argv[2:]))
    else:
        main(*sys.argv[1:])
