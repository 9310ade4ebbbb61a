"""Which people of a catalogue may bear a name: candidates from the index, each with what it costs to believe it.

Costs are in nats (see `names.costs`) and add up: how the sounds differ, how unusual the reading is, the order of the
parts. The vocabulary of sounds is compared, not the people: it hardly grows with the catalogue.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from memoircat.catalogue.storage import Connection
from memoircat.names.distance import apart
from memoircat.names.readings import Role, name_dictionary
from memoircat.names.sound import sound_key
from memoircat.names.written import ANY, Form, heard_as, sounds_of
from memoircat.search.name_vocabulary import NameVocabulary

if TYPE_CHECKING:
    from memoircat.names.nearby import Asked

NEAR, FAR = 3.5, 8.0  # how far a part may be away: further only where too little is near
_FAR_BY_SIGN = 1.8  # … and for each of its signs: any other name is near to one of a single sign
_FAR_ALONE = 6.0  # … where it is the only part asked for
FARTHEST = 14.0  # the whole name
ENOUGH = 60  # people; more are not looked for further away
SWAPPED = {"Latn": 0.2, "Cyrl": 1.5}  # what the other order costs, by the script that was typed
_SWAPPED_ELSE = 2.5
_ANOTHER_NAME = 1.5  # a spelling that is itself a name is less likely to stand for the one asked
_OTHER_KANJI = 3.0  # kanji that are read in another way than asked
_MISSING_PART = 4.0  # only one part of two is recorded, or could be read
_BEGUN = 3.0  # the name goes on after what is typed
_BEGUN_BY_SIGN = 0.3  # … and for each sign that follows
_OUT_OF_REACH = 11.0  # how far a part may be away where the other part of the name fits
_OTHER_PART = 11.0  # … and what it costs where it is further
BEYOND = 20.0  # how far a part may be away where year or place speak for the person
_MOST_BEYOND = 40
_MOST_BEGUN = 400  # parts that begin alike
_MOST_ALONE = 3000  # people who share one part
_MOST_BESIDE = 800  # … looked through for one whose other part was heard otherwise
_PARTS_AT_ONCE = 16
_READINGS_BEGUN = 3
_TENTH = 10
_MOST_SOUNDS = 700  # recorded sounds that a part is looked for in
_WALKED_SIGNS = 44  # of all the ways to read a part: the walk takes as long as they are together
_FIRST_KANJI = "\u2e80"  # of the parts of names only kanji lie behind it: sounds are ASCII


class PartMatch(NamedTuple):
    """A recorded part taken for the one asked: its text, the sound it was compared by, the text asked, the cost."""

    part: str
    sound: str
    asked: str
    cost: float
    begins: bool = False


class Match(NamedTuple):
    """A person's name taken for the one asked; a part is None where none was asked or none is recorded.

    ``alone``: only one of the two parts asked for was compared. ``beyond``: the sounds are far apart, and only what
    else is known speaks for the person.
    """

    cost: float
    form: Form
    family: PartMatch | None
    given: PartMatch | None
    swapped: bool
    alone: bool = False
    beyond: bool = False


Matches = dict[int, Match]
Parts = dict[str, PartMatch]


@dataclass(frozen=True, slots=True)
class Part:
    """A part asked for: its text, and the role it is looked for in."""

    text: str
    role: Role

    @property
    def sounds(self) -> tuple[tuple[str, float], ...]:
        """How it sounds."""
        return sounds_of(self.text, self.role)

    @property
    def heard(self) -> tuple[tuple[str, float], ...]:
        """How it may have been recorded."""
        return heard_as(self.text, self.role)

    @property
    def walked(self) -> Asked:
        """What is asked of the vocabulary for it: its likeliest sounds, as far as any bound goes."""
        heard = self.heard
        longest = max((len(sound) for sound, _ in heard), default=0)
        return heard[: max(1, _WALKED_SIGNS // max(1, longest))], min(FAR, _FAR_BY_SIGN * longest)

    @property
    def far(self) -> Asked:
        """The same for a part that stands beside one that fits: by its likeliest sound, and further."""
        return self.heard[:1], _OUT_OF_REACH


@dataclass(slots=True)
class _ReadParts:
    """What one search has read for a part: the sounds, in kanji or not, and the rows."""

    sounds: dict[bool, set[str]] = field(default_factory=lambda: {False: set(), True: set()})
    rows: list[tuple[str, str, int]] = field(default_factory=list)


class NameMatcher:
    """Looks names up in one catalogue, on the driver's own connection. Belongs to one thread at a time."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._vocabulary = NameVocabulary(connection)
        self._same: dict[Part, Parts] = {}
        self._read_parts: dict[Part, _ReadParts] = {}
        self.more = False  # whether the search under way has left out people: more bear one part than are read

    def load(self) -> None:
        """Read the vocabulary beforehand, so that the first search does not wait for it."""
        self._vocabulary.load()

    # Tiers -----------------------------------------------------------------------------------------------------

    def begin(self) -> None:
        """Begin a search: forget what the one before has read, which may have changed since."""
        self._same.clear()
        self._read_parts.clear()
        self.more = False

    def same(self, forms: Iterable[Form], script: str | None) -> Matches:
        """People whose name is written the same, or sounds (nearly) the same: found by keys alone."""
        found: Matches = {}
        for form in forms:
            for asked, swapped, cost in _orders(form, script):
                self._join(found, asked, swapped, cost, [self._same_parts(part) for part in _parts(asked)])
        return found

    def near(self, forms: Sequence[Form], script: str | None, found: Matches) -> Matches:
        """``found``, and people whose name sounds alike; further away only where little is near."""
        asked = [(order, swapped, cost) for form in forms for order, swapped, cost in _orders(form, script)]
        self._vocabulary.walk([part.walked for order, _, _ in asked for part in _parts(order)])
        alone = all(not (form.family and form.given) for form in forms)
        for bound in (NEAR, _FAR_ALONE if alone else FAR):
            for order, swapped, cost in asked:
                parts = [self._near_parts(part, bound) for part in _parts(order)]
                self._join(found, order, swapped, cost, parts)
            if sum(match.cost <= bound for match in found.values()) >= ENOUGH:
                break
        return found

    def begins(self, form: Form, script: str | None, *, initial: bool = False) -> Matches:
        """People whose name is as far as it is typed: the last part only begins so. An ``initial`` may stand first."""
        found: Matches = {}
        for order, swapped, cost in _orders(form, script):
            parts = _parts(order)
            if len(parts) < 2 and swapped:
                continue
            typed = parts[0] if swapped else parts[-1]
            starting = [self._starting(each, initial) if each is typed else self._same_parts(each) for each in parts]
            self._join(found, order, swapped, cost, starting)
        return found

    def one_part(self, forms: Iterable[Form], script: str | None, found: Matches, *, alone: bool) -> Matches:
        """``found``, and people who share one part of the name, however the other was heard.

        ``alone``: also those whose other part is out of reach: where sound cannot tell, a year or a place must.
        """
        counted = self.more
        orders = [each for form in forms for each in _orders(form, script) if alone or each[2] < _SWAPPED_ELSE]
        asked = [(order, swapped, cost, parts) for order, swapped, cost in orders if len(parts := _parts(order)) == 2]
        self._vocabulary.walk([part.far for *_, parts in asked for part in parts])
        for order, swapped, cost, parts in asked:
            self._beside(found, order, parts, swapped, cost, alone=alone)
            self._beside(found, order, parts[::-1], swapped, cost, alone=alone)
        self.more = self.more if alone else counted
        return found

    def _beside(
        self, found: Matches, form: Form, parts: list[Part], swapped: bool, cost: float, *, alone: bool
    ) -> None:
        """Add the people who bear the first of these parts, with what stands beside it."""
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
            total = form.cost + cost + posted / _TENTH + near[text].cost + (heard.cost if heard else _OTHER_PART)
            if total <= FARTHEST and (record not in found or total < found[record].cost):
                one, two = (near[text], heard) if families else (heard, near[text])
                found[record] = Match(total, form, one, two, swapped, alone=heard is None)

    def _far_parts(self, part: Part) -> Callable[[str], PartMatch | None]:
        """Says of a recorded part what it costs to take it for this one, where it is not quite out of reach.

        Kanji are not asked: nobody wrote them down by ear.
        """
        near = self._vocabulary.near(part.far)
        asked = {sound for sound, _ in part.sounds}

        @cache
        def far(text: str) -> PartMatch | None:
            heard = [] if _is_kanji(text) else [each for each in sounds_of(text, part.role) if each[0] in near]
            ways = [(near[sound] + cost + _for_another(sound, part.role, asked), sound) for sound, cost in heard]
            cost, sound = min(ways, default=(BEYOND, ""))
            return PartMatch(text, sound, part.text, cost) if cost < _OUT_OF_REACH else None

        return far

    def among(self, forms: Iterable[Form], records: Sequence[int], found: Matches) -> Matches:
        """``found``, and those of ``records`` (who fit what else is asked) by sound, however far; the nearest only."""
        picked = "SELECT family, given, record_id FROM name_posting WHERE record_id IN (SELECT value FROM json_each(?))"
        rows = self._connection.execute(picked, [json.dumps(list(records))]).fetchall()
        form = next((each for each in forms if each.family and each.given), None)
        if form is None or not rows:
            return found
        families = self._far_costs(Part(form.family, Role.FAMILY), {row[0] for row in rows})
        givens = self._far_costs(Part(form.given, Role.GIVEN), {row[1] for row in rows})
        costs: dict[int, float] = {}
        for family, given, record in rows:
            costs[record] = min(families[family] + givens[given], costs.get(record, 2 * BEYOND))
        for record in sorted(costs, key=lambda each: costs[each])[:_MOST_BEYOND]:
            if costs[record] < 2 * BEYOND:
                found.setdefault(record, Match(costs[record], form, None, None, swapped=False, beyond=True))
        return found

    def _far_costs(self, part: Part, recorded: Iterable[str]) -> dict[str, float]:
        """What each of these recorded parts costs, by the likeliest sound asked for."""
        sounds = self._vocabulary.near((part.heard[:1], BEYOND))
        return {text: _least(sounds, text, part.role) for text in recorded}

    # Parts -----------------------------------------------------------------------------------------------------

    def _same_parts(self, part: Part) -> Parts:
        """Recorded parts of the same text, of the same key, or that fit around signs unread."""
        if part not in self._same:
            asked: dict[str, list[tuple[str, float]]] = {}
            for sound, cost in part.heard:
                asked.setdefault(sound_key(sound), []).append((sound, cost))
            sql = f"SELECT key, sound, part, cost FROM {_BY_KEY} WHERE key {_LISTED} AND role = ?"
            rows = self._connection.execute(sql, [json.dumps(sorted(asked)), part.role.value]).fetchall()
            costs = {sound: _least_apart(sound, asked[key]) for key, sound in {row[:2] for row in rows}}
            self._same[part] = self._with_written(part, self._weighed(part, [row[1:] for row in rows], costs))
        return self._same[part]

    def _near_parts(self, part: Part, bound: float) -> Parts:
        """Recorded parts that sound alike, within ``bound``. What a nearer bound has read is not read again."""
        near = {sound: cost for sound, cost in self._vocabulary.near(part.walked).items() if cost <= bound}
        if len(near) > _MOST_SOUNDS:  # so much is near to what is hardly a name
            near = dict(sorted(near.items(), key=lambda each: each[1])[:_MOST_SOUNDS])
        read = self._read_parts.setdefault(part, _ReadParts())
        for kanji, within in ((False, bound), (True, bound - _OTHER_KANJI)):
            wanted = {sound for sound, apart in near.items() if apart <= within} - read.sounds[kanji]
            read.sounds[kanji] |= wanted
            read.rows += self._sounding(wanted, part.role, kanji=kanji) if wanted else []
        return self._with_written(part, self._weighed(part, read.rows, near))

    def _with_written(self, part: Part, found: Parts) -> Parts:
        """Those, and the parts that are written as asked."""
        if ANY not in part.text:
            found[part.text] = PartMatch(part.text, part.sounds[0][0] if part.sounds else "", part.text, 0.0)
        self._unread(found, part)
        return found

    def _weighed(self, part: Part, rows: Iterable[tuple[str, str, int]], apart: Mapping[str, float]) -> Parts:
        """The recorded parts of these rows, each at its least cost."""
        plain, kanji = self._costs(part, apart)
        best: dict[str, tuple[float, str]] = {}
        for sound, text, tenths in rows:
            cost = (kanji if _is_kanji(text) else plain).get(sound, FARTHEST) + tenths / _TENTH
            if cost < FARTHEST and (text not in best or cost < best[text][0]):
                best[text] = (cost, sound)
        return {text: PartMatch(text, sound, part.text, cost) for text, (cost, sound) in best.items()}

    def _costs(self, part: Part, apart: Mapping[str, float]) -> tuple[dict[str, float], dict[str, float]]:
        """What a record of each of these sounds costs: written in letters or kana, and in kanji."""
        asked = {sound for sound, _ in part.sounds}
        other_kanji = _OTHER_KANJI if _is_kanji(part.text) else 0.0
        plain: dict[str, float] = {}
        kanji: dict[str, float] = {}
        for sound, cost in apart.items():
            plain[sound] = cost + _for_another(sound, part.role, asked)
            kanji[sound] = cost + (other_kanji if sound in asked else _OTHER_KANJI)
        return plain, kanji

    def _sounding(self, sounds: Iterable[str], role: Role, *, kanji: bool) -> list[tuple[str, str, int]]:
        """Recorded parts, in kanji or in other scripts, of these sounds: sound, part, cost of the reading in tenths."""
        sql = (
            "SELECT s.sound, s.part, s.cost FROM json_each(?) j CROSS JOIN name_sound s INDEXED BY name_sound_by_key "
            "ON s.key = j.value AND s.sound = j.key "
            f"WHERE s.role = ? AND s.part {'>=' if kanji else '<'} '{_FIRST_KANJI}'"
        )
        keys = json.dumps({sound: sound_key(sound) for sound in sounds})
        rows: list[tuple[str, str, int]] = self._connection.execute(sql, [keys, role.value]).fetchall()
        return rows

    def _starting(self, part: Part, initial: bool) -> Parts:
        """Recorded parts that begin as asked, in letters or in sound; an initial stands for any sound of its letter."""
        found: Parts = {}
        keys = [(part.text, _BY_LETTERS)] if _is_kanji(part.text) else []
        keys += [(_coarse_beginning(sound), _BY_BEGINNING) for sound, _ in part.sounds[:_READINGS_BEGUN]]
        for key, sql in keys:
            rows = self._connection.execute(sql, [key, key + "\U0010ffff", part.role.value, _MOST_BEGUN])
            for text, sound in rows if key else ():
                longer = len(sound) - len(part.sounds[0][0]) if sound else len(text) - len(part.text)
                fits = initial or not sound or any(sound.startswith(each) for each, _ in part.sounds)
                if fits and longer > 0:
                    found.setdefault(
                        text, PartMatch(text, sound, part.text, _BEGUN + _BEGUN_BY_SIGN * longer, begins=True)
                    )
        return found

    def _unread(self, found: Parts, part: Part) -> None:
        """Parts with signs that could not be read, on either side: any one sign may stand there."""
        if not _is_kanji(part.text) and ANY not in part.text:
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
                found.setdefault(text, PartMatch(text, "", part.text, float(unread)))

    # People ----------------------------------------------------------------------------------------------------

    def _join(self, found: Matches, form: Form, swapped: bool, cost: float, parts: list[Parts]) -> None:
        """Add the people who bear one of each part's candidates, at their least cost."""
        families, givens = _by_role(form, parts)
        if not all(parts):
            return
        before = form.cost + cost
        for family, given, record, posted in self._postings(families, givens, _MOST_ALONE):
            total = before + posted / _TENTH
            one = two = None
            if families:
                one = families.get(family)
                total += one.cost if one else _MISSING_PART
            if givens:
                two = givens.get(given)
                total += two.cost if two else _MISSING_PART
            if total <= FARTHEST and (record not in found or total < found[record].cost):
                found[record] = Match(total, form, one, two, swapped)

    def _postings(self, families: Parts, givens: Parts, most: int) -> Iterable[tuple[str, str, int, int]]:
        """Postings with these parts. The rows of a family name are read and filtered: few sounds have many bearers.

        Where one part alone is asked for, its likeliest candidates come first and no more than ``most`` rows.
        """
        picked = "SELECT family, given, record_id, cost FROM name_posting WHERE "
        if families and givens:
            values = [json.dumps([*each, ""]) for each in (families, givens)]
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
# SQLite has no statistics in a catalogue that is written all day: which index is to be used is said.
_BY_KEY = "name_sound INDEXED BY name_sound_by_key"
_BY_LETTERS = (
    "SELECT DISTINCT part, '' FROM name_sound INDEXED BY name_sound_by_part "
    "WHERE part >= ? AND part < ? AND role = ? LIMIT ?"
)
_BY_BEGINNING = f"SELECT DISTINCT part, sound FROM {_BY_KEY} WHERE key >= ? AND key < ? AND role = ? LIMIT ?"


