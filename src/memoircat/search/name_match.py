"""Which people of a catalogue may bear a name: candidates from the name index, each with a cost.

The cost of a candidate says how unlikely it is to be the name searched for. It is the negative natural logarithm of a
probability (see `names.costs`), so the costs of what differs are added: the sounds, an unusual reading, the order of
the parts. All bounds below are such costs. The sounds of names are compared rather than the people: their number hardly
grows with the catalogue.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from memoircat.catalogue.storage import Connection, by_index
from memoircat.names.distance import apart
from memoircat.names.parting import is_listed
from memoircat.names.roles import Role
from memoircat.names.sound import sound_key
from memoircat.names.written import ANY, NameSplit, likely_splits, sounds_of
from memoircat.search.name_vocabulary import NameVocabulary
from memoircat.search.wanted_part import (
    FAR,
    FARTHEST,
    FIRST_KANJI,
    NEAR,
    OUT_OF_REACH,
    TENTH,
    PartMatch,
    PartMatches,
    WantedPart,
    is_kanji,
    weigh,
)

if TYPE_CHECKING:
    pass

_FAR_ALONE = 6.0  # in place of FAR where only one part of a name is searched for
ENOUGH = 60  # people; with so many within a bound the search does not go on to a wider one
SWAPPED = {"Latn": 0.2, "Cyrl": 1.5}  # cost of family and given name in the other order, by the script that was typed
_SWAPPED_ELSE = 2.5  # cost of the other order in any other script
_OTHER_KANJI = 3.0  # cost of kanji that are usually read in another way than the part searched for
_MISSING_PART = 4.0  # cost of a part that is searched for and not recorded, or not readable
_BEGUN = 3.0  # cost of a name that goes on after what is typed
_BEGUN_BY_SYMBOL = 0.3  # cost of each symbol that follows what is typed, added to _BEGUN
_OTHER_PART = 11.0  # cost counted for a part farther away than OUT_OF_REACH
BEYOND = 20.0  # how much a part may cost where the year of birth or the place fits
_MOST_BEYOND = 40  # people who are added at up to BEYOND
_MOST_BEGUN = 400  # recorded parts that begin as typed
_MOST_ALONE = 3000  # people who share one part, where the other is not compared
_MOST_BESIDE = 800  # people who share one part, whose other part is compared at up to OUT_OF_REACH
_PARTS_AT_ONCE = 16  # candidates for a part whose bearers are read in one query
_READINGS_BEGUN = 3  # readings of a part that are looked up as beginnings of names
_MOST_SOUNDS = 700  # recorded sounds for which parts are read


class NameMatch(NamedTuple):
    """A person's name that may be the name searched for, and the cost.

    ``form`` is the way in which the question was understood. ``family`` and ``given`` are None where the part was not
    searched for or is not recorded. ``swapped``: the parts were taken in the other order. ``alone``: only one of two
    parts was compared. ``beyond``: the sounds are far apart; only year of birth or place fit.
    """

    cost: float
    form: NameSplit
    family: PartMatch | None
    given: PartMatch | None
    swapped: bool
    alone: bool = False
    beyond: bool = False


NameMatches = dict[int, NameMatch]  # by the id of the person


@dataclass(slots=True)
class _ReadParts:
    """What the current search has read for one part.

    ``near``: the recorded sounds that are near to it, with their distances; ``plain`` and ``kanji``: what a part of
    such a sound costs, in letters or kana, and in kanji. ``sounds``: the sound strings whose recorded parts were read,
    in kanji (True) and in other scripts (False). ``candidates``: those parts.
    """

    near: Mapping[str, float]
    plain: Mapping[str, float]
    kanji: Mapping[str, float]
    sounds: dict[bool, set[str]] = field(default_factory=lambda: {False: set(), True: set()})
    candidates: PartMatches = field(default_factory=dict)


class NameMatcher:
    """Looks names up in one catalogue, on a connection of the SQLite driver. Not to be used by two threads at once.

    Call `start_search` first. Then `same`, `near`, `one_part`, `among` and `with_prefix` each find candidates;
    ``forms`` come from `read_name`, ``script`` is the script that was typed. `near`, `one_part` and `among` add to
    earlier ones.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._vocabulary = NameVocabulary(connection)
        self._same: dict[WantedPart, PartMatches] = {}
        self._read_parts: dict[WantedPart, _ReadParts] = {}
        self.more = False  # whether the current search has left people out because too many bear one part

    def load(self) -> None:
        """Read the vocabulary of sounds now, so that the first search does not wait for it."""
        self._vocabulary.load()

    # Candidates ------------------------------------------------------------------------------------------------

    def start_search(self) -> None:
        """Start a search: forget what an earlier one has read, which may have changed since."""
        self._same.clear()
        self._read_parts.clear()
        self.more = False

    def same(self, forms: Sequence[NameSplit], script: str | None) -> NameMatches:
        """People whose name is written the same or sounds nearly the same: those who share the coarse sound key.

        Of an unlikely way to part the name, parts that no list has are only looked for as they are written.
        """
        matches: NameMatches = {}
        likely = likely_splits(forms)
        for form in likely:
            for wanted, swapped, cost in _orders(form, script):
                self._join(matches, wanted, swapped, cost, [self._same_parts(part) for part in _parts(wanted, swapped)])
        for form in forms:
            if form not in likely:
                parts = [
                    self._with_written(part, {}) if _is_unlisted_kanji(part) else self._same_parts(part)
                    for part in _parts(form)
                ]
                self._join(matches, form, False, 0.0, parts)
        return matches

    def near(self, forms: Sequence[NameSplit], script: str | None, matches: NameMatches) -> NameMatches:
        """Add people whose names sound alike to ``matches``, and return it.

        Names are looked for within `NEAR` first, and within `FAR` only if too few are found.
        """
        wanted = [
            (order, swapped, cost) for form in likely_splits(forms) for order, swapped, cost in _orders(form, script)
        ]
        self._vocabulary.walk(
            [query for order, swapped, _ in wanted for part in _parts(order, swapped) for query in part.near_queries]
        )
        alone = all(not (form.family and form.given) for form in forms)
        for bound in (NEAR, _FAR_ALONE if alone else FAR):
            for order, swapped, cost in wanted:
                parts = [self._near_parts(part, bound) for part in _parts(order, swapped)]
                self._join(matches, order, swapped, cost, parts)
            if sum(match.cost <= bound for match in matches.values()) >= ENOUGH:
                break
        return matches

    def with_prefix(self, form: NameSplit, script: str | None, *, initial: bool = False) -> NameMatches:
        """People whose name begins as typed: its last part may go on. ``initial``: a word is only an initial."""
        matches: NameMatches = {}
        for order, swapped, cost in _orders(form, script):
            parts = _parts(order, swapped)
            if len(parts) < 2 and swapped:
                continue
            typed = parts[0] if swapped else parts[-1]
            starting = [self._starting(part, initial) if part is typed else self._same_parts(part) for part in parts]
            self._join(matches, order, swapped, cost, starting)
        return matches

    def one_part(
        self, forms: Sequence[NameSplit], script: str | None, matches: NameMatches, *, alone: bool
    ) -> NameMatches:
        """Add people who share one part of the name to ``matches``, and return it; the other part may differ a lot.

        ``alone``: even if the other part is out of reach, so that the year of birth or the place must decide.
        """
        counted = self.more
        orders = [
            order
            for form in likely_splits(forms)
            for order in _orders(form, script)
            if alone or order[2] < _SWAPPED_ELSE
        ]
        wanted = [
            (order, swapped, cost, parts)
            for order, swapped, cost in orders
            if len(parts := _parts(order, swapped)) == 2
        ]
        self._vocabulary.walk([part.far_query for *_, parts in wanted for part in parts])
        for order, swapped, cost, parts in wanted:
            self._beside(matches, order, parts, swapped, cost, alone=alone)
            self._beside(matches, order, parts[::-1], swapped, cost, alone=alone)
        self.more = self.more if alone else counted
        return matches

    def _beside(
        self, matches: NameMatches, form: NameSplit, parts: list[WantedPart], swapped: bool, cost: float, *, alone: bool
    ) -> None:
        """Add the people who bear the first of these two parts, at the cost of what is recorded for the second."""
        part, other = parts
        near = self._near_parts(part, NEAR)
        families, givens = (near, {}) if part.role is Role.FAMILY else ({}, near)
        far = self._far_parts(other)
        most = _MOST_ALONE if alone else _MOST_BESIDE
        for family, given, record, posted in self._postings(families, givens, most) if near else ():
            text, beside = (family, given) if families else (given, family)
            heard = far(beside)
            if heard is None and not alone:
                continue
            total = form.cost + cost + posted / TENTH + near[text].cost + (heard.cost if heard else _OTHER_PART)
            if total <= FARTHEST and (record not in matches or total < matches[record].cost):
                one, two = (near[text], heard) if families else (heard, near[text])
                matches[record] = NameMatch(total, form, one, two, swapped, alone=heard is None)

    def _far_parts(self, part: WantedPart) -> Callable[[str], PartMatch | None]:
        """A function: the key of a recorded part → its match with ``part``, None where that is out of reach.

        Kanji are not compared: nobody wrote them down by ear.
        """
        near = part.costs_of(self._vocabulary.near(part.far_query))

        @cache
        def far(text: str) -> PartMatch | None:
            heard = [] if is_kanji(text) else [way for way in sounds_of(text, part.role) if way[0] in near]
            ways = [(near[sound] + cost, sound) for sound, cost in heard]
            cost, sound = min(ways, default=(BEYOND, ""))
            return PartMatch(text, sound, part.text, cost) if cost < OUT_OF_REACH else None

        return far

    def among(self, forms: Iterable[NameSplit], records: Sequence[int], matches: NameMatches) -> NameMatches:
        """Add those of ``records`` whose names sound nearest, at any distance, to ``matches``, and return it.

        ``records`` are the ids of people who fit the other facts that are searched for.
        """
        picked = "SELECT family, given, record_id FROM name_posting WHERE record_id IN (SELECT value FROM json_each(?))"
        rows = self._connection.execute(picked, [json.dumps(list(records))]).fetchall()
        form = next((form for form in forms if form.family and form.given), None)
        if form is None or not rows:
            return matches
        families = self._far_costs(WantedPart(form.family, Role.FAMILY), {row[0] for row in rows})
        givens = self._far_costs(WantedPart(form.given, Role.GIVEN), {row[1] for row in rows})
        costs: dict[int, float] = {}
        for family, given, record in rows:
            costs[record] = min(families[family] + givens[given], costs.get(record, 2 * BEYOND))
        for record in sorted(costs, key=lambda id_: costs[id_])[:_MOST_BEYOND]:
            if costs[record] < 2 * BEYOND:
                matches.setdefault(record, NameMatch(costs[record], form, None, None, swapped=False, beyond=True))
        return matches

    def _far_costs(self, part: WantedPart, recorded: Iterable[str]) -> dict[str, float]:
        """The cost of each of these recorded parts, by the likeliest sound of the part searched for."""
        sounds = self._vocabulary.near((part.heard[:1], BEYOND))
        return {text: _least(sounds, text, part.role) for text in recorded}

    # Parts -----------------------------------------------------------------------------------------------------

    def _same_parts(self, part: WantedPart) -> PartMatches:
        """Recorded parts with the same key or the same coarse sound key, or the same but for unreadable characters."""
        if part not in self._same:
            wanted: dict[str, list[tuple[str, float]]] = {}
            for sound, cost in part.heard:
                wanted.setdefault(sound_key(sound), []).append((sound, cost))
            sql = f"SELECT key, sound, part, cost FROM {_BY_KEY} WHERE key {_LISTED} AND role = ?"
            rows = self._connection.execute(sql, [json.dumps(sorted(wanted)), part.role.value]).fetchall()
            costs = {sound: _least_apart(sound, wanted[key]) for key, sound in {row[:2] for row in rows}}
            matches: PartMatches = {}
            weigh([row[1:] for row in rows], part, *self._costs(part, costs), matches)
            self._same[part] = self._with_written(part, matches)
        return self._same[part]

    def _near_parts(self, part: WantedPart, bound: float) -> PartMatches:
        """Recorded parts that sound alike, within ``bound``. What was read for a narrower bound is not read again."""
        read = self._read_parts.get(part)
        if read is None:
            near = self._near_sounds(part)
            read = self._read_parts[part] = _ReadParts(near, *self._costs(part, near))
        for kanji, within in ((False, bound), (True, bound - _OTHER_KANJI)):
            wanted = {sound for sound, apart in read.near.items() if apart <= within} - read.sounds[kanji]
            read.sounds[kanji] |= wanted
            rows = self._sounding(wanted, part.role, kanji=kanji) if wanted else []
            weigh(rows, part, read.plain, read.kanji, read.candidates)
        return self._with_written(part, read.candidates)

    def _near_sounds(self, part: WantedPart) -> dict[str, float]:
        """The recorded sounds that are near to any sound of a part, each at its least distance."""
        nearest: dict[str, float] = {}
        for query in part.near_queries:
            for sound, distance in self._vocabulary.near(query).items():
                if distance < nearest.get(sound, BEYOND):
                    nearest[sound] = distance
        if len(nearest) <= _MOST_SOUNDS:
            return nearest
        return dict(sorted(nearest.items(), key=lambda pair: pair[1])[:_MOST_SOUNDS])  # it is hardly a name

    def _with_written(self, part: WantedPart, candidates: PartMatches) -> PartMatches:
        """Add the part that is written as typed, and parts with unreadable characters, to ``candidates``."""
        if ANY not in part.text:
            sounds = () if is_kanji(part.text) else part.sounds  # those of kanji are not needed, and take long to read
            candidates[part.text] = PartMatch(part.text, sounds[0][0] if sounds else "", part.text, 0.0)
        self._unread(candidates, part)
        return candidates

    def _costs(self, part: WantedPart, apart: Mapping[str, float]) -> tuple[dict[str, float], dict[str, float]]:
        """The costs of a recorded part by its sound: first where it is written in letters or kana, then in kanji."""
        wanted = {sound for sound, _ in part.sounds}
        other_kanji = _OTHER_KANJI if is_kanji(part.text) else 0.0
        kanji = {sound: cost + (other_kanji if sound in wanted else _OTHER_KANJI) for sound, cost in apart.items()}
        return part.costs_of(apart), kanji

    def _sounding(self, sounds: Iterable[str], role: Role, *, kanji: bool) -> list[tuple[str, str, int]]:
        """Recorded parts of these sounds, in kanji or in other scripts: sound, key, cost of the reading in tenths."""
        sql = (
            "SELECT s.sound, s.part, s.cost FROM json_each(?) j "
            f"CROSS JOIN name_sound s{by_index('name_sound_by_key')} ON s.key = j.value AND s.sound = j.key "
            f"WHERE s.role = ? AND s.part {'>=' if kanji else '<'} '{FIRST_KANJI}'"
        )
        keys = json.dumps({sound: sound_key(sound) for sound in sounds})
        rows: list[tuple[str, str, int]] = self._connection.execute(sql, [keys, role.value]).fetchall()
        return rows

    def _starting(self, part: WantedPart, initial: bool) -> PartMatches:
        """Recorded parts that begin with the wanted part, as written or in sound; ``initial``: with its letter."""
        candidates: PartMatches = {}
        keys = [(part.text, _BY_LETTERS)] if is_kanji(part.text) else []
        begun = tuple(sound for sound, _ in part.sounds)
        keys += [(_coarse_beginning(sound), _BY_BEGINNING) for sound in begun[:_READINGS_BEGUN]]
        for key, sql in keys:
            rows = self._connection.execute(sql, [key, key + "\U0010ffff", part.role.value, _MOST_BEGUN])
            for text, sound in rows if key else ():
                longer = len(sound) - len(begun[0]) if sound else len(text) - len(part.text)
                fits = initial or not sound or sound.startswith(begun)
                if fits and longer > 0:
                    candidates.setdefault(
                        text, PartMatch(text, sound, part.text, _BEGUN + _BEGUN_BY_SYMBOL * longer, is_prefix=True)
                    )
        return candidates

    def _unread(self, candidates: PartMatches, part: WantedPart) -> None:
        """Add parts with unreadable characters, typed or recorded, to ``candidates``: each may be any one character."""
        if not is_kanji(part.text) and ANY not in part.text:
            return
        sql = "SELECT part FROM name_sound WHERE key = ? AND role = ?"
        recorded = [row[0] for row in self._connection.execute(sql, [ANY, part.role.value])]
        if ANY in part.text:
            sql = "SELECT DISTINCT part FROM name_sound WHERE role = ? AND part GLOB ?"
            pattern = re.sub(r"([*?\[])", r"[\1]", part.text).replace(ANY, "?")
            recorded += [row[0] for row in self._connection.execute(sql, [part.role.value, pattern])]
        for text in recorded:
            if len(text) == len(part.text) and _fits(text, part.text):
                unread = sum(ANY in pair for pair in zip(text, part.text, strict=True))
                candidates.setdefault(text, PartMatch(text, "", part.text, float(unread)))

    # People ----------------------------------------------------------------------------------------------------

    def _join(
        self, matches: NameMatches, form: NameSplit, swapped: bool, cost: float, parts: list[PartMatches]
    ) -> None:
        """Add the people who bear a candidate of each part to ``matches``, at their least cost."""
        families, givens = _by_role(form, parts)
        if not all(parts):
            return
        before = form.cost + cost
        for family, given, record, posted in self._postings(families, givens, _MOST_ALONE):
            total = before + posted / TENTH
            one = two = None
            if families:
                one = families.get(family)
                total += one.cost if one else _MISSING_PART
            if givens:
                two = givens.get(given)
                total += two.cost if two else _MISSING_PART
            if total <= FARTHEST and (record not in matches or total < matches[record].cost):
                matches[record] = NameMatch(total, form, one, two, swapped)

    def _postings(self, families: PartMatches, givens: PartMatches, most: int) -> Iterable[tuple[str, str, int, int]]:
        """The rows of `name_posting` with these parts: family, given, record, cost in tenths.

        With both parts, the rows are found by the family name and filtered. With one part, those of its likeliest
        candidates come first, and there are about ``most`` rows at most.
        """
        picked = "SELECT family, given, record_id, cost FROM name_posting WHERE "
        if families and givens:
            values = [json.dumps([*names, ""]) for names in (families, givens)]
            yield from self._connection.execute(f"{picked} family {_LISTED} AND +given {_LISTED}", values)
            return
        column, parts = ("family", families) if families else ("given", givens)
        ordered = sorted(parts, key=lambda text: parts[text].cost)
        remaining = most
        for start in range(0, len(ordered), _PARTS_AT_ONCE):
            some = json.dumps(ordered[start : start + _PARTS_AT_ONCE])
            rows = self._connection.execute(f"{picked} {column} {_LISTED} LIMIT {remaining}", [some]).fetchall()
            yield from rows
            remaining -= len(rows)
            if remaining <= 0:
                self.more = True
                return


