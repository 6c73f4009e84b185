"""Columns through the Arrow PyCapsule interface, from a producer and to a consumer that are made of ctypes only."""
import ctypes as c
import gc

import geopandas
import numpy as np
import pytest
import shapely

import libgrid
from libgrid.arrow import ArrowColumns

LOCATOR = libgrid.LayerLocator.from_geodataframes(
    [geopandas.GeoSeries([shapely.box(0, 0, 10, 10), shapely.box(10, 0, 20, 10)])])
X, Y = np.array([5.0, 15.0, 10.0, 25.0]), np.array([5.0, 5.0, 5.0, 5.0])
ANSWERS, TOUCH = [0, 1, 0, -1], [0, 0, 1, 0]


class Schema(c.Structure):
    pass


class Array(c.Structure):
    pass


class Stream(c.Structure):
    pass


RELEASE, GET, ERROR = c.CFUNCTYPE(None, c.c_void_p), c.CFUNCTYPE(c.c_int, c.c_void_p, c.c_void_p), c.CFUNCTYPE(c.c_void_p, c.c_void_p)
Schema._fields_ = [("format", c.c_char_p), ("name", c.c_char_p), ("metadata", c.c_char_p), ("flags", c.c_int64),
                   ("n_children", c.c_int64), ("children", c.POINTER(c.POINTER(Schema))), ("dictionary", c.c_void_p),
                   ("release", RELEASE), ("private_data", c.c_void_p)]
Array._fields_ = [("length", c.c_int64), ("null_count", c.c_int64), ("offset", c.c_int64), ("n_buffers", c.c_int64),
                  ("n_children", c.c_int64), ("buffers", c.POINTER(c.c_void_p)),
                  ("children", c.POINTER(c.POINTER(Array))), ("dictionary", c.c_void_p), ("release", RELEASE),
                  ("private_data", c.c_void_p)]
Stream._fields_ = [("get_schema", GET), ("get_next", GET), ("get_last_error", ERROR), ("release", RELEASE),
                   ("private_data", c.c_void_p)]
c.pythonapi.PyCapsule_New.restype = c.py_object
c.pythonapi.PyCapsule_New.argtypes = [c.c_void_p, c.c_char_p, c.c_void_p]
c.pythonapi.PyCapsule_GetPointer.restype = c.c_void_p
c.pythonapi.PyCapsule_GetPointer.argtypes = [c.py_object, c.c_char_p]


class Column:
    """Chunks of one column. `released` counts the structures that the consumer gave back."""

    def __init__(self, format, *chunks, valid=None, offset=0, fails=False):
        self.format, self.chunks, self.valid, self.offset, self.fails = format, chunks, valid, offset, fails
        self.released, self.next, self.alive = 0, 0, []

    def release_of(self, kind):
        def release(pointer):
            kind.from_address(pointer).release = RELEASE()
            self.released += 1

        self.alive.append(RELEASE(release))
        return self.alive[-1]

    def fill_schema(self, schema):
        schema.format, schema.release = self.format, self.release_of(Schema)

    def fill_array(self, array, values):
        buffers = (c.c_void_p * 2)(None if self.valid is None else self.valid.ctypes.data, values.ctypes.data)
        self.alive.append(buffers)
        array.length, array.offset, array.n_buffers = len(values) - self.offset, self.offset, 2
        array.null_count, array.buffers = (0 if self.valid is None else -1), buffers
        array.release = self.release_of(Array)


class OneArray(Column):
    def __arrow_c_array__(self, requested_schema=None):
        schema, array = Schema(), Array()
        self.fill_schema(schema)
        self.fill_array(array, self.chunks[0])
        self.alive += [schema, array]
        return (c.pythonapi.PyCapsule_New(c.addressof(schema), b"arrow_schema", None),
                c.pythonapi.PyCapsule_New(c.addressof(array), b"arrow_array", None))


