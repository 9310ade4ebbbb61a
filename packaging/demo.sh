#!/usr/bin/env bash
# The demonstration catalogue in the window; with no display the same screens are drawn into demo-output/.
set -euo pipefail
cd "$(dirname "$0")/.."
catalogue=demo-output/見本.memoircat
mkdir -p demo-output
if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] || [ "$(uname)" = Darwin ]; then
    exec env -u QT_QPA_PLATFORM .venv/bin/memoircat demo "$catalogue"
fi
export QT_QPA_PLATFORM=offscreen
.venv/bin/memoircat demo "$catalogue" --no-window
for language in ja en; do
    .venv/bin/memoircat screenshots "$catalogue" --to "demo-output/screens-$language" --lang "$language"
done
.venv/bin/memoircat report "$catalogue" catalogue --to demo-output/catalogue.pdf
echo "There is no display: the screens were drawn into demo-output/screens-ja and screens-en,"
echo "the catalogue's report into demo-output/catalogue.pdf."
