"""The shelf of schemes: those that come with the program and the user's own, kept as files in the data folder.

A scheme of one's own begins as a copy. It is checked as it will be read before it takes its place: one that contradicts
itself is refused with the reason, and the file that was there stays.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from models.record import new_id
from services.render.output import atomic_output
from services.scheme import DEFAULT_SCHEME, Scheme, SchemeRefused, read_scheme, scheme_from_mapping, shipped_schemes
from services.scheme_toml import scheme_mapping, scheme_toml

FOLDER = "方案"
SUFFIX = ".toml"
_ID = re.compile(r"[\w.\-]{1,60}")


class SchemeInUse(ValueError):
    """A scheme by which a filing is written cannot be deleted; str() names the filings."""

    def __init__(self, name: str, filings: Collection[str]) -> None:
        super().__init__(f"方案“{name}”正用于{'、'.join(filings)}，不能删除。请先为这些编报改选别的方案。")


class SchemeThere(SchemeRefused):
    """An own scheme with this id exists and says something else; it is replaced only when asked for."""

    def __init__(self, known: Scheme, other: Scheme) -> None:
        super().__init__(f"已有同一编号的方案“{known.name}”，内容不同。要用文件中的“{other.name}”替换它吗？")
        self.scheme_id = known.id


class SchemeShelf:
    """All schemes a filing can be written by. `problems` names own files that cannot be used, and why."""

    def __init__(self, data_folder: Path) -> None:
        self.folder = data_folder / FOLDER
        self.problems: list[str] = []
        self._own: dict[str, Scheme] = {}
        self.reload()

    def reload(self) -> None:
        """Read the user's own files anew; a bad one is told of and left out."""
        self.problems.clear()
        self._own.clear()
        for path in sorted(self.folder.glob(f"*{SUFFIX}")):
            try:
                scheme = _checked(read_scheme(path))
            except SchemeRefused as error:
                self.problems.append(f"{path.name}：{error}")
            else:
                self._own[scheme.id] = scheme

    @property
    def schemes(self) -> Mapping[str, Scheme]:
        """Every scheme by id, the shipped ones first."""
        return {**shipped_schemes(), **self._own}

    def named(self, scheme_id: str) -> Scheme:
        """A scheme by id; the national one when the id is unknown here (a filing from another PC stays readable)."""
        known = self.schemes
        return known.get(scheme_id, known[DEFAULT_SCHEME])

    def is_own(self, scheme_id: str) -> bool:
        """Whether a scheme is the user's own and so may be changed."""
        return scheme_id in self._own

    def copy(self, scheme_id: str, name: str) -> Scheme:
        """A copy of a scheme under a new name, ready to be changed. SchemeRefused when the name is taken or empty."""
        return self.save(replace(self.schemes[scheme_id], id=f"own-{new_id()}", name=name.strip()))

    def save(self, scheme: Scheme) -> Scheme:
        """Keep an own scheme, new or changed; what is returned is what was read back.

        SchemeRefused when it contradicts itself, is the program's own, or another has its name; OutputError when the
        file cannot be written. The old file is then untouched.
        """
        if scheme.id in shipped_schemes():
            raise SchemeRefused(f"“{scheme.name}”是程序自带的方案，不能修改。请先复制一份再改。")
        read = _checked(scheme_from_mapping(scheme_mapping(scheme)))
        self._refuse_taken_name(read)
        self._write(self._path(read.id), read)
        self._own[read.id] = read
        return read

    def change(self, scheme_id: str, values: Mapping[str, Any]) -> Scheme:
        """Change parts of an own scheme, given as its file holds them: {"limits": {"rate_low": "0.8"}, …}.

        A table is changed key by key (None takes a key away), everything else replaced. SchemeRefused as in `save`.
        """
        mapping = _merged(scheme_mapping(self.schemes[scheme_id]), values)
        return self.save(scheme_from_mapping({**mapping, "id": scheme_id}))

    def delete(self, scheme_id: str, used_by: Collection[str]) -> None:
        """Delete an own scheme. SchemeInUse when filings (named in `used_by`) are written by it."""
        name = self.schemes[scheme_id].name
        if used_by:
            raise SchemeInUse(name, used_by)
        if not self.is_own(scheme_id):
            raise SchemeRefused(f"“{name}”是程序自带的方案，不能删除。")
        try:
            self._path(scheme_id).unlink(missing_ok=True)
        except OSError as error:
            raise SchemeRefused(f"方案“{name}”的文件删不掉，方案还在。请关闭打开它的程序后再试。") from error
        del self._own[scheme_id]

    def export_file(self, scheme_id: str, path: Path) -> None:
        """Write a scheme as a file to give to others. OutputError when it cannot be written."""
        self._write(path, self.schemes[scheme_id])

    def import_file(self, path: Path, *, replacing: bool = False) -> Scheme:
        """Take in a scheme file and keep its id, so that filings by it agree everywhere.

        SchemeRefused when it cannot be used; SchemeThere when another version is here and `replacing` is not set.
        """
        scheme = _checked(read_scheme(path))
        known = self.schemes.get(scheme.id)
        if known == scheme:
            return known
        if known is not None and self.is_own(scheme.id) and not replacing:
            raise SchemeThere(known, scheme)
        return self.save(scheme)

    def _refuse_taken_name(self, scheme: Scheme) -> None:
        if not scheme.name.strip():
            raise SchemeRefused("请填写方案名称。")
        if any(other.name == scheme.name and other.id != scheme.id for other in self.schemes.values()):
            raise SchemeRefused(f"已有名为“{scheme.name}”的方案，请换一个名称。")

    def _path(self, scheme_id: str) -> Path:
        return self.folder / f"{FOLDER}-{scheme_id}{SUFFIX}"

    def _write(self, path: Path, scheme: Scheme) -> None:
        with atomic_output(path) as temporary:
            temporary.write_text(scheme_toml(scheme), "utf-8", newline="\n")


def _merged(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, Any]:
    both = {
        key: _merged(old.get(key, {}), value) if isinstance(value, Mapping) and _is_table(old.get(key, {})) else value
        for key, value in new.items()
    }
    return {key: value for key, value in {**old, **both}.items() if value is not None}


def _is_table(value: object) -> bool:
    return isinstance(value, Mapping)


def _checked(scheme: Scheme) -> Scheme:
    """Refuse what only the whole program can know: an id no file can have, forms and rules that do not exist."""
    from services.forms.catalogue import FORMS
    from services.rules.catalogue import all_rules

    unknown = [f"表样 {code}" for code in scheme.forms if code not in FORMS]
    unknown += [f"审核规则 {rule}" for rule in scheme.severities if rule not in all_rules()]
    if not _ID.fullmatch(scheme.id):
        unknown.append(f"编号 {scheme.id}")
    if unknown:
        raise SchemeRefused(f"方案“{scheme.name}”不能用：本程序没有{'、'.join(unknown)}，可能需要升级本程序")
    return scheme
