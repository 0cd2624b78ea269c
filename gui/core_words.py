"""What the core says, in the language of the user.

The core knows no Qt and speaks English; its sentences come as texts, out of a child process too. So
here each of them stands once more, with names for what is put in, to be found again and translated.
`tests/house/test_core_words.py` fails on a sentence of the core that is missing here.
"""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QCoreApplication, QTranslator

from core.phrases import Phrases


def _core(sentence: str) -> str:
    """Mark `sentence` as to be translated: resources/make_translations.py looks for this name."""
    return sentence


SENTENCES = (
    _core("{file} cannot be read: {why}. ({path})"),
    _core("{file} belongs to another user, and saving would take it away from them. ({path})"),
    _core("{file} is no longer there. ({path})"),
    _core("{file} was changed by another program. ({path})"),
    _core("{file} was changed by another program since it was read. ({path})"),
    _core("{file} has just been made by another program. ({path})"),
    _core("{file} vanished while it was saved. ({path})"),
    _core("{file} has {count} messages, and saving {fewer} would lose the rest. ({path})"),
    _core("{file} is nested too deeply to be saved. ({path})"),
    _core("{file} holds what is no JSON to be saved. ({path})"),
    _core("{file} was given the title “{title}” by another program at the same moment. ({path})"),
    _core("The title in {file} was changed since. ({path})"),
    _core("The folder {file} is no longer there. ({path})"),
    _core(
        "The folder {file} is empty, and not the one that was opened. Is it still mounted? ({path})"
    ),
    _core("There is no folder {path}."),
    _core("There is no session {id}. ({path})"),
    _core("“{id}” cannot be the id of a session."),
    _core("Another Session Browser is busy with {path}. Try again."),
    _core("Could not read {file}: {why}. ({path})"),
    _core("Could not write {file}: {why}. ({path})"),
    _core("Could not look at {file}: {why}. ({path})"),
    _core("Could not open {file}: {why}. ({path})"),
    _core("Could not lock {file}: {why}. ({path})"),
    _core("Could not list {file}: {why}. ({path})"),
    _core("Could not remove {file}: {why}. ({path})"),
    _core("Could not back up the index as {file}: {why}. ({path})"),
    _core("Could not read the backup {file}: {why}. ({path})"),
    _core("its name cannot be the id of a session"),
    _core("it is not UTF-8 text"),
    _core("it is not UTF-8 text (byte {number})"),
    _core("a row of it is damaged: {why}"),
    _core("a row of it has an id that no session can have"),
    _core("a row has no session_id"),
    _core("it is damaged or cut off"),
    _core("it is damaged"),
    _core("it is damaged at byte {number}"),
    _core("it is cut off at byte {number}"),
    _core("it is empty"),
    _core("it holds nothing but blanks"),
    _core("it is not a list"),
    _core("it is not a JSON object"),
    _core("it says its session_id is {id}"),
    _core("it has no session_id"),
    _core("it begins with a byte order mark, which the server does not take"),
    _core("it is a link, and links are not followed"),
    _core("it is a link"),
    _core("it is not a regular file"),
    _core("it is a folder"),
    _core("it has {number} bytes, more than can be opened"),
    _core("it is nested too deeply"),
    _core("its messages hold what Python cannot read"),
    _core("it is no longer there"),
    _core("its folder is no longer there"),
    _core("its name is too long"),
    _core("its file is not there"),
    _core("there is none"),
    _core("the disk is full"),
    _core("the disk quota is used up"),
    _core("the disk is read-only"),
    _core("permission was denied"),
    _core("the operation is not permitted"),
    _core("the disk reported an input/output error"),
    _core("too many files are open"),
    _core("the index has no row for it"),
    _core("{number} rows have this id"),
    _core("the file with this id is named {id}.json"),
    _core("The index has {number} rows, but the folder has no readable session."),
    _core("{number} of {total} rows have no file. Is the folder mounted?"),
    _core("Another program is writing in this folder right now. Is the server running?"),
    _core("The server at {address} is writing answers right now."),
    _core("The repaired index did not read back as it should; nothing was changed."),
    _core("This repair can no longer be undone: it is not the last one."),
    _core("The repair was not undone: another program has written the index since."),
    _core("The work ended unexpectedly. No file is left half written; check again."),
    _core("edits go to the files; the server at {address} serves another folder"),
    _core("edits go to the files"),
    _core("edits wait: the server at {address} wants a password"),
    _core("edits go through the server at {address}"),
    _core("“{address}” is not the address of a server."),
    _core("Not renamed: the web UI's server at {address} {what}. ({path})"),
    _core(
        "Renamed in the file only, which may not last: the web UI's server at {address} "
        "{what}. ({path})"
    ),
    _core("took it for a mistake"),
    _core("wants a password, which this program does not have"),
    _core("does not allow it: the session may only be read, or the server does not trust us"),
    _core(
        "does not know this session: it may belong to another profile, the server may serve "
        "another folder, or not take ids of this kind"
    ),
    _core("is busy with this session, or counts it to another profile"),
    _core("has had too many requests; wait a minute"),
    _core("is too busy"),
    _core("would change the title “{title}”"),
    _core("is gone"),
    _core("has a certificate that is not to be trusted"),
    _core("has not answered for {number} seconds and may still do it later"),
    _core("broke off without an answer"),
    _core("could not do it"),
    _core("did not"),
    _core("cannot be reached"),
    _core("does not answer"),
    _core("says it has saved it, but the file says not"),
    _core("ended in the middle of saving. The file has been put back as it was"),
    _core("edits wait: {address} {what}"),
    _core("would not keep {what} as it was"),
    _core("the old title “{title}”"),
    _core("the old, empty title"),
    _core("left by another program; it may hold the only copy of a last turn"),
    _core("Some of its bytes are no text; they are shown as �."),
    _core("It begins with a byte order mark, which the server does not take."),
    _core("Not everything can be read: {why}. What is whole is shown."),
    _core("Its messages are no list."),
    _core("it has no fields"),
    _core("it is nested too deeply at byte {number}"),
    _core("there is more behind its end"),
    _core("only its first {number} messages are read"),
    _core("Only the first {number} letters count."),
    _core("Only the first {number} things to look for count."),
    _core("This quotation mark has no other one."),
    _core("“{key}:” is looked for as a word. Was “{other}:” meant?"),
    _core("“{key}:” knows {names}."),
    _core("“{key}:” takes a number, as in {example}."),
    _core("“{key}:” takes a date or an age, as in {example} or 7d."),
    _core("The search catalogue was damaged and is built anew."),
    _core("The search catalogue is not kept: {why}. Each search reads every file. ({path})"),
    _core("it cannot be written"),
    _core("another program is busy with it"),
    _core("{what} ({number}: “{quote}”)"),
    _core("{what} ({number})"),
    _core("There is no folder {path} to write into."),
    _core("{file} was not written: that is the sessions folder itself. ({path})"),
    _core("{file} is not a file that can be replaced. ({path})"),
    _core("{file} is already there and was left alone. ({path})"),
    _core("This is over {number} MB, too much for the clipboard. Save it as a file."),
)


def translated(text: str) -> str:
    """Return what the core said in the user's language; as it is, if nobody knows it."""
    return text if not text or is_english() else _translated(text)


def found(text: str) -> str:
    """Return which of `SENTENCES` the text is, or nothing."""
    return _phrases().found(text)


def in_other_words(sentence: str) -> str:
    """Return one of `SENTENCES` in the user's language, with the names still in it."""
    return QCoreApplication.translate("Core", sentence)


@lru_cache(maxsize=4096)  # the reason of an unreadable file is asked for at every paint
def _translated(text: str) -> str:
    return _phrases().said(text, in_other_words)


def is_english() -> bool:
    """Tell whether the window speaks as the core does."""
    application = QCoreApplication.instance()
    return application is None or application.findChild(QTranslator) is None


@lru_cache(maxsize=1)
def _phrases() -> Phrases:
    return Phrases(SENTENCES)
