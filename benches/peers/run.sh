#!/bin/sh
# Prints the table of benches/README.md. LEMON (Debian: liblemon-dev, g++) and networkx (python3)
# take part if they are installed.
set -eu
here=$(dirname "$0")
cargo build --quiet --release --manifest-path "$here/Cargo.toml"
set -- "${INSTANCES:-$here/../../tests/matching/instances}" "$@"
if g++ -O3 -march=native -w -o "$here/target/lemon" "$here/lemon.cpp" 2>/dev/null; then
    set -- "$@" --lemon "$here/target/lemon"
fi
if python3 -c 'import networkx' 2>/dev/null; then
    set -- "$@" --networkx python3 "$here/networkx_peer.py"
fi
exec "$here/target/release/peers" "$@"
