"""Bech32: what BIP 173 lists as valid and invalid, and every key there and back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houvast.errors import AgeKeyError
from houvast.seal.age import bech32

PREFIXES = st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=20).map(str.lower)


@given(PREFIXES, st.binary(max_size=80))
def test_what_was_encoded_decodes_in_either_case(prefix: str, data: bytes) -> None:
    text = bech32.encode(prefix, data)
    assert bech32.decode(text) == bech32.decode(text.upper()) == (prefix, data)


@given(st.binary(min_size=32, max_size=32), st.data())
def test_one_wrong_letter_is_always_seen(data: bytes, draw: st.DataObject) -> None:
    text = bech32.encode("age", data)
    place = draw.draw(st.integers(4, len(text) - 1))
    letter = draw.draw(
        st.sampled_from([letter for letter in "qpzry9x8gf2tvdw0s3jn54khce6mua7l" if letter != text[place]])
    )
    with pytest.raises(AgeKeyError) as caught:
        bech32.decode(text[:place] + letter + text[place + 1 :])
    assert caught.value.reason == "checksum"


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("A12UEL5L", ""),
        ("a12uel5l", ""),
        ("?1ezyfcl", ""),
        ("an83characterlonghumanreadablepartthatcontainsthenumber1andtheexcludedcharactersbio1tt5tgs", ""),
        ("abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw", "00443214c74254b635cf84653a56d7c675be77df"),
    ],
)
def test_the_valid_texts_of_bip_173_are_read(text: str, data: str) -> None:
    assert bech32.decode(text)[1].hex() == data


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (" 1nwldj5", "letters"),
        ("\x7f1axkwrx", "letters"),
        ("pzry9x0s0muk", "letters"),
        ("1pzry9x0s0muk", "letters"),
        ("x1b4n0q5v", "letters"),
        ("li1dgmt3", "letters"),
        ("a12UEL5L", "letters"),
        ("agé1qqqqqqqq", "letters"),
        ("", "letters"),
        ("10a06t8", "letters"),
        ("A1G7SGD8", "checksum"),
        ("split1cheo2y9e2w", "letters"),
        ("split1a2y9w", "letters"),
        ("split1checkupstagehandshakeupstreamerranterredcaperred2y9e3x", "checksum"),
    ],
)
def test_a_text_that_is_no_bech32_is_refused_by_name(text: str, reason: str) -> None:
    with pytest.raises(AgeKeyError) as caught:
        bech32.decode(text)
    assert caught.value.reason == reason


@pytest.mark.parametrize(
    ("values", "data"), [([0], None), ([0, 1], None), ([0, 0, 0], None), ([31, 28], b"\xff"), ([31, 31], None)]
)
def test_bits_that_make_no_whole_byte_are_few_and_zero(values: list[int], data: bytes | None) -> None:
    folded = bech32._polymod([*bech32._expand("age"), *values, *bytes(6)]) ^ 1
    values = [*values, *(folded >> 5 * (5 - place) & 31 for place in range(6))]
    text = "age1" + "".join(bech32._LETTERS[value] for value in values)
    if data is not None:
        assert bech32.decode(text) == ("age", data)
        return
    with pytest.raises(AgeKeyError) as caught:
        bech32.decode(text)
    assert caught.value.reason == "padding"
