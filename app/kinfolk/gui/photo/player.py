"""Playing a video in the photo view, with Qt Multimedia where it is installed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QImage

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QMediaPlayer, QVideoFrame


def can_play() -> bool:
    """Return whether Qt Multimedia is installed, with what it needs of the system.

    The extra `video` has it. It is imported to find out, since it may lack libpulse.
    """
    try:
        import PySide6.QtMultimedia  # noqa: F401
    except ImportError:
        return False
    return True


class FilmPlayer(QObject):
    """Play one video at a time and emit its frames; load nothing before the first one plays."""

    frame_shown = Signal(QImage, int)  # a frame, and its moment in ms
    changed = Signal()  # it plays or has stopped
    failed = Signal()  # the video cannot be played

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._player: QMediaPlayer | None = None
        self._file: Path | None = None  # the video that plays
        self.is_muted = False

    @property
    def is_playing(self) -> bool:
        return self._file is not None

    @property
    def moment(self) -> int:
        """The moment in ms that is played."""
        return self._player.position() if self._player else 0

    def play(self, file: Path, moment: int) -> None:
        """Play the video from a moment in ms."""
        player = self._player = self._player or self._made()
        self._file = file
        source = QUrl.fromLocalFile(str(file))
        if player.source() != source:
            player.setSource(source)
        player.setPosition(moment)
        player.play()
        self.changed.emit()

    def seek(self, moment: int) -> None:
        """Go on playing from another moment in ms."""
        if self._player is not None:
            self._player.setPosition(moment)

    def stop(self) -> None:
        if self._player is not None and self.is_playing:
            self._file = None
            self._player.pause()
            self.changed.emit()

    def close(self) -> None:
        """Stop and let go of the file."""
        self.stop()
        if self._player is not None:
            self._player.setSource(QUrl())

    def mute(self, is_muted: bool) -> None:
        self.is_muted = is_muted
        if self._player is not None:
            self._player.audioOutput().setMuted(is_muted)

    def _made(self) -> QMediaPlayer:
        """Return a new player. Qt Multimedia is imported here: it takes a while."""
        from PySide6.QtMultimedia import QAudioOutput, QMediaPlayer, QVideoSink

        player, sound, pictures = QMediaPlayer(self), QAudioOutput(self), QVideoSink(self)
        sound.setMuted(self.is_muted)
        player.setAudioOutput(sound)
        player.setVideoSink(pictures)
        pictures.videoFrameChanged.connect(self._on_frame)
        ended = QMediaPlayer.MediaStatus.EndOfMedia
        player.mediaStatusChanged.connect(lambda status: self.stop() if status == ended else None)
        player.errorOccurred.connect(self._on_error)
        return player

    def _on_frame(self, frame: QVideoFrame) -> None:
        if self.is_playing and not (image := frame.toImage()).isNull():
            self.frame_shown.emit(image, self.moment)

    def _on_error(self) -> None:
        if self.is_playing:
            self.stop()
            self.failed.emit()
