from collections.abc import Callable

import pydyf

class TextBox:
    text: str

draw_first_line: Callable[[pydyf.Stream, TextBox, object, object, object], object]
