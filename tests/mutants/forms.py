"""Forms: what is sent twice, late, or by who may not send it."""

from .mutant import Mutant

MUTANTS: tuple[Mutant, ...] = ()
