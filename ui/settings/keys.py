"""The keys of supervisors that are known, and the way to forget one."""

from functools import partial

from PySide6.QtWidgets import QFrame, QVBoxLayout

from planner.agreement.signing.saying import key_words, signer_words
from planner.model.signature import Signer
from planner.workspace import ForgetSigner
from ui.build import button, card, emptied, row, text
from ui.kit import Kit


class KeysCard(QFrame):
    """One line for each key that was compared with its owner; there only where there is one."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._lines = QVBoxLayout()
        self._lines.setSpacing(6)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(
            card(
                text("Supervisors whose keys you know", "heading"),
                text(
                    "A plan signed with one of these keys counts as signed by its owner. Forget a "
                    "key that is lost or not theirs: the next plan signed with it is for you to "
                    "compare again.",
                    "muted",
                ),
                self._lines,
            )
        )

    def refresh(self) -> None:
        """Show the keys."""
        emptied(self._lines)
        signers = self._kit.ask.signers()
        self.setVisible(bool(signers))
        for signer in signers:
            said = text(signer_words(signer, self._kit.ask.zone()))
            said.setToolTip(f"SHA-256 of the certificate: {signer.fingerprint}")
            forget = button("Forget", partial(self._forget, signer))
            forget.setAccessibleName(f"Forget the key {key_words(signer.fingerprint)}")
            line = row(gap=12)
            line.addWidget(said, 1)
            line.addWidget(forget)
            self._lines.addLayout(line)

    def _forget(self, signer: Signer) -> None:
        self._kit.controller.do(ForgetSigner(signer.fingerprint))
