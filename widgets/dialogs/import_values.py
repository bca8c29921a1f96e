"""What the import dialog shows: a file's head, a suggested matching, and the two piles."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class FieldChoice:
    """A field of ours that a column may be matched with."""

    key: str
    label: str
    required: bool = False


@dataclass(frozen=True, slots=True)
class ImportSource:
    """A file as it was read for the first time.

    Attributes
    ----------
    file_name : str
        Without folders.
    kinds : tuple of (str, str)
        Kinds of rows it may hold, with their names.
    sheets, encodings : tuple of str
        Empty where the format has none.
    columns : tuple of str
        Headings of the file.
    preview : tuple of tuple of str
        Its first rows.
    fields : tuple of FieldChoice
    mapping : dict of str
        The suggested matching, field to column.
    """

    file_name: str
    kinds: tuple[tuple[str, str], ...]
    kind: str
    columns: tuple[str, ...]
    preview: tuple[tuple[str, ...], ...]
    fields: tuple[FieldChoice, ...]
    mapping: dict[str, str] = field(default_factory=dict)
    sheets: tuple[str, ...] = ()
    sheet: str = ""
    encodings: tuple[str, ...] = ()
    encoding: str = ""


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """A row that was set aside: its number in the file, the reason, its original text."""

    row: int
    reason: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class ImportPiles:
    """What the check of the whole file found; accepted + rejected + duplicates = read.

    Attributes
    ----------
    accepted_head, accepted_rows
        Headings and the first rows as they will be kept.
    rejected_rows : tuple of RejectedRow
        The first of them.
    warnings : tuple of str
    swapped : int
        Rows set aside that would lie in the city with longitude and latitude exchanged; 0 where
        the file's columns cannot be exchanged.
    """

    read: int
    accepted: int
    rejected: int
    duplicates: int
    accepted_head: tuple[str, ...] = ()
    accepted_rows: tuple[tuple[str, ...], ...] = ()
    rejected_rows: tuple[RejectedRow, ...] = ()
    warnings: tuple[str, ...] = ()
    swapped: int = 0
