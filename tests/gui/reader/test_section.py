"""One section: opens nothing by itself, gives away text only, and is as high as its text."""

from __future__ import annotations

import base64
import zlib
from collections.abc import Iterator
from math import ceil
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QIODevice, QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QColor, QGuiApplication, QImage, QTextDocument
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gui.reader.section import Section

STYLE = "p { margin-bottom: 8px }"
WIDTH = 400


class Tapped(Section):
    """A section that tells what it would put on a clipboard or a drag."""

    def given_away(self) -> QMimeData:
        return self.createMimeDataFromSelection()


@pytest.fixture
def section(qtbot: QtBot) -> Iterator[Tapped]:
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.resize(500, 400)
    section = Tapped(parent)
    with qtbot.waitExposed(parent):
        parent.show()
    yield section
    parent.hide()


def show(section: Section, html: str, *images: str) -> int:
    return section.show_markup(html, images, STYLE, WIDTH)


def click(qtbot: QtBot, section: Section, letter: int = 2) -> None:
    """Click on a letter of the text."""
    cursor = section.textCursor()
    cursor.setPosition(letter)
    place = section.cursorRect(cursor).center()
    qtbot.mouseClick(section.viewport(), Qt.MouseButton.LeftButton, pos=place)


def png(width: int, height: int) -> str:
    """A picture of this size, as a data URI."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return "data:image/png;base64," + base64.b64encode(buffer.data().data()).decode()


@pytest.mark.parametrize("address", ["http://example.org/a?b=c&d=%20e", "https://example.org/"])
def test_a_web_address_is_wanted_once_it_is_clicked(
    qtbot: QtBot, section: Section, address: str
) -> None:
    html = address.replace("&", "&amp;")
    with qtbot.assertNotEmitted(section.link_wanted):
        show(section, f'<p><a href="{html}">a link to it</a></p>')
    with qtbot.waitSignal(section.link_wanted) as wanted:
        click(qtbot, section)
    assert wanted.args == [address]


@pytest.mark.parametrize(
    "address",
    [
        *(
            "file:///etc/passwd",
            "data:text/html,hello",
            "javascript:alert(1)",
            "ftp://example.org/",
        ),
        *("mailto:ann@example.org", "//example.org/", "page.html", "#top", "fold:x", "fold:-1"),
        *(
            "copy:1x",
            "about:blank",
            "ms-settings:x",
            "qrc:/a",
            "fold:",
            "HTTP:",
            "smb://host/share",
        ),
    ],
)
def test_no_other_address_is_wanted(qtbot: QtBot, section: Section, address: str) -> None:
    show(section, f'<p><a href="{address}">a link to it</a></p>')
    signals = (section.fold_wanted, section.code_wanted)
    links: list[str] = []
    section.link_wanted.connect(links.append)
    with qtbot.assertNotEmitted(signals[0]), qtbot.assertNotEmitted(signals[1]):
        click(qtbot, section)
    assert [link for link in links if link != "http:"] == []
    assert "a link to it" in section.toPlainText()


def test_a_fold_and_a_code_block_are_wanted_by_their_number(qtbot: QtBot, section: Section) -> None:
    show(section, '<p><a href="fold:7">a fold</a></p>')
    with qtbot.waitSignal(section.fold_wanted) as fold:
        click(qtbot, section)
    show(section, '<p><a href="copy:3">a copy</a></p>')
    with qtbot.waitSignal(section.code_wanted) as code:
        click(qtbot, section)
    assert (fold.args, code.args) == ([7], [3])


@pytest.mark.parametrize(
    "source",
    [
        *(
            "/etc/hostname",
            "file:///etc/hostname",
            "http://127.0.0.1:9/a.png",
            "image:9",
        ),
        *("image:-1", "image:x"),
        *("qrc:/qt-project.org/qmessagebox/images/qtlogo-64.png", "image:99999999999"),
        *("data:image/png;base64,AAAA", "image://0", "image:0/../x", ":/a.png"),
    ],
)
def test_nothing_is_loaded_from_anywhere(section: Section, source: str) -> None:
    kind = QTextDocument.ResourceType
    show(section, f'<p>before <img src="{source}"> after</p>')
    assert "after" in section.toPlainText()
    for one in (kind.HtmlResource, kind.StyleSheetResource, kind.MarkdownResource):
        assert section.loadResource(one.value, QUrl(source)) == b""
    found = section.loadResource(kind.ImageResource.value, QUrl(source))
    assert isinstance(found, QImage)
    assert found.width() == 24, "the frame that stands for no picture"


def test_a_picture_that_is_on_the_disk_is_not_shown(section: Section, tmp_path: Path) -> None:
    image = QImage(50, 50, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    image.save(str(tmp_path / "a.png"))
    url = QUrl.fromLocalFile(str(tmp_path / "a.png")).toString()
    show(section, f'<p><img src="{url}"><img src="{tmp_path / "a.png"}"></p>')
    shot = section.grab().toImage()
    colours = {shot.pixelColor(x, y).name() for x in range(0, 50, 5) for y in range(0, 20, 5)}
    assert "#ff0000" not in colours


def test_an_own_picture_is_shown_no_wider_than_the_text(section: Section) -> None:
    show(section, '<p><img src="image:0"></p>', png(3_000, 300))
    found = section.loadResource(QTextDocument.ResourceType.ImageResource.value, QUrl("image:0"))
    assert isinstance(found, QImage)
    assert found.width() == WIDTH


def test_a_high_picture_has_a_bounded_height(section: Section) -> None:
    height = show(section, '<p><img src="image:0"></p>', png(300, 9_000))
    assert height < 800


def bomb(width: int, height: int) -> str:
    """A picture of a few bytes that says it has gigabytes."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        crc = zlib.crc32(kind + data).to_bytes(4, "big")
        return len(data).to_bytes(4, "big") + kind + data + crc

    head = width.to_bytes(4, "big") + height.to_bytes(4, "big") + b"\x08\x02\x00\x00\x00"
    raw = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 100)) + chunk(b"IEND", b"")
    whole = b"\x89PNG\r\n\x1a\n" + raw
    return "data:image/png;base64," + base64.b64encode(whole).decode()


