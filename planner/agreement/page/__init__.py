"""The sheet of paper: type, marks and the blocks that plan.pdf is set from.

Blocks know their height before anything is drawn, so the pages are laid out first and "page 2 of 3"
needs no second run. Nothing in here decides what a plan says.
"""
