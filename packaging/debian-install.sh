#!/usr/bin/env bash
# Install Debian packages when that is allowed (root, or sudo without a password); else print the one line to run.
set -euo pipefail
if [ "$(id -u)" -eq 0 ]; then
    as_root=()
elif sudo -n true 2>/dev/null; then
    as_root=(sudo -n)
else
    as_root=()
    allowed=no
fi
if [ "${allowed:-yes}" = no ] || ! command -v apt-get >/dev/null; then
    sudo=$(command -v sudo >/dev/null && echo "sudo " || true)
    echo "MemoirCat needs system packages that are not here. Run this once as root, then the same command again:" >&2
    echo "    ${sudo}apt-get update && ${sudo}apt-get install --yes --no-install-recommends $*" >&2
    exit 1
fi
export DEBIAN_FRONTEND=noninteractive
if ! "${as_root[@]}" apt-get install --yes --quiet=2 --no-install-recommends "$@" >/dev/null 2>&1; then
    "${as_root[@]}" apt-get update --quiet=2
    "${as_root[@]}" apt-get install --yes --quiet=2 --no-install-recommends "$@" >/dev/null
fi
