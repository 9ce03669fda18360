"""One program per store: a lock of the operating system, and a note beside it that says who holds it.

The lock falls when its program ends, however it ends; the note may stay behind and is then taken over.
"""

from __future__ import annotations

import json
import os
import platform
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime

from filelock import FileLock, Timeout

from services.store.engine import translate, translated
from services.store.errors import StoreElsewhere, StoreInUse
from services.store.places import Places


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has the store open: computer, process, where its window listens, since when (local time)."""

    host: str
    pid: int
    address: str
    since: str


class StoreLock:
    """The lock on a store, held from `take` to `release`."""

    def __init__(self, places: Places, lock: FileLock) -> None:
        self._places = places
        self._lock = lock

    @classmethod
    def take(cls, places: Places, address: str, *, even_if_elsewhere: bool = False) -> StoreLock:
        """Lock the store. StoreInUse: open on this computer; StoreElsewhere: noted as open on another one.

        Where the folder is synchronised or was carried over on a stick the other computer's lock cannot be seen,
        only its note; `even_if_elsewhere` is the clerk's word that it is closed there.
        """
        lock = FileLock(places.lock, thread_local=False)
        try:
            lock.acquire(timeout=0)
        except Timeout:
            raise _refusal(read_holder(places)) from None
        except OSError as error:
            raise translate(error) from error
        holder = read_holder(places)
        if holder and holder.host != platform.node() and not even_if_elsewhere:
            lock.release()
            raise _refusal(holder)
        taken = cls(places, lock)
        taken._note(address)
        return taken

    def _note(self, address: str) -> None:
        holder = Holder(platform.node(), os.getpid(), address, f"{datetime.now().astimezone():%Y-%m-%d %H:%M}")
        part = self._places.holder.with_name(f"{self._places.holder.name}.part")
        try:
            with translated():
                part.write_text(json.dumps(asdict(holder), ensure_ascii=False), "utf-8")
                part.replace(self._places.holder)
        except BaseException:
            self._lock.release()
            raise

    def release(self) -> None:
        """Let the next one in; a second time does nothing, for the note may then be somebody else's."""
        if self._lock.is_locked:
            with suppress(OSError):
                self._places.holder.unlink()
            self._lock.release()


def read_holder(places: Places) -> Holder | None:
    """The note beside the lock; None when there is none or it cannot be read."""
    try:
        return Holder(**json.loads(places.holder.read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def _refusal(holder: Holder | None) -> StoreInUse | StoreElsewhere:
    if holder and holder.host != platform.node():
        return StoreElsewhere(holder.host, holder.since)
    return StoreInUse(holder.address if holder else "")
