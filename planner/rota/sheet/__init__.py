"""Spreadsheets (XLSX, XLS, ODS, CSV, TSV) → entries of a rota, with what was guessed."""

from planner.rota.sheet.detect import is_sheet
from planner.rota.sheet.read import SheetReader, SheetRota

__all__ = ["SheetReader", "SheetRota", "is_sheet"]
