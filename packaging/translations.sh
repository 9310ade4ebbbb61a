#!/usr/bin/env bash
# Gather the window's words into resources/translations/*.ts and compile them to .qm, which are committed too.
set -euo pipefail
cd "$(dirname "$0")/.."
folder=resources/translations
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# lupdate does not look into f-strings: the calls of tr() in them are given to it again, in a class of the same name.
.venv/bin/python - "$work/in_f_strings.py" <<'PYTHON'
import ast
import sys
from pathlib import Path

classes = []
for file in sorted(Path("src/memoircat/desktop").rglob("*.py")):
    for owner in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(owner, ast.ClassDef):
            for f_string in (node for node in ast.walk(owner) if isinstance(node, ast.JoinedStr)):
                calls = [node for node in ast.walk(f_string) if isinstance(node, ast.Call)]
                marked = [ast.unparse(call) for call in calls if isinstance(call.func, ast.Attribute) and call.func.attr == "tr"]
                classes += [f"class {owner.name}:\n    def words(self):\n        {call}\n" for call in marked]
Path(sys.argv[1]).write_text("\n".join(classes), encoding="utf-8")
PYTHON

mapfile -t sources < <(find src/memoircat/desktop -name '*.py' | LC_ALL=C sort)
gather=(.venv/bin/pyside6-lupdate -silent -no-obsolete -locations none -source-language en)
for language in ja ru; do
    "${gather[@]}" -target-language "$language" "${sources[@]}" "$work/in_f_strings.py" -ts "$folder/memoircat_$language.ts"
done
# English is the source: it needs a translation only where a number decides between "record" and "records".
"${gather[@]}" -pluralonly -target-language en "${sources[@]}" "$work/in_f_strings.py" -ts "$folder/memoircat_en.ts"
for language in ja en ru; do
    .venv/bin/pyside6-lrelease "$folder/memoircat_$language.ts" -qm "$folder/memoircat_$language.qm"
done
if grep -n 'type="unfinished"' "$folder"/*.ts; then
    echo "The lines above still need a translation." >&2
    exit 1
fi
