"""What was recorded comes into the database once, whatever happens on the way; and a reader always gets the answer."""

import errno
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

from django.db import DatabaseError
from django.test import Client

import pytest
import time_machine

from tests.usage_cases import FIREFOX
from tests.usage_library import make_library
from usage import actors, recorder, spool
from usage.codes import Reason
from usage.lines import CountedLine, LeftOutLine, UnreadableLine, read, written
from usage.models import Day, Event, LeftOut, Restatement
from usage.services.ingest import ingest
from usage.services.rollup import roll_up
from usage.services.upkeep import delete_old_events, look_after

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 3, 12, 0, tzinfo=UTC)


def line(at: datetime = NOW, item: int = 7, actor: int = 1) -> CountedLine:
    return CountedLine(uuid4(), int(at.timestamp() * 1000), item, None, f"p{item}.en", bytes([actor]) * 16)


def test_a_line_is_read_as_it_was_written():
    for one in (line(), LeftOutLine(5_000, Reason.ROBOT)):
        assert read(written(one).strip()) == one


@pytest.mark.parametrize(
    "text",
    [b"", b"{", b"[]", b"null", b"12", b'{"at":1}', b'{"at":-1,"out":"robot"}', b'{"at":true,"out":"robot"}', b'{"at":5,"out":"x"}',
     b'{"at":99999999999999999,"out":"robot"}', b'{"id":"x","at":5,"item":1,"file":null,"address":"p","actor":"00"}',
     b'{"id":"' + b"0" * 32 + b'","at":5,"item":"1","file":null,"address":"p","actor":"' + b"00" * 16 + b'"}', b"\xff\xfe", b"[" * 5000],
)  # fmt: skip
def test_a_line_that_is_none_is_refused(text):
    with pytest.raises(UnreadableLine):
        read(text)


def test_a_file_is_taken_over_and_gone(spool_folder):
    spool.append(written(line()))
    spool.append(written(LeftOutLine(line().at, Reason.ROBOT)))
    done = ingest()
    assert (done.files, done.lines, done.unreadable) == (1, 2, 0)
    assert Event.objects.count() == LeftOut.objects.get().number == 1
    assert spool.waiting() == []


def test_the_same_file_again_counts_nothing_again(spool_folder):
    spool.append(written(line()))
    spool.append(written(LeftOutLine(line().at, Reason.ROBOT)))
    (path,) = spool.waiting()
    taken = path.rename(path.with_name("taken-again.jsonl"))
    content = taken.read_bytes()
    for _time in range(3):
        taken.write_bytes(content)
        ingest()
    assert Event.objects.count() == LeftOut.objects.get().number == 1


def test_a_torn_line_is_set_aside_and_spoils_no_other(spool_folder):
    first, second = written(line()), written(line())
    spool.append(first[:-20])
    spool.append(second)
    assert ingest().unreadable == 1
    assert Event.objects.count() == 1
    (aside,) = spool_folder.glob("unreadable-*")
    assert aside.read_bytes().strip() == first[:-20].strip()
    assert ingest().files == 0, "what was set aside is not asked again"


def test_a_file_stays_while_the_database_does_not_take_it(spool_folder, monkeypatch):
    def refuse(lines):
        raise DatabaseError

    spool.append(written(line()))
    monkeypatch.setattr("usage.services.ingest.store", refuse)
    with pytest.raises(DatabaseError):
        ingest()
    monkeypatch.undo()
    assert len(spool.waiting()) == 1
    assert ingest().lines == 1
    assert Event.objects.count() == 1


def test_nothing_is_written_into_a_file_that_is_being_taken_over(spool_folder):
    spool.append(written(line()))
    (path,) = spool.waiting()
    with spool.taken_over(path) as taken:
        spool.append(written(line()))
        assert len(taken.read_bytes().split()) == 1
        with spool.taken_over(taken) as other:
            assert other is None
    assert ingest().lines == 2


def test_what_comes_from_the_future_is_set_aside(spool_folder):
    spool.append(written(line(datetime.now(UTC) + timedelta(days=3))))
    assert (ingest().unreadable, Event.objects.count()) == (1, 0)


def test_events_go_after_35_days_and_what_comes_later_still_is_set_aside(spool_folder):
    spool.append(written(line()))
    with time_machine.travel(NOW + timedelta(days=35)):
        look_after(at_once=True)
        assert Event.objects.count() == 1
    with time_machine.travel(NOW + timedelta(days=36, hours=1)):
        look_after(at_once=True)
        assert Event.objects.count() == 0
        spool.append(written(line()))
        assert look_after(at_once=True).unreadable == 1
    assert Day.objects.get().totals["total_investigations"] == 1
    with pytest.raises(ValueError, match="deleted"):
        roll_up(NOW.date())


def test_events_stay_until_their_day_has_figures(spool_folder):
    spool.append(written(line()))
    ingest()
    with time_machine.travel(NOW + timedelta(days=50)):
        assert delete_old_events() == 0


