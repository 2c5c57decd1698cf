"""Feeds and watched files in the window, read from a server on this machine."""

from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Event, Thread
from threading import enumerate as threads

import pytest
from PySide6.QtCore import Qt

from planner.feeds import Addresses
from ui.home import Stage
from ui.rota.sources_dialog import AddressDialog

TOKEN = "s3cr3t-t0ken"  # noqa: S105 - made up


class Feed:
    """A feed with an ETag; ``status`` other than 200 is what it refuses with. Where it has a place
    that it ``moved`` to, it sends on whoever asks elsewhere.
    """

    def __init__(self, data: bytes) -> None:
        self.data, self.etag, self.status, self.moved = data, '"v1"', 200, ""
        self.answered: list[int] = []
        self.answers = Event()
        self.answers.set()
        self._server = HTTPServer(("127.0.0.1", 0), self._handler())
        self.address = f"http://127.0.0.1:{self._server.server_address[1]}/{TOKEN}.ics"
        self._thread = Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)
        self._thread.start()

    def close(self) -> None:
        self.answers.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def _handler(self):
        feed = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                known = self.headers.get("If-None-Match") == feed.etag
                status = feed.status if feed.status != 200 or not known else 304
                feed.answered.append(status)
                feed.answers.wait()
                if feed.moved and self.headers["Host"] not in feed.moved:
                    self.send_response(301)
                    self.send_header("Location", feed.moved)
                    self.end_headers()
                    return
                self.send_response(status)
                self.send_header("ETag", feed.etag)
                self.end_headers()
                if status == 200:
                    self.wfile.write(feed.data)

            def log_message(self, *_args) -> None:
                """Nothing on standard error."""

        return Handler


class Drawer:
    """A keyring in memory, which outlives the program."""

    def __init__(self) -> None:
        self.works = True
        self.kept = {}

    def get(self, name):
        return self.kept.get(name)

    def put(self, name, secret):
        if self.works:
            self.kept[name] = secret
        return self.works

    def remove(self, name):
        self.kept.pop(name, None)


@pytest.fixture
def feed(rota):
    running = Feed(rota.read_bytes())
    yield running
    running.close()


@pytest.fixture
def drawer():
    return Drawer()


@pytest.fixture
def begin(start, drawer):
    """Starts the program with the keyring in memory and plain http allowed."""

    def begun():
        driver = start()
        driver.window.sources.addresses = Addresses(drawer, plain_http=True)
        return driver

    return begun


def dialog_of(driver) -> AddressDialog:
    driver.until(lambda: driver.window.findChildren(AddressDialog))
    return driver.window.findChildren(AddressDialog)[-1]


def enter(driver, address: str) -> AddressDialog:
    dialog = dialog_of(driver)
    dialog.entry.setText(address)
    driver.click(dialog.read)
    return dialog


def add_feed(driver, feed):
    driver.click(driver.window.home.welcome.feed)
    enter(driver, feed.address)
    driver.stage(Stage.UNDERSTOOD)
    driver.click(driver.window.home.understood.go_on)
    driver.stage(Stage.PLACEMENT)
    driver.place()
    driver.click(driver.window.rail.button("rota"))
    return row_of(driver)


def row_of(driver):
    driver.until(lambda: driver.window.pages.rota.sources.rows)
    (row,) = driver.window.pages.rota.sources.rows.values()
    return row


def read_now(driver, row) -> None:
    driver.until(row.read.isEnabled)
    driver.click(row.read)
    driver.until(lambda: not driver.app.jobs.running("read"))


def test_a_feed_that_has_moved_for_good_goes_by_its_new_place(begin, feed, drawer):
    driver = begin()
    row = add_feed(driver, feed)
    assert row.name() == "Feed 127.0.0.1"
    feed.moved = feed.address.replace("127.0.0.1", "localhost")
    read_now(driver, row)
    driver.until(lambda: row.name() == "Feed localhost")
    assert row.remove.accessibleName() == "Remove Feed localhost"
    assert list(drawer.kept.values()) == [feed.moved]
    assert [source.place for source in driver.ask.sources()] == ["localhost"]


def test_a_feed_from_the_first_page_to_the_plan_and_on(begin, feed, drawer, now, data):
    driver = begin()
    row = add_feed(driver, feed)
    assert row.said() == "Last read on Tue 13 Oct at 10:20."
    assert row.problem.isHidden()
    driver.until(lambda: list(drawer.kept.values()) == [feed.address])
    before = driver.ask.reading()

    now.forward(timedelta(hours=1))
    read_now(driver, row)
    assert feed.answered == [200, 304]
    assert driver.window.notice.words() == "Nothing has changed in the rota."
    assert row.said() == ("Last read on Tue 13 Oct at 11:20, last changed on Tue 13 Oct at 10:20.")
    assert driver.ask.reading() == before

    feed.data, feed.etag = feed.data.replace(b"SUMMARY:AMB", b"SUMMARY:Clinic"), '"v2"'
    read_now(driver, row)
    driver.until(lambda: any(use.label == "Clinic" for use in driver.ask.labels()))
    driver.until(lambda: driver.window.pages.on_view == "changed")
    driver.click(driver.window.rail.button("rota"))
    changed = driver.ask.reading()

    feed.status = 503
    now.forward(timedelta(hours=1))
    read_now(driver, row)
    assert "trouble itself (503)" in row.problem.text()
    assert "What was read before is kept." in row.problem.text()
    assert "Next try on Tue 13 Oct at 12:35." in row.problem.text()
    assert row.said() == "Last read on Tue 13 Oct at 11:20."
    assert driver.ask.reading() == changed

    feed.status = 200
    read_now(driver, row)
    assert row.problem.isHidden()
    for path in data.rglob("*"):
        assert path.is_dir() or TOKEN.encode() not in path.read_bytes()


