#!/usr/bin/env bash
# Make .venv from the lock file, once system-libraries.sh has what Python needs for it.
set -euo pipefail
cd "$(dirname "$0")/.."
python=${1:-python3}

rm -f .venv/.ready
"$python" -m venv --clear .venv
# The lock file is complete. With --no-deps pip takes it as it stands; without, an older pip asks for the newest release of a package
# that another one wants with an extra, and refuses it for having no hash.
.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes --only-binary :all: -r requirements/lock.txt
.venv/bin/python -m pip --disable-pip-version-check check
.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
# The first start is as quick as the second, also where Python is told to write no bytecode of its own.
.venv/bin/python -m compileall -q src
touch .venv/.ready
