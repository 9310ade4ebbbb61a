"""Camps, hospitals, cemeteries, ports and other places."""

from __future__ import annotations

from dataclasses import dataclass

from memoircat.messages import Label
from memoircat.records.declare import catalogued


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place. What it belonged to and which numbers it had changed over the years: these are parts of the record.

    ``latitude`` and ``longitude`` are decimal degrees, positive to the north and east.
    """

    kind: str | None = catalogued(Label("種類", "Kind", "Вид"), vocabulary="place_kind", in_list=True)
    region: str | None = catalogued(Label("地域", "Region", "Регион"), in_list=True, searchable=True, dc="coverage")
    region_en: str | None = catalogued(Label("地域（英）", "Region in English", "Регион по-английски"), searchable=True)
    region_ru: str | None = catalogued(Label("地域（露）", "Region in Russian", "Регион по-русски"), searchable=True)
    latitude: float | None = catalogued(Label("緯度", "Latitude", "Широта"))
    longitude: float | None = catalogued(Label("経度", "Longitude", "Долгота"))
    precision: str | None = catalogued(Label("位置の確かさ", "Precision", "Точность"))
