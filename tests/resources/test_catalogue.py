"""Every text is said in English too, and no Persian reaches the screen past the catalogue."""

from __future__ import annotations

import ast
import re
import string
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from resources import compile as compiler
from resources import text
from resources.extract import CATALOGUE, FLOORS, KEYWORDS, ROOT, messages

PERSIAN = re.compile("[\u0600-\u06ff\u0750-\u077f\u200c\ufb50-\ufdff\ufe70-\ufeff]")
LETTERS = re.compile("[\u0621-\u064a\u066a-\u06ff،؛؟]")
# Marks that hold Persian lines together and have nothing to hold in English ones.
MARKS = re.compile("[\u200b-\u200f\u061c\u202a-\u202e\ufeff]")
# What one language writes, the other must write too.
SIGNS = re.compile(r"[\n\t&×↑↓]")
# What cannot stand in a Persian text: Arabic letters and digits, a joiner that joins nothing,
# words the office does not use for these things, spaces and dots of a hurried hand.
UNFIT = re.compile(
    "[يىكةۀ٠-٩]"
    "|\u200c[\\s،؛.:»)]|[\\s«(]\u200c|\u200c\u200c"
    "|پهنای باند|رویداد|صافی|ناحیه(?!ٔ)|\\bخانه"
    "|  |\\w [،؛.:](?:\\s|$)|\\.\\.\\.|،،"
)

# Modules that hold Persian as data: what they read, recognise or write into a workspace.
# Everything else says its Persian through gettext.
DATA = (
    "data/demo/",
    "data/folding.py",
    "data/importers/checks.py",
    "data/importers/delimited.py",
    "data/importers/district_layer.py",
    "data/importers/district_names.py",
    "data/importers/headers.py",
    "data/importers/layer_rows.py",
    "data/importers/map_links.py",
    "data/importers/month_names.py",
    "data/importers/numbers.py",
    "data/importers/osm_tags.py",
    "data/importers/place_layer.py",
    "data/importers/places.py",
    "data/importers/recognition.py",
    "data/importers/shift_table.py",
    "data/importers/street_layer.py",
    "data/importers/vocabulary.py",
    "data/importers/zone_layer.py",
    "data/store/codes.py",
    "data/store/upgrades/versions/",
    "resources/text.py",
)
# Single constants: what is read or replaced, a unit, and the one name said in both languages.
SINGLE = {
    "data/importers/columns.py": {"تاریخ", "٫"},
    "desktop/actions.py": {"English / فارسی"},
    "desktop/exports/paper.py": {"هٔ", "ۀ"},
    "widgets/canvas/paint_jobs.py": {"گذر"},
    "widgets/labels.py": {"٪"},
}


def catalogue() -> Catalog:
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="en")


def parts(words: str | list[str] | tuple[str, ...]) -> tuple[str, ...]:
    return (words,) if isinstance(words, str) else tuple(words)


TEXTS = [message for message in catalogue() if message.id]
PAIRS = [
    (persian, english)
    for message in TEXTS
    for persian in set(parts(message.id))
    for english in parts(message.string)
]


def odd_ones(right: Callable[[str, str], bool]) -> list[tuple[str, str]]:
    return [pair for pair in PAIRS if not right(*pair)]


# -- the catalogue and the sources -------------------------------------------------------------


def test_the_catalogue_holds_the_texts_of_the_sources_and_no_other() -> None:
    used, known = set(messages()), {message.id for message in TEXTS}
    assert used - known == set(), "run: python -m resources.extract, and translate"
    assert known - used == set(), "no longer used; run: python -m resources.extract"


def test_every_text_is_translated() -> None:
    unsure = [m.id for m in TEXTS if m.fuzzy or not m.string or not all(parts(m.string))]
    assert unsure == []


def test_every_count_has_its_two_english_forms() -> None:
    assert catalogue().num_plurals == 2
    assert [m.id for m in TEXTS if len(parts(m.string)) != 1 + m.pluralizable] == []


# -- each translation --------------------------------------------------------------------------


