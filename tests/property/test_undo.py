"""Any changes, undone step by step and done again, give equal states: rows, summaries and search tables."""

from __future__ import annotations

import ast
import random
import shutil
import tempfile
from contextlib import suppress
from dataclasses import fields as dataclass_fields
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from memoircat.catalogue.change import Change
from memoircat.dates import read_date
from memoircat.errors import InputError
from memoircat.exchange.mapping import parse_mapping
from memoircat.exchange.table_import import import_table
from memoircat.linkage import decisions
from memoircat.program import Program
from memoircat.records import parts
from memoircat.records.declare import Field, Kind
from memoircat.records.registry import PART_TYPES, RECORD_TYPES
from memoircat.search.word_rows import record_of, record_of_piece

DATES = ("昭和21年冬頃", "14.2.46", "S20.8.9", "зимой 1946 г.", "1946-02?", "不詳", "読めない日", "1946/1948")
TEXTS = (
    "佐久間 辰蔵",
    "𠮷田 清",
    "髙橋",
    "か\u3099",
    "竹夫(雄)",
    "<img src=x>",
    "'; DROP TABLE record; --",
    "=1+1",
    "Сакма",
)
ROSTER = "番号,氏名,収容所\n1,山田 太郎,タイシェト\n2,山田 次郎,チタ\n3,髙橋 三郎,チタ\n"
ROSTER_MAPPING = """
record = "person"
source = "名簿"
key = "番号"
[columns]
"氏名" = "name"
"収容所" = "camp_stay.place"
"""


