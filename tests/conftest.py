"""What every test stands on: its own folder for the heads it saw, a home that is not the developer's, no passphrase around."""

from __future__ import annotations

import itertools
import os
import sys
from typing import TYPE_CHECKING

import platformdirs
import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from houvast.vault.vault import Vault

_XDG = ("XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")
# Where the program keeps things of the person who runs it; taken before any test has another home.
_REAL = tuple(
    folder("houvast")
    for folder in (
        platformdirs.user_cache_dir,
        platformdirs.user_config_dir,
        platformdirs.user_data_dir,
        platformdirs.user_state_dir,
    )
)
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT


def _refuse_real_home(event: str, details: tuple[object, ...]) -> None:
    """An audit hook (PEP 578): the test that writes to the real home fails where it does so."""
    if event == "open":
        path, _, flags = details
        if not (isinstance(flags, int) and flags & _WRITES):
            return
    elif event == "os.mkdir":
        path = details[0]
    else:
        return
    if isinstance(path, str | os.PathLike) and os.fspath(path).startswith(_REAL):
        raise AssertionError(f"a test writes to the real home: {path}")


def pytest_configure(config: pytest.Config) -> None:
    import tracing

    config.pluginmanager.register(tracing.Collected(), "tracing")
    sys.addaudithook(_refuse_real_home)
    # A busy machine is no fault of the code: no example fails because it took long.
    settings.register_profile("houvast", deadline=None, suppress_health_check=[HealthCheck.too_slow])
    settings.load_profile("houvast")


@pytest.fixture(scope="session", autouse=True)
def _away_from_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The home of all tests, and of the programs they start, is a fresh folder."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(home))
        for name in _XDG:
            patch.setenv(name, str(home / name.lower()))
        yield


@pytest.fixture(autouse=True)
def _within_its_seconds(request: pytest.FixtureRequest) -> Iterator[None]:
    """A long test says what it took and has a bound: seconds of computing, its own and its programs', as others may load the machine."""
    mark = request.node.get_closest_marker("soak")
    begin = sum(os.times()[:4])
    yield
    if mark is not None:
        took, most = sum(os.times()[:4]) - begin, mark.kwargs.get("seconds", 300)
        sys.stdout.write(f"\n    {took:.0f} s of computing, of at most {most}")
        assert took <= most


@pytest.fixture(scope="session")
def _seen_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    base = tmp_path_factory.mktemp("seen")
    return (base / str(number) for number in itertools.count())


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Vault:
    """The dossier of `houvast demo`, for tests that read it; nothing is recorded in it."""
    from houvast.cli.demo_ import SAMPLES
    from houvast.cli.demo_case import build

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOUVAST_SEEN", "")
        return build(tmp_path_factory.mktemp("demo") / "dossier", SAMPLES)


@pytest.fixture(autouse=True)
def _own_seen(_seen_folders: Iterator[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test remembers heads in a folder of its own, made when something is kept there."""
    monkeypatch.setenv("HOUVAST_SEEN", str(next(_seen_folders)))
    for name in ("HOUVAST_PASSPHRASE", "HOUVAST_PASSPHRASE_FILE"):
        monkeypatch.delenv(name, raising=False)
