"""The collector works rarely while rows are brought in, and as usual afterwards."""

import gc

import pytest

from leaddesk.storage.collecting import rarely


def test_the_usual_thresholds_come_back_after_the_last_of_several() -> None:
    """P2: two long writes at once may end in any order."""
    usual = gc.get_threshold()
    first, second = rarely(), rarely()
    with first:
        second.__enter__()
        assert gc.get_threshold()[0] > usual[0]
    assert gc.get_threshold()[0] > usual[0]
    second.__exit__(None, None, None)

    assert gc.get_threshold() == usual


def test_a_fault_brings_the_usual_thresholds_back() -> None:
    """A refused import leaves the process as it was."""
    usual = gc.get_threshold()
    with pytest.raises(ValueError, match="x"), rarely():
        raise ValueError("x")

    assert gc.get_threshold() == usual
