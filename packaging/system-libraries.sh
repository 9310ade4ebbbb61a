#!/usr/bin/env bash
# What Python, Qt and the tests take from the system, asked for all at once and installed only where one is missing.
set -euo pipefail
cd "$(dirname "$0")/.."
python=${1:-python3}
if [ -e .venv/.ready ]; then
    python=.venv/bin/python
fi
if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
    echo "MemoirCat needs Python 3.11 or newer; $python is $("$python" --version). Say PYTHON=… make setup." >&2
    exit 1
fi
[ "$(uname)" = Linux ] || exit 0

missing=()
need() { # library, module or command; Debian package
    case $1 in
        *.so.*) "$python" -c "import ctypes; ctypes.CDLL('$1')" 2>/dev/null || missing+=("$2") ;;
        ensurepip) "$python" -c 'import ensurepip, venv' 2>/dev/null || missing+=("$2") ;;
        *) command -v "$1" >/dev/null || missing+=("$2") ;;
    esac
}
need ensurepip python3-venv
need libGL.so.1 libgl1
need libEGL.so.1 libegl1
need libxkbcommon.so.0 libxkbcommon0
need libglib-2.0.so.0 libglib2.0-0
need libfontconfig.so.1 libfontconfig1
need libdbus-1.so.3 libdbus-1-3
need pdftotext poppler-utils
if [ -n "${DISPLAY:-}" ]; then
    need libxkbcommon-x11.so.0 libxkbcommon-x11-0
    need libxcb-cursor.so.0 libxcb-cursor0
    need libxcb-icccm.so.4 libxcb-icccm4
    need libxcb-keysyms.so.1 libxcb-keysyms1
    need libxcb-shape.so.0 libxcb-shape0
fi
if [ -n "${WAYLAND_DISPLAY:-}" ]; then
    need libwayland-cursor.so.0 libwayland-cursor0
fi
if [ ${#missing[@]} -gt 0 ]; then
    packaging/debian-install.sh "${missing[@]}"
fi
