"""Reads for the views: what is stored, and what follows from it."""

from planner.workspace.asking.agreement import AgreementQuestions
from planner.workspace.asking.ahead import AheadQuestions
from planner.workspace.asking.company import CompanyQuestions
from planner.workspace.asking.signing import SigningQuestions


class Questions(AgreementQuestions, AheadQuestions, CompanyQuestions, SigningQuestions):
    """Every question that a view may ask, by subject in `planner.workspace.asking`.

    Used from the thread that opened the store; the answers are frozen and may go anywhere.
    """