def test_a_change_of_a_closed_day_is_told(spool_folder):
    with time_machine.travel(NOW + timedelta(days=2)):
        spool.append(written(line()))
        look_after()
        assert not Restatement.objects.exists()
        spool.append(written(line(actor=2)))
        look_after()
    change = Restatement.objects.get()
    assert (change.before["total_investigations"], change.after["total_investigations"]) == (1, 2)


@pytest.fixture
def address(media):
    return make_library().addresses["file"]


def fetch(address: str):
    response = Client().get(address, headers={"User-Agent": FIREFOX})
    assert response.status_code == 200
    assert b"".join(response.streaming_content)


def test_with_a_full_disk_the_database_takes_it_and_the_reader_the_file(address, monkeypatch, caplog):
    def full(*_arguments):
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "write", full)
        fetch(address)
    assert Event.objects.count() == 1
    assert "cannot be written" in caplog.text


def test_a_disk_that_takes_half_a_line_counts_it_once(address, spool_folder, monkeypatch):
    whole = os.write
    with monkeypatch.context() as patch:
        patch.setattr(os, "write", lambda handle, text: whole(handle, text[:30]))
        fetch(address)
    fetch(address)
    assert ingest().unreadable == 1
    assert Event.objects.count() == 2


@pytest.mark.parametrize("fault", [DatabaseError, RuntimeError])
def test_with_neither_disk_nor_database_the_reader_gets_the_file_and_the_loss_is_told(
    address, spool_folder, monkeypatch, fault
):
    def refuse(*_arguments):
        raise fault("no")

    with monkeypatch.context() as patch:
        patch.setattr(spool, "append", lambda text: (_ for _ in ()).throw(OSError()))
        patch.setattr(recorder, "store", refuse)
        fetch(address)
    fetch(address)
    ingest()
    assert Event.objects.count() == 1
    assert LeftOut.objects.get(reason=Reason.LOST).number == 1


def test_a_fault_in_deciding_costs_nobody_the_file(address, monkeypatch):
    monkeypatch.setattr(recorder, "reason_against", lambda *_arguments: 1 / 0)
    fetch(address)


def test_a_page_that_is_kept_counts_like_any_other(address, media, settings):
    library = make_library()
    place = settings.MIDDLEWARE.index("usage.middleware.RecorderMiddleware") + 1
    settings.MIDDLEWARE = [
        *settings.MIDDLEWARE[:place], "django.middleware.cache.UpdateCacheMiddleware", *settings.MIDDLEWARE[place:],
        "django.middleware.cache.FetchFromCacheMiddleware",
    ]  # fmt: skip
    for _time in range(3):
        assert Client().get(library.addresses["page"], headers={"User-Agent": FIREFOX}).status_code == 200
    ingest()
    assert Event.objects.count() == 3


# --- Nobody is watched ---------------------------------------------------------------------------------------


def test_neither_address_nor_user_agent_is_written_anywhere(address, spool_folder):
    Client().get(address, headers={"User-Agent": f"{FIREFOX} Zyzzyva"}, REMOTE_ADDR="203.0.113.99")
    content = b"".join(path.read_bytes() for path in spool_folder.iterdir())
    assert content
    assert not [word for word in (b"203.0.113.99", b"Zyzzyva", b"Firefox") if word in content]


def test_the_salt_of_a_day_is_random_shared_and_gone_within_48_hours(spool_folder):
    day = NOW.date()
    with time_machine.travel(NOW):
        first = actors.salt_of(day)
        actors._known.clear()
        assert actors.salt_of(day) == first, "another process"
    with time_machine.travel(NOW + timedelta(days=1)):
        assert actors.salt_of(day + timedelta(days=1)) != first
        assert first not in actors._known.values()
        look_after()
    last = datetime(2026, 3, 4, 23, 59, tzinfo=UTC)
    with time_machine.travel(last + timedelta(minutes=2)):
        look_after()
    assert [path.name for path in spool_folder.glob("salt-*")] == ["salt-2026-03-04"]
    assert not [path for path in spool_folder.iterdir() if path.name.startswith(".salt")]


def test_only_the_service_may_read_the_spool(address, spool_folder):
    fetch(address)
    assert spool_folder.stat().st_mode & 0o077 == 0
    assert [path for path in spool_folder.iterdir() if path.stat().st_mode & 0o077] == []


def test_the_table_of_events_knows_nobody():
    names = {field.name for field in Event._meta.get_fields()}
    assert names == {"id", "day", "at", "kind", "item_id", "file_id", "address", "actor"}
    assert not any(field.is_relation for field in Event._meta.get_fields())


def test_without_a_folder_each_process_has_a_salt_of_its_own(settings, tmp_path):
    (tmp_path / "file").touch()
    settings.USAGE_DIR = Path(tmp_path / "file" / "usage")
    day = NOW.date()
    assert actors.salt_of(day) == actors.salt_of(day)
