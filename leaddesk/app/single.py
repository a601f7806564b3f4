"""One window program for a data folder: a second start passes its files on and raises the first window."""

import json
from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from leaddesk.app.alone import name_of
from leaddesk.app.place import Opening

WAIT_MS = 500
LARGEST = 1_000_000


def pass_on(opening: Opening, files: Sequence[str]) -> bool:
    """Give the files of this start to the program that already runs there; False where none answers."""
    socket = QLocalSocket()
    socket.connectToServer(name_of(opening))
    if not socket.waitForConnected(WAIT_MS):
        return False
    socket.write(json.dumps(list(files)).encode("utf8") + b"\n")
    heard = socket.waitForBytesWritten(WAIT_MS) and socket.waitForReadyRead(WAIT_MS)
    socket.disconnectFromServer()
    return bool(heard)


class Single(QObject):
    """Listens for later starts. `started(files)` for each of them."""

    started = Signal(object)

    def __init__(self, opening: Opening, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_connection)
        name = name_of(opening)
        if not self._server.listen(name):
            # A program that crashed left its socket behind; one that lives would have answered before.
            QLocalServer.removeServer(name)
            self._server.listen(name)

    def is_listening(self) -> bool:
        """Whether later starts will find this one."""
        return self._server.isListening()

    def close(self) -> None:
        """Let the next start open a window of its own."""
        self._server.close()

    def _on_connection(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.readyRead.connect(lambda socket=socket: self._on_ready(socket))
            socket.disconnected.connect(socket.deleteLater)

    def _on_ready(self, socket: QLocalSocket) -> None:
        if socket.bytesAvailable() > LARGEST:
            socket.abort()
            return
        if not socket.canReadLine():
            return
        try:
            told = json.loads(bytes(socket.readLine().data()))
        except ValueError:
            socket.abort()
            return
        socket.write(b"heard\n")
        socket.flush()
        files = [file for file in told if isinstance(file, str)] if isinstance(told, list) else []
        self.started.emit(files)
