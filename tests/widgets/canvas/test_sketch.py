"""The sketch against a plain list, through thousands of random gestures."""

import math

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from data.model.zones import MOST_VERTICES
from widgets.canvas.sketch import Sketch

places = st.tuples(st.floats(6e5, 6.3e5), st.floats(4.2e6, 4.23e6))


class Gesturing(RuleBasedStateMachine):
    """The model: a list of places and whether it is closed."""

    def __init__(self):
        super().__init__()
        self.sketch, self.model, self.closed = Sketch(), [], False

    @precondition(lambda self: not self.closed)
    @rule(place=places)
    def add(self, place):
        before = self.sketch
        self.sketch = self.sketch.add(*place)
        assert before.vertices == tuple(self.model), "the old value never changes"
        if not self.model or self.model[-1] != place:
            self.model.append(place)

    @rule()
    def step_back(self):
        self.sketch = self.sketch.remove_last()
        if self.closed:
            self.closed = False
        else:
            self.model = self.model[:-1]

    @rule()
    def close(self):
        self.sketch = self.sketch.close()
        self.closed = self.closed or len(set(self.model)) >= 3

    @precondition(lambda self: self.model)
    @rule(data=st.data(), place=places)
    def move(self, data, place):
        index = data.draw(st.integers(0, len(self.model) - 1))
        self.sketch = self.sketch.move_vertex(index, *place)
        self.model[index] = place

    @rule(data=st.data(), place=places)
    def insert(self, data, place):
        index = data.draw(st.integers(0, len(self.model)))
        self.sketch = self.sketch.insert_vertex(index, *place)
        self.model.insert(index, place)

    @precondition(lambda self: self.model)
    @rule(data=st.data())
    def remove(self, data):
        index = data.draw(st.integers(0, len(self.model) - 1))
        self.sketch = self.sketch.remove_vertex(index)
        if not (self.closed and len(self.model) <= 3):
            del self.model[index]

    @invariant()
    def same_as_the_model(self):
        assert self.sketch.vertices == tuple(self.model)
        assert self.sketch.closed == self.closed
        assert len(self.sketch.midpoints) == max(0, len(self.sketch.path) - 1)
        if self.closed:
            assert len(self.sketch) >= 3

    @invariant()
    def measures_agree_with_shapely(self):
        if len(self.model) >= 2:
            line = shapely.LineString(self.sketch.path)
            assert self.sketch.length == pytest.approx(line.length, abs=1e-6)
        if len(self.model) >= 3:
            ring = shapely.LinearRing(np.array(self.model) - self.model[0])
            signed = abs(shapely.Polygon(ring).area)
            assert self.sketch.area == pytest.approx(signed, rel=1e-9, abs=1e-3)


TestGestures = Gesturing.TestCase
TestGestures.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)


@given(places, places)
def test_moved_comes_back(place, step):
    sketch = Sketch().add(*place).moved(*step).moved(-step[0], -step[1])
    assert sketch.vertices[0] == pytest.approx(place)


def test_a_ring_is_read_with_and_without_its_closing_vertex():
    ring = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0)]
    assert Sketch.of_ring([*ring, ring[0]]) == Sketch.of_ring(ring)
    assert Sketch.of_ring(ring).closed


def test_a_closed_sketch_takes_no_more_vertices():
    with pytest.raises(ValueError, match="closed"):
        Sketch.of_ring([(0, 0), (1, 0), (1, 1)]).add(2, 2)


@pytest.mark.parametrize("bad", [math.nan, math.inf, -math.inf])
def test_places_must_be_finite(bad):
    with pytest.raises(ValueError, match="finite"):
        Sketch().add(bad, 0.0)


def test_indices_are_checked():
    sketch = Sketch().add(0, 0)
    for call in (sketch.remove_vertex, lambda i: sketch.move_vertex(i, 1, 1)):
        with pytest.raises(IndexError):
            call(1)
        with pytest.raises(IndexError):
            call(-1)
    with pytest.raises(IndexError):
        sketch.insert_vertex(2, 0, 0)


def test_a_full_sketch_stays_as_it_is():
    full = Sketch(tuple((float(i), 0.0) for i in range(MOST_VERTICES)))
    assert full.add(-1, -1) == full and full.insert_vertex(0, -1, -1) == full


def test_ends_near_looks_at_the_last_vertex():
    sketch = Sketch().add(0, 0).add(10, 0)
    assert sketch.ends_near(10, 3, 3) and not sketch.ends_near(0, 0, 3)
    assert not Sketch().ends_near(0, 0, 3)