def fields(words: str) -> Counter[str]:
    found = string.Formatter().parse(words)
    return Counter(f"{name}!{how}:{spec}" for _text, name, spec, how in found if name is not None)


def test_placeholders_are_the_same() -> None:
    assert odd_ones(lambda persian, english: fields(persian) == fields(english)) == []


def test_signs_are_the_same() -> None:
    def same(persian: str, english: str) -> bool:
        return Counter(SIGNS.findall(persian)) == Counter(SIGNS.findall(english))

    assert odd_ones(same) == []


def test_texts_begin_and_end_alike() -> None:
    """What is joined to others keeps its space; sentences stay sentences, titles stay titles."""

    def edges(words: str) -> tuple[bool, ...]:
        head, tail = words[:1].isspace(), words[-1:]
        return head, tail == "…", tail == ".", tail == ":", tail in ";؛", tail in "?؟"

    assert odd_ones(lambda persian, english: edges(persian) == edges(english)) == []


def test_english_holds_no_persian_letter_digit_or_mark() -> None:
    assert odd_ones(lambda _, english: not PERSIAN.search(english)) == []
    assert odd_ones(lambda _, english: not MARKS.search(english)) == []


def test_english_is_cleanly_set() -> None:
    assert odd_ones(lambda _, english: unicodedata.is_normalized("NFC", english)) == []
    untidy = re.compile(r"""  |\.\.\.|['"]|\w [,;:.?!…](?:\s|$)|[^\s,;·] $""")
    assert odd_ones(lambda _, english: not untidy.search(english)) == []
    assert odd_ones(lambda _, english: english.count("‘") <= english.count("’")) == []


@pytest.mark.parametrize(
    ("persian", "english"),
    [
        ("کانون {rank} · {place}", "hotspot"),
        ("تجمع پیام‌های ۱۳۷", "complaint clusters"),
        ("خودروهای توقیفی", "impounded vehicles"),
        ("پوشش اکیپ‌ها", "crew coverage"),
        ("محدودهٔ توقف ممنوع", "no-parking zone"),
        ("برنامهٔ فصلی", "seasonal plan"),
        ("شناسنامهٔ تحلیل", "analysis card"),
        ("منتظر جانمایی", "waiting for a place"),
        ("دادهٔ نمایشی", "simulated data"),
        ("تقریبی و غیررسمی", "schematic, not official"),
        ("ورود داده", "import data"),
    ],
)
def test_the_words_of_the_field_are_fixed(persian: str, english: str) -> None:
    assert english in catalogue()[persian].string.lower()


def test_persian_is_cleanly_set() -> None:
    assert odd_ones(lambda persian, _: not UNFIT.search(persian)) == []
    assert odd_ones(lambda persian, _: unicodedata.is_normalized("NFC", persian)) == []


@pytest.mark.parametrize(
    "unfit", ["كانون", "٣ مورد", "می\u200c شود", "رویدادها", "ناحیه ۳", "خانه", "مورد ،", "صبر..."]
)
def test_unfit_persian_is_seen(unfit: str) -> None:
    assert UNFIT.search(unfit)


# -- at run time -------------------------------------------------------------------------------


@pytest.fixture(scope="module", autouse=True)
def compiled() -> Iterator[None]:
    """Compile the catalogue, and forget what was loaded of an older one."""
    compiler.main()
    text._catalogue.cache_clear()
    yield
    text._catalogue.cache_clear()


def test_the_compiled_catalogue_says_the_same() -> None:
    with CATALOGUE.with_suffix(".mo").open("rb") as file:
        loaded = read_mo(file)
    assert [m.id for m in TEXTS if parts(loaded[m.id].string) != parts(m.string)] == []


def test_compiling_again_leaves_a_fresh_file_alone() -> None:
    target = CATALOGUE.with_suffix(".mo")
    before = target.stat().st_mtime_ns
    assert compiler.main() == 0
    assert target.stat().st_mtime_ns == before


