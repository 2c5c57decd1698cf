"""A second start on the same data raises the window that is there."""

import getpass
import hashlib
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

PATIENCE = 1_000
"""Milliseconds to wait for the other window to answer."""

_HELLO = b"raise"


def name_of(folder: Path) -> str:
    """What windows on a data folder go by, for this user."""
    whole = f"{getpass.getuser()} {folder.absolute().resolve()}"
    return f"leadtime-{hashlib.sha256(whole.encode('utf-8', 'replace')).hexdigest()[:24]}"


def raise_other(folder: Path) -> bool:
    """Asks the window that has the folder open to come forward; False where none answers."""
    socket = QLocalSocket()
    socket.connectToServer(name_of(folder))
    if not socket.waitForConnected(PATIENCE):
        return False
    socket.write(_HELLO)
    while socket.bytesAvailable() < len(_HELLO) and socket.waitForReadyRead(PATIENCE):
        """More of the answer may come."""
    heard = bytes(socket.readAll().data()) == _HELLO
    socket.disconnectFromServer()
    return heard


class Doorbell(QObject):
    """Hears other starts on the folder; ``rung`` tells that the window should come forward."""

    rung = Signal()

    def __init__(self, folder: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)
        name = name_of(folder)
        # Whoever crashed may have left its socket; the folder's lock says that it is gone.
        QLocalServer.removeServer(name)
        self._server.listen(name)

    def _answer(self) -> None:
        socket = self._server.nextPendingConnection()
        socket.disconnected.connect(socket.deleteLater, Qt.ConnectionType.QueuedConnection)
        socket.readyRead.connect(lambda: self._heard(socket))

    def _heard(self, socket: QLocalSocket) -> None:
        if bytes(socket.readAll().data()) == _HELLO:
            socket.write(_HELLO)
            socket.flush()
            self.rung.emit()
