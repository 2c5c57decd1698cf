"""Packages whose modules are fetched when a name of theirs is first asked for (PEP 562), so that
the window is seen before what it does not show is loaded.
"""

from collections.abc import Callable, Mapping
from importlib import import_module


def late(package: str, places: Mapping[str, str]) -> Callable[[str], object]:
    """The ``__getattr__`` of a package.

    ``places`` says for each module which names of it the package hands on, with spaces between. No
    name may be that of a module of the package: the import system would put the module there.
    """
    homes = {name: module for module, names in places.items() for name in names.split()}

    def fetch(name: str) -> object:
        if name not in homes:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        value: object = getattr(import_module(f"{package}.{homes[name]}"), name)
        # Asked for once only: from then on it is an ordinary name of the package.
        setattr(import_module(package), name, value)
        return value

    return fetch
