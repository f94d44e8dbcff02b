"""Readers do not wait for a server that has just failed, and come back to it by themselves."""

from search.engines.breaker import FAILURES, PAUSE_SECONDS, Breaker


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def opened(clock: Clock) -> Breaker:
    breaker = Breaker(clock)
    for _failure in range(FAILURES):
        assert breaker.allows()
        breaker.failed()
    return breaker


def test_it_opens_after_some_failures_in_a_row():
    breaker = Breaker(Clock())
    breaker.failed()
    breaker.succeeded()
    breaker.failed()
    assert breaker.allows()
    breaker.failed()
    assert not breaker.allows()


def test_after_a_pause_one_request_tries_and_the_others_go_on_waiting():
    clock = Clock()
    breaker = opened(clock)
    clock.now = PAUSE_SECONDS
    assert breaker.allows()
    assert not breaker.allows()


def test_an_answer_closes_it_and_a_failure_begins_another_pause():
    clock = Clock()
    breaker = opened(clock)
    clock.now = PAUSE_SECONDS
    assert breaker.allows()
    breaker.failed()
    assert not breaker.allows()
    clock.now = 2 * PAUSE_SECONDS
    assert breaker.allows()
    breaker.succeeded()
    assert breaker.allows()
    assert breaker.allows()