@pytest.mark.qt_log_ignore("JPEG", extend=True)
@pytest.mark.parametrize(
    "source",
    [
        *(bomb(60_000, 60_000), bomb(2**31 - 1, 2**31 - 1), bomb(2**31 - 1, 1), bomb(0, 0)),
        *("data:image/png;base64,", "data:image/png;base64,%%%", "data:image/png", ""),
        *("data:image/svg+xml;base64,PHN2Zy8+", "data:text/html;base64,AAAA", "no uri"),
        "data:image/png;base64," + "A" * 10_000,
        "data:image/gif;base64," + base64.b64encode(b"GIF89a\xff\xff\xff\xff\x80").decode(),
        "data:image/jpeg;base64," + base64.b64encode(b"\xff\xd8\xff\xe0" + b"\0" * 99).decode(),
        "data:image/webp;base64," + base64.b64encode(b"RIFF\xff\xff\xff\xffWEBPVP8 ").decode(),
    ],
    ids=[str(number) for number in range(15)],
)
def test_a_broken_or_huge_picture_leaves_the_text_readable(section: Section, source: str) -> None:
    assert show(section, '<p>before <img src="image:0"> after</p>', source) < 500
    assert section.toPlainText().startswith("before")


def test_a_selection_is_given_away_as_text_alone(section: Tapped) -> None:
    show(section, '<p><b>bold</b> and <a href="https://example.org/">a link</a></p>')
    section.selectAll()
    data = section.given_away()
    assert (data.formats(), data.text()) == (["text/plain"], "bold and a link")


def test_copying_puts_text_alone_on_the_clipboard(qtbot: QtBot, section: Section) -> None:
    show(section, "<p><b>bold</b> text</p>")
    section.selectAll()
    qtbot.keyClick(section, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    data = QGuiApplication.clipboard().mimeData()
    assert (data.hasHtml(), data.text()) == (False, "bold text")


def test_no_tip_is_rich_text(qtbot: QtBot, section: Section) -> None:
    show(section, '<p><a href="https://example.org/?%3Cb%3E<i>x</i>">link</a></p>')
    section.highlighted.emit(QUrl("https://example.org/?<b>bold</b>"))
    assert "<b>" not in section.toolTip()


def test_a_tip_goes_when_the_mouse_leaves_the_link(section: Section) -> None:
    section.highlighted.emit(QUrl("https://example.org/"))
    section.highlighted.emit(QUrl())
    assert section.toolTip() == ""


@pytest.mark.parametrize("html", ["", "<p>one</p>", "<p>" + "word " * 3_000 + "</p>"])
def test_a_section_is_as_high_as_its_text_and_never_scrolls_by_itself(
    section: Section, html: str
) -> None:
    height = show(section, html)
    assert section.height() == height
    assert section.verticalScrollBar().maximum() == 0


def test_a_letter_is_found_again_in_another_width(section: Section) -> None:
    show(section, "<p>" + " ".join(f"w{n}" for n in range(2_000)) + "</p>")
    letter, below = section.letter_at(section.height() // 2)
    section.widen(WIDTH // 2)
    assert section.letter_at(section.y_of(letter, below))[0] <= letter
    cursor = section.cursorForPosition(QPoint(WIDTH // 2 - 1, section.y_of(letter, 3)))
    assert cursor.position() >= letter


def test_a_section_with_pictures_is_shown_anew_in_another_width(section: Section) -> None:
    show(section, '<p><img src="image:0"></p>', png(3_000, 300))
    assert section.widen(200) is None


def test_a_text_in_every_case_is_found(section: Section) -> None:
    show(section, '<p class="heading">You</p><p>you and YOU</p>')
    assert len(section.places_of("You")) == 2


def test_nothing_is_found_for_nothing(section: Section) -> None:
    show(section, "<p>text</p>")
    assert section.places_of("") == []


def test_a_section_that_is_not_seen_yet_takes_the_height_of_another_width(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.resize(700, 600)
    section = Section(parent)
    section.show_markup(f"<p>{'many words that wrap ' * 40}</p>", (), "", 600)
    section.setVisible(True)  # as far as it goes: the view is not seen itself

    section.widen(300)
    parent.show()

    assert section.height() == ceil(section.document().size().height())
