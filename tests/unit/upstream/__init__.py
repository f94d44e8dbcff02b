"""What Casebook relies on that Wagtail, treebeard, django-allauth and others promise to nobody.

Each name says what is relied on, and each message what to look at, so that an upgrade says what broke. Where ours was made from
theirs, theirs is known by a digest: it changes with every change of theirs, harmless ones too.
"""

import ast
import hashlib
import inspect
from collections.abc import Callable
from typing import Any


def digest(text: str) -> str:
    """Return what a text is known by."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def source_digest(owner: type, name: str) -> str:
    """Return what the source of a class's method is known by, also where ours was put in its place."""
    module = inspect.getsource(inspect.getmodule(owner))
    for node in ast.walk(ast.parse(module)):
        if isinstance(node, ast.ClassDef) and node.name == owner.__name__:
            for part in node.body:
                if isinstance(part, ast.FunctionDef) and part.name == name:
                    return digest(ast.get_source_segment(module, part))
    return f"nothing: {owner.__name__} has no {name} of its own"


def parameters(function: Callable[..., Any]) -> list[str]:
    """Return the names of a function's parameters."""
    return list(inspect.signature(function).parameters)
