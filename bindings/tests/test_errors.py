"""GridError: a ValueError with code, place and cure in two languages."""
import pickle

import pytest

import libgrid


def error_of(call, *arguments, **named):
    with pytest.raises(libgrid.GridError) as caught:
        call(*arguments, **named)
    return caught.value


def test_says_what_where_and_what_to_do():
    error = error_of(libgrid.project, [-71.0, float("nan")], [42.3, 42.3], 26986)
    assert error.code == "E_NUMBER_NOT_FINITE" and (error.field, error.row) == ("lon", 2)
    assert error.message_en == "row 2, field lon: the number is not finite. Cure: leave NaN and infinity out."
    assert error.message_zh == "行 2，字段 lon: 数值不是有限数。处理办法：请去除 NaN 和无穷大。"
    assert error.cure_en == "leave NaN and infinity out" and error.cure_zh == "请去除 NaN 和无穷大"
    assert str(error) == "E_NUMBER_NOT_FINITE: " + error.message_en


def test_three_kinds(tmp_path, new_small):
    argument = error_of(libgrid.benjamini_hochberg, ["a"])
    file = error_of(libgrid.open, tmp_path / "none")
    missing = error_of(new_small.blocks)
    assert [isinstance(argument, kind) for kind in (ValueError, OSError, KeyError)] == [True, False, False]
    assert [isinstance(file, kind) for kind in (ValueError, OSError, KeyError)] == [True, True, False]
    assert [isinstance(missing, kind) for kind in (ValueError, OSError, KeyError)] == [True, False, True]
    assert str(missing).startswith("E_STEP_MISSING: ")   # not quoted, as a plain KeyError would be


def test_travels_between_processes(tmp_path):
    for error in (error_of(libgrid.open, tmp_path / "none"), error_of(libgrid.benjamini_hochberg, [2.0])):
        again = pickle.loads(pickle.dumps(error))
        assert type(again) is type(error) and vars(again) == vars(error) and str(again) == str(error)


def test_paths_must_be_paths():
    with pytest.raises(TypeError):
        libgrid.open(7)
