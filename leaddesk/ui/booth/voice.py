"""A voice note of a visitor, kept in memory until it is stopped; no temporary file is ever made of it."""

import struct
from typing import Any

from PySide6.QtCore import QBuffer, QIODevice, QObject

RATE, BITS = 16_000, 16


def wav(samples: bytes, rate: int = RATE) -> bytes:
    """PCM samples of one channel and 16 bits as a WAV file."""
    head = struct.pack("<4sI4s4sIHHIIHH4sI", b"RIFF", 36 + len(samples), b"WAVE", b"fmt ", 16, 1, 1, rate,
                       rate * BITS // 8, BITS // 8, BITS, b"data", len(samples))  # fmt: skip
    return head + samples


def recorder() -> Any:
    """QtMultimedia, which comes with the extra `media`; None where it is not installed."""
    try:
        from PySide6 import QtMultimedia
    except ImportError:
        return None
    return QtMultimedia


class Voice(QObject):
    """One note at a time."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._source: Any = None
        self._kept: QBuffer | None = None

    @property
    def running(self) -> bool:
        """Whether it listens."""
        return self._source is not None

    def start(self) -> bool:
        """Listen; False where there is no microphone or nothing to record with."""
        media = recorder()
        device = media.QMediaDevices.defaultAudioInput() if media is not None else None
        if device is None or device.isNull():
            return False
        form = media.QAudioFormat()
        form.setSampleRate(RATE)
        form.setChannelCount(1)
        form.setSampleFormat(media.QAudioFormat.SampleFormat.Int16)
        self._kept = QBuffer(self)
        self._kept.open(QIODevice.OpenModeFlag.WriteOnly)
        self._source = media.QAudioSource(device, form, self)
        self._source.start(self._kept)
        return True

    def stop(self) -> bytes:
        """The note as a WAV file; empty where nothing was heard."""
        if self._source is None or self._kept is None:
            return b""
        self._source.stop()
        samples = bytes(self._kept.data().data())
        self._kept.close()
        self._source = self._kept = None
        return wav(samples) if samples else b""
