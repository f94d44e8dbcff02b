"""From which state what leads where, and who may do it: the one table of the review."""

from dataclasses import dataclass
from enum import Enum, auto

from .states import STORED_STATES, Action, State


class Side(Enum):
    """On whose side somebody acts."""

    CONTRIBUTOR = auto()
    # A reviewer who is not the author.
    REVIEWER = auto()
    # Either of them.
    EITHER = auto()
    # A coordinator who is not the author.
    COORDINATOR = auto()


@dataclass(frozen=True, slots=True)
class Step:
    """Where an action leads, and who may do it."""

    to: State
    by: Side
    # Whether a text has to say why or what.
    with_text: bool = False


def _step(to: State, by: Side, with_text: bool = False) -> Step:
    return Step(to, by, with_text)


_S, _A = State, Action
# fmt: off
TABLE: dict[tuple[State, Action], Step] = {
    (_S.DRAFT, _A.SUBMIT): _step(_S.SUBMITTED, Side.CONTRIBUTOR),

    (_S.SUBMITTED, _A.ASK_FOR_CHANGES): _step(_S.CHANGES_ASKED, Side.REVIEWER, with_text=True),
    (_S.SUBMITTED, _A.RENEW): _step(_S.SUBMITTED, Side.CONTRIBUTOR),
    (_S.SUBMITTED, _A.HAND_OVER): _step(_S.SUBMITTED, Side.REVIEWER),
    (_S.SUBMITTED, _A.APPROVE): _step(_S.APPROVED, Side.REVIEWER),
    (_S.SUBMITTED, _A.DECLINE): _step(_S.DECLINED, Side.REVIEWER, with_text=True),
    (_S.SUBMITTED, _A.WITHDRAW): _step(_S.WITHDRAWN, Side.EITHER),

    (_S.CHANGES_ASKED, _A.ANSWER): _step(_S.CHANGES_ASKED, Side.CONTRIBUTOR, with_text=True),
    (_S.CHANGES_ASKED, _A.RESUBMIT): _step(_S.SUBMITTED, Side.CONTRIBUTOR),
    (_S.CHANGES_ASKED, _A.HAND_OVER): _step(_S.CHANGES_ASKED, Side.REVIEWER),
    (_S.CHANGES_ASKED, _A.DECLINE): _step(_S.DECLINED, Side.REVIEWER, with_text=True),
    (_S.CHANGES_ASKED, _A.WITHDRAW): _step(_S.WITHDRAWN, Side.EITHER),

    (_S.APPROVED, _A.ASK_FOR_CHANGES): _step(_S.CHANGES_ASKED, Side.REVIEWER, with_text=True),
    (_S.APPROVED, _A.RENEW): _step(_S.SUBMITTED, Side.CONTRIBUTOR),
    (_S.APPROVED, _A.HAND_OVER): _step(_S.APPROVED, Side.REVIEWER),
    # Of a text that has changed since.
    (_S.APPROVED, _A.APPROVE): _step(_S.APPROVED, Side.REVIEWER),
    (_S.APPROVED, _A.PUBLISH): _step(_S.PUBLISHED, Side.REVIEWER),
    (_S.APPROVED, _A.DECLINE): _step(_S.DECLINED, Side.REVIEWER, with_text=True),
    (_S.APPROVED, _A.WITHDRAW): _step(_S.WITHDRAWN, Side.EITHER),

    (_S.PUBLISHED, _A.ASK_FOR_CORRECTION): _step(_S.PUBLISHED, Side.CONTRIBUTOR, with_text=True),
    (_S.PUBLISHED, _A.ASK_FOR_WITHDRAWAL): _step(_S.PUBLISHED, Side.CONTRIBUTOR, with_text=True),
    (_S.PUBLISHED, _A.WITHDRAW): _step(_S.WITHDRAWN, Side.REVIEWER),

    (_S.WITHDRAWN, _A.RESTORE): _step(_S.PUBLISHED, Side.COORDINATOR),
    **{(state, _A.ERASE): _step(_S.ERASED, Side.COORDINATOR) for state in STORED_STATES if state is not _S.ERASED},
}
# fmt: on
