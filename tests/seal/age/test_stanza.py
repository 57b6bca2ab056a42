"""Keys and passphrases: their texts, what they keep to themselves, and which stanzas they open."""

from __future__ import annotations

import io
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houvast.errors import AgeFileError, AgeKeyError
from houvast.seal.age import Identity, Passphrase, Recipient, bech32, open_bytes, seal_bytes, stanza
from houvast.seal.age.header import Header, Stanza, encode64, read_header, write_header, write_stanzas
from houvast.seal.age.stanza import header_mac, payload_key, unwrap, wrap

ALICE = Identity.from_raw(bytes(range(32)))
BOB = Identity.from_raw(bytes(range(32, 64)))
WORDS = Passphrase(b"vijf zachte schapen op de dijk", log_n=2)
FILE_KEY = bytes(range(16))
# Of the age specification, "The X25519 recipient type".
SPEC_SECRET = "AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX"
SPEC_PUBLIC = "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj"


def headed(*stanzas: Stanza) -> Header:
    covered = write_stanzas(stanzas)
    return Header(stanzas, covered, header_mac(FILE_KEY, covered))


def with_log_n(text: str) -> Header:
    [sealed] = wrap(FILE_KEY, [WORDS])
    return headed(Stanza((*sealed.arguments[:2], text), sealed.body))


def test_the_key_of_the_specification_has_the_recipient_of_the_specification() -> None:
    identity = Identity.from_text(SPEC_SECRET)
    assert identity == Identity.from_raw(b"\x42" * 32)
    assert identity.text == SPEC_SECRET
    assert identity.recipient.text == SPEC_PUBLIC
    assert Recipient.from_text(SPEC_PUBLIC) == identity.recipient


@given(st.binary(min_size=32, max_size=32))
def test_every_key_has_a_text_and_comes_back_from_it(raw: bytes) -> None:
    identity = Identity.from_raw(raw)
    assert Identity.from_text(identity.text) == identity
    assert Recipient.from_text(identity.recipient.text) == identity.recipient


def test_no_repr_shows_a_secret() -> None:
    for shown in (repr(ALICE), str(ALICE), f"{ALICE}", repr([ALICE])):
        assert ALICE.text[20:30] not in shown
        assert repr(ALICE.raw)[2:-1] not in shown
    assert "schapen" not in repr(WORDS) + str(WORDS)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (SPEC_PUBLIC, "kind"),
        (SPEC_SECRET[:-1] + "Q", "checksum"),
        (SPEC_SECRET.replace("GFPY", "gfpy", 1), "letters"),
        (SPEC_SECRET + "\n", "letters"),
        ("", "letters"),
    ],
)
def test_a_text_that_is_no_secret_key_is_refused_and_not_repeated(text: str, reason: str) -> None:
    with pytest.raises(AgeKeyError) as caught:
        Identity.from_text(text)
    assert caught.value.reason == reason
    assert "GFPYYSJZ" not in str(caught.value) + repr(caught.value)


@pytest.mark.parametrize("size", [0, 31, 33])
def test_a_key_of_another_length_is_refused(size: int) -> None:
    text = bech32.encode("age", bytes(size))
    for make in (lambda: Identity.from_raw(bytes(size)), lambda: Recipient.from_text(text)):
        with pytest.raises(AgeKeyError) as caught:
            make()
        assert caught.value.reason == "length"


@pytest.mark.parametrize("prefix", ["age1pq", "age1tagpq"])
def test_a_hybrid_recipient_is_refused_by_name(prefix: str) -> None:
    with pytest.raises(AgeKeyError) as caught:
        Recipient.from_text(bech32.encode(prefix, bytes(1216)))
    assert caught.value.reason == "hybrid"


