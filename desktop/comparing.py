"""«مقایسه با پارسال»: the layers of the same days last year beside those of the period."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from data.feedback import Feedback
from data.model.snapshot import Snapshot
from desktop.escaping import on_escape
from desktop.jobs import Jobs
from desktop.map_controller import MapController
from layers.catalogue import FRAME_LAYERS, LAYERS
from layers.counts import last_year
from layers.picture import LayerPicture, Number
from layers.shared_scale import share_scale
from layers.stats.change import Verdict, poisson_change
from layers.words import period_words
from resources.text import _, number, percent
from widgets.canvas.map_canvas import MapCanvas
from widgets.compare_strip import CompareStrip

TIMELESS = frozenset({"streets", "basemap"})  # their pictures are of no period


@dataclass(frozen=True, slots=True, eq=False)
class Compared:
    """Two periods under one filter, counted.

    Attributes
    ----------
    now : Snapshot
    before : Snapshot or None
        None where last year has nothing to compare with.
    counts : tuple of int
        Events of now and of before, placed or not.
    """

    now: Snapshot
    before: Snapshot | None
    counts: tuple[int, int]


def compare(snapshot: Snapshot, feedback: Feedback) -> Compared:
    """Find the same days of last year and count both."""
    before = last_year(snapshot)
    feedback.check()
    counts = len(snapshot.selected), 0 if before is None else len(before.selected)
    return Compared(snapshot, before, counts)


class Comparing(QObject):
    """Keeps the other side of the swipe equal to last year, on one colour scale with this year.

    Signals
    -------
    changed : bool
        Whether it compares.
    legend_changed : str, LayerPicture
        A layer whose legend names another scale than its own.
    number_clicked : Number
    """

    changed = Signal(bool)
    legend_changed = Signal(str, object)
    number_clicked = Signal(object)

    def __init__(self, maps: MapController, jobs: Jobs, canvas: MapCanvas, window: QWidget) -> None:
        super().__init__(window)
        self._maps = maps
        self._jobs = jobs
        self._canvas = canvas
        self._strip: CompareStrip | None = None
        self._compared: Compared | None = None
        self._asked: Snapshot | None = None
        self._building: set[str] = set()
        self._pictures: dict[str, LayerPicture] = {}
        self._made: dict[str, tuple] = {}  # from what each of them was made
        maps.filter_changed.connect(self._follow)
        maps.picture_changed.connect(self._on_picture)
        maps.visibility_changed.connect(self._on_visibility)
        on_escape(window, self, self._end)

    def is_on(self) -> bool:
        """Return whether two periods are compared."""
        return self._strip is not None

    def shown(self) -> bool:
        """Return whether nothing of last year is still to come."""
        fresh = self._compared is not None and self._compared.now is self._maps.snapshot
        return not self.is_on() or (fresh and not self._building)

    def toggle(self) -> None:
        """Begin or end to compare."""
        if self.is_on():
            self.stop()
        else:
            self.start()

    def start(self) -> None:
        """Compare with the same days of last year."""
        if self.is_on():
            return
        swipe = self._canvas.compare(True)
        assert swipe is not None
        self._strip = CompareStrip(self._canvas)
        self._strip.closed.connect(self.stop)
        self._strip.number_clicked.connect(self.number_clicked)
        self.changed.emit(True)
        self._follow()
        swipe.handle.setFocus()

    def stop(self) -> None:
        """Show this period alone again."""
        if self._strip is None:
            return
        self._canvas.compare(False)
        self._strip.hide()
        self._strip.deleteLater()
        self._strip = self._compared = self._asked = None
        self._building.clear()
        self._made.clear()
        rescaled, self._pictures = set(self._pictures), {}
        for layer in rescaled & self._maps.pictures.keys():
            self._canvas.set_picture(layer, self._maps.pictures[layer])
            self.legend_changed.emit(layer, self._maps.pictures[layer])
        self._canvas.setFocus()
        self.changed.emit(False)

    def _end(self) -> bool:
        """Stop, and return whether there was anything to stop."""
        going = self.is_on()
        if going:
            self.stop()
        return going

    # -- following the map -----------------------------------------------------------------

    def _follow(self, _filter: object = None) -> None:
        """Find what the snapshot of now is compared with."""
        snapshot = self._maps.snapshot
        if self.is_on() and snapshot is not self._asked:
            self._asked = snapshot
            self._jobs.run(lambda feedback: compare(snapshot, feedback), self._take, key="compare")

    def _take(self, compared: Compared) -> None:
        if self._strip is None:
            return
        self._compared = compared
        self._tell(compared)
        for layer in LAYERS:
            if compared.before is None:
                self._put(layer, None)
            elif layer in self._maps.visible():
                self._build(layer)

    def _on_picture(self, layer: str, picture: LayerPicture) -> None:
        if not self.is_on():
            return
        self._follow()
        if self._compared is not None and self._compared.now is self._maps.snapshot:
            self._match(layer)
            self._build(layer)

    def _on_visibility(self, layer: str, visible: bool) -> None:
        if visible and self.is_on() and layer not in self._pictures:
            self._build(layer)

    def _build(self, layer: str) -> None:
        """Have last year's picture of a layer made, in the window of now."""
        compared = self._compared
        if compared is None or compared.before is None:
            return
        if layer in TIMELESS:
            self._put(layer, self._maps.pictures.get(layer))
            return
        before, frame = compared.before, self._canvas.view.frame()
        choices = self._maps.choices(layer)
        source = compared, choices, frame if layer in FRAME_LAYERS else None
        if self._made.get(layer) == source:
            return
        self._made[layer] = source
        self._building.add(layer)

        def done(picture: LayerPicture | None) -> None:
            self._building.discard(layer)
            if self.is_on() and self._compared is compared:
                self._put(layer, picture)

        self._jobs.run(
            lambda feedback: LAYERS[layer].build(before, choices, frame, feedback),
            done,
            lambda _error: done(None),
            key=f"compare:{layer}",
        )

    def _put(self, layer: str, picture: LayerPicture | None) -> None:
        if picture is None:
            self._pictures.pop(layer, None)
            if self._canvas.swipe is not None:
                self._canvas.swipe.set_picture(layer, None)
                self._canvas.refresh()
            return
        self._pictures[layer] = picture
        self._match(layer)

    def _match(self, layer: str) -> None:
        """Show both pictures of a layer on one scale."""
        here, there = self._maps.pictures.get(layer), self._pictures.get(layer)
        swipe = self._canvas.swipe
        if swipe is None or there is None:
            return
        if here is not None:
            matched, there = share_scale(here, there)
            if matched is not here:
                self._canvas.set_picture(layer, matched)
                self.legend_changed.emit(layer, matched)
        swipe.set_picture(layer, there)
        self._canvas.refresh()

    def _tell(self, compared: Compared) -> None:
        now, before = compared.now, compared.before
        assert self._strip is not None and self._canvas.swipe is not None
        count, earlier = compared.counts
        title = period_words(now)
        mine = Number("now", title, count, _("مورد"), now.filter)
        if before is None:
            nothing = _("پارسال برای این دوره داده‌ای ندارد")
            self._canvas.swipe.say(nothing, title)
            self._strip.tell(mine, None, nothing)
            return
        other = period_words(before)
        self._canvas.swipe.say(other, title)
        theirs = Number("before", other, earlier, _("مورد"), before.filter)
        self._strip.tell(mine, theirs, difference_words(count, earlier))


def difference_words(now: int, before: int) -> str:
    """Return how far a count lies from last year's, and whether by more than chance."""
    if now == before:
        return _("برابر")
    words = _("{count} مورد بیشتر") if now > before else _("{count} مورد کمتر")
    text = words.format(count=number(abs(now - before)))
    if before:
        text = f"{text} ({percent(abs(now - before) / before)})"
    verdict = poisson_change(now, before).verdict
    sure, unsure = _("تغییر واقعی است"), _("نمی‌توان گفت که تغییر واقعی است")
    return f"{text} · {unsure if verdict is Verdict.UNCERTAIN else sure}"
