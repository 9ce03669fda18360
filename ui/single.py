"""One window per store: a second start asks the first window to come to the front."""

from __future__ import annotations

import secrets
from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_RAISE = b"raise"
_WAIT_MS = 1000


class SingleWindow(QObject):
    """Listens under `address` (kept in the store's lock note) for other starts."""

    def __init__(self, on_raise: Callable[[], None]) -> None:
        super().__init__()
        self._on_raise = on_raise
        self.address = f"jixiao-{secrets.token_hex(6)}"
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)
        self._server.listen(self.address)

    def _answer(self) -> None:
        connection = self._server.nextPendingConnection()
        connection.disconnectFromServer()
        self._on_raise()


def raise_other(address: str) -> bool:
    """Ask the window at `address` to come to the front; whether it answered."""
    socket = QLocalSocket()
    socket.connectToServer(address)
    if not socket.waitForConnected(_WAIT_MS):
        return False
    socket.write(_RAISE)
    socket.waitForBytesWritten(_WAIT_MS)
    socket.disconnectFromServer()
    return True
