"""Measure a catalogue through its command line (../design/commands.md).

    python measure.py names  CATALOGUE queries.tsv      share of searches that find their person, and how fast
    python measure.py words  CATALOGUE words.tsv        hits against a plain scan, and how fast
    python measure.py import CSV MAPPING                 against `sqlite3 .import` of the same file into one bare table
    python measure.py start  CATALOGUE                   first rows on screen, against an empty PySide6 window

MEMOIRCAT names the program (default: memoircat on the PATH). Prints JSON; `names` and `words` print a table too.
"""

from __future__ import annotations

import csv
import json
import os
import resource
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path
from statistics import median

PROGRAM = shlex.split(os.environ.get("MEMOIRCAT", "memoircat"))


def run(*words: str | Path) -> str:
    done = subprocess.run([*PROGRAM, *map(str, words)], capture_output=True, text=True)
    if done.returncode not in (0, 1):  # 1: done, and something needs attention
        sys.exit(f"{' '.join(map(str, words))}: status {done.returncode}\n{done.stderr[-2000:]}")
    return done.stdout


def percentile(values: list[float], p: float) -> float:
    return sorted(values)[min(len(values) - 1, int(p * len(values)))] if values else 0.0


def batch(command: str, catalogue: str, lines: list[str], limit: int, *more: str) -> list[dict]:
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")
        file.flush()
        out = [
            json.loads(line)
            for line in run(
                command, catalogue, "--from", file.name, "--limit", str(limit), "--json", *more
            ).splitlines()
            if line.strip()
        ]
    if len(out) != len(lines):
        sys.exit(f"{command}: {len(lines)} queries in, {len(out)} answers out")
    return out


def written(hit: dict) -> set[str]:
    return {n["text"] for n in hit["names"] if n["kind"] == "as_recorded"} or {hit["label"]}


def names(catalogue: str, queries: str) -> None:
    rows = list(csv.DictReader(open(queries, encoding="utf-8"), delimiter="\t"))
    cells: dict[tuple[str, str], list[float | None]] = defaultdict(list)
    times = []
    for row, answer in zip(rows, batch("find", catalogue, [r["query"] for r in rows], 200)):
        times.append(answer["ms"])
        own = next((h for h in answer["hits"] if h["code"] == row["code"]), None)
        if own is None:
            cells[row["cell"], row["script"]].append(None)
            continue
        mine = written(own)  # homonyms, as recorded, do not count as ahead
        others = [h for h in answer["hits"] if not mine & written(h)]
        ahead = {min(written(h)) for h in others if h["score"] > own["score"]}
        level = {min(written(h)) for h in others if h["score"] == own["score"]}
        cells[row["cell"], row["script"]].append(1 + len(ahead) + len(level) / 2)
    result: dict = {
        "cells": {},
        "ms": {q: round(percentile(times, p), 1) for q, p in (("p50", 0.5), ("p95", 0.95), ("p99", 0.99))},
    }
    for (cell, script), ranks in sorted(cells.items()):
        found = [r for r in ranks if r is not None]
        result["cells"][f"{cell}/{script}"] = {
            "n": len(ranks),
            "first": round(sum(r <= 1 for r in found) / len(ranks), 3),
            "ten": round(sum(r <= 10 for r in found) / len(ranks), 3),
            "mrr": round(sum(1 / r for r in found) / len(ranks), 3),
        }
        print(
            f"{cell:9} {script:7} n={len(ranks):4} first {result['cells'][f'{cell}/{script}']['first']:.3f}  ten {result['cells'][f'{cell}/{script}']['ten']:.3f}",
            file=sys.stderr,
        )
    print(json.dumps(result))


def words(catalogue: str, truth: str) -> None:
    rows = list(csv.DictReader(open(truth, encoding="utf-8"), delimiter="\t"))
    answers = batch("search", catalogue, [f'"{r["word"]}"' for r in rows], 50, "--type", "document")
    wrong = [
        (r["word"], int(r["documents"]), a["total"]) for r, a in zip(rows, answers) if a["total"] != int(r["documents"])
    ]
    times = [a["ms"] for a in answers]
    for word, expected, got in wrong[:20]:
        print(f"{word}: {got} hits, a scan finds {expected}", file=sys.stderr)
    print(
        json.dumps(
            {
                "queries": len(rows),
                "wrong": len(wrong),
                "ms": {"p50": percentile(times, 0.5), "p95": percentile(times, 0.95), "max": max(times)},
            }
        )
    )


def import_(file: str, mapping: str) -> None:
    folder = Path(tempfile.mkdtemp())
    try:
        begun = time.perf_counter()
        subprocess.run(
            ["sqlite3", folder / "bare.db", "-cmd", ".mode csv", f".import {file} t"], check=True, capture_output=True
        )
        bare = time.perf_counter() - begun
        run("new", folder / "c.memoircat")
        begun = time.perf_counter()
        answer = json.loads(run("import", folder / "c.memoircat", file, "--mapping", mapping, "--skip-bad", "--json"))
        own = time.perf_counter() - begun
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        print(
            json.dumps(
                {
                    "rows": answer["read"],
                    "imported": answer["imported"],
                    "rejected": len(answer["rejected"]),
                    "seconds": round(own, 2),
                    "bare_seconds": round(bare, 2),
                    "ratio": round(own / bare, 2),
                    "peak_mb": round(peak),
                    "bytes": sum(f.stat().st_size for f in (folder / "c.memoircat").rglob("*") if f.is_file()),
                }
            )
        )
    finally:
        shutil.rmtree(folder)


EMPTY = (
    "import time,sys;b=time.perf_counter();from PySide6.QtWidgets import QApplication,QMainWindow;from PySide6.QtCore import QTimer;"
    "a=QApplication([]);w=QMainWindow();w.resize(1200,800);w.show();QTimer.singleShot(0,a.quit);a.exec()"
)


def start(catalogue: str) -> None:
    python = os.environ.get("PYTHON", sys.executable)
    bare, own, inside = [], [], []
    for _ in range(7):
        begun = time.perf_counter()
        subprocess.run(
            [python, "-c", EMPTY], check=True, capture_output=True, env={"QT_QPA_PLATFORM": "offscreen", **os.environ}
        )
        bare.append(time.perf_counter() - begun)
        begun = time.perf_counter()
        inside.append(json.loads(run(catalogue, "--measure-start"))["first_rows_ms"])
        own.append(time.perf_counter() - begun)
    print(
        json.dumps(
            {
                "empty_window_s": round(median(bare), 3),
                "first_rows_s": round(median(own), 3),
                "inside_ms": median(inside),
                "ratio": round(median(own) / median(bare), 2),
            }
        )
    )


if __name__ == "__main__":
    commands = {"names": (names, 2), "words": (words, 2), "import": (import_, 2), "start": (start, 1)}
    if len(sys.argv) < 2 or sys.argv[1] not in commands or len(sys.argv) - 2 != commands[sys.argv[1]][1]:
        sys.exit(__doc__)
    commands[sys.argv[1]][0](*sys.argv[2:])
