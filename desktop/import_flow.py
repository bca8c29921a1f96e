"""The import dialog's way: choose a file, match columns, see both piles, say yes, take back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from data.calendar import format_instant
from data.errors import BadInput, GozarError
from data.feedback import Feedback
from desktop import importing
from desktop.importing import Options, Prepared
from desktop.jobs import Jobs
from desktop.session import Session
from resources.text import _, digits, number
from widgets.dialogs.import_dialog import (
    FieldChoice,
    ImportDialog,
    ImportPiles,
    ImportSource,
    RejectedRow,
)
from widgets.dialogs.messages import Messages

PREVIEW = 50
ENCODINGS = ("utf-8", "utf-16", "cp1256", "cp1252")


class ImportFlow(QObject):
    """One import at a time; every long step is a job that can be stopped."""

    def __init__(self, session: Session, jobs: Jobs, messages: Messages, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._jobs = jobs
        self._messages = messages
        self._window = window
        self.dialog: ImportDialog | None = None
        self._file = Path()
        self._kind = "complaints"
        self._options = Options()
        self._raw: Any = None
        self._prepared: Prepared | None = None
        self._job = 0

    def start(self) -> None:
        """Ask for a file and open the dialog on it."""
        patterns = (
            _("جدول و لایه") + " (*.csv *.tsv *.txt *.xlsx *.gpkg *.shp *.geojson *.pbf *.gz *.zip)"
        )
        chosen = self._messages.open_file(_("ورود داده"), patterns)
        if chosen:
            self.open(Path(chosen))

    def open(self, file: Path) -> None:
        """Open the dialog on a file, in the place of one that is open."""
        if self.dialog is not None:
            self.dialog.reject()
        self._file, self._options = file, Options()
        dialog = ImportDialog(self._window)
        dialog.kind_changed.connect(self._set_kind)
        dialog.sheet_changed.connect(lambda sheet: self._read_again(sheet=sheet))
        dialog.encoding_changed.connect(lambda name: self._read_again(encoding=name))
        dialog.check_requested.connect(self._check)
        dialog.rejects_requested.connect(self._save_rejects)
        dialog.swap_requested.connect(self._swap)
        dialog.finished.connect(self._closed)
        self.dialog = dialog
        dialog.show()
        self._read()

    # -- reading and matching --------------------------------------------------------------

    def _read(self) -> None:
        self._forget_check()
        file, options = self._file, self._options

        def work(feedback: Feedback) -> Any:
            return importing.reading.read_table(
                file, encoding=options.encoding, sheet=options.sheet, feedback=feedback
            )

        self._run(_("خواندن فایل"), work, self._show_source)

    def _read_again(self, **changes: str) -> None:
        self._options = replace(self._options, mapping={}, **changes)
        self._read()

    def _show_source(self, raw: Any) -> None:
        if raw.attribution and self._raw is None:
            self._kind = "basemap"  # a public map is about nothing else
        self._raw = raw
        self._show_fields()

    def _show_fields(self) -> None:
        if self.dialog is None or self._raw is None:
            return
        raw, kind = self._raw, self._kind
        self.dialog.set_busy("")
        self.dialog.set_source(
            ImportSource(
                file_name=raw.file_name,
                kinds=tuple((name, kind_words(name)) for name in importing.KINDS),
                kind=kind,
                columns=raw.columns,
                preview=importing.preview(raw, PREVIEW),
                fields=tuple(FieldChoice(*field) for field in importing.fields_of(kind)),
                mapping=importing.suggested(self._session, raw, kind),
                sheets=raw.sheets,
                sheet=raw.sheet,
                encodings=ENCODINGS if raw.encoding else (),
                encoding=raw.encoding,
            )
        )

    def _set_kind(self, kind: str) -> None:
        self._forget_check()
        self._kind = kind
        self._show_fields()

    # -- checking and writing --------------------------------------------------------------

    def _check(self) -> None:
        if self.dialog is None:
            return
        self._forget_check()
        try:
            options = self._decided(self.dialog)
        except BadInput as error:
            self.dialog.show_error(str(error))
            return
        kind, raw = self._kind, self._raw

        def work(feedback: Feedback) -> Prepared:
            return importing.check(self._session, kind, raw, options, feedback)

        self._run(_("بررسی ردیف‌ها"), work, self._show_piles)

    def _decided(self, dialog: ImportDialog) -> Options:
        """Return what the user chose; a field without a column is left out on purpose."""
        known = {key for key, _label, _required in importing.fields_of(self._kind)}
        return replace(
            self._options,
            mapping={key: "" for key in known} | dialog.mapping(),
            epsg=importing.epsg_code(dialog.choices.epsg.text()),
            timezone=dialog.choices.timezone.text().strip() or None,
        )

    def _swap(self) -> None:
        """Exchange longitude and latitude, and check again."""
        if self.dialog is not None:
            self.dialog.set_mapping(importing.swapped(self.dialog.mapping()))
            self._check()

    def _show_piles(self, prepared: Prepared) -> None:
        self._prepared = prepared
        if self.dialog is None:
            return
        counts = importing.summary(prepared, 0)
        accepted = importing.accepted_preview(prepared, PREVIEW)
        self.dialog.set_busy("")
        self.dialog.set_piles(
            ImportPiles(
                read=counts["read"],
                accepted=counts["accepted"],
                rejected=counts["rejected"],
                duplicates=counts["duplicates"],
                accepted_head=prepared.raw.columns,
                accepted_rows=accepted,
                rejected_rows=tuple(
                    RejectedRow(r.line, r.reason, " | ".join(importing.texts_of(r)))
                    for r in prepared.checked.rejects[:PREVIEW]
                ),
                warnings=prepared.warnings,
                swapped=importing.swapped_rows(prepared),
            )
        )

    def _commit(self, prepared: Prepared) -> None:
        def work(feedback: Feedback) -> dict[str, Any]:
            return importing.commit(self._session, prepared, feedback)

        self._jobs.run(work, self._tell_done, self._tell_failure, text=_("نوشتن ردیف‌ها"))

    def _tell_done(self, summary: dict[str, Any]) -> None:
        self._messages.info(
            _("{n} ردیف وارد شد (ورود شمارهٔ {batch}). می‌توان همه را پس گرفت.").format(
                n=number(summary["accepted"]), batch=digits(summary["batch"])
            )
        )

    def _save_rejects(self) -> None:
        prepared = self._prepared
        suggested = f"{self._file.stem}-rejects.csv"
        chosen = self._messages.save_file(_("ذخیرهٔ ردیف‌های کنارگذاشته"), suggested, "CSV (*.csv)")
        if chosen and prepared is not None:
            self._jobs.run(
                lambda feedback: importing.write_rejects(prepared, Path(chosen), feedback),
                lambda _nothing: None,
                self._tell_failure,
                text=_("ذخیرهٔ ردیف‌های کنارگذاشته"),
            )

    # -- taking back -----------------------------------------------------------------------

    def ask_undo(self) -> None:
        """Ask which import to take back, and take it back."""
        city = self._session.city
        batches = [b for b in self._session.store.batches() if not b.undone]
        if not batches:
            self._messages.info(_("هنوز داده‌ای وارد نشده است که پس گرفته شود."))
            return
        names = [
            digits(f"{b.id} · {b.file_name} · {b.accepted} · ")
            + format_instant(b.at, city.timezone, city.calendar)
            for b in reversed(batches)
        ]
        chosen = self._messages.choose(_("پس گرفتن یک ورود"), _("کدام ورود؟"), names)
        if chosen is not None:
            self.undo(batches[::-1][chosen].id)

    def undo(self, batch: int) -> None:
        """Take an import back."""
        self._jobs.run(
            lambda feedback: self._session.undo_import(batch, feedback),
            lambda removed: self._messages.info(
                _("{count} ردیف برداشته شد.").format(count=number(removed))
            ),
            self._tell_failure,
            text=_("پس گرفتن ورود"),
        )

    # -- steps -----------------------------------------------------------------------------

    def _run(self, text: str, work: Any, done: Any) -> None:
        if self.dialog is not None:
            self.dialog.set_busy(text + "…")
        self._job = self._jobs.run(work, done, self._show_failure, text=text, key="import")

    def _forget_check(self) -> None:
        """Stop what runs for an earlier choice and drop what it found."""
        self._jobs.stop(self._job)
        self._prepared = None

    def _show_failure(self, error: Exception) -> None:
        shown = (
            str(error)
            if isinstance(error, GozarError)
            else _("خواندن این فایل ممکن نشد؛ آن را دوباره ذخیره کنید و از نو وارد کنید.")
        )
        if self.dialog is not None:
            self.dialog.show_error(shown)

    def _tell_failure(self, error: Exception) -> None:
        known = isinstance(error, GozarError)
        self._messages.error(
            str(error) if known else _("این کار انجام نشد و چیزی تغییر نکرد؛ دوباره بکوشید.")
        )

    def _closed(self, result: int) -> None:
        prepared = self._prepared
        self._forget_check()
        self.dialog = self._raw = None
        if result == ImportDialog.DialogCode.Accepted and prepared is not None:
            self._commit(prepared)


def kind_words(kind: str) -> str:
    """Return the name of a kind of import."""
    return {
        "complaints": _("پیام‌های شهروندی (۱۳۷)"),
        "obstructions": _("گزارش‌های سد معبر"),
        "impounds": _("خودروهای توقیفی"),
        "districts": _("مرز مناطق"),
        "neighbourhoods": _("محله‌ها"),
        "streets": _("معابر"),
        "basemap": _("معابر و نام‌ها"),
        "lots": _("توقفگاه‌ها"),
        "crews": _("اکیپ‌ها"),
        "shifts": _("شیفت‌ها"),
        "zones": _("محدوده‌های توقف ممنوع"),
    }[kind]
