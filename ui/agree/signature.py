"""Who signed a plan that came back, and whether the key is known."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame

from planner.agreement.signing.saying import key_words, signature_words
from planner.model.signature import Familiar, Signature, SignatureState
from planner.workspace import TrustSigner
from ui.build import button, role, row, text
from ui.kit import Kit

_MOODS = {Familiar.KNOWN: "good", Familiar.NEW: "warn", Familiar.OTHER: "bad"}


class SignatureBanner(QFrame):
    """Says who signed, and with which key; one that is not known can be said to be compared.

    Hidden where nothing is to be said, and where the signature is among the doubts. ``compared``
    once a key is known.
    """

    compared = Signal()

    def __init__(self, kit: Kit, signature: Signature) -> None:
        super().__init__()
        self._kit = kit
        self._signature = signature
        self._said = text("")
        self.trust = button("I have compared it", self._compared)
        if signature.fingerprint:
            code = key_words(signature.fingerprint)
            self.trust.setAccessibleName(f"I have compared it: the key is {code}")
            self.trust.setToolTip(f"SHA-256 of the certificate: {signature.fingerprint}")
        line = row(gap=12)
        line.addWidget(self._said, 1)
        line.addWidget(self.trust, 0, Qt.AlignmentFlag.AlignTop)
        line.setContentsMargins(16, 12, 16, 12)
        self.setLayout(line)
        self._show()

    def _show(self) -> None:
        ask, signature = self._kit.ask, self._signature
        familiar, valid = ask.familiar(signature), signature.state is SignatureState.VALID
        words = ""
        if signature.state is not SignatureState.INVALID:
            expected = bool(ask.signers())
            words = signature_words(signature, familiar, ask.zone(), expected=expected)
        self._said.setText(words)
        self.setAccessibleName(words)
        self.setProperty("mood", _MOODS[familiar] if valid else "warn")
        role(self, "banner")
        self.trust.setVisible(valid and familiar is not Familiar.KNOWN)
        # Shown with what it is put into: by itself it would come up as a window of its own.
        if not words:
            self.hide()

    def _compared(self) -> None:
        signature = self._signature
        if self._kit.controller.do(TrustSigner(signature.fingerprint, signature.name)) is not None:
            self._show()
            self.compared.emit()