class Archivist:
    """Makes random changes of any kind to random records of any type."""

    def __init__(self, program: Program, rng: random.Random) -> None:
        self.program = program
        self.rng = rng

    @property
    def catalogue(self) -> Any:
        return self.program.catalogue

    def live(self, *types: str) -> list[int]:
        with self.catalogue.reading() as connection:
            found = connection.exec_driver_sql(
                "SELECT id, record_type FROM record WHERE deleted_at IS NULL AND (batch IS NULL OR batch IN "
                "(SELECT id FROM batch WHERE withdrawn_at IS NULL)) ORDER BY id"
            ).all()
        return [id_ for id_, kind in found if not types or kind in types]

    def value(self, field: Field, live: list[int]) -> Any:
        rng = self.rng
        if rng.random() < 0.15:
            return () if field.kind in (Kind.TERMS, Kind.TEXTS) else None
        if field.kind is Kind.RECORD:
            return rng.choice(live) if live and field.declared.refers[0] not in ("image", "attachment") else None
        return {
            Kind.DATE: lambda: read_date(rng.choice(DATES)).stored(),
            Kind.INTEGER: lambda: rng.randint(0, 5),
            Kind.NUMBER: lambda: rng.choice([0.5, 3.0, 1841.25]),
            Kind.FLAG: lambda: rng.random() < 0.5,
            Kind.TERMS: lambda: tuple(rng.sample(["ja", "ru", "独自"], 2)),
            Kind.TEXTS: lambda: tuple(rng.sample(TEXTS, 2)),
        }.get(field.kind, lambda: rng.choice(TEXTS))()

    def fields(self, type_code: str, live: list[int], most: int = 4) -> dict[str, Any]:
        known = [each for each in RECORD_TYPES[type_code].fields if each.name != "code"]
        return {each.name: self.value(each, live) for each in self.rng.sample(known, min(most, len(known)))}

    def change_set(self, steps: int = 6, label: str = "変更") -> None:
        """One change set that touches several records of several types."""
        live = self.live()
        with self.catalogue.change(label) as change:
            for _ in range(steps):
                self.step(change, live)

    def step(self, change: Change, live: list[int]) -> None:
        rng = self.rng
        kind = rng.choice(
            ["create", "set", "set", "part", "part", "part", "edit", "prefer", "remove", "delete", "restore"]
        )
        if kind == "create" or not live:
            type_code = rng.choice(list(RECORD_TYPES))
            live.append(change.create(type_code, **self.fields(type_code, live)))
        elif kind == "set":
            chosen = rng.choice(live)
            with suppress(InputError):  # a record that would lie in itself is refused before anything is written
                change.set(chosen, **self.fields(self.type_of(change, chosen), live))
        elif kind == "part":
            self.add_part(change, rng.choice(live), live)
        elif kind in ("edit", "prefer", "remove"):
            self.touch_part(change, kind, live)
        elif kind == "delete":
            change.delete(rng.choice(live))
        else:
            self.restore(change)

    def type_of(self, change: Change, record_id: int) -> str:
        sql = "SELECT record_type FROM record WHERE id = ?"
        return str(change.connection.exec_driver_sql(sql, (record_id,)).scalar_one())

    def add_part(self, change: Change, record_id: int, live: list[int]) -> None:
        type_code = self.type_of(change, record_id)
        usable = [
            each
            for each in PART_TYPES.values()
            if (each.types is None or type_code in each.types)
            and each.code not in ("match", "judgement", "region", "attachment")
        ]
        part = self.rng.choice(usable)
        values = {each.name: self.value(each, live) for each in part.fields}
        values = {name: value for name, value in values.items() if value is not None}
        values.pop("roster_row", None)
        if part.code == "statement":
            properties = RECORD_TYPES[type_code].properties
            if not properties:
                return
            values["property"] = self.rng.choice(properties).code
            values["occurrence"] = self.rng.randint(1, 2)
            values["preferred"] = self.rng.random() < 0.4
        known = {each.name for each in dataclass_fields(part.declaration)}
        change.add(record_id, part.declaration(**{name: value for name, value in values.items() if name in known}))

    def touch_part(self, change: Change, kind: str, live: list[int]) -> None:
        part = parts.Statement if kind == "prefer" else self.rng.choice([parts.Name, parts.Statement, parts.Link])
        table = {parts.Name: "name", parts.Statement: "statement", parts.Link: "link"}[part]
        found = change.connection.exec_driver_sql(f"SELECT id, record_id FROM {table} ORDER BY id").all()
        ids = [id_ for id_, record_id in found if record_id in live]
        if not ids:
            return
        chosen = self.rng.choice(ids)
        if kind == "prefer":
            change.prefer(chosen, self.rng.random() < 0.7)
        elif kind == "remove":
            change.remove(part, chosen)
        elif part is parts.Statement:
            change.edit(part, chosen, value=self.rng.choice(TEXTS), occurrence=self.rng.randint(1, 2))
        elif part is parts.Name:
            change.edit(part, chosen, text=self.rng.choice(TEXTS), preferred=self.rng.random() < 0.5)
        else:
            change.edit(part, chosen, note=self.rng.choice(TEXTS), other=self.rng.choice(live))

    def restore(self, change: Change) -> None:
        gone = change.connection.exec_driver_sql("SELECT id FROM record WHERE deleted_at IS NOT NULL ORDER BY id")
        ids = gone.scalars().all()
        if ids:
            change.restore(self.rng.choice(ids))

    def person(self) -> str:
        """A new recorded person; returns the code."""
        with self.catalogue.change("記録された人") as change:
            new = change.create("person", kind="recorded", role=("internee",))
            change.add(new, parts.Name(text=self.rng.choice(TEXTS)))
            for place in self.rng.sample(["タイシェト", "チタ", "ハバロフスク"], 2):
                stay = parts.Statement(property="camp_stay", place_text=place, occurrence=self.rng.randint(1, 2))
                change.add(new, stay)
        return str(self.catalogue.view(new).code)

    def identify(self, status: str) -> None:
        """Decide on two recorded people who are not yet anyone."""
        decisions.identify(self.catalogue, [self.person(), self.person()], status, "同じ生年", "照合")

    def separate(self) -> None:
        with self.catalogue.reading() as connection:
            sql = (
                "SELECT r.code FROM match m JOIN record r ON r.id = m.record_id "
                "WHERE r.deleted_at IS NULL AND r.record_type = 'person' ORDER BY m.id LIMIT 1"
            )
            code = connection.exec_driver_sql(sql).scalar()
        if code:
            decisions.separate(self.catalogue, code, "分離")

    def import_roster(self) -> None:
        file = self.catalogue.folder.path / "roster.csv"
        file.write_text(ROSTER, encoding="utf-8")
        import_table(self.catalogue, file, parse_mapping(ROSTER_MAPPING))


