#!/usr/bin/env bash
# Make .venv from the lock file. A bare Debian has no ensurepip: its package is installed when that can be done.
set -euo pipefail
cd "$(dirname "$0")/.."
python=${1:-python3}

if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
    echo "MemoirCat needs Python 3.11 or newer; $python is $("$python" --version). Say PYTHON=… make setup." >&2
    exit 1
fi
if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    packaging/debian-install.sh python3-venv
fi
rm -f .venv/.ready
"$python" -m venv --clear .venv
.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r requirements/lock.txt
.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
# The first start is as quick as the second, also where Python is told to write no bytecode of its own.
.venv/bin/python -m compileall -q src
touch .venv/.ready
