"""Records as simple Dublin Core, one XML file for each record.

The format is ``oai_dc`` of OAI-PMH 2.0, with the fifteen elements of DCMES 1.1 (ISO 15836-1). Which field goes into
which element is declared at the field (``dc=``). The elements have no place for what sources state about people and
camps; this is left out: of the parts of a record, only names are carried.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from xml.etree import ElementTree

from memoircat.catalogue.catalogue import Catalogue
from memoircat.catalogue.public import PublicRecords, PublicView
from memoircat.catalogue.whole import whole_files
from memoircat.exchange.formats import ExportOptions, public_runs
from memoircat.jobs import Progress
from memoircat.messages import Label
from memoircat.names import script_of
from memoircat.records.declare import Field, Kind
from memoircat.records.registry import PART_TYPES, RECORD_TYPES, record_type
from memoircat.records.values import shown
from memoircat.records.vocabularies import Vocabularies

_OAI_DC = "http://www.openarchives.org/OAI/2.0/oai_dc/"
_DC = "http://purl.org/dc/elements/1.1/"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_LANGUAGES = {"Jpan": "ja", "Hira": "ja", "Kana": "ja", "Cyrl": "ru"}  # script (ISO 15924) → language (BCP 47)
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, production Char
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]')
_LONGEST_NAME = 200  # bytes; the disks that there are take 255
_STAFF = "for the staff alone"
_NO_ELEMENT = "none of the fifteen elements says this of the work itself"
_OTHER_FORM = "another form of what dc:title and dc:creator say"
_HIERARCHY = "Dublin Core knows no hierarchy; dc:relation would name a file that may not be there"


_LEFT_OUT: Mapping[str, str] = {
    name: reason
    for names, reason in (
        ("closed_until access_reason location donor donor_text relation terms publication register_class", _STAFF),
        ("yomi title_en title_romaji subtitle creators_reading region_en region_ru code_name", _OTHER_FORM),
        ("parent accession held_as place", _HIERARCHY),
        ("level kind role sex content_note pieces units support technique dimensions script size", _NO_ELEMENT),
        ("custodial_history copies arrangement finding_aids publication_place edition ndc call_number", _NO_ELEMENT),
        ("form holder reliability latitude longitude precision port_from port_to arrived", _NO_ELEMENT),
    )
    for name in names.split()
}


_LEFT_OUT_PARTS: Mapping[str, str] = {
    **dict.fromkeys(("name.family", "name.given", "name.source"), "a name is one title"),
    **{code: "none of the fifteen elements has parts of its own" for code in PART_TYPES if code != "name"},
}


class _DublinCore:
    code = "dc"
    label = Label("ダブリン・コア", "Dublin Core", "Дублинское ядро")
    options = ExportOptions
    left_out = _LEFT_OUT
    left_out_parts = _LEFT_OUT_PARTS

    def export(self, catalogue: Catalogue, to: Path, options: ExportOptions, progress: Progress) -> dict[str, int]:
        records = PublicRecords(catalogue, options.audience)
        vocabularies = catalogue.vocabularies()
        kinds = [record_type(options.type).code] if options.type else list(RECORD_TYPES)
        counts = dict.fromkeys(kinds, 0)
        taken: set[str] = set()
        with whole_files(to) as folder:
            for kind in kinds:
                for run in public_runs(catalogue, records, kind, options.codes, progress):
                    for view in run:
                        (folder / _file_name(view.code, taken)).write_bytes(dublin_core(view, vocabularies))
                    counts[kind] += len(run)
        return {kind: count for kind, count in counts.items() if count}


FORMAT = _DublinCore()


def dublin_core(view: PublicView, vocabularies: Vocabularies) -> bytes:
    """A record as an ``oai_dc:dc`` document in UTF-8."""
    ElementTree.register_namespace("oai_dc", _OAI_DC)
    ElementTree.register_namespace("dc", _DC)
    root = ElementTree.Element(f"{{{_OAI_DC}}}dc")
    for element, text in _elements(view, vocabularies):
        child = ElementTree.SubElement(root, f"{{{_DC}}}{element}")
        child.text = _NOT_XML.sub("\ufffd", text)
        if language := _LANGUAGES.get(script_of(text) or ""):
            child.set(_LANG, language)
    ElementTree.indent(root)
    document: bytes = ElementTree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return document.replace(b"\r", b"&#13;") + b"\n"  # a reader of XML takes a bare one for a line feed


def _elements(view: PublicView, vocabularies: Vocabularies) -> Iterator[tuple[str, str]]:
    """The elements with their texts, in the order of the fields; the names of a record without a title are titles."""
    if view.type.title is None:
        yield "title", view.label
        yield from (("title", name.part.text) for name in view.names if name.part.text != view.label)
    for field in view.type.fields:
        if field.declared.dc and view.fields.get(field.name) is not None:
            for text in _texts(view, field, vocabularies):
                yield field.declared.dc, text


def _texts(view: PublicView, field: Field, vocabularies: Vocabularies) -> list[str]:
    """The texts of a field, in Japanese; one for each of several values."""
    value = view.fields[field.name]
    values = [(item,) for item in value] if field.kind in (Kind.TERMS, Kind.TEXTS) else [value]
    texts = (shown(field, item, "ja", vocabularies, view.label_of) for item in values)
    return [text for text in texts if text]


def _file_name(code: str, taken: set[str]) -> str:
    """A name for the file of a record that no other file of the export has, whatever disk it lies on."""
    plain = _NOT_IN_NAMES.sub("_", code).encode()[:_LONGEST_NAME].decode(errors="ignore")
    names = itertools.chain([f"{plain}.xml"], (f"{plain} ({number}).xml" for number in itertools.count(2)))
    name = next(name for name in names if name.casefold() not in taken)
    taken.add(name.casefold())
    return name