def _least_apart(sound: str, asked: Iterable[tuple[str, float]]) -> float:
    return min(before + apart(each, sound) for each, before in asked)


def _is_kanji(text: str) -> bool:
    return text[:1] >= _FIRST_KANJI or text[-1:] >= _FIRST_KANJI


def _for_another(sound: str, role: Role, asked: Container[str]) -> float:
    return _ANOTHER_NAME if sound not in asked and _is_name(sound, role) else 0.0


@lru_cache(maxsize=100_000)
def _is_name(sound: str, role: Role) -> bool:
    return name_dictionary().borne(sound, role) > _COMMON[role]


_COMMON: Mapping[Role, int] = {Role.FAMILY: 500, Role.GIVEN: 20}  # bearers from which a sound is a usual name


def _least(sounds: Mapping[str, float], text: str, role: Role) -> float:
    """The least cost of a recorded part by the sounds it may have; dear where none is within reach."""
    costs = (sounds[made] + cost for made, cost in sounds_of(text, role) if made in sounds)
    return min(costs, default=2 * BEYOND + 1)


def _coarse_beginning(sound: str) -> str:
    """A key that every longer sound's key begins with: the last sign may yet change what it is part of."""
    return sound_key(sound)[:-1] or sound_key(sound)


def _fits(one: str, two: str) -> bool:
    pairs = list(zip(one, two, strict=True))
    return all(a == b or ANY in (a, b) for a, b in pairs) and any(a == b for a, b in pairs)


def _orders(form: Form, script: str | None) -> Iterator[tuple[Form, bool, float]]:
    """The form as it is, and with its parts in the other order."""
    yield form, False, 0.0
    yield Form(form.given, form.family, form.cost), True, SWAPPED.get(script or "", _SWAPPED_ELSE)


def _parts(form: Form) -> list[Part]:
    return [Part(text, role) for text, role in ((form.family, Role.FAMILY), (form.given, Role.GIVEN)) if text]


def _by_role(form: Form, parts: list[Parts]) -> tuple[Parts, Parts]:
    """The candidates of the family name and of the given name; empty for a part that is not asked for."""
    remaining = iter(parts)
    return next(remaining) if form.family else {}, next(remaining) if form.given else {}
