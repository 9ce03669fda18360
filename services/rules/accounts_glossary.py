"""Rules CL10–CL12: the 名词解释 of a published text against the subjects and 三公 items really used (checks.md §9).

The terms a text explains are entered as statements (StatementTopic.GLOSSARY), one a term; without any the rules are
silent.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from models.enums import Severity, StatementTopic
from models.published import Statement
from services.accounts import fields as f
from services.accounts.ledger import Ledger, ledger_of
from services.accounts.subject_rows import with_ancestors
from services.accounts.three_public_table import TITLES
from services.catalogue import folded
from services.filing.refs import FieldRef
from services.rules.accounts_identities import reads_of
from services.rules.accounts_subjects import BASIS, functional_codes
from services.rules.catalogue import Hit, filing_rule
from services.rules.view import FilingView
from services.values.money import plain

_READS = reads_of("subject_line", "detail_line", "statement")
_NEAR = 0.75
"""How alike two names are that mean the same subject."""
_LEVEL_MARK = re.compile(r"[（(][类款项][)）]")
_WORDS = {"abroad": "因公出国", "purchase": "用车购置", "running": "运行维护", "reception": "公务接待"}
"""What a term says that explains an item of 三公."""
_ITEM_LENGTH = 7


def _terms(view: FilingView) -> list[tuple[Statement, list[str]]]:
    """Explained terms, each in its parts: “社会保障和就业支出（类）就业补助（款）” is two."""
    known = view.stated(StatementTopic.GLOSSARY)
    return [(one, [part for part in _LEVEL_MARK.split(one.words) if folded(part)]) for one in known]


def _words(statement: Statement) -> FieldRef:
    return FieldRef("statement", statement.id, "words")


@filing_rule(
    "CL10",
    Severity.HINT,
    "名词解释缺功能科目",
    reads=_READS,
    text="名词解释没有解释 {code} {name}",
    remedy="补上该科目的解释",
    basis="部门决算公开文本格式",
)
def every_item_explained(view: FilingView) -> Iterator[Hit]:
    """Every functional 项 with expenditure is explained."""
    ledger = ledger_of(view.filing)
    explained = {folded(part) for _, parts in _terms(view) for part in parts}
    for code, ref in functional_codes(ledger, ()).items() if explained else ():
        name = ledger.name(code)
        used = len(code) == _ITEM_LENGTH and ledger.amount(code, *f.EXPENDITURE)
        if used and name and not any(folded(name) in one for one in explained):
            yield Hit((ref,), {"code": code, "name": name})


@filing_rule(
    "CL11",
    Severity.WARNING,
    "名词解释的科目名称有误",
    reads=_READS,
    text="名词解释中的“{written}”应为“{name}”",
    remedy="改为科目表的名称",
    basis=BASIS,
)
def names_as_in_catalogue(view: FilingView) -> Iterator[Hit]:
    """A term that is nearly, but not quite, the name of a subject in use."""
    ledger = ledger_of(view.filing)
    terms = _terms(view)
    used = {folded(name): name for name in _used_names(ledger)} if terms else {}
    known = {folded(subject.name) for subject in ledger.functional} if terms else set()
    for statement, parts in terms:
        for part in parts:
            name = "" if folded(part) in known else _nearest(folded(part), used)
            if name:
                yield Hit((_words(statement),), {"written": part.strip(), "name": name})


def _used_names(ledger: Ledger) -> list[str]:
    """Names of all subjects with figures and of those above them."""
    return [name for code in with_ancestors(ledger.codes) if (name := ledger.functional.name(code))]


def _nearest(term: str, used: dict[str, str]) -> str:
    """The name in use that a term is nearly; "" when there is none."""
    ranked = [(SequenceMatcher(None, term, plain_name).ratio(), name) for plain_name, name in used.items()]
    ratio, name = max(ranked, default=(0.0, ""))
    return name if ratio >= _NEAR else ""


@filing_rule(
    "CL12",
    Severity.WARNING,
    "“三公”解释与列支项不一致",
    reads=_READS | reads_of("three_public", "economic_line"),
    text="{item}决算数 {x}，名词解释{what}",
    remedy="名词解释只解释本部门实际列支的项目，并且一项不漏",
    basis="部门决算公开文本格式",
)
def three_public_explained(view: FilingView) -> Iterator[Hit]:
    """The items of 三公 that are explained are those with expenditure."""
    ledger = ledger_of(view.filing)
    about = [
        one for one, _ in _terms(view) if "三公" in one.words or any(word in one.words for word in _WORDS.values())
    ]
    if not any(word in one.words for one in about for word in _WORDS.values()):
        return
    for item, word in _WORDS.items():
        value = ledger.three_public_figure(item).value
        told = next((one for one in about if word in one.words), None)
        if bool(value) != (told is not None):
            what = "没有提到" if told is None else "却解释了它"
            values = {"item": TITLES[item], "x": plain(value) if value else "为 0", "what": what}
            yield Hit((_words(told or about[0]),), values)
