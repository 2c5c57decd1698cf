"""The distinguished encoding: one way to write a value, and no other."""

import pytest
from asn1crypto.core import Integer, OctetString, SequenceOf
from hypothesis import given
from hypothesis import strategies as st

from planner.agreement.signing.strict import der_length


class Texts(SequenceOf):
    _child_spec = OctetString


@given(texts=st.lists(st.binary(max_size=300), max_size=4), more=st.binary(max_size=9))
def test_what_is_written_as_it_has_to_be_is_taken_to_its_end(texts, more):
    value = Texts(texts).dump()
    assert der_length(value + more) == len(value)
    assert der_length(Integer(len(texts)).dump()) == 3


@pytest.mark.parametrize(
    "data",
    [
        "",
        "04",  # no length
        "0402aa",  # less than there should be
        "048101aa",  # a short length written long
        "04820001aa",  # a length with a zero before it
        "0480aa0000",  # no length, but an end
        "300304810a",  # what is inside is longer than the outside
        "30040401aa00",  # more inside than a value
        "30800401000000",  # no length, but an end
        "0000",
        "1f0100",  # a tag of several bytes
        "3004040100",  # one byte is missing
    ],
)
def test_every_other_way_is_refused(data):
    with pytest.raises(ValueError, match=r"value|length|room"):
        der_length(bytes.fromhex(data))


def test_nesting_has_an_end():
    data = b""
    for _ in range(60):
        data = bytes([0x30, len(data)]) + data if len(data) < 0x80 else data
    with pytest.raises(ValueError, match="too deeply"):
        der_length(data)