def test_an_address_that_does_not_work_can_be_corrected(begin, feed, drawer):
    driver = begin()
    feed.status = 404
    driver.click(driver.window.home.welcome.feed)
    dialog = enter(driver, "file:///etc/passwd")
    assert "starts with https://" in dialog.said.text()
    enter(driver, feed.address)
    driver.until(lambda: "knows no rota" in dialog.said.text())
    assert driver.ask.sources() == ()
    assert TOKEN not in dialog.said.text()
    feed.status = 200
    driver.click(dialog.read)
    driver.stage(Stage.UNDERSTOOD)
    assert len(driver.ask.sources()) == 1


def test_an_address_can_be_left_unentered(begin, feed):
    driver = begin()
    driver.click(driver.window.home.welcome.feed)
    dialog = dialog_of(driver)
    assert not dialog.read.isEnabled()
    driver.key(dialog, Qt.Key.Key_Escape)
    assert driver.window.home.stage is Stage.WELCOME
    assert feed.answered == []


def test_the_next_start_knows_the_address(begin, feed, drawer):
    add_feed(begin(), feed)
    driver = begin()
    driver.window.pages.show_page("rota")
    read_now(driver, row_of(driver))
    assert feed.answered == [200, 304]


def test_without_a_keyring_the_address_is_asked_for_again(begin, feed, drawer):
    drawer.works = False
    driver = begin()
    row = add_feed(driver, feed)
    driver.until(lambda: "asked for again" in row.problem.text())
    assert row.address.isHidden()
    driver = begin()
    driver.window.pages.show_page("rota")
    row = row_of(driver)
    read_now(driver, row)
    assert "Enter it again" in row.problem.text()
    driver.click(row.address)
    before = driver.ask.reading()
    enter(driver, feed.address)
    driver.until(lambda: "asked for again" in row_of(driver).problem.text())
    assert driver.ask.reading() == before
    assert len(driver.ask.sources()) == 1


def test_what_is_due_is_read_in_the_background_and_can_be_taken_back(begin, feed, now):
    driver = begin()
    add_feed(driver, feed)
    driver.window.pages.show_page("plan")
    driver.window.sources.check()
    assert feed.answered == [200]
    feed.data, feed.etag = feed.data.replace(b"SUMMARY:AMB", b"SUMMARY:Clinic"), '"v2"'
    now.forward(timedelta(hours=6))
    driver.window.sources.check()
    assert not driver.window.jobbar.isVisible()
    driver.until(lambda: any(use.label == "Clinic" for use in driver.ask.labels()))
    driver.until(lambda: driver.window.notice.words().startswith("Read rota"))
    assert driver.window.pages.on_view == "plan"
    driver.click(driver.window.notice.action)
    assert not any(use.label == "Clinic" for use in driver.ask.labels())


def test_removing_takes_the_address_out_of_the_keyring_and_undo_puts_it_back(begin, feed, drawer):
    driver = begin()
    row = add_feed(driver, feed)
    driver.until(lambda: drawer.kept)
    driver.click(row.remove)
    driver.until(lambda: not drawer.kept)
    assert driver.window.pages.rota.sources.rows == {}
    assert driver.ask.reading() is not None
    driver.window.undo()
    driver.until(lambda: list(drawer.kept.values()) == [feed.address])
    read_now(driver, row_of(driver))
    assert row_of(driver).problem.isHidden()


def test_the_same_address_twice_is_one_source(begin, feed):
    driver = begin()
    add_feed(driver, feed)
    driver.click(driver.window.pages.rota.sources.add_feed)
    enter(driver, feed.address)
    driver.until(lambda: len(feed.answered) == 2 and not driver.app.jobs.running("read"))
    driver.until(lambda: not driver.window.findChildren(AddressDialog))
    assert len(driver.ask.sources()) == 1


def test_a_watched_file_is_read_again_when_it_changes(begin, rota, now):
    driver = begin()
    driver.to_plan(rota)
    driver.click(driver.window.rail.button("rota"))
    driver.click(driver.window.pages.rota.sources.watch_file)
    row = row_of(driver)
    driver.until(lambda: row.said() == "Last read on Tue 13 Oct at 10:20.")
    rota.write_bytes(rota.read_bytes().replace(b"SUMMARY:AMB", b"SUMMARY:Clinic"))
    now.forward(timedelta(minutes=2))
    driver.window.sources.check()
    driver.until(lambda: any(use.label == "Clinic" for use in driver.ask.labels()))
    rota.write_bytes(b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n")
    now.forward(timedelta(minutes=2))
    driver.window.sources.check()
    driver.until(lambda: "only part of it arrived" in row.problem.text())
    assert row.address.isHidden()
    assert any(use.label == "Clinic" for use in driver.ask.labels())


def test_a_watched_folder_without_a_rota_is_not_taken(begin, rota, tmp_path, answers):
    driver = begin()
    driver.to_plan(rota)
    driver.click(driver.window.rail.button("rota"))
    answers.watched = tmp_path / "nothing"
    answers.watched.mkdir()
    driver.click(driver.window.pages.rota.sources.watch_folder)
    driver.until(driver.window.trouble.words)
    assert "holds no rota file" in driver.window.trouble.words()
    assert driver.ask.sources() == ()


def test_closing_does_not_wait_for_a_feed_that_hangs(begin, feed):
    driver = begin()
    feed.answers.clear()
    driver.click(driver.window.home.welcome.feed)
    enter(driver, feed.address)
    driver.until(lambda: feed.answered)
    driver.app.close()
    assert any(thread.name == "bounded work" for thread in threads())
