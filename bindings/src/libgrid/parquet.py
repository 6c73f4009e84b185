"""Points in a Parquet file to the shapes that hold them, larger than memory."""
from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from . import _core
from .locator import LayerLocator

if TYPE_CHECKING:
    import numpy as np
    import pyarrow

T = TypeVar("T")


def _column(batch: pyarrow.RecordBatch, name: str) -> np.ndarray:
    column = batch.column(name)
    whole = column.null_count == 0 and str(column.type) == "double"
    values: np.ndarray = (column if whole else column.cast("float64")).to_numpy(zero_copy_only=whole)
    return values   # a null has become NaN: in no shape


def _one_ahead(items: Iterable[T]) -> Generator[T, None, None]:
    """The items in their order, the next one made on a thread of its own while this one is used."""
    with ThreadPoolExecutor(1) as maker:
        source = iter(items)
        coming = maker.submit(next, source, None)
        while (item := coming.result()) is not None:
            coming = maker.submit(next, source, None)
            yield item


def locate_parquet(locator: LayerLocator, source: str | Path, target: str | Path, *, x: str = "x", y: str = "y",
                   names: Sequence[str] | None = None, keep: Sequence[str] | None = None, codes: bool | None = None,
                   south_east: bool = False, threads: int = 0, rows: int = 1 << 20, progress: Callable[[int, int], object] | None = None) -> int:
    """Adds an int32 column per layer and the uint8 column `touch` to the rows of a Parquet file; returns their number.

        locate_parquet(locator, "reports.parquet", "located.parquet", names=["ward", "beat"])

    x, y: the columns of coordinates, in the frame of the shapes. names: of the new columns, by default the names in the
    index, else layer_0, layer_1 ... A locator with codes (LayerLocator.open) writes them too, as strings (a dictionary) in the
    columns ward_code, beat_code ..., null in none; codes=False: positions only.
    keep: of the old columns, by default all. `rows` are read, located and written at a time, so a file may
    be larger than memory; three such steps are under way at once. progress(done, all) is called after each is written;
    whatever it raises ends the work.
    The target is there whole or not at all, and never the source. Needs pyarrow.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    _core.require_file(Path(source))
    if os.path.exists(target) and os.path.samefile(source, target):
        _core.refuse("target", "the file is an input of this run")
    known_codes = locator.codes
    if codes and not known_codes:
        _core.refuse("codes", "the locator has none: open an index that build_index wrote")
    texts = [pa.array(column, pa.string()) for column in known_codes.values()] if known_codes and codes is not False else None
    named = list(known_codes) or [f"layer_{layer}" for layer in range(len(locator))]
    names = list(names) if names is not None else named
    code_names = [f"{name}_code" for name in names] if texts is not None else []
    if len(names) != len(locator):
        _core.refuse("names", "one per layer")
    try:
        file = pq.ParquetFile(source, pre_buffer=False)   # else all columns of the whole file are held in memory
    except (pa.ArrowException, OSError) as error:
        _core.refuse("source", f"not a Parquet file that can be read: {error}")
    known = file.schema_arrow.names
    for argument, wanted in (("x", [x]), ("y", [y]), ("keep", keep or [])):
        for name in wanted:
            if name not in known:
                _core.refuse(argument, f"the file has no column {name}")
    for argument, name in (("x", x), ("y", y)):
        kind = file.schema_arrow.field(name).type
        if not (pa.types.is_floating(kind) or pa.types.is_integer(kind) or pa.types.is_decimal(kind)):
            _core.refuse(argument, f"numbers are needed; the column {name} holds {kind}")
    if rows < 1:
        _core.refuse("rows", f"must be 1 or more, not {rows}")
    kept = list(known if keep is None else keep)
    if len({*kept, *names, *code_names, "touch"}) != len(kept) + len(names) + len(code_names) + 1:
        _core.refuse("names", "a column of that name is there already")
    coded = pa.dictionary(pa.int32(), pa.string())
    added = [*(pa.field(name, pa.int32()) for name in names), *(pa.field(name, coded) for name in code_names),
             pa.field("touch", pa.uint8())]
    schema = pa.schema([*(file.schema_arrow.field(name) for name in kept), *added])

    def located(batch: pyarrow.RecordBatch) -> pyarrow.RecordBatch:
        index, touch = locator.locate(_column(batch, x), _column(batch, y), south_east=south_east, threads=threads)
        spelled = [pa.DictionaryArray.from_arrays(pa.array(at, mask=at < 0), text) for at, text in zip(index, texts or [])]
        columns = [*(batch.column(name) for name in kept), *map(pa.array, index), *spelled, pa.array(touch)]
        return pa.RecordBatch.from_arrays(columns, schema=schema)

    unfinished, done = Path(f"{target}.part"), 0
    try:
        with pq.ParquetWriter(unfinished, schema, compression="lz4", use_dictionary=False) as writer:
            batches = file.iter_batches(rows, columns=list(dict.fromkeys([*kept, x, y])))
            with closing(_one_ahead(map(located, _one_ahead(batches)))) as answers:
                for batch in answers:
                    writer.write_batch(batch)
                    done += len(batch)
                    if progress is not None:
                        progress(done, file.metadata.num_rows)
        os.replace(unfinished, target)
    finally:
        unfinished.unlink(missing_ok=True)
    return done
