"""The documented format: its schema and the names of its fields are those of the code."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from planner.agreement import FORMAT, FORMAT_VERSION, plan_json
from planner.agreement.fields import COMMENTS, DATE, DECISION, GMC_NUMBER, NAME

PAGE = Path(__file__).resolve().parents[2] / "docs" / "plan-format.md"


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    (found,) = re.findall(r"```json\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    return json.loads(found)


def check(value: Any, schema: Mapping[str, Any], at: str) -> None:
    """As much of JSON Schema as the page uses; anything else in it fails."""
    known = {"type", "additionalProperties", "required", "properties", "const", "enum", "items",
             "description", "format", "pattern", "minimum", "maximum", "exclusiveMinimum",
             "$schema", "title"}  # fmt: skip
    assert set(schema) <= known, at
    if "const" in schema:
        assert value == schema["const"], at
    if "enum" in schema:
        assert value in schema["enum"], at
    if "type" in schema:
        kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
        assert any(isinstance(value, KINDS[kind]) for kind in kinds), at
        assert isinstance(value, bool) <= ("boolean" in kinds), at
    if isinstance(value, dict):
        assert set(value) == set(schema["required"]) == set(schema["properties"]), at
        for name, inner in value.items():
            check(inner, schema["properties"][name], f"{at}.{name}")
    if isinstance(value, list):
        for item in value:
            check(item, schema["items"], f"{at}[]")
    if "pattern" in schema:
        assert re.fullmatch(schema["pattern"], value), at


KINDS: dict[str, Any] = {
    "object": dict,
    "array": list,
    "string": str,
    "number": (int, float),
    "integer": int,
    "boolean": bool,
    "null": type(None),
}


def test_a_plan_is_as_the_schema_says(plan, schema):
    check(json.loads(plan_json(plan)), schema, "plan")


def test_the_schema_is_of_this_version(schema):
    assert schema["properties"]["format"]["const"] == FORMAT
    assert schema["properties"]["format_version"]["const"] == FORMAT_VERSION
    assert schema["title"] == f"{FORMAT}, version {FORMAT_VERSION}"


def test_the_page_names_every_field():
    said = PAGE.read_text(encoding="utf-8")
    for name in (DECISION, COMMENTS, NAME, GMC_NUMBER, DATE, "session_n"):
        assert f"`{name}`" in said
