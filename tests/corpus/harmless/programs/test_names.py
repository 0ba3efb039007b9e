"""Tests that pass, with names full of look-alikes."""
import unittest

import pytest

WORDS = ["error", "errors", "exception", "traceback", "fatal", "critical", "panic", "abort", "segfault", "failure", "timeout", "ValueError", "KeyError",
         "NullPointerException", "500", "exit_1", "stack_trace", "caused_by", "core_dump", "oom"]


@pytest.mark.parametrize("word", WORDS)
@pytest.mark.parametrize("times", range(12))
def test_error_handling(word, times):
    assert word


@pytest.mark.parametrize("word", WORDS)
@pytest.mark.parametrize("shelf", range(12))
def test_raises_exception(word, shelf):
    with pytest.raises(ValueError):
        raise ValueError(word)


@pytest.mark.parametrize("word", WORDS * 4)
def test_traceback_is_printed_on_failure(word):
    assert word


class TestFatalErrors(unittest.TestCase):
    pass


for _w in WORDS:
    for _i in range(18):
        def _t(self):
            """handling of an ERROR is tested, FAILED must not appear"""
            with self.assertRaises(KeyError):
                raise KeyError("x")
        if _i % 2:
            _t.__doc__ = None
        setattr(TestFatalErrors, "test_%s_fails_with_Error_%d" % (_w, _i), _t)
