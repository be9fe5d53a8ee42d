"""What those who come to help rely on: forms, hooks and the workflow say what is there."""

from __future__ import annotations

import importlib
import re
from pathlib import Path
from typing import Any

import pytest

from tests.helpers.site_process import ROOT

FORMS = sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("[!c]*.yml"))
KINDS = {"markdown", "input", "textarea", "dropdown", "checkboxes"}


def read_yaml(file: Path) -> Any:
    return importlib.import_module("yaml").safe_load(file.read_text("utf-8"))


@pytest.mark.parametrize("file", FORMS, ids=lambda file: file.stem)
def test_an_issue_form_is_one_that_github_takes(file: Path) -> None:
    form = read_yaml(file)
    assert {"name", "description", "body"} <= set(form)
    assert {question["type"] for question in form["body"]} <= KINDS
    asked = [question for question in form["body"] if question["type"] != "markdown"]
    names = [question["id"] for question in asked]
    assert asked
    assert sorted(set(names)) == sorted(names)
    assert all(re.fullmatch(r"[\w-]+", name) for name in names)
    assert all(question["attributes"]["label"] for question in asked)
    assert all(
        len(set(question["attributes"]["options"])) == len(question["attributes"]["options"]) > 1
        for question in asked
        if question["type"] == "dropdown"
    )


def test_there_is_a_form_for_a_misread_document_and_one_for_a_fault() -> None:
    assert [file.stem for file in FORMS] == ["fault", "misread_document"]


def test_hooks_fetch_nothing_and_run_what_make_check_runs() -> None:
    repositories = read_yaml(ROOT / ".pre-commit-config.yaml")["repos"]
    assert {each["repo"] for each in repositories} == {"local"}
    hooks = [hook for each in repositories for hook in each["hooks"]]
    assert {hook["language"] for hook in hooks} == {"system"}
    makefile = (ROOT / "Makefile").read_text("utf-8")
    tools = [re.match(r"\.venv/bin/python -m (\w+)", hook["entry"]) for hook in hooks]
    assert all(tool and f"-m {tool[1]}" in makefile for tool in tools)


def test_the_workflow_only_calls_what_runs_here_too() -> None:
    (job,) = read_yaml(ROOT / ".github" / "workflows" / "ci.yml")["jobs"].values()
    assert [step["run"] for step in job["steps"] if "run" in step] == [".ci/run"]
    assert (ROOT / ".ci" / "run").stat().st_mode & 0o100
