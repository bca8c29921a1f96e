"""What lies here, by tool."""

from widgets.canvas.hits import Click, Hit
from widgets.canvas.tools.base import Pointer
from widgets.canvas.tools.identify import Identify


def test_one_click_one_answer(qapp):
    tool, told, words = Identify(), [], []
    tool.finished.connect(told.append)
    tool.message.connect(words.append)
    tool.take_up(None, lambda x, y: (Hit("impounds", "event", 7),) if x > 0 else ())
    assert tool.on_click(Pointer(5.0, 6.0))
    assert told == [Click(5.0, 6.0, (Hit("impounds", "event", 7),))] and words == []
    tool.on_click(Pointer(-5.0, 6.0))
    assert told[1].hits == () and len(words) == 1
