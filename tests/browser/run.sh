#!/usr/bin/env bash
# Writes report pages and drives them in a real browser. Installs what is missing: Node.js and
# Chromium from Debian, two packages from npm.
set -euo pipefail
cd "$(dirname "$0")"

missing=()
command -v node >/dev/null || missing+=(nodejs)
command -v npm >/dev/null || missing+=(npm)
command -v chromium >/dev/null || missing+=(chromium)
if [ ${#missing[@]} -gt 0 ]; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends "${missing[@]}"
fi
npm ci --silent --no-audit --no-fund

pages=$(mktemp -d)
trap 'rm -rf "$pages"' EXIT
today=2025-07-15
unmentor() { cargo run --locked --quiet -- --quiet --today "$today" "$@"; }

# The five rounds of the tests.
rounds=../data/five-rounds
unmentor init "$pages/five" --participants "$rounds/participants.csv" --name "Five rounds"
unmentor -C "$pages/five" rounds import "$rounds/history.csv"
unmentor -C "$pages/five" outcomes import "$rounds/responses.csv"
unmentor -C "$pages/five" report --format html -o "$pages/five.html"
unmentor -C "$pages/five" report --format html --anonymise -o "$pages/nameless.html"

# People with names that try to break out of the page.
unmentor init "$pages/nasty" --participants nasty.csv --name '</title><script>window.broken = 1</script>'
unmentor -C "$pages/nasty" pair --seed 1
unmentor -C "$pages/nasty" report --format html -o "$pages/nasty.html"

# None, one, hardly any, two years of 400 people, and a crowd.
unmentor init "$pages/none" --name "None"
while read -r name people rounds; do
  cargo run --locked --quiet --example large_programme -- "$pages/$name" "$people" "$rounds"
done <<<'one 40 1
few 5 3
large 400 24
crowd 2000 7'
today=2026-03-01
for name in none one few large crowd; do
  unmentor -C "$pages/$name" report --format html -o "$pages/$name.html"
done

PAGES=$pages node --test --test-reporter=spec
