"""What can go wrong, in few kinds: each message says what happened, where, and what to do."""

from __future__ import annotations


class KgError(Exception):
    """Any failure that a user can act on; `exit_code` is what the command line ends with.

    >>> str(KgError("no such store", where="graphs/", remedy="build one with `kg build`"))
    'graphs/: no such store; build one with `kg build`'
    """

    exit_code = 1

    def __init__(self, what: str, *, where: str = "", remedy: str = "") -> None:
        self.what, self.where, self.remedy = what, where, remedy
        super().__init__(one_line(f"{where + ': ' if where else ''}{what}{'; ' + remedy if remedy else ''}"))


def one_line(text: str) -> str:
    r"""`text` with line breaks and control characters made visible, so that a message stays one line.

    >>> one_line("a\nb\x00")
    'a\\nb\\x00'
    """
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)


class UsageError(KgError):
    """A command or call that cannot be understood: wrong option, unknown name, malformed query."""

    exit_code = 2


class ArticleError(KgError):
    """One article that cannot be read; the run goes on without it."""


class ModelError(KgError):
    """A language model that is missing, damaged or of another version."""


class LexiconError(KgError):
    """A lexicon, judgement or pattern row that cannot be used; nothing of its file is loaded."""


class StoreError(KgError):
    """A store that cannot be opened, read or written; the run stops."""


class ExportError(KgError):
    """A file that could not be written; what stood there before still stands."""


class FaultsFound(KgError):
    """A check ran to its end and found faults in what it checked."""

    exit_code = 4