def standing(program: Program) -> dict[str, Any]:
    """The whole state without what a withdrawn import left behind: those rows wait for a purge and are shown nowhere."""
    state = program.catalogue.state()
    batches = [ast.literal_eval(row) for row in state["batch"]]
    withdrawn = {row["id"] for row in batches if row["withdrawn_at"]}
    if not withdrawn:
        return state
    plain = {name: [ast.literal_eval(row) for row in rows] for name, rows in state.items() if name != "word_index"}
    gone = {row["id"] for row in plain["record"] if row["batch"] in withdrawn}

    def stands(table: str, row: dict[str, Any]) -> bool:
        own = row["id"] if table == "record" else row.get("record_id")
        own = record_of_piece(row["id"]) if table == "text_piece" else own
        return (
            own not in gone and row.get("batch") not in withdrawn and not (table == "batch" and row["id"] in withdrawn)
        )

    borne = {
        each for row in plain["name_posting"] if stands("name_posting", row) for each in (row["family"], row["given"])
    }
    plain["name_sound"] = [row for row in plain["name_sound"] if row["part"] in borne]
    kept = {name: sorted(repr(row) for row in rows if stands(name, row)) for name, rows in plain.items()}
    indexed = [row for row in state["word_index"] if record_of(ast.literal_eval(row)[0]) not in gone]
    return {**kept, "word_index": indexed}


def undo_all(program: Program, states: list[dict[str, Any]]) -> None:
    for number in range(len(states) - 2, -1, -1):
        assert program.catalogue.undo() is not None
        assert standing(program) == states[number], f"step {number} is not as it was"


def redo_all(program: Program, states: list[dict[str, Any]]) -> None:
    for number in range(1, len(states)):
        assert program.catalogue.redo() is not None
        assert standing(program) == states[number], f"step {number} is not as it became"


@pytest.mark.parametrize("seed", range(5))
def test_change_sets_of_many_records_are_undone_and_redone_to_equal_states(tmp_path: Path, seed: int) -> None:
    program = Program.create(tmp_path / "a.memoircat", by="試験")
    archivist = Archivist(program, random.Random(seed))
    archivist.change_set(12)
    states = [standing(program)]
    for _ in range(6):
        archivist.change_set(archivist.rng.randint(3, 9))
        assert list(program.check()) == []
        states.append(standing(program))
    undo_all(program, states)
    assert list(program.check()) == []
    redo_all(program, states)
    program.close()

    program = Program.open(tmp_path / "a.memoircat", by="試験")
    assert standing(program) == states[-1], "closing and reopening changed something"
    undo_all(program, states)
    redo_all(program, states)
    assert list(program.check()) == []
    program.catalogue.rebuild()
    assert standing(program) == states[-1], "the derived rows differ from a rebuild"
    program.close()


@pytest.mark.parametrize("seed", range(2))
def test_an_import_and_decisions_in_the_middle_are_undone_and_redone_too(tmp_path: Path, seed: int) -> None:
    program = Program.create(tmp_path / "a.memoircat", by="試験")
    archivist = Archivist(program, random.Random(seed))
    states = [standing(program)]

    def done(*steps: Any) -> None:
        for step in steps:
            before = len(program.catalogue.history())
            step()
            if len(program.catalogue.history()) == before + 1:
                states.append(standing(program))
            assert list(program.check()) == []

    done(lambda: archivist.change_set(8), archivist.import_roster, lambda: archivist.change_set(5))
    undo_all(program, states)
    redo_all(program, states)
    for status in ("confirmed", "probable", "possible", "rejected"):
        codes = [archivist.person(), archivist.person()]
        states = [standing(program)]
        done(lambda codes=codes, status=status: decisions.identify(program.catalogue, codes, status, None, "照合"))
        done(lambda: archivist.change_set(4), archivist.separate, lambda: archivist.change_set(4))
        undo_all(program, states)
        redo_all(program, states)
    assert list(program.check()) == []
    program.close()


