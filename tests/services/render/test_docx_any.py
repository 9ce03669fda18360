"""Whatever blocks follow one another, the file is one Word can read: sections, tables and elements in their places."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import docx
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from services.reports.document import Block, Contents, Document, Heading, PageBreak, SheetBlock, TextStyle, words
from tests.services.render.docx_order import ORDER
from tests.services.render.docx_parts import W, body, save, text_of, wide_table

SHEETS = st.builds(
    SheetBlock, st.sampled_from([wide_table(1), wide_table(9)]), st.sampled_from(["", "表"]), st.booleans()
)
BLOCKS: st.SearchStrategy[Block] = st.one_of(
    st.builds(words, st.sampled_from(["", "正文", "较长的正文。" * 30]), st.sampled_from(TextStyle)),
    st.builds(Heading, st.just("标题"), st.integers(0, 6)),
    SHEETS,
    st.just(PageBreak()),
    st.builds(Contents, depth=st.integers(0, 3)),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(blocks=st.lists(BLOCKS, max_size=12))
def test_any_document_is_a_valid_file(tmp_path: Path, blocks: list[Block]) -> None:
    document = Document("任意", tuple(blocks))
    root = body(save(document, tmp_path))
    kinds = [child.tag.removeprefix(W) for child in root]
    assert kinds[-2:] == ["p", "sectPr"]
    assert "sectPr" not in kinds[:-1]
    assert ("tbl", "tbl") not in pairwise(kinds)
    assert_in_order(root)
    assert_fields_are_closed(root)
    tables = [block for block in blocks if isinstance(block, SheetBlock)]
    assert kinds.count("tbl") == len(tables)
    shown = "".join(text_of(root).split())
    for block in blocks:
        if isinstance(block, Heading):
            assert block.text in shown
    assert len(docx.Document(str(tmp_path / "报告.docx")).sections) >= 1


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(blocks=st.lists(BLOCKS, max_size=12))
def test_no_text_is_lost_and_the_order_stays(tmp_path: Path, blocks: list[Block]) -> None:
    numbered = [words(f"〔{n}〕") if isinstance(block, Heading) else block for n, block in enumerate(blocks)]
    shown = text_of(body(save(Document("任意", tuple(numbered)), tmp_path)))
    places = [shown.find(f"〔{n}〕") for n, block in enumerate(blocks) if isinstance(block, Heading)]
    assert -1 not in places
    assert places == sorted(places)


def assert_in_order(root: etree._Element) -> None:
    for parent in root.iter(*(f"{W}{name}" for name in ORDER)):
        places = [ORDER[parent.tag.removeprefix(W)].index(child.tag.removeprefix(W)) for child in parent]
        assert places == sorted(places)


def assert_fields_are_closed(root: etree._Element) -> None:
    depth = 0
    for mark in root.iter(f"{W}fldChar"):
        depth += {"begin": 1, "separate": 0, "end": -1}[mark.get(f"{W}fldCharType")]
        assert 0 <= depth <= 2
    assert depth == 0
