#!/usr/bin/env python3
"""Packages of unmentor for this machine: `deb`, `tar`, or `test`, which makes both and tries them.

    python3 packaging/build.py deb     target/package/unmentor_0.1.0_amd64.deb
    python3 packaging/build.py tar     target/package/unmentor-0.1.0-x86_64-linux.tar.gz
    python3 packaging/build.py test    both, each unpacked into an empty root and run there

Both hold the program, a manual page for each command, completions for bash, fish and zsh, the pages
of documentation, and the licences of everything that is linked in. Needs Rust, and dpkg-deb for
the Debian package.
"""

import gzip
import json
import platform
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "target" / "package"
COMPLETIONS = {
    "bash": "usr/share/bash-completion/completions/unmentor",
    "fish": "usr/share/fish/vendor_completions.d/unmentor.fish",
    "zsh": "usr/share/zsh/vendor-completions/_unmentor",
}


def said(*command, **options):
    """What a command prints; an error ends everything."""
    done = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True, **options)
    return done.stdout


def metadata():
    return json.loads(said("cargo", "metadata", "--format-version", "1", "--locked"))


def linked(packages):
    """The crates that end up in the program on this machine, in the order of their names."""
    lines = said("cargo", "tree", "--locked", "-e", "normal", "--prefix", "none", "-f", "{p}")
    named = {tuple(line.split()[:2]) for line in lines.splitlines() if line.strip()}
    ours = lambda one: (one["name"], "v" + one["version"]) in named and one["source"]
    return sorted(filter(ours, packages), key=lambda one: (one["name"], one["version"]))


def licences(packages):
    """A text with the licence of every crate: as it states it, and the texts that it brings."""
    parts = ["unmentor is under the MIT licence or the Apache licence 2.0, as you like."]
    for own in ["LICENSE-MIT", "LICENSE-APACHE"]:
        parts.append((ROOT / own).read_text())
    for one in linked(packages):
        by = ", ".join(one["authors"]) or one["repository"] or "its authors"
        parts.append(f"{one['name']} {one['version']}, by {by}\nLicence: {one['license']}\n")
        folder = Path(one["manifest_path"]).parent
        kinds = ("licen", "copying", "copyright", "notice", "unlicense")
        texts = [path for path in folder.iterdir() if path.is_file() and path.name.lower().startswith(kinds)]
        for path in sorted(texts):
            parts.append(path.read_text(errors="replace"))
    return ("\n" + "-" * 78 + "\n\n").join(part.strip() + "\n" for part in parts)


def packed(path, text):
    """Writes a text packed, the same bytes at every run."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(text, mtime=0))


def stage(root, packages):
    """Everything as it lies below the root of a system."""
    said("cargo", "build", "--release", "--locked")
    program = ROOT / "target" / "release" / "unmentor"
    (root / "usr/bin").mkdir(parents=True)
    shutil.copy(program, root / "usr/bin/unmentor")
    with tempfile.TemporaryDirectory() as pages:
        said(program, "man", "-q", "-o", pages)
        for page in sorted(Path(pages).iterdir()):
            packed(root / "usr/share/man/man1" / (page.name + ".gz"), page.read_bytes())
    for shell, place in COMPLETIONS.items():
        (root / place).parent.mkdir(parents=True)
        (root / place).write_text(said(program, "completions", shell))
    docs = root / "usr/share/doc/unmentor"
    shutil.copytree(ROOT / "docs", docs / "docs")
    shutil.copy(ROOT / "README.md", docs)
    packed(docs / "changelog.gz", (ROOT / "CHANGELOG.md").read_bytes())
    (docs / "copyright").write_text(licences(packages))
    for path in root.rglob("*"):
        path.chmod(0o755 if path.is_dir() or path.parent.name == "bin" else 0o644)
    root.chmod(0o755)


def libc():
    """The oldest C library that has every function that the program asks of one."""
    wanted = said("objdump", "-T", ROOT / "target/release/unmentor")
    versions = {word[6:].rstrip(")") for word in wanted.replace("(", " ").split() if word.startswith("GLIBC_")}
    numbers = [tuple(map(int, version.split("."))) for version in versions if version[0].isdigit()]
    return ".".join(map(str, max(numbers)))


def debian(root, package):
    """The Debian package of what is staged."""
    architecture = said("dpkg", "--print-architecture").strip()
    size = sum(path.stat().st_size for path in root.rglob("*") if path.is_file()) // 1024
    control = f"""Package: unmentor
