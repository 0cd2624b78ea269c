"""Where the bundle's window begins: as `python -m gui`, on the user's own libraries again."""

from __future__ import annotations

import os
import sys
from collections.abc import MutableMapping

PATHS = ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "LIBPATH")
MARKS = "_PYI_"


def give_back(environment: MutableMapping[str, str]) -> None:
    """Undo what the bundle's start has set for its own libraries.

    They are loaded by now. A browser or file manager that we start would take them for its own,
    and need not get along with them. And a child process of ours, told by the marks that all is
    set, would look for them in vain.
    """
    for name in [name for name in environment if name.startswith(MARKS)]:
        del environment[name]
    for name in PATHS:
        environment.pop(name, None)
        if (original := environment.pop(f"{name}_ORIG", None)) is not None:
            environment[name] = original


if __name__ == "__main__":
    give_back(os.environ)
    from gui.__main__ import main

    sys.exit(main())
