"""Signs a decision and saves the document: off the window's thread, with the person's own key."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from planner.agreement.signing.cabinet import KeyCabinet, PassPhraseNeeded
from planner.agreement.signing.key import SigningKey
from planner.agreement.signing.saved import save_beside
from planner.agreement.signing.sign import signed
from planner.errors import LeadtimeError
from planner.model.decision import Decision
from ui.agree.incoming import PlanFile
from ui.kit import Kit
from ui.review import SLOT
from ui.review.pass_phrase import PassPhraseDialog


@dataclass(frozen=True)
class Signed:
    """A signed document: where it was saved, and the fingerprint of the key."""

    path: Path
    fingerprint: str


@dataclass(frozen=True)
class _Made:
    """A signed document; ``path`` is None where it could not be saved beside the plan."""

    document: bytes
    key: SigningKey
    path: Path | None


class Signer(QObject):
    """Signs plans one at a time; the key stays at hand until the window is closed."""

    def __init__(self, kit: Kit, cabinet: KeyCabinet, page: QWidget) -> None:
        super().__init__(page)
        self._kit = kit
        self._cabinet = cabinet
        self._page = page
        self._key: SigningKey | None = None
        self.dialog: PassPhraseDialog | None = None

    def sign(
        self,
        file: PlanFile,
        decision: Decision,
        done: Callable[[Signed], object],
        pass_phrase: str = "",
    ) -> None:
        """Sign a decision and save the document beside the plan; ``done`` is called with it."""
        kept, cabinet = self._key, self._cabinet

        def work(cancelled: Callable[[], bool]) -> _Made:
            key = kept or cabinet.key(decision.by, pass_phrase)
            document = signed(file.document, decision, key)
            if cancelled():
                return _Made(document, key, None)
            try:
                return _Made(document, key, save_beside(file.path, document))
            except LeadtimeError:
                return _Made(document, key, None)

        def failed(error: Exception) -> None:
            if isinstance(error, PassPhraseNeeded):
                self._ask(error, lambda said: self.sign(file, decision, done, said))
            else:
                self._kit.tell(error)

        self._kit.jobs.start(
            SLOT,
            "Signing the plan…",
            lambda cancelled, _: work(cancelled),
            lambda made: self._made(file, made, done),
            failed,
        )

    def _made(self, file: PlanFile, made: _Made, done: Callable[[Signed], object]) -> None:
        self._key = made.key
        path = made.path or self._elsewhere(file, made.document)
        if path is not None:
            done(Signed(path, made.key.fingerprint))

    def _elsewhere(self, file: PlanFile, document: bytes) -> Path | None:
        """Where it was saved instead: a plan may be opened where nothing can be written, such as
        out of an e-mail. None where it was not.
        """
        folder = self._kit.choosers.signed_folder(self._page)
        if folder is None:
            return None
        try:
            return save_beside(folder / file.path.name, document)
        except LeadtimeError as error:
            self._kit.tell(error)
            return None

    def _ask(self, why: PassPhraseNeeded, go_on: Callable[[str], object]) -> None:
        self.dialog = dialog = PassPhraseDialog(why.message, new=why.new, parent=self._page)

        def asked(answer: int) -> None:
            self.dialog = None
            if answer:
                go_on(dialog.pass_phrase)

        dialog.finished.connect(asked)
        dialog.open()
