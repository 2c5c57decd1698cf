"""The window: Qt, one folder a page, nothing that decides."""
