"""The layers on the canvas."""

import pytest
from PySide6.QtWidgets import QGraphicsScene

from data.feedback import Feedback
from layers.picture import LayerPicture
from resources.tokens import DARK, LIGHT
from widgets.canvas.items import TopItem
from widgets.canvas.layer_stack import ENOUGH, OVERSCAN, LayerStack


class AtOnce:
    """A runner without threads that counts."""

    def __init__(self):
        self.count = 0

    def __call__(self, work, done):
        self.count += 1
        done(work(Feedback()))


@pytest.fixture
def scene(qapp):
    return QGraphicsScene()


@pytest.fixture
def stack(scene, viewport):
    top = TopItem(viewport, LIGHT)
    scene.addItem(top)
    made = LayerStack(scene, top, AtOnce())
    made.top = top
    return made


def item(stack, layer_id):
    return stack._layers[layer_id].item


def test_images_are_wider_than_the_window(stack, picture, viewport):
    stack.set_picture("demo", picture)
    stack.paint()
    assert item(stack, "demo").pixmap().width() == viewport.width + 2 * OVERSCAN


def test_only_what_changed_is_painted(stack, picture):
    stack.set_picture("a", picture)
    stack.set_picture("b", picture)
    stack.paint()
    assert stack._run_job.count == 2
    stack.paint()
    assert stack._run_job.count == 2
    stack.set_picture("a", picture)
    stack.paint()
    assert stack._run_job.count == 3
    stack.top.palette = DARK
    stack.paint()
    assert stack._run_job.count == 5
    stack.top.viewport = stack.top.viewport.panned(5, 0)
    stack.paint()
    assert stack._run_job.count == 7


def test_a_drag_is_painted_anew_only_before_an_edge_is_bare(stack, picture):
    stack.set_picture("a", picture)
    stack.paint()
    start = stack.top.viewport
    for step in range(1, OVERSCAN - ENOUGH):
        stack.top.viewport = start.panned(step, 0)
        stack.paint_ahead()
    assert stack._run_job.count == 1
    stack.top.viewport = start.panned(OVERSCAN - ENOUGH + 1, 0)
    stack.paint_ahead()
    assert stack._run_job.count == 2


def test_another_scale_is_painted_ahead_where_an_edge_would_be_bare(stack, picture):
    stack.set_picture("a", picture)
    stack.paint()
    stack.top.viewport = stack.top.viewport.zoomed(1.2)
    stack.paint_ahead()
    assert stack._run_job.count == 1
    stack.top.viewport = stack.top.viewport.zoomed(0.2)
    stack.paint_ahead()
    assert stack._run_job.count == 2


def test_a_framed_layer_waits_for_its_new_picture_at_rest(stack, picture):
    stack.framed = frozenset({"a"})
    for name in "ab":
        stack.set_picture(name, picture)
    stack.paint()
    assert stack._run_job.count == 2
    stack.top.viewport = stack.top.viewport.panned(500, 0)
    stack.await_pictures()
    stack.paint()
    assert stack._run_job.count == 3
    stack.set_picture("a", picture)
    stack.paint()
    assert stack._run_job.count == 4


def test_hidden_layers_are_not_painted_until_shown(stack, picture):
    stack.set_picture("a", picture)
    stack.set_visible("a", False)
    stack.paint()
    assert stack._run_job.count == 0 and stack.pictures() == [] and not list(stack.indices())
    stack.set_visible("a", True)
    stack.paint()
    assert stack._run_job.count == 1 and len(list(stack.indices())) == 1


def test_the_order_is_that_of_the_pictures_and_the_items(stack):
    for name in "abc":
        stack.set_picture(name, LayerPicture(name, ()))
    stack.set_order(["c", "a"])
    assert [p.layer for p in stack.pictures()] == ["c", "a", "b"]
    assert [item(stack, name).zValue() for name in "cab"] == [0, 1, 2]
    stack.paint()
    assert [index.layer for index in stack.indices()] == ["b", "a", "c"]


def test_opacity_is_kept_within_bounds_and_hides_hits(stack, picture):
    stack.set_picture("a", picture)
    stack.paint()
    stack.set_opacity("a", 7)
    assert stack.opacities() == {"demo": 1.0}
    stack.set_opacity("a", -1)
    assert item(stack, "a").opacity() == 0 and not list(stack.indices())


def test_the_former_image_stays_until_the_new_one_comes(stack, picture):
    stack.set_picture("a", picture)
    stack.paint()
    stack.set_picture("a", LayerPicture("a", ()))
    assert not item(stack, "a").pixmap().isNull()
    stack.set_picture("a", None)
    assert item(stack, "a").pixmap().isNull()


def test_labels_of_all_layers_are_laid_out_together(stack, picture, viewport):
    stack.set_picture("a", picture)
    stack.set_picture("b", picture)
    stack.lay_out_labels()
    assert len(stack.top.labels.placed) == 1, "the second name finds no room at the same place"
    stack.set_visible("a", False)
    stack.set_opacity("b", 0)
    stack.lay_out_labels()
    assert stack.top.labels.placed == ()