def test_each_of_several_recipients_opens_the_file_and_a_stranger_does_not() -> None:
    sealed = seal_bytes(b"her page", [ALICE.recipient, BOB.recipient])
    assert open_bytes(sealed, [ALICE]) == open_bytes(sealed, [BOB]) == b"her page"
    for stranger in ([Identity.from_raw(bytes(32))], [WORDS], []):
        with pytest.raises(AgeFileError) as caught:
            open_bytes(sealed, stranger)
        assert caught.value.reason == "no match"


def test_one_right_identity_among_wrong_ones_opens_the_file() -> None:
    assert open_bytes(seal_bytes(b"x", [ALICE.recipient]), [WORDS, BOB, ALICE]) == b"x"
    assert open_bytes(seal_bytes(b"x", [WORDS]), [ALICE, Passphrase(b"wrong"), WORDS]) == b"x"


def test_a_passphrase_opens_whatever_cost_it_would_seal_with_itself() -> None:
    assert open_bytes(seal_bytes(b"x", [Passphrase(b"dijk", 1)]), [Passphrase(b"dijk", 20)]) == b"x"
    with pytest.raises(AgeFileError) as caught:
        open_bytes(seal_bytes(b"x", [Passphrase(b"dijk", 1)]), [Passphrase(b"Dijk", 1)])
    assert caught.value.reason == "no match"


def test_a_kind_we_do_not_know_is_passed_over_beside_one_we_know() -> None:
    strange = Stanza(("ssh-ed25519", "Rz4P2A", "x"), b"anything")
    hybrid = Stanza(("mlkem768x25519", "AAAA"), bytes(32))
    assert unwrap(headed(strange, hybrid, *wrap(FILE_KEY, [ALICE.recipient])), [ALICE]) == FILE_KEY


@pytest.mark.parametrize(
    ("kind", "reason"), [("mlkem768x25519", "hybrid"), ("mlkem768p256tag", "hybrid"), ("ssh-ed25519", "other kind")]
)
def test_a_file_without_any_kind_we_know_is_refused_by_name(kind: str, reason: str) -> None:
    with pytest.raises(AgeFileError) as caught:
        unwrap(headed(Stanza((kind, "AAAA"), bytes(32))), [ALICE, WORDS])
    assert caught.value.reason == reason


def test_a_passphrase_beside_any_other_stanza_is_refused() -> None:
    [alone] = wrap(FILE_KEY, [WORDS])
    [beside] = wrap(FILE_KEY, [ALICE.recipient])
    for stanzas in ((alone, beside), (beside, alone), (alone, alone), (alone, Stanza(("grease",), b""))):
        with pytest.raises(AgeFileError) as caught:
            unwrap(headed(*stanzas), [WORDS, ALICE])
        assert (caught.value.reason, caught.value.rule) == ("header", "scrypt not alone")
    with pytest.raises(ValueError, match="only recipient"):
        wrap(FILE_KEY, [WORDS, ALICE.recipient])


@pytest.mark.parametrize("count", [0, 101])
def test_no_file_is_sealed_that_we_would_refuse_for_its_number_of_recipients(count: int) -> None:
    with pytest.raises(ValueError, match="1 to 100"):
        seal_bytes(b"", [ALICE.recipient] * count)