_LISTED = "IN (SELECT value FROM json_each(?))"
# A catalogue that is edited all day has no up-to-date statistics for SQLite, so the queries name their index.
_BY_KEY = f"name_sound{by_index('name_sound_by_key')}"
_BY_LETTERS = (
    f"SELECT DISTINCT part, '' FROM name_sound{by_index('name_sound_by_part')} "
    "WHERE part >= ? AND part < ? AND role = ? LIMIT ?"
)
_BY_BEGINNING = f"SELECT DISTINCT part, sound FROM {_BY_KEY} WHERE key >= ? AND key < ? AND role = ? LIMIT ?"


def _least_apart(sound: str, wanted: Iterable[tuple[str, float]]) -> float:
    return min(before + apart(other, sound) for other, before in wanted)


def _is_unlisted_kanji(part: WantedPart) -> bool:
    return is_kanji(part.text) and not is_listed(part.text, part.own)


def _least(sounds: Mapping[str, float], text: str, role: Role) -> float:
    """The least cost of a recorded part over its sounds; more than twice `BEYOND` where none is in ``sounds``."""
    costs = (sounds[symbols] + cost for symbols, cost in sounds_of(text, role) if symbols in sounds)
    return min(costs, default=2 * BEYOND + 1)


def _coarse_beginning(sound: str) -> str:
    """A beginning of the coarse keys of all longer sounds: without the last symbol, which what follows may change."""
    return sound_key(sound)[:-1] or sound_key(sound)


def _fits(one: str, two: str) -> bool:
    pairs = list(zip(one, two, strict=True))
    return all(a == b or ANY in (a, b) for a, b in pairs) and any(a == b for a, b in pairs)


def _orders(form: NameSplit, script: str | None) -> Iterator[tuple[NameSplit, bool, float]]:
    """The form as it is and with its parts in the other order: form, whether swapped, cost of the order."""
    yield form, False, 0.0
    yield NameSplit(form.given, form.family, form.cost), True, SWAPPED.get(script or "", _SWAPPED_ELSE)


def _parts(form: NameSplit, swapped: bool = False) -> list[WantedPart]:
    return [
        WantedPart(text, role, swapped) for text, role in ((form.family, Role.FAMILY), (form.given, Role.GIVEN)) if text
    ]


def _by_role(form: NameSplit, parts: list[PartMatches]) -> tuple[PartMatches, PartMatches]:
    """The candidates for the family name and for the given name; empty for a part that is not searched for."""
    remaining = iter(parts)
    return next(remaining) if form.family else {}, next(remaining) if form.given else {}
