"""The layers on the canvas: their pictures, their images, and who is painted when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from PySide6.QtWidgets import QGraphicsItem

from layers.picture import LayerPicture
from resources.tokens import Palette
from widgets.canvas.hits import HitIndex
from widgets.canvas.items import LayerItem
from widgets.canvas.paint_jobs import (
    Newest,
    PaintedLabels,
    PaintedLayer,
    Runner,
    lay_out_labels,
    paint_layer,
)
from widgets.canvas.painter import labels_of
from widgets.canvas.viewport import Viewport

OVERSCAN = 96  # pixels painted beyond each edge, so that a drag finds something there
ENOUGH = 32  # of them are left: time to paint anew while the map is dragged


@dataclass(eq=False)
class _Layer:
    item: LayerItem
    jobs: Newest
    picture: LayerPicture | None = None
    index: HitIndex | None = None
    visible: bool = True
    opacity: float = 1.0
    asked: tuple | None = None  # what the newest request paints
    painted: bool = True  # nothing newer than the image is to be shown
    awaits: bool = False  # a picture made for this window is on its way


class Holder(Protocol):
    """What takes the layers' items: a scene, or an item that clips them."""

    def addItem(self, item: QGraphicsItem) -> None:  # noqa: N802 - Qt's name
        """Take an item."""
        ...


class Top(Protocol):
    """What shows the labels of all layers, and knows window and colours."""

    viewport: Viewport
    palette: Palette
    labels: PaintedLabels

    def update(self) -> None:
        """Paint anew."""
        ...


class LayerStack:
    """Layers by id, in their order, each with its item in the scene.

    Parameters
    ----------
    scene : Holder
    top : Top
        Where the labels of all layers go; its window is the one that is painted.
    run_job : callable
        `paint_jobs.Runner`.
    """

    def __init__(self, scene: Holder, top: Top, run_job: Runner) -> None:
        self.pixel_ratio = 1.0
        self.framed: frozenset[str] = frozenset()
        self._scene = scene
        self._top = top
        self._run_job = run_job
        self._layers: dict[str, _Layer] = {}
        self._label_jobs = Newest(run_job, self._take_labels)
        self._labelled = True

    def set_picture(self, layer_id: str, picture: LayerPicture | None) -> None:
        """Show a picture; the former image stays until the new one is painted. None removes."""
        layer = self._layer(layer_id)
        layer.picture, layer.index, layer.asked = picture, None, None
        layer.awaits = False
        layer.painted = picture is None
        if picture is None:
            layer.jobs.stop()
            layer.item.clear()

    def set_order(self, ids: Sequence[str]) -> None:
        """Stack layers, the lowest first; those not named stay above in their order."""
        rest = [id_ for id_ in self._layers if id_ not in ids]
        self._layers = {id_: self._layer(id_) for id_ in (*ids, *rest)}
        for z, layer in enumerate(self._layers.values()):
            layer.item.setZValue(z)

    def set_visible(self, layer_id: str, visible: bool) -> None:
        """Show or hide a layer; hidden ones are not painted until they are shown."""
        layer = self._layer(layer_id)
        layer.visible = visible
        layer.item.setVisible(visible)

    def set_opacity(self, layer_id: str, opacity: float) -> None:
        """Make a layer transparent as a whole, 0 to 1; nothing is repainted for it."""
        layer = self._layer(layer_id)
        layer.opacity = min(max(opacity, 0.0), 1.0)
        layer.item.setOpacity(layer.opacity)

    def take_after(self, other: LayerStack) -> None:
        """Stand in the order of another stack, shown and transparent as its layers are."""
        self.pixel_ratio = other.pixel_ratio
        self.set_order(list(other._layers))
        for id_, layer in other._layers.items():
            self.set_visible(id_, layer.visible)
            self.set_opacity(id_, layer.opacity)

    def painted(self) -> bool:
        """Return whether every picture that is to be seen is on the screen, with its labels."""
        return self._labelled and all(layer.painted for layer in self._shown())

    def pictures(self) -> list[LayerPicture]:
        """Return what is shown, the lowest first."""
        return [layer.picture for layer in self._shown() if layer.picture is not None]

    def opacities(self) -> dict[str, float]:
        """Return each shown layer's opacity under its picture's layer id."""
        return {layer.picture.layer: layer.opacity for layer in self._shown() if layer.picture}

    def indices(self) -> Iterator[HitIndex]:
        """Yield the click indices of what is shown, the highest first."""
        for layer in reversed(list(self._shown())):
            if layer.index is not None and layer.opacity > 0:
                yield layer.index

    def await_pictures(self) -> None:
        """Leave the framed layers as they are until their pictures of this window are here.

        To paint the former pictures now would be to paint everything twice.
        """
        for id_, layer in self._layers.items():
            layer.awaits = id_ in self.framed and layer.picture is not None

    def paint(self) -> None:
        """Ask for new images of what is shown, where the last ones are of something else."""
        viewport, palette = self._top.viewport.widened(OVERSCAN), self._top.palette
        wanted = (viewport, palette.name, self.pixel_ratio)
        for layer in self._shown():
            if layer.picture is not None and layer.asked != wanted and not layer.awaits:
                layer.asked = wanted
                layer.jobs.request(
                    partial(
                        paint_layer,
                        layer.picture,
                        viewport,
                        palette,
                        self.pixel_ratio,
                        layer.index,
                    )
                )

    def paint_ahead(self) -> None:
        """Ask for new images only where the last ones would soon leave an edge bare.

        Painting at every step of a drag or a zoom would keep the processor from the step itself.
        """
        view = self._top.viewport
        west, south, east, north = view.widened(ENOUGH).extent
        for layer in self._shown():
            if layer.asked is not None:
                asked = layer.asked[0]
                left, low, right, high = asked.extent
                inside = left <= west and low <= south and east <= right and north <= high
                if not inside:
                    self.paint()
                    return

    def lay_out_labels(self) -> None:
        """Ask for the labels of what is shown to be placed anew."""
        shown = [p for p in self.pictures() if self.opacities()[p.layer] > 0]
        self._labelled = False
        self._label_jobs.request(
            partial(
                lay_out_labels,
                labels_of(shown),
                self._top.viewport,
                self._top.palette,
                self.pixel_ratio,
                before=self._top.labels,
            )
        )

    def stop(self) -> None:
        """Tell every request under way to stop."""
        for newest in (self._label_jobs, *(layer.jobs for layer in self._layers.values())):
            newest.stop()

    def _shown(self) -> Iterator[_Layer]:
        return (layer for layer in self._layers.values() if layer.visible)

    def _layer(self, layer_id: str) -> _Layer:
        if layer_id not in self._layers:
            item = LayerItem()
            item.setZValue(len(self._layers))
            self._scene.addItem(item)
            jobs = Newest(self._run_job, partial(self._take, layer_id))
            self._layers[layer_id] = _Layer(item, jobs)
        return self._layers[layer_id]

    def _take(self, layer_id: str, painted: PaintedLayer) -> None:
        layer = self._layers[layer_id]
        layer.index = painted.index
        layer.item.show_image(painted, self.pixel_ratio)
        layer.painted = True

    def _take_labels(self, painted: PaintedLabels) -> None:
        self._labelled = True
        self._top.labels = painted
        self._top.update()