def test_switching_the_language_switches_texts_and_digits() -> None:
    from data.calendar import format_day, jalali_day

    day = jalali_day(1404, 7, 3)
    assert format_day(day, long=True) == "۳ مهر ۱۴۰۴"
    text.set_language("en")
    assert format_day(day, long=True) == "3 Mehr 1404"
    assert text._("برنامهٔ فصلی") == "Seasonal plan"
    assert text._("متنی که در فهرست نیست") == "متنی که در فهرست نیست"
    text.set_language("fa")
    assert text._("برنامهٔ فصلی") == "برنامهٔ فصلی"


def test_a_count_takes_its_form() -> None:
    text.set_language("en")
    one, many = (text.ngettext("{count} ردیف", "{count} ردیف", n) for n in (1, 2))
    assert (one, many) == ("{count} row", "{count} rows")


def test_each_thread_speaks_its_own_language() -> None:
    """A report in English, written in the background, leaves the Persian window alone."""
    together = Barrier(2, timeout=10)

    def speak(language: str) -> set[str]:
        heard = set()
        with text.speaking(language):
            for _turn in range(20):
                together.wait()
                heard.add(text._("پیش‌نویس") + text.digits(7))
        return heard

    with ThreadPoolExecutor(2) as pool:
        persian, english = pool.map(speak, ("fa", "en"))
    assert (persian, english) == ({"پیش‌نویس۷"}, {"Draft7"})
    assert text.language() == "fa"


def test_a_language_spoken_within_another_ends_with_its_block() -> None:
    with text.speaking("en"):
        with text.speaking("fa"):
            assert text.is_rtl()
        assert not text.is_rtl()
    assert text.is_rtl()
    with pytest.raises(ValueError, match="unknown"), text.speaking("de"):
        pass


# -- no Persian past the catalogue -------------------------------------------------------------


def calls_of_gettext(tree: ast.AST) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", None))
            if name in KEYWORDS:
                yield node


def literals(path: Path) -> list[tuple[int, str]]:
    """Return the Persian constants of a module that stand in no docstring and no gettext call."""
    tree = ast.parse(path.read_text("utf-8"))
    held = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for call in calls_of_gettext(tree):
        held.update(id(part) for given in call.args for part in ast.walk(given))
    return [
        (node.lineno, node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and LETTERS.search(node.value)
        and id(node) not in held
    ]


def modules() -> Iterator[tuple[str, Path]]:
    for floor in FLOORS:
        for path in sorted((ROOT / floor).rglob("*.py")):
            yield path.relative_to(ROOT).as_posix(), path


def test_no_persian_reaches_the_screen_past_gettext() -> None:
    escaped = [
        f"{name}:{line}: {words}"
        for name, path in modules()
        if not name.startswith(DATA)
        for line, words in literals(path)
        if words not in SINGLE.get(name, ())
    ]
    assert escaped == []


def test_the_exceptions_are_still_needed() -> None:
    found = {name: {words for _line, words in literals(path)} for name, path in modules()}
    unused = [kept for kept in DATA if not any(found[n] for n in found if n.startswith(kept))]
    assert unused == []
    assert {name: words - found.get(name, set()) for name, words in SINGLE.items()} == {
        name: set() for name in SINGLE
    }


def test_the_scan_sees_what_escapes(tmp_path: Path) -> None:
    module = tmp_path / "module.py"
    module.write_text(
        '"""متن راهنما."""\nA = "گریخته"\nB = _("گفته")\nC = f"{A}، {_(\'گفته\')}"\nD = "ascii"\n',
        encoding="utf-8",
    )
    assert literals(module) == [(2, "گریخته"), (4, "، ")]


def test_no_text_is_built_before_it_is_translated() -> None:
    """What ``_(f"…")`` or ``_(name)`` asks for stands in no catalogue."""
    built = [
        f"{name}:{call.lineno}"
        for name, path in modules()
        for call in calls_of_gettext(ast.parse(path.read_text("utf-8")))
        if isinstance(call.func, ast.Name) and not isinstance(call.args[0], ast.Constant)
    ]
    assert built == []