@pytest.mark.parametrize("text", ["21", "22", "63", "64", "100", "4294967296", "9" * 5000])
def test_a_cost_above_2_to_the_20_is_refused_before_any_of_it_is_paid(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def paid(**_: object) -> None:
        pytest.fail("scrypt was started")

    costly = with_log_n(text)
    monkeypatch.setattr(stanza, "Scrypt", paid)
    with pytest.raises(AgeFileError) as caught:
        unwrap(costly, [WORDS])
    assert caught.value.reason == "work factor"


@pytest.mark.parametrize("text", ["0", "00", "01", "+2", "-2", "2.", "0x2", "2e1", "²", "٢"])
def test_a_cost_that_is_no_plain_number_is_refused(text: str) -> None:
    with pytest.raises(AgeFileError) as caught:
        unwrap(Header((Stanza(("scrypt", "A" * 22, text), bytes(32)),), b"", b""), [WORDS])
    assert caught.value.reason == "header"


@pytest.mark.parametrize("log_n", [-1, 0, 21, 64])
def test_a_passphrase_takes_no_cost_that_we_would_not_read(log_n: int) -> None:
    with pytest.raises(ValueError, match="log_n"):
        Passphrase(b"dijk", log_n)


@pytest.mark.parametrize("share", [bytes(32), b"\x01" + bytes(31), b"\xed" + b"\xff" * 30 + b"\x7f"])
def test_a_share_that_leads_to_an_all_zero_secret_is_refused_on_both_sides(share: bytes) -> None:
    with pytest.raises(AgeFileError) as caught:
        unwrap(headed(Stanza(("X25519", encode64(share).decode()), bytes(32))), [ALICE])
    assert (caught.value.reason, caught.value.rule) == ("header", "zero share")
    with pytest.raises(AgeKeyError) as refused:
        wrap(FILE_KEY, [Recipient(share)])
    assert refused.value.reason == "zero"


def test_the_mac_is_checked_although_the_stanza_opened() -> None:
    good = headed(*wrap(FILE_KEY, [ALICE.recipient]))
    assert unwrap(good, [ALICE]) == FILE_KEY
    with pytest.raises(AgeFileError) as caught:
        unwrap(Header(good.stanzas, good.covered, bytes(32)), [ALICE])
    assert caught.value.reason == "mac"
    with pytest.raises(AgeFileError) as caught:
        unwrap(Header(good.stanzas, good.covered + b"-", good.mac), [ALICE])
    assert caught.value.reason == "mac"


def test_a_changed_mac_is_refused_before_the_payload_is_read() -> None:
    sealed = seal_bytes(bytes(200_000), [ALICE.recipient])
    read, _ = read_header(io.BytesIO(sealed))
    size = len(write_header(read.covered, read.mac))
    forged = write_header(read.covered, bytes(32)) + sealed[size:]
    source = io.BytesIO(forged)
    with pytest.raises(AgeFileError) as caught:
        open_bytes(forged, [ALICE])
    assert caught.value.reason == "mac"
    with pytest.raises(AgeFileError):
        stanza.unwrap(read_header(source)[0], [ALICE])
    assert source.tell() <= 4096


@pytest.mark.parametrize("recipient", [ALICE.recipient, WORDS])
def test_every_sealing_takes_a_fresh_file_key_nonce_and_share(recipient: Recipient | Passphrase) -> None:
    opener = WORDS if recipient is WORDS else ALICE
    seen: set[bytes] = set()
    for _ in range(20):
        sealed = seal_bytes(b"the same", [recipient])
        read, payload = read_header(io.BytesIO(sealed))
        seen |= {unwrap(read, [opener]), payload[:16], read.stanzas[0].arguments[1].encode(), payload[16:]}
    assert len(seen) == 80


def test_what_is_fresh_comes_from_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def recorded(size: int) -> bytes:
        asked.append(size)
        return bytes([len(asked)]) * size

    monkeypatch.setattr(os, "urandom", recorded)
    sealed = seal_bytes(b"", [ALICE.recipient, BOB.recipient])
    monkeypatch.undo()
    read, payload = read_header(io.BytesIO(sealed))
    assert sorted(asked) == [16, 16, 32, 32]
    assert unwrap(read, [BOB]) == b"\x01" * 16
    assert payload[:16] == b"\x02" * 16


def test_header_and_payload_take_different_keys_of_one_file_key() -> None:
    assert header_mac(FILE_KEY, b"a") != header_mac(FILE_KEY, b"b")
    assert payload_key(FILE_KEY, bytes(16)) != payload_key(FILE_KEY, b"\x01" * 16)
    assert payload_key(FILE_KEY, bytes(16)) != payload_key(bytes(16), bytes(16))
