#!/usr/bin/env python3
"""Whole runs of unmentor on large programmes, beside the mere reading of the same files.

    python3 benches/size.py [PEOPLE ROUNDS]...      (100000 24 unless told otherwise)

builds the release, makes a programme of each size under target/size, and prints for each command
the median of RUNS whole processes, run in turn with `examples/read_csv.rs`, which reads the same
files with the csv crate and counts their rows. Times are seconds; memory is the peak resident set
beside the size of the files. At last: starting up on 100 people beside `unmentor --version`.
"""

import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import time

RUNS = int(os.environ.get("RUNS", "5"))
HOUSE = pathlib.Path(__file__).resolve().parent.parent
BUILT = HOUSE / "target" / "release"
UNMENTOR = BUILT / "unmentor"


def run(*words):
    """Seconds on the clock, seconds of the processor, peak memory in MiB of one process."""
    begun = time.monotonic()
    with subprocess.Popen([str(word) for word in words], stdin=subprocess.DEVNULL,
                          stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
        errors = process.stderr.read().decode()
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(map(str, words))}: exit code {process.returncode}\n{errors}")
    return time.monotonic() - begun, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def in_turn(commands, runs):
    """The medians of several commands, each run so often, one after the other. A command is its
    words and, if it changes the folder, those that take the change back."""
    measured = {name: [] for name in commands}
    for _ in range(runs):
        for name, (words, back) in commands.items():
            measured[name].append(run(*words))
            if back:
                run(*back)
    return {name: [statistics.median(column) for column in zip(*rows)]
            for name, rows in measured.items()}


def large(people, rounds):
    """One size."""
    folder = HOUSE / "target" / "size" / f"{people}x{rounds}"
    if not (folder / "unmentor.toml").exists():
        shutil.rmtree(folder, ignore_errors=True)
        folder.parent.mkdir(parents=True, exist_ok=True)
        run(BUILT / "examples" / "large_programme", folder, people, rounds)
    size = sum(file.stat().st_size for file in folder.rglob("*.csv")) / 2**20
    page = folder.parent / "report.html"
    unmentor = [UNMENTOR, "-C", folder, "--today", "2035-01-01"]
    commands = {
        "read_csv": ([BUILT / "examples" / "read_csv", folder], None),
        "check": ([*unmentor, "check"], None),
        "pair": ([*unmentor, "pair", "--force", "--seed", "1"], [*unmentor, "undo"]),
        "report": ([*unmentor, "report"], None),
        "report -o report.html": ([*unmentor, "report", "--force", "-o", page], None),
    }
    if people > 200_000:
        # Nobody has so large a programme; the network alone takes minutes.
        commands = {name: commands[name] for name in ["read_csv", "check", "pair"]}
    medians = in_turn(commands, RUNS)
    print(f"\n{people:,} people, {rounds} rounds, {size:,.0f} MiB of CSV files\n")
    print(f"{'':22}{'seconds':>10}{'ratio':>8}{'CPU s':>9}{'MiB':>9}{'of files':>10}")
    least = medians["read_csv"][0]
    for name, (seconds, cpu, memory) in medians.items():
        print(f"{name:22}{seconds:10.2f}{seconds / least:8.2f}{cpu:9.2f}{memory:9,.0f}"
              f"{memory / size:10.2f}")


def start():
    """Starting up."""
    folder = HOUSE / "target" / "size" / "100x5"
    if not folder.exists():
        run(BUILT / "examples" / "large_programme", folder, 100, 5)
    medians = in_turn({
        "unmentor --version": ([UNMENTOR, "--version"], None),
        "unmentor": ([UNMENTOR, "-C", folder], None),
    }, 40 * RUNS)
    print("\n100 people, 5 rounds\n")
    least = medians["unmentor --version"][0]
    for name, (seconds, _, _) in medians.items():
        print(f"{name:22}{1000 * seconds:7.2f} ms{seconds / least:8.2f}")


def main():
    numbers = [int(word) for word in sys.argv[1:]] or [100_000, 24]
    subprocess.run(["cargo", "build", "--quiet", "--release", "--locked", "--bins",
                    "--example", "large_programme", "--example", "read_csv"], cwd=HOUSE, check=True)
    for people, rounds in zip(numbers[::2], numbers[1::2]):
        large(people, rounds)
    start()


if __name__ == "__main__":
    main()
