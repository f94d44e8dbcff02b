"""What a contributor is asked, kind by kind: steps with few questions each, in any order."""

from .steps import CHECK, FILES, SHARING, Step, main_text_of, step_named, step_of_question, steps_of
from .when import applies

__all__ = ["CHECK", "FILES", "SHARING", "Step", "applies", "main_text_of", "step_named", "step_of_question", "steps_of"]