class ManyChunks(Column):
    def __arrow_c_stream__(self, requested_schema=None):
        def schema(_, out):
            self.fill_schema(Schema.from_address(out))
            return 0

        def chunk(_, out):
            if self.fails:
                return 5
            if self.next < len(self.chunks):
                self.fill_array(Array.from_address(out), self.chunks[self.next])
            else:
                Array.from_address(out).release = RELEASE()
            self.next += 1
            return 0

        words = c.create_string_buffer(b"the disk is gone")
        stream = Stream(GET(schema), GET(chunk), ERROR(lambda _: c.addressof(words)), self.release_of(Stream), None)
        self.alive += [stream, words]
        return c.pythonapi.PyCapsule_New(c.addressof(stream), b"arrow_array_stream", None)


def test_an_array_is_read_where_it_lies_and_given_back():
    x, y = OneArray(b"g", X), OneArray(b"g", np.r_[99.0, Y], offset=1)
    index, touch = LOCATOR.locate(x, y)
    assert index.tolist() == [ANSWERS] and touch.tolist() == TOUCH
    gc.collect()
    assert x.released == y.released == 1   # the array; nobody took the schema


def test_chunks_follow_each_other():
    x = ManyChunks(b"g", X[:1], X[1:])
    index, touch = LOCATOR.locate(x, ManyChunks(b"g", Y))
    assert index.tolist() == [ANSWERS] and touch.tolist() == TOUCH
    assert x.released == 4   # stream, schema, two arrays
    assert LOCATOR.locate(ManyChunks(b"g"), ManyChunks(b"g"))[0].shape == (1, 0)


@pytest.mark.parametrize("format, dtype", [(b"f", "f4"), (b"c", "i1"), (b"C", "u1"), (b"s", "i2"), (b"S", "u2"),
                                           (b"i", "i4"), (b"I", "u4"), (b"l", "i8"), (b"L", "u8")])
def test_other_numbers_are_converted(format, dtype):
    assert LOCATOR.locate(OneArray(format, X.astype(dtype)), Y)[0].tolist() == [ANSWERS]


def test_a_null_is_in_no_shape():
    valid = np.array([0b1101], np.uint8)   # the second is null
    assert LOCATOR.locate(OneArray(b"g", X, valid=valid), Y)[0].tolist() == [[0, -1, 0, -1]]


def test_what_is_refused():
    with pytest.raises(libgrid.GridError, match="format u"):
        LOCATOR.locate(OneArray(b"u", X), Y)
    with pytest.raises(libgrid.GridError, match="the disk is gone"):
        LOCATOR.locate(ManyChunks(b"g", X, fails=True), Y)
    for bad in ({}, {"a": X}, {"a": TOUCH}, {"a": np.zeros(4, np.int32)[::2]},
                {"a": np.zeros(2, np.int32), "b": np.zeros(3, np.int32)}):
        with pytest.raises((libgrid.GridError, TypeError)):
            ArrowColumns(bad)


def test_answers_as_an_arrow_batch():
    index, touch = LOCATOR.locate(X, Y)
    at = index.ctypes.data
    columns = ArrowColumns({"区": index[0], "touch": touch})
    assert len(columns) == 4 and "touch" in repr(columns)
    del index, touch
    pair = columns.__arrow_c_array__()
    del columns
    gc.collect()
    schema = Schema.from_address(c.pythonapi.PyCapsule_GetPointer(pair[0], b"arrow_schema"))
    array = Array.from_address(c.pythonapi.PyCapsule_GetPointer(pair[1], b"arrow_array"))
    assert schema.format == b"+s" and array.length == 4
    seen = [(schema.children[i].contents, array.children[i].contents) for i in range(schema.n_children)]
    assert [(s.name.decode(), s.format) for s, _ in seen] == [("区", b"i"), ("touch", b"C")]
    assert seen[0][1].buffers[1] == at   # not copied
    assert list((c.c_int32 * 4).from_address(seen[0][1].buffers[1])) == ANSWERS
    assert list((c.c_uint8 * 4).from_address(seen[1][1].buffers[1])) == TOUCH
    array.release(c.addressof(array))
    assert not array.release
