#!/usr/bin/env bash
# Every screen of the demonstration, in three languages, light and dark, and at 200 %.
set -euo pipefail
cd "$(dirname "$0")/.."
catalogue=$(mktemp -d)/見本.memoircat
.venv/bin/memoircat demo "$catalogue" --no-window
for language in ja en ru; do
    .venv/bin/memoircat screenshots "$catalogue" --to "screenshots/$language" --lang "$language"
done
.venv/bin/memoircat screenshots "$catalogue" --to screenshots/ja-dark --lang ja --theme dark
.venv/bin/memoircat screenshots "$catalogue" --to screenshots/ja-200 --lang ja --scale 200 --size 1280x800
.venv/bin/memoircat screenshots "$catalogue" --to screenshots/en-1280 --lang en --size 1280x800
