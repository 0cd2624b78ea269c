"""Where and as what conversations are saved: one small dialog, the same on every desktop."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEvent, QRegularExpression, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QRegularExpressionValidator, QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from core.transcript.file_names import ENDINGS, Format, safe_file_name
from core.transcript.masking import MASK, masked
from core.values import SessionRow
from gui.export.choices import ExportChoices
from gui.look import GAP, dim, grown, plain_label

_NO_NAME = ("", ".", "..")
_WIDTH = 520


@dataclass(frozen=True, slots=True)
class SaveWish:
    """The conversations `session_ids` are to be saved as `target`, a file or (several) a folder."""

    session_ids: tuple[str, ...]
    folder: Path
    name: str
    format: Format
    mask: bool

    @property
    def target(self) -> str:
        """The path of the file, or of the folder with a separator behind it."""
        return os.path.join(self.folder, self.name)  # noqa: PTH118 - which keeps the separator


class SaveDialog(QDialog):
    """Asks for name, folder and format; what was chosen before is chosen already."""

    save_wanted = Signal(object)  # SaveWish

    def __init__(
        self, rows: Sequence[SessionRow], choices: ExportChoices, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._rows, self._choices = rows, choices
        self._is_named = False  # by the user
        self._name = QLineEdit()
        self._folder = QLineEdit(str(choices.folder))
        self._choose = QPushButton(self.tr("&Choose…"))
        self._format = QComboBox()
        self._mask = QCheckBox(self.tr("&Mask what looks like a secret"))
        self._note = plain_label()
        self._buttons = QDialogButtonBox()
        roles = QDialogButtonBox.ButtonRole
        self._save = self._buttons.addButton(self.tr("&Save"), roles.AcceptRole)
        self._buttons.addButton(self.tr("Cancel"), roles.RejectRole)
        self._set_up()
        self._lay_out()
        self._connect()
        (self._name if len(rows) == 1 else self._folder).setFocus()
        self._on_kind_changed()

    def take_up(self, wish: SaveWish) -> None:
        """Show what was wished for before, so that the user can change it."""
        self._format.setCurrentIndex(self._format.findData(wish.format))
        self._mask.setChecked(wish.mask)
        self._folder.setText(str(wish.folder))
        self._is_named = True
        self._name.setText(wish.name)
        self._select_stem()

    # How it is put together

    def _set_up(self) -> None:
        several = len(self._rows) > 1
        one = self.tr("Save conversation")
        self.setWindowTitle(self.tr("Save conversations") if several else one)
        self._name.setAccessibleName(self.tr("Name of the file"))
        # What no system takes in a name; more than that is the system's matter.
        allowed = QRegularExpression(r"[^/\\\x00-\x1f\x7f]*")
        self._name.setValidator(QRegularExpressionValidator(allowed, self))
        self._folder.setAccessibleName(self.tr("Folder"))
        self._choose.setAccessibleName(self.tr("Choose the folder"))
        for part in (self._format, self._format.view()):
            part.setAccessibleName(self.tr("Format"))
        self._format.addItem(self.tr("Markdown"), "markdown")
        self._format.addItem(self.tr("HTML – one page that loads nothing"), "html")
        self._format.addItem(self.tr("JSON – the session file as it is"), "json")
        self._format.setCurrentIndex(self._format.findData(self._choices.form))
        self._mask.setChecked(self._choices.mask)
        self._note.setWordWrap(True)
        dim(self._note)
        self._save.setDefault(True)
        self._choose.setAutoDefault(False)

    def _lay_out(self) -> None:
        folder = QHBoxLayout()
        folder.setSpacing(GAP)
        folder.addWidget(self._folder, 1)
        folder.addWidget(self._choose)
        form = QFormLayout()
        form.setSpacing(GAP)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        if len(self._rows) > 1:
            form.addRow(self.tr("Names:"), self._count_label())
        else:
            form.addRow(self._label(self.tr("&Name:"), self._name), self._name)
        form.addRow(self._label(self.tr("&Folder:"), self._folder), folder)
        form.addRow(self._label(self.tr("F&ormat:"), self._format), self._format)
        form.addRow("", self._mask)
        form.addRow("", self._note)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GAP, 2 * GAP, 2 * GAP, 2 * GAP)
        column.setSpacing(2 * GAP)
        column.addLayout(form)
        column.addStretch(1)
        column.addWidget(self._buttons)

    def _fit(self) -> None:
        """Let the dialog be no smaller than its words, however the note is wrapped."""
        layout = self.layout()
        if layout is not None:
            layout.invalidate()
            width = max(grown(self, _WIDTH), layout.minimumSize().width())
            self.setMinimumSize(width, layout.minimumHeightForWidth(width))

    def _label(self, text: str, buddy: QWidget) -> QLabel:
        label = plain_label(text)
        label.setBuddy(buddy)
        return label

    def _count_label(self) -> QLabel:
        count = len(self._rows)
        return plain_label(self.tr("%Ln conversations, each by its title", "", count))

    def _connect(self) -> None:
        self._choose.clicked.connect(self._on_choose_wanted)
        self._name.textEdited.connect(self._on_name_edited)
        self._name.textChanged.connect(self._on_place_changed)
        self._folder.textChanged.connect(self._on_place_changed)
        self._format.currentIndexChanged.connect(self._on_kind_changed)
        self._mask.toggled.connect(self._on_kind_changed)
        self._buttons.accepted.connect(self._on_save_wanted)
        self._buttons.rejected.connect(self.reject)

    # What is chosen

    def _chosen_format(self) -> Format:
        chosen: Format = self._format.currentData()
        return chosen

    def _proposed_name(self) -> str:
        row = self._rows[0]
        title = masked(row.title) if self._mask.isChecked() else row.title
        return safe_file_name(title, row.session_id, ENDINGS[self._chosen_format()])

    def _file_name(self) -> str:
        """The name, with the ending of the format."""
        name, ending = self._name.text().strip(), ENDINGS[self._chosen_format()]
        return name if name.lower().endswith(ending) else name + ending

    def _chosen_folder(self) -> Path:
        # One that is not whole is meant from where the user's own files are.
        return Path.home() / Path(self._folder.text().strip()).expanduser()

    @Slot()
    def _on_kind_changed(self) -> None:
        if not self._is_named:
            self._name.setText(self._proposed_name())
        elif known := _known_format(self._name.text()):
            ending = ENDINGS[self._chosen_format()]
            self._name.setText(self._name.text()[: -len(ENDINGS[known])] + ending)
        self._select_stem()
        self._note.setText(self._about_masking())
        self._fit()

    def _about_masking(self) -> str:
        text = self.tr(
            "Keys, tokens and passwords of a known form become {mask}. Others cannot be told from"
            " words: read what you give away."
        ).format(mask=MASK)
        if self._mask.isChecked() and self._chosen_format() == "json":
            text += " " + self.tr("The file is then no longer the same byte for byte.")
        return text

    @Slot(str)
    def _on_name_edited(self, text: str) -> None:
        self._is_named = True
        known = _known_format(text)
        if known and known != self._chosen_format():
            place = self._name.cursorPosition()
            self._format.setCurrentIndex(self._format.findData(known))
            self._name.deselect()
            self._name.setCursorPosition(place)

    @Slot()
    def _on_place_changed(self) -> None:
        is_named = len(self._rows) > 1 or self._name.text().strip() not in _NO_NAME
        self._save.setEnabled(is_named and bool(self._folder.text().strip()))

    def _select_stem(self) -> None:
        name = self._name.text()
        known = _known_format(name)
        self._name.setSelection(0, len(name) - (len(ENDINGS[known]) if known else 0))

    @Slot()
    def _on_choose_wanted(self) -> None:
        dialog = QFileDialog(self, self.tr("Choose a folder"), str(self._chosen_folder()))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self._folder.setText)
        dialog.open()

    @Slot()
    def _on_save_wanted(self) -> None:
        choices, folder = self._choices, self._chosen_folder()
        choices.form, choices.mask = self._chosen_format(), self._mask.isChecked()
        choices.folder = folder
        ids = tuple(row.session_id for row in self._rows)
        name = self._file_name() if len(ids) == 1 else ""
        self.accept()
        self.save_wanted.emit(SaveWish(ids, folder, name, choices.form, choices.mask))

    # Qt overrides

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()  # the parts have their fonts now

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            QTimer.singleShot(0, self, self._fit)  # its parts hear of it a moment later


def _known_format(name: str) -> Format | None:
    return next((form for form, end in ENDINGS.items() if name.lower().endswith(end)), None)
