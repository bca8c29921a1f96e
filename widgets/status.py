"""The status line: where the pointer is, the scale, what runs, saved when, and who works."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from resources.text import _, digits, is_rtl, isolate, number
from resources.tokens import SPACE
from widgets.controls import IconButton
from widgets.labels import ElidedLabel, TextLabel


class StatusLine(QWidget):
    """One quiet line at the foot of the desk.

    Signals
    -------
    stop_requested : str
        Id of the job the user wants to stop.
    """

    stop_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "status")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(28)
        self._jobs: dict[str, _Job] = {}
        self._degrees, self._metres = _quiet_label(), _quiet_label()
        self._scale, self._saved, self._who = _quiet_label(), _quiet_label(), _quiet_label()
        # A width for the longest coordinates, so that nothing jumps while the pointer moves.
        self._degrees.setMinimumWidth(176)
        self._metres.setMinimumWidth(168)
        self._message = ElidedLabel("", "muted")
        self._job_box = QHBoxLayout()
        self._job_box.setSpacing(SPACE * 3)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE * 4, 0, SPACE * 4, 0)
        row.setSpacing(SPACE * 5)
        for label in (self._degrees, self._metres, self._scale):
            row.addWidget(label)
        row.addWidget(self._message, 1)
        row.addLayout(self._job_box)
        row.addWidget(self._saved)
        row.addWidget(self._who)

    def set_pointer(
        self,
        longitude: float | None,
        latitude: float = 0.0,
        easting: float = 0.0,
        northing: float = 0.0,
        zone: str = "UTM 38N",
    ) -> None:
        """Show where the pointer is, in degrees and metres; None when it left the map."""
        if longitude is None:
            self._degrees.setText("")
            self._metres.setText("")
            return
        east = _("{value} شرقی") if longitude >= 0 else _("{value} غربی")
        north = _("{value} شمالی") if latitude >= 0 else _("{value} جنوبی")
        self._degrees.setText(
            east.format(value=number(abs(longitude), 4))
            + ("  " if is_rtl() else ", ")
            + north.format(value=number(abs(latitude), 4))
        )
        # Metres stay in Latin digits, as surveyors and other programs write and paste them.
        self._metres.setText(isolate(f"{zone} {easting:.0f}, {northing:.0f}", ltr=True))

    def set_scale(self, denominator: float | None) -> None:
        """Show the scale 1:n."""
        text = "" if denominator is None else f"{digits(1)}:{number(_rounded(denominator))}"
        self._scale.setText(_("مقیاس {scale}").format(scale=isolate(text)) if text else "")

    def set_saved(self, text: str) -> None:
        """Say when the last change was saved."""
        self._saved.setText(text)

    def set_user(self, text: str) -> None:
        """Say who works."""
        self._who.setText(text)

    def set_message(self, text: str) -> None:
        """Show a passing remark; an empty text takes it away."""
        self._message.set_text(text)

    def add_job(self, job_id: str, text: str) -> None:
        """Show a job that runs; the same id again changes its text."""
        if job_id in self._jobs:
            self._jobs[job_id].label.set_text(text)
            return
        job = _Job(text, self)
        job.stop.clicked.connect(lambda: self.stop_requested.emit(job_id))
        self._jobs[job_id] = job
        self._job_box.addWidget(job)

    def job_progress(self, job_id: str, done: int, total: int) -> None:
        """Show how far a job is; a total of 0 is not known."""
        if job_id in self._jobs:
            self._jobs[job_id].set_progress(done, total)

    def end_job(self, job_id: str) -> None:
        """Take a job away."""
        job = self._jobs.pop(job_id, None)
        if job is not None:
            self._job_box.removeWidget(job)
            job.hide()
            job.deleteLater()

    def job_ids(self) -> list[str]:
        """Return the jobs shown."""
        return list(self._jobs)


class _Job(QWidget):
    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.label = ElidedLabel(text, "muted")
        self.label.setFixedWidth(136)
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(72)
        self._bar.setAccessibleName(text)
        self.stop = IconButton("close", _("توقف: {job}").format(job=text))
        self.stop.setFixedSize(24, 24)
        self.stop.setIconSize(QSize(14, 14))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE)
        for widget in (self.label, self._bar, self.stop):
            row.addWidget(widget)

    def set_progress(self, done: int, total: int) -> None:
        # Thousandths: a QProgressBar counts in 32 bits.
        self._bar.setRange(0, 1_000 if total > 0 else 0)
        if total > 0:
            self._bar.setValue(round(1_000 * min(max(done / total, 0.0), 1.0)))


def _quiet_label() -> TextLabel:
    label = TextLabel("", "muted")
    label.setWordWrap(False)
    return label


def _rounded(value: float) -> int:
    """Return a number to three digits: a scale says no more on a screen."""
    size = max(0, len(str(int(value))) - 3)
    return round(value / 10**size) * 10**size