Version: {package["version"]}
Architecture: {architecture}
Maintainer: The unmentor developers <unmentor@unmentor.example>
Installed-Size: {size}
Depends: libc6 (>= {libc()}), libgcc-s1
Section: utils
Priority: optional
Description: random-conversation schemes from a folder of plain files
 Pairs people once a month, avoids repeats, collects what became of it, writes
 the messages, and draws the growth and the network with its red lines.
"""
    (root / "DEBIAN").mkdir()
    (root / "DEBIAN/control").write_text(control)
    target = OUT / f"unmentor_{package['version']}_{architecture}.deb"
    said("dpkg-deb", "--root-owner-group", "--build", root, target)
    return target


def archive(root, package):
    """The same as an archive, to be unpacked anywhere."""
    name = f"unmentor-{package['version']}-{platform.machine()}-{platform.system().lower()}"
    target = OUT / f"{name}.tar.gz"

    def plain(entry):
        entry.uid = entry.gid = entry.mtime = 0
        entry.uname = entry.gname = "root"
        return entry

    with target.open("wb") as file, gzip.GzipFile("", "wb", fileobj=file, mtime=0) as packer:
        with tarfile.open(fileobj=packer, mode="w") as tar:
            tar.add(root / "usr", name, filter=plain)
    return target


def make(kind):
    packages = metadata()["packages"]
    package = next(one for one in packages if one["name"] == "unmentor")
    OUT.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "root"
        root.mkdir()
        stage(root, packages)
        target = {"deb": debian, "tar": archive}[kind](root, package)
    print(f"{target.relative_to(ROOT)}: {target.stat().st_size / 1e6:.1f} MB")
    return target


def attempt(usr):
    """Runs what was installed below a folder, in an empty one, and looks for all its parts."""
    program = usr / "bin/unmentor"
    print(said(program, "--version").strip())
    with tempfile.TemporaryDirectory() as folder:
        said(program, "demo", f"{folder}/scheme")
        said(program, "-C", f"{folder}/scheme", "pair", "--seed", "1")
        said(program, "-C", f"{folder}/scheme", "report", "-o", f"{folder}/report.html")
        assert "<svg" in Path(folder, "report.html").read_text()
    for place in COMPLETIONS.values():
        assert "outcomes" in (usr.parent / place.replace("usr", usr.name, 1)).read_text(), place
    page = gzip.decompress((usr / "share/man/man1/unmentor-pair.1.gz").read_bytes()).decode()
    assert "seed" in page and page.startswith(".ie"), page[:200]
    if shutil.which("man"):
        assert "--seed" in said("man", "-l", usr / "share/man/man1/unmentor-pair.1.gz")
    rights = (usr / "share/doc/unmentor/copyright").read_text()
    for one in linked(metadata()["packages"]):
        assert f"{one['name']} {one['version']}, by" in rights, one["name"]


def test():
    with tempfile.TemporaryDirectory() as folder:
        said("dpkg-deb", "--extract", make("deb"), f"{folder}/root")
        attempt(Path(folder, "root/usr"))
        with tarfile.open(make("tar")) as tar:
            tar.extractall(folder, filter="data")
        attempt(next(Path(folder).glob("unmentor-*")))
    print("both packages install and run")


if __name__ == "__main__":
    kinds = {"deb": lambda: make("deb"), "tar": lambda: make("tar"), "test": test}
    if len(sys.argv) != 2 or sys.argv[1] not in kinds:
        sys.exit(__doc__)
    kinds[sys.argv[1]]()