@pytest.mark.parametrize("type_code", RECORD_TYPES)
def test_every_record_type_is_created_edited_deleted_and_brought_back(tmp_path: Path, type_code: str) -> None:
    """The exhaustive twin of the random test: every field of every type, many parts, on several records at once."""
    program = Program.create(tmp_path / "a.memoircat", by="試験")
    archivist, catalogue, kind = Archivist(program, random.Random(7)), program.catalogue, RECORD_TYPES[type_code]
    with catalogue.change("ほかの記録") as change:
        live = [change.create(each) for each in RECORD_TYPES]
    states = [standing(program)]
    with catalogue.change("作成") as change:
        made = [change.create(type_code, **archivist.fields(type_code, live, 99)) for _ in range(3)]
    states.append(standing(program))
    for first in range(0, len(kind.fields), 4):
        with catalogue.change("変更") as change:
            for each in made:
                for field in kind.fields[first : first + 4]:
                    value = f"新{each}" if field.name == "code" else archivist.value(field, [*live, *made])
                    with suppress(InputError):  # likewise
                        change.set(each, **{field.name: value})
        if len(catalogue.history()) == len(states) + 1:
            states.append(standing(program))
    with catalogue.change("部分") as change:
        for _ in range(12):
            archivist.add_part(change, archivist.rng.choice(made), [*live, *made])
    states.append(standing(program))
    with catalogue.change("削除") as change:
        for each in made:
            change.delete(each)
    states.append(standing(program))
    with catalogue.change("復元") as change:
        for each in reversed(made):
            change.restore(each)
    states.append(standing(program))
    assert states[-1] == states[-3], "the trash did not give back what it took"
    undo_all(program, states)
    assert list(program.check()) == []
    redo_all(program, states)
    assert list(program.check()) == []
    program.close()


class Desk(RuleBasedStateMachine):
    """The history as a pair of stacks of states, whatever is done in whatever order."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.program = Program.create(self.folder / "a.memoircat", by="試験")
        self.past: list[dict[str, Any]] = []
        self.future: list[dict[str, Any]] = []
        self.imported = False

    @initialize(seed=st.integers(0, 2**16))
    def sit_down(self, seed: int) -> None:
        self.archivist = Archivist(self.program, random.Random(seed))

    def do(self, action: Any) -> None:
        before, count = standing(self.program), len(self.program.catalogue.history())
        action()
        made = len(self.program.catalogue.history()) - count
        assert made in (0, 1), "one action is one change set"
        if made:
            self.past.append(before)
            self.future.clear()

    @rule(steps=st.integers(2, 8))
    def change(self, steps: int) -> None:
        self.do(lambda: self.archivist.change_set(steps))

    @rule(status=st.sampled_from(["confirmed", "probable", "possible", "rejected"]))
    def identify(self, status: str) -> None:
        codes: list[str] = []
        self.do(lambda: codes.append(self.archivist.person()))
        self.do(lambda: codes.append(self.archivist.person()))
        self.do(lambda: decisions.identify(self.program.catalogue, codes, status, "理由", "照合"))

    @rule()
    def separate(self) -> None:
        self.do(self.archivist.separate)

    @rule()
    def import_roster(self) -> None:
        self.do(self.archivist.import_roster)

    @rule(steps=st.integers(1, 5))
    def undo(self, steps: int) -> None:
        for _ in range(steps):
            now = standing(self.program)
            done = self.program.catalogue.undo()
            assert (done is not None) == bool(self.past)
            if done:
                self.future.append(now)
                assert standing(self.program) == self.past.pop()

    @rule(steps=st.integers(1, 5))
    def redo(self, steps: int) -> None:
        for _ in range(steps):
            now = standing(self.program)
            done = self.program.catalogue.redo()
            assert (done is not None) == bool(self.future)
            if done:
                self.past.append(now)
                assert standing(self.program) == self.future.pop()

    @precondition(lambda self: self.past)
    @rule()
    def close_and_open_again(self) -> None:
        before = standing(self.program)
        self.program.close()
        self.program = Program.open(self.folder / "a.memoircat", by="試験")
        self.archivist.program = self.program
        assert standing(self.program) == before

    @rule()
    def rebuild(self) -> None:
        before = standing(self.program)
        self.program.catalogue.rebuild()
        assert standing(self.program) == before

    @invariant()
    def the_catalogue_is_sound(self) -> None:
        assert list(self.program.check()) == []

    def teardown(self) -> None:
        self.program.close()
        shutil.rmtree(self.folder)


TestDesk = Desk.TestCase
TestDesk.settings = settings(max_examples=5, stateful_step_count=10, deadline=None)
