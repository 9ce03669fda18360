"""What the editor of schemes offers covers every scheme that comes with the program."""

from __future__ import annotations

from dataclasses import replace

import pytest

from services.forms.catalogue import FORMS
from services.forms.scheme_choices import (
    DECLARATION_FORMS,
    DEPARTMENT_FORMS,
    PROJECT_FORMS,
    form_title,
    labels_of,
    sign_off_titles,
)
from services.scheme import Scheme, shipped_schemes


@pytest.mark.parametrize("scheme", shipped_schemes().values(), ids=lambda scheme: scheme.id)
def test_every_shipped_scheme_can_be_shown_whole(scheme: Scheme) -> None:
    assert set(scheme.forms) <= set(PROJECT_FORMS)
    assert scheme.department_form in DEPARTMENT_FORMS
    assert scheme.declaration_form in DECLARATION_FORMS
    assert set(scheme.sign_off) <= set(sign_off_titles())
    assert all(label.form for label in labels_of(scheme))


def test_layouts_of_one_form_are_told_apart() -> None:
    titles = [form_title(code) for code in FORMS]
    assert len(set(titles)) == len(titles)


def test_a_word_nobody_knows_stays() -> None:
    scheme = shipped_schemes()["national-50"]
    odd = replace(scheme, labels={"F99.x": "别的"})
    assert labels_of(odd)[-1].key == "F99.x"
