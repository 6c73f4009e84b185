"""Moments as arguments: every way to write one means the same, a day is its midnight, and a refusal names the argument."""
from datetime import date, datetime, timezone

import numpy as np
import pytest

import libgrid
from libgrid.workspace import moment

MIDNIGHT = "2022-05-01T00:00:00"


@pytest.mark.parametrize("time", ["2022-05-01", MIDNIGHT, date(2022, 5, 1), datetime(2022, 5, 1), np.datetime64("2022-05-01"),
                                  np.datetime64("2022-05-01T00:00:00.000000000")])
def test_a_day_is_its_midnight(time):
    assert moment(time, "as_of") == MIDNIGHT


@pytest.mark.parametrize("time", ["1 May", "", "2022-02-30", None, 5, np.datetime64("NaT"), datetime(2022, 5, 1, tzinfo=timezone.utc)])
def test_what_is_no_moment_is_refused_at_its_argument(time):
    with pytest.raises(libgrid.GridError) as caught:
        moment(time, "since")
    assert caught.value.field == "since" and caught.value.code in ("E_TIME_MALFORMED", "E_PARAMETER_INVALID")


def test_a_workspace_takes_them_all(small):
    workspace = small.workspace
    begin = workspace.plan().version.valid_from
    for time in (begin, begin.date(), np.datetime64(begin), begin.date().isoformat()):
        assert workspace.plan(as_of=time).version.version >= 1
    for call in (lambda: workspace.plan(as_of="soon"), lambda: libgrid.responsible(workspace, 0.0, 0.0, as_of="soon")):
        with pytest.raises(libgrid.GridError) as caught:
            call()
        assert (caught.value.code, caught.value.field) == ("E_TIME_MALFORMED", "as_of")
