"""Cut the outline of the land for the offline map out of the data of Natural Earth.

The source is ``land-50m.json`` of the npm package ``world-atlas`` (TopoJSON, from Natural Earth 1:50m, public domain):

    npm pack world-atlas && tar xzf world-atlas-*.tgz
    python packaging/make_map.py package/land-50m.json

Writes ``resources/map/land.json``, a GeoJSON FeatureCollection (RFC 7946) of one feature for the land and two lakes.
The region is wider than Siberia, since some camps were west of the Urals. Unlike in RFC 7946, degrees east of the
antimeridian continue beyond 180, so that no polygon is cut there.
"""

from __future__ import annotations

import json
import sys
from itertools import accumulate
from pathlib import Path
from typing import Any

Point = tuple[float, float]
Ring = list[Point]

TARGET = Path(__file__).resolve().parent.parent / "resources" / "map" / "land.json"
WEST, SOUTH, EAST, NORTH = 20.0, 15.0, 192.0, 80.0  # the region, in degrees
SMALLEST = 0.008  # square degrees; smaller islands are left out, but the Kurils are kept
DIGITS = 2  # decimal places of the coordinates

# From the lakes of Natural Earth 1:110m. The Aral Sea is left out: the data have its shore of today, not that of 1946.
LAKES: dict[str, tuple[dict[str, str], Ring]] = {
    "baikal": (
        {"ja": "バイカル湖", "en": "Lake Baikal", "ru": "Байкал"},
        [
            (106.58, 52.80), (106.54, 52.94), (107.08, 53.18), (107.30, 53.38), (107.60, 53.52), (108.04, 53.86),
            (108.38, 54.26), (109.05, 55.03), (109.19, 55.54), (109.51, 55.73), (109.93, 55.71), (109.70, 54.98),
            (109.66, 54.72), (109.48, 54.34), (109.32, 53.82), (109.22, 53.62), (109.00, 53.78), (108.60, 53.44),
            (108.80, 53.38), (108.76, 53.20), (108.46, 53.14), (108.18, 52.80), (107.80, 52.58), (107.32, 52.42),
            (106.64, 52.32), (106.10, 52.04), (105.74, 51.76), (105.24, 51.52), (104.82, 51.46), (104.30, 51.50),
            (103.76, 51.60), (103.62, 51.74), (103.86, 51.86), (104.40, 51.86), (105.06, 52.00), (105.48, 52.28),
            (105.98, 52.52), (106.26, 52.62), (106.58, 52.80),
        ],
    ),
    "balkhash": (
        {"ja": "バルハシ湖", "en": "Lake Balkhash", "ru": "Балхаш"},
        [
            (78.99, 46.75), (79.25, 46.65), (78.89, 46.37), (78.45, 46.30), (77.21, 46.40), (75.61, 46.51),
            (75.46, 46.67), (75.41, 46.47), (74.91, 46.40), (74.77, 46.11), (74.28, 46.00), (74.10, 44.99),
            (73.44, 45.61), (73.44, 45.81), (73.74, 46.01), (73.68, 46.18), (74.02, 46.20), (74.09, 46.43),
            (74.94, 46.82), (76.20, 46.78), (77.18, 46.64), (77.86, 46.65), (78.30, 46.47), (78.40, 46.66),
            (78.99, 46.75),
        ],
    ),
}  # fmt: skip


def rings(topology: dict[str, Any]) -> list[list[Ring]]:
    """The polygons of a quantised topology (TopoJSON), each as its rings: the outline first, then the holes."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs: list[Ring] = []
    for arc in topology["arcs"]:
        xs, ys = accumulate(p[0] for p in arc), accumulate(p[1] for p in arc)
        arcs.append([(x * sx + tx, y * sy + ty) for x, y in zip(xs, ys, strict=True)])

    def ring(indices: list[int]) -> Ring:
        points: Ring = []
        for index in indices:
            arc = arcs[index] if index >= 0 else arcs[~index][::-1]
            points.extend(arc[1:] if points else arc)
        return points

    polygons: list[list[Ring]] = []
    for geometry in topology["objects"]["land"]["geometries"]:
        groups = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        polygons.extend([ring(indices) for indices in group] for group in groups)
    return polygons


def unwrapped(polygon: list[Ring]) -> list[Ring]:
    """The same polygon without jumps at the antimeridian; its holes are moved by full turns to where the outline is."""
    result: list[Ring] = []
    for ring in polygon:
        points: Ring = []
        for x, y in ring:
            turns = round((points[-1][0] - x) / 360) if points else 0
            points.append((x + 360 * turns, y))
        if result:
            west = min(x for x, _ in result[0])
            turns = -int((points[0][0] - west) // 360)
            points = [(x + 360 * turns, y) for x, y in points]
        result.append(points)
    return result


def clip(ring: Ring) -> Ring:
    """The part of a ring inside the region (Sutherland–Hodgman algorithm); empty where there is none."""
    for axis, limit, keep_below in ((0, WEST, False), (0, EAST, True), (1, SOUTH, False), (1, NORTH, True)):
        result: Ring = []
        for a, b in zip(ring, ring[1:] + ring[:1], strict=True):
            a_in, b_in = (a[axis] <= limit) == keep_below, (b[axis] <= limit) == keep_below
            if a_in:
                result.append(a)
            if a_in != b_in:
                t = (limit - a[axis]) / (b[axis] - a[axis])
                result.append((a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])))
        ring = result
        if not ring:
            break
    return ring


def area(ring: Ring) -> float:
    """The area of a ring in square degrees."""
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:] + ring[:1], strict=True))) / 2


def rounded(ring: Ring) -> Ring:
    """The ring with rounded coordinates, closed, without repeated points."""
    points: Ring = []
    for x, y in ring:
        point = (round(x, DIGITS), round(y, DIGITS))
        if not points or points[-1] != point:
            points.append(point)
    if points and points[0] != points[-1]:
        points.append(points[0])
    return points


def main(source: Path) -> None:
    """Read the topology of the land and write the map."""
    polygons = []
    for polygon in rings(json.loads(source.read_text(encoding="utf-8"))):
        smooth = unwrapped(polygon)
        for turn in (-360, 0, 360):
            turned = [clip([(x + turn, y) for x, y in ring]) for ring in smooth]
            kept = [rounded(ring) for ring in turned if len(ring) > 2 and area(ring) >= SMALLEST]
            kept = [ring for ring in kept if len(ring) > 3]
            if kept:
                polygons.append(kept)
    features: list[dict[str, Any]] = [
        {
            "type": "Feature",
            "properties": {"kind": "land"},
            "geometry": {"type": "MultiPolygon", "coordinates": polygons},
        }
    ]
    for code, (names, ring) in LAKES.items():
        features.append(
            {
                "type": "Feature",
                "properties": {"kind": "lake", "code": code, **names},
                "geometry": {"type": "Polygon", "coordinates": [ring]},
            }
        )
    collection = {
        "type": "FeatureCollection",
        "attribution": "Natural Earth (public domain), 1:50m land, 1:110m lakes; simplified",
        "bbox": [WEST, SOUTH, EAST, NORTH],
        "features": features,
    }
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text(json.dumps(collection, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
