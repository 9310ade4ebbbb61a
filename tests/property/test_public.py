"""Nothing that is withheld leaves the catalogue by any way out, and nothing that is open is lost on the way."""

from __future__ import annotations

import random
import re
import shutil
import subprocess
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from memoircat.catalogue import access, closed_texts, public, snapshot
from memoircat.catalogue.access import Audience, Gate
from memoircat.catalogue.catalogue import Catalogue
from memoircat.catalogue.closed_texts import ClosedTexts
from memoircat.catalogue.public import PublicRecords
from memoircat.catalogue.query import Query
from memoircat.exchange import formats
from memoircat.messages import Language
from memoircat.records.declare import Field
from memoircat.records.registry import PART_TYPES, RECORD_TYPES
from memoircat.reports.catalogue_report import CatalogueOptions, catalogue_report
from memoircat.reports.render import render
from planting.marked_words import markers_in
from planting.records import Planter, plant, plant_everything
from planting.rules import PRIVATE, Oracle
from planting.ways_out import allowed, problems


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty catalogue to be copied; without the indexes of the searches, which nothing here asks."""
    folder = tmp_path_factory.mktemp("empty") / "a.memoircat"
    Catalogue.create(folder, title="試験", by="試験").close()
    return folder


@settings(max_examples=15)
@given(seed=st.integers(0, 1_000_000), size=st.integers(4, 20))
def test_what_leaves_is_what_may_be_seen(empty: Path, seed: int, size: int) -> None:
    rng = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(empty, Path(folder) / "a")
        with Catalogue.open(Path(folder) / "a", by="試験") as catalogue:
            planter = plant(catalogue, rng, size)
            for audience in Audience:
                language: Language = rng.choice(("ja", "en", "ru"))
                assert not list(problems(planter, catalogue, audience, language)), (seed, size)


# One catalogue with something in every place -------------------------------------------------------------------------


@dataclass(frozen=True)
class Garden:
    """A catalogue and what was planted in it."""

    catalogue: Catalogue
    planter: Planter

    def problems(self, audience: Audience) -> Iterator[str]:
        return problems(self.planter, self.catalogue, audience, "ja")


@pytest.fixture(scope="module")
def garden(empty: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Garden]:
    folder = tmp_path_factory.mktemp("garden") / "a.memoircat"
    shutil.copytree(empty, folder)
    with Catalogue.open(folder, by="試験") as catalogue:
        yield Garden(catalogue, plant_everything(catalogue))


@pytest.mark.parametrize("audience", Audience)
def test_of_thousands_of_withheld_texts_none_leaves_and_no_open_one_is_lost(garden: Garden, audience: Audience) -> None:
    assert not list(garden.problems(audience))


def test_no_withheld_text_is_in_a_printed_report(garden: Garden, tmp_path: Path) -> None:
    options = CatalogueOptions(audience=Audience.PUBLIC)
    render(catalogue_report(garden.catalogue, options), tmp_path / "r.pdf")
    read = subprocess.run(["pdftotext", "-enc", "UTF-8", tmp_path / "r.pdf", "-"], capture_output=True, check=True)
    found = markers_in(read.stdout.decode())
    assert len(found) > 1_000
    assert not found - allowed(Oracle(garden.planter.records, garden.planter.years, Audience.PUBLIC))


def test_something_is_withheld_in_every_place_that_can_be_restricted(garden: Garden) -> None:
    planter = garden.planter
    withheld = planter.origins.keys() - allowed(Oracle(planter.records, planter.years, Audience.PUBLIC))
    places = Counter(re.sub(r" access=.*", "", planter.origins[marker]).rsplit(" ", 1)[-1] for marker in withheld)
    assert len(withheld) > 5_000
    for place in (
        *("code", "title", "0", "5", "note", "location", "donor_text", "terms", "access_reason", "rights_holder"),
        *("name", "caption", "role", "region.text", "transcription.text", "tag.text", "link.role", "link.note"),
        *("condition_survey.text", "movement.whither", "place_identifier.value", "place_parent.start", "reason"),
        *(
            f"{code}.{column}"
            for code in (*PRIVATE, "inquiry", "camp_stay", "figure")
            for column in ("value", "locator")
        ),
    ):
        assert places[place], place


# Leaks and losses that must be noticed ---------------------------------------------------------------------------

Break = Callable[[pytest.MonkeyPatch], None]


def with_staff_field_for_all(type_code: str, name: str) -> Break:
    """A field that is no longer declared to be for the staff alone."""

    def patch(monkeypatch: pytest.MonkeyPatch) -> None:
        (original,) = [field for field in RECORD_TYPES[type_code].fields if field.name == name]
        shared = replace(original.declared, staff=False)
        declared = type(original).__dict__["declared"]  # the slot of a frozen dataclass
        monkeypatch.setattr(Field, "declared", property(lambda f: shared if f is original else declared.__get__(f)))

    return patch


def with_staff_part_for_all(code: str) -> Break:
    return lambda monkeypatch: monkeypatch.setitem(PART_TYPES, code, replace(PART_TYPES[code], staff=False))


def set_to(owner: Any, name: str, value: Any) -> Break:
    return lambda monkeypatch: monkeypatch.setattr(owner, name, value)


def without_rejection(gate: Gate, view: Any, part: Any, statement: Any = Gate.allows_statement) -> bool:
    return bool(statement(gate, view, replace(part, rejected=False)))


def keeping_words_for_places(
    records: PublicRecords, view: Any, stated: Any, original: Any = PublicRecords._stated
) -> Any:
    shown = original(records, view, stated)
    return shown and replace(shown, part=replace(shown.part, place_text=stated.part.place_text))


def naming_all(records: PublicRecords, views: Any) -> None:
    for view in views:
        records._named.update(view.labels)


def numbers_as_they_are(shown: Any) -> dict[tuple[str, int], int]:
    return {(stated.part.property, stated.occurrence): stated.occurrence for stated in shown}


LEAKS: dict[str, Break] = {
    "a closed name is shown": set_to(Gate, "allows_name", lambda *_: True),
    "a closed record is shown": set_to(Gate, "allows_record", lambda _gate, view: view.stands),
    "every statement is shown": set_to(Gate, "allows_statement", lambda *_: True),
    "rejected statements are shown": set_to(Gate, "allows_statement", without_rejection),
    "every image is shown": set_to(Gate, "allows_attachment", lambda *_: True),
    "access to a file is not asked": set_to(
        PublicRecords, "_may_see", lambda self, p: self._gate.allows_attachment(p.part)
    ),
    "texts are not looked through": set_to(ClosedTexts, "mask", lambda _self, text: text),
    "texts are taken as they are spelled": set_to(closed_texts, "_folded", lambda text: text),
    "names in runs of blanks are not found": set_to(closed_texts, "_separates_words", lambda *_: True),
    "names below a closed collection are no secret": set_to(
        closed_texts, "WITH_ALL_BELOW", text("SELECT value FROM json_each(:records)")
    ),
    "a rejected death counts": set_to(access, "accepted", lambda event: event),
    "nobody is living": set_to(access, "maybe_living", lambda *_: False),
    "the archive's own years do not count": set_to(public, "_years", lambda _connection: {}),
    "what a record lies in does not count": set_to(snapshot, "_restrictions_above", lambda *_: {}),
    "a day that is none ends a restriction": set_to(access, "is_day", lambda _day: True),
    "every record may be named": set_to(PublicRecords, "_learn", naming_all),
    "the words for a closed place stay": set_to(PublicRecords, "_stated", keeping_words_for_places),
    "events keep their numbers": set_to(public, "_renumbered", numbers_as_they_are),
    "a file keeps its name": set_to(PublicRecords, "_picture", lambda _self, picture: picture),
    "shelves are for all": with_staff_field_for_all("document", "location"),
    "donors are for all": with_staff_field_for_all("accession", "donor_text"),
    "notes are for all": with_staff_field_for_all("memoir", "note"),
    "tags are for all": with_staff_part_for_all("tag"),
    "condition surveys are for all": with_staff_part_for_all("condition_survey"),
}

LOSSES: dict[str, Break] = {
    "no name is shown": set_to(Gate, "allows_name", lambda *_: False),
    "no image is shown": set_to(Gate, "allows_attachment", lambda *_: False),
    "a text with a secret name is dropped": set_to(ClosedTexts, "mask", lambda _self, _text: ""),
    "nothing may be named": set_to(PublicRecords, "_learn", lambda *_: None),
    "everybody is living": set_to(access, "maybe_living", lambda *_: True),
    "what others bear too is a secret": set_to(closed_texts, "_keys_also_in", lambda *_: set()),
    "members of identified people are not exported": set_to(formats, "Query", lambda code, everyone: Query(code)),
}


@pytest.mark.parametrize("leak", LEAKS)
def test_a_leak_is_noticed(garden: Garden, monkeypatch: pytest.MonkeyPatch, leak: str) -> None:
    LEAKS[leak](monkeypatch)
    assert any(": lost " not in problem for problem in garden.problems(Audience.PUBLIC))


@pytest.mark.parametrize("loss", LOSSES)
def test_a_loss_is_noticed(garden: Garden, monkeypatch: pytest.MonkeyPatch, loss: str) -> None:
    LOSSES[loss](monkeypatch)
    assert any(": lost " in problem for problem in garden.problems(Audience.PUBLIC))
