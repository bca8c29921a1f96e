"""From the plan button to the paper: choose, look, write notes, save, export."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from data.calendar import Season
from data.errors import GozarError
from data.feedback import Feedback
from data.model.names import district_title
from data.model.plans import FROZEN_STATES, Plan
from desktop import late
from desktop.context import latest_season, seasons_of
from desktop.jobs import Jobs
from desktop.map_controller import MapController
from desktop.session import Session
from layers.picture import Number
from resources.text import _, digits
from widgets.dialogs.messages import Messages
from widgets.dialogs.plan_dialog import PlanDialog, PlanDraft

PATTERNS = {
    "pdf": "PDF (*.pdf)",
    "gpkg": "GeoPackage (*.gpkg)",
}


class PlanFlow(QObject):
    """One plan at a time."""

    def __init__(
        self,
        session: Session,
        jobs: Jobs,
        maps: MapController,
        messages: Messages,
        open_rows: Callable[[Number], object],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._session = session
        self._jobs = jobs
        self._maps = maps
        self._messages = messages
        self._open_rows = open_rows
        self._window = window
        self.dialog: PlanDialog | None = None

    def start(self) -> None:
        """Open the dialog on the district and season of the desk."""
        if not self._session.ready:
            return
        snapshot = self._maps.snapshot
        dialog = PlanDialog(self._window)
        seasons = seasons_of(snapshot)
        dialog.set_choices(
            [(d.number, district_title(d)) for d in snapshot.districts],
            [seasons[0].next(), *seasons],
        )
        dialog.choice_changed.connect(self._show)
        dialog.save_requested.connect(self._save)
        dialog.export_requested.connect(self._export)
        dialog.number_clicked.connect(self._open_rows)
        dialog.finished.connect(self._closed)
        self.dialog = dialog
        chosen = snapshot.filter.districts or {self._session.user.district or 0}
        numbers = [d.number for d in snapshot.districts]
        district = next((n for n in numbers if n in chosen), numbers[0])
        dialog.show()
        self._show(district, str(latest_season(snapshot)))

    def _show(self, district: int, season: str) -> None:
        """Show the stored plan of a district and season, or an empty one, with its numbers."""
        assert self.dialog is not None
        plan = self._stored(district, season)
        self.dialog.set_draft(
            PlanDraft(district, season, plan.title if plan.id else "", plan.notes)
        )
        self.dialog.set_state(_state_words(plan), frozen=plan.state in FROZEN_STATES)
        self.dialog.set_numbers([])
        self._compose(plan, self._show_numbers, text="", key="plan-numbers")

    def _show_numbers(self, report: Any) -> None:
        if self.dialog is not None:
            numbers = [_with_words(key) for key in report.key_numbers]
            self.dialog.set_numbers(numbers, " · ".join(report.remarks))

    def _stored(self, district: int, season: str) -> Plan:
        for plan in reversed(self._session.store.plans()):
            if plan.district == district and str(plan.season) == season:
                return plan
        calendar = self._session.city.calendar
        title = _("برنامهٔ فصلی رفع سد معبر")
        return Plan(0, district, Season.parse(season, calendar), title)

    def _save(self, draft: PlanDraft) -> Plan | None:
        """Save the draft and say so; None where it was refused."""
        try:
            plan = self._stored(draft.district, draft.season)
            if not plan.id:
                plan = self._session.new_plan(draft.district, plan.season)
            if plan.state not in FROZEN_STATES:
                title = draft.title or plan.title
                plan = self._session.save_plan(replace(plan.with_notes(draft.notes), title=title))
        except GozarError as error:
            self._messages.error(str(error))
            return None
        if self.dialog is not None:
            self.dialog.set_state(_state_words(plan), frozen=plan.state in FROZEN_STATES)
        return plan

    def _export(self, format_: str) -> None:
        assert self.dialog is not None
        plan = self._save(self.dialog.draft())
        if plan is None:
            return
        suggested = f"plan-{plan.district}-{plan.season}.{format_}"
        chosen = self._messages.save_file(_("خروجی برنامه"), suggested, PATTERNS[format_])
        if not chosen:
            return

        def write(report: Any, feedback: Feedback) -> None:
            late.exports().PLAN_FORMATS[format_](report, Path(chosen), feedback)

        self._compose(plan, self._told(chosen), text=_("نوشتن برنامه"), then=write)

    def _compose(
        self,
        plan: Plan,
        done: Callable[[Any], object],
        *,
        text: str,
        key: str = "plan",
        then: Callable[[Any, Feedback], None] | None = None,
    ) -> None:
        # The plan rests on every report and complaint, whatever the desk shows at the moment.
        snapshot, user = self._session.snapshot, self._session.user

        def work(feedback: Feedback) -> Any:
            report = late.exports().compose_report(snapshot, plan, user=user, feedback=feedback)
            if then is not None:
                then(report, feedback)
            return report

        self._jobs.run(work, done, self._tell_failure, text=text, key=key)

    def _told(self, chosen: str) -> Callable[[Any], None]:
        name = Path(chosen).name
        return lambda _result: self._messages.info(_("«{name}» ذخیره شد.").format(name=name))

    def _tell_failure(self, error: Exception) -> None:
        known = isinstance(error, GozarError)
        self._messages.error(str(error) if known else _("این کار انجام نشد؛ چیزی نوشته نشد."))

    def _closed(self, _result: int) -> None:
        self.dialog = None


def _with_words(key: Any) -> Number:
    """Return a key number whose verdict, where it has one, stands in its label."""
    said = any(letter.isdigit() for letter in key.text)
    return key.number if said else replace(key.number, label=f"{key.text} · {key.number.label}")


def _state_words(plan: Plan) -> str:
    """Return where a plan stands."""
    if not plan.id:
        return _("هنوز ذخیره نشده است.")
    return _("برنامهٔ شمارهٔ {id}، نسخهٔ {version}").format(
        id=digits(plan.id), version=digits(plan.version)
    )
