from __future__ import annotations

import pytest

from tools.windows.stages import Stage, run_stages


class Work:
    def __init__(self, stamps):
        self.stamps, self.done, self.failing = stamps, [], ""

    def act(self, name):
        if name == self.failing:
            raise RuntimeError(name)
        self.done.append(name)

    def run(self, again="", **made_from):
        self.done = []
        names = ("one", "two", "three")
        stages = [Stage(n, made_from.get(n, ""), lambda n=n: self.act(n)) for n in names]
        run_stages(stages, self.stamps, again)
        return self.done


@pytest.fixture
def work(tmp_path):
    return Work(tmp_path / "stamps")


def test_what_is_done_is_not_done_again(work):
    assert work.run() == ["one", "two", "three"]
    assert work.run() == []


def test_another_source_makes_a_stage_and_all_that_follow_stale(work):
    work.run()
    assert work.run(two="new") == ["two", "three"]


def test_a_named_stage_and_all_that_follow_are_done_again(work):
    work.run()
    assert work.run(again="three") == ["three"]


def test_a_run_begins_with_the_stage_that_failed(work):
    work.failing = "two"
    with pytest.raises(RuntimeError):
        work.run()
    work.failing = ""
    assert work.run() == ["two", "three"]


def test_a_stage_that_fails_when_done_again_is_no_longer_done(work):
    work.run()
    work.failing = "two"
    with pytest.raises(RuntimeError):
        work.run(again="two")
    work.failing = ""
    assert work.run() == ["two", "three"]
