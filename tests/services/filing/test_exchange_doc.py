"""docs/exchange.md lists every field; `python tests/services/filing/test_exchange_doc.py` brings it up to date."""

from __future__ import annotations

from pathlib import Path

from models.entities import ENTITIES, Entity
from services.filing.fields import FieldSpec, field_spec
from services.filing.filing_json import SINGLE, section

DOC = Path(__file__).parents[3] / "docs" / "exchange.md"
BEGIN = "<!-- fields: written by tests/services/filing/test_exchange_doc.py -->\n"
END = "<!-- /fields -->"


def tables() -> str:
    return "".join(map(_table, ENTITIES.values()))


def _table(entity: Entity) -> str:
    kind = "one record" if entity.name in SINGLE else "list"
    rows = [_row(field_spec(entity.name, name)) for name in entity.record.model_fields]
    return (
        f"\n### `{section(entity.name)}` {entity.title} ({kind})\n\n| field | 名称 | kind |\n|---|---|---|\n"
        + "".join(rows)
    )


def _row(spec: FieldSpec) -> str:
    kind = "id" if spec.name == "id" else spec.kind.value
    more = (
        f": {'、'.join(spec.choices)}" if spec.choices else f", at most {spec.limit} characters" if spec.limit else ""
    )
    title = "编号" if spec.name == "id" else spec.title
    return f"| `{spec.name}` | {title} | {kind}{more} |\n"


def _updated(text: str) -> str:
    head, rest = text.split(BEGIN)
    return f"{head}{BEGIN}{tables()}\n{END}{rest.split(END)[1]}"


def test_every_field_is_documented() -> None:
    text = DOC.read_text("utf-8")
    assert text == _updated(text)


if __name__ == "__main__":
    DOC.write_text(_updated(DOC.read_text("utf-8")), "utf-8", newline="\n")
