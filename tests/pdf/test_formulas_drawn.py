"""Formulas drawn by copying operators look as WeasyPrint's own SVG drawing does."""

import io
import subprocess
from base64 import b64encode
from pathlib import Path
from uuid import UUID

import pytest
from PIL import Image, ImageChops

from pdf import formulas
from pdf.press import Press
from pdf.text import text_markup

FORMULAS = [
    r"\frac{1}{2}+2\frac{3}{4}",
    r"\sqrt[3]{x^2+1}",
    r"\boxed{5}-\cancel{x}",
    r"\begin{cases}x+y=1\\x-y=2\end{cases}",
    r"\overrightarrow{AB}=S_{бок}",
]


def picture(html: str, folder: Path) -> Image.Image:
    (folder / "page.pdf").write_bytes(Press().pdf(f"<html lang=en><title>x</title>{html}", UUID(int=1), 1))
    subprocess.run(
        ["pdftoppm", "-r", "100", "-gray", "-png", "-singlefile", "page.pdf", "page"], cwd=folder, check=True
    )
    return Image.open(io.BytesIO((folder / "page.png").read_bytes())).convert("L")


@pytest.mark.parametrize("latex", FORMULAS)
def test_a_formula_looks_as_its_svg_does(latex: str, tmp_path: Path) -> None:
    ours = str(text_markup(rf"x \({latex}\) y"))
    svg = b64encode(formulas.svg(latex).encode()).decode()
    theirs = ours.replace(formulas.address(latex), f"data:image/svg+xml;base64,{svg}")
    assert theirs != ours
    difference = ImageChops.difference(picture(ours, tmp_path), picture(theirs, tmp_path))
    assert sum(difference.histogram()[64:]) == 0


def test_a_formula_stands_on_the_baseline_of_its_line() -> None:
    assert formulas.draw("12").depth == pytest.approx(0, abs=0.02)
    assert formulas.draw("y").depth == pytest.approx(0.24, abs=0.03)
    assert formulas.draw("12").height == pytest.approx(0.71, abs=0.03)


def test_a_sign_is_set_closer_than_a_subtraction() -> None:
    assert formulas.draw("-3").width < formulas.draw("x-3").width - formulas.draw("x").width
