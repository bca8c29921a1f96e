"""A workspace whose bytes were flipped, or that went away, is refused in a sentence."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from data.errors import GozarError, Refused
from desktop.session import Session
from tests.desktop.test_session import zone_in


@pytest.mark.parametrize("seed", range(12))
def test_flipped_bits_are_refused_or_harmless(workspace: Path, qapp, seed: int) -> None:
    content = bytearray(workspace.read_bytes())
    chance = np.random.default_rng(seed)
    for position in chance.integers(100, len(content), 400):
        content[position] ^= 1 << int(chance.integers(8))
    workspace.write_bytes(content)
    try:
        session = Session.open(workspace)
    except GozarError as error:
        assert str(error).strip()
    else:
        session.close()


def test_a_workspace_that_was_moved_takes_no_changes(session: Session, workspace: Path) -> None:
    workspace.rename(workspace.with_name("gone.gpkg"))
    with pytest.raises(Refused):
        session.save_zone(zone_in(session, 4))
    workspace.with_name("gone.gpkg").rename(workspace)
    session.save_zone(zone_in(session, 4))
