"""The text operators we write are those reportlab's own text object would write."""

from __future__ import annotations

from io import BytesIO

from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from services.render.fonts import FontRole, font_set
from services.render.layout import PlacedLine
from services.render.measure import Measurer
from services.render.pdf_fonts import register
from services.render.pdf_text import Encoder, Pen

TEXTS = st.text(
    st.sampled_from("绩效自评（2024）ab(\\)%。≥95\u00a0𠮷①")
    | st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5),
    max_size=40,
)
DRAWN = st.lists(st.tuples(TEXTS, st.sampled_from([9.0, 10.5, 22.0]), st.sampled_from(list(FontRole))), max_size=12)


def theirs(canvas: Canvas, lines: list[tuple[PlacedLine, float]]) -> str:
    """The same lines by reportlab; a font is named again only when face or size change."""
    text = canvas.beginText()
    face = None
    for placed, size in lines:
        for run in placed.line.runs:
            if face != (run.font, size):
                face = run.font, size
                text.setFont(register(run.font), size)
            text.setTextOrigin(5 + placed.x + run.x, 700 - placed.baseline)
            text.textOut(run.text)
    return text.getCode()


def new_canvas() -> Canvas:
    first = register(font_set().chain(FontRole.BODY)[0])
    return Canvas(BytesIO(), initialFontName=first)


@given(DRAWN)
@settings(max_examples=30, deadline=None)
def test_operators_are_reportlabs(drawn):
    measurer = Measurer(font_set())
    lines = [
        (PlacedLine(0.5, 12.0 * number, line), size)
        for number, (text, size, role) in enumerate(drawn)
        for line in measurer.lines(text, size, role, 1e6)
    ]
    canvas = new_canvas()
    encoder = Encoder(canvas)
    ours = []
    for _page in range(2):
        pen = Pen(canvas, encoder)
        for placed, size in lines:
            pen.draw(placed, 5, 700, size)
        ours.append(pen.getCode())
    other = new_canvas()
    assert ours == [theirs(other, lines) for _page in range(2)]


def test_spacing_is_said_when_it_changes_and_does_not_outlive_the_text():
    (line,) = Measurer(font_set()).lines("绩效自评", 10.0, FontRole.BODY, 1e6)
    spread = line._replace(
        runs=tuple(run._replace(spacing=spacing) for spacing in (0.5, 0.5, 0.0, -0.2) for run in line.runs)
    )
    canvas = new_canvas()
    pen = Pen(canvas)
    pen.draw(PlacedLine(0, 0, spread), 0, 0, 10.0)
    code = pen.getCode()
    assert [words for words in code.split() if words == "Tc"] == ["Tc"] * 4
    assert code.endswith(" 0 Tc ET")
