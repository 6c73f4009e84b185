"""Steps: what they tell, and that one that is interrupted leaves no trace."""
import os
import shutil
import signal
import threading
from datetime import datetime

import numpy as np
import pytest

import libgrid
from conftest import small_city_rules

STEPS = ["import", "blocks", "partition", "publish", "cut", "assign", "hotspots", "rebound", "export"]


@pytest.mark.parametrize("city", ["small", "boston"])
def test_every_step_sums_up(request, city):
    made = request.getfixturevalue(city)
    assert list(made.summaries) == STEPS
    for step, summary in made.summaries.items():
        assert summary.step == step and summary.seconds >= 0
    names = [figure.name for summary in made.summaries.values() for figure in summary.figures]
    assert len(names) == len(set(names))


def test_progress_goes_from_0_to_1(boston):
    assert all(isinstance(step, str) and 0 <= share <= 1 for step, share in boston.progress)
    assert {"read ground", "partition", "hotspots", "rebound", "export"} <= {step for step, _ in boston.progress}
    shares = [share for step, share in boston.progress if step == "partition"]
    assert shares == sorted(shares) and shares[-1] == 1


def test_boston_has_the_zones_that_were_asked_for(boston):
    figures = {figure.name: figure.value for summary in boston.summaries.values() for figure in summary.figures}
    assert (figures["level1_zones"], figures["level2_zones"]) == (10, 120)
    assert figures["report_rows"] == 93_963 and figures["rejected_rows"] == 0
    assert figures["assigned"] + figures["unassigned_default"] + figures["unassigned_outside"] == 93_963


def test_a_step_again_is_the_same(new_small):
    def run():
        libgrid.draw_blocks(new_small)
        libgrid.draft_plan(new_small)
        libgrid.publish_plan(new_small, datetime(2015, 1, len(new_small.plans()) + 1), again=True)
        return new_small.plan().version.sha256

    assert run() == run()


def test_steps_come_in_their_order(new_small):
    for step, needed in ((libgrid.draft_plan, "blocks"), (libgrid.find_hotspots, "blocks"), (libgrid.measure_rebound, "blocks")):
        with pytest.raises(libgrid.GridKeyError) as caught:
            step(new_small)
        assert (caught.value.code, caught.value.detail) == ("E_STEP_MISSING", needed)
    with pytest.raises(libgrid.GridKeyError):
        libgrid.export_outputs(new_small, new_small.folder.parent / "out")
    assert not (new_small.folder.parent / "out").exists()


def test_files_that_are_not_there(tmp_path, new_small, small_files):
    with pytest.raises(OSError) as caught:
        libgrid.import_city(new_small, **(small_files | {"reports": tmp_path / "none.csv"}))
    assert caught.value.code == "E_FILE_NOT_FOUND" and "none.csv" in caught.value.file
    assert len(new_small.rejected()) == 0   # what was imported before is still there


def test_a_city_without_reports_gets_them_later(tmp_path, small_files):
    young = libgrid.create(tmp_path / "young", small_city_rules())
    libgrid.import_city(young, districts=small_files["districts"], streets=small_files["streets"])
    libgrid.draw_blocks(young)
    libgrid.draft_plan(young)
    summary = libgrid.import_reports(young, small_files["reports"])
    rows = len(small_files["reports"].read_text(encoding="utf-8").splitlines()) - 1
    assert {figure.name: figure.value for figure in summary.figures}["report_rows"] == rows > 0


def test_bad_rows_are_listed(new_small, small_files, tmp_path):
    lines = small_files["reports"].read_text(encoding="utf-8").splitlines()
    lines[3] = lines[3].replace("2015-01-05T08:00:00", "yesterday")
    (tmp_path / "reports.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    libgrid.import_city(new_small, **(small_files | {"reports": tmp_path / "reports.csv"}))
    row, = new_small.rejected().itertuples()
    assert (row.row, row.field, row.code) == (3, "opened", "E_TIME_MALFORMED")


@pytest.mark.parametrize("time", ["2015-02-30T00:00:00", "soon", "2015-13-01"])
def test_a_date_that_is_none(new_small, time):
    with pytest.raises(libgrid.GridError) as caught:
        libgrid.publish_plan(new_small, time)
    assert (caught.value.code, caught.value.field) == ("E_TIME_MALFORMED", "valid_from")


def test_writes_the_report(small, tmp_path):
    written = libgrid.write_html_report(small.workspace, tmp_path)
    assert written == tmp_path / "report.html" and "</html>" in written.read_text(encoding="utf-8")


# Interrupted.

def started(workspace):
    """Which steps have left something."""
    def there(read):
        try:
            read(columns=True)
        except libgrid.GridKeyError:
            return False
        return True

    return [name for name in ("blocks", "road_pieces", "reports", "hotspots") if there(getattr(workspace, name))]


def test_an_exception_in_progress_cancels(new_small):
    def stop(step, share):
        raise RuntimeError("enough")

    with pytest.raises(RuntimeError, match="enough"):
        libgrid.draw_blocks(new_small, progress=stop)
    libgrid.draw_blocks(new_small)
    assert started(new_small) == ["blocks"]


def test_what_stopped_once_is_not_called_again(new_small):
    calls = []

    def stop(step, share):
        calls.append(step)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        libgrid.import_city(new_small, districts="none", streets="none", reports="none", progress=stop)
    assert len(calls) == 1


@pytest.fixture
def imported_boston(boston, tmp_path):
    folder = shutil.copytree(boston.workspace.folder, tmp_path / "workspace")
    return libgrid.open(folder)


@pytest.fixture
def keyboard():
    """Python's own answer to Ctrl-C, also where the tests were started with it ignored (`nohup`, a shell's `&`)."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("keyboard")
def test_ctrl_c_cancels_and_leaves_everything_as_it_was(imported_boston):
    before = imported_boston.blocks(columns=True)
    told = threading.Event()

    def press_ctrl_c():
        told.wait()
        os.kill(os.getpid(), signal.SIGINT)   # arrives while the main thread waits inside the library

    presser = threading.Thread(target=press_ctrl_c)
    presser.start()
    with pytest.raises(KeyboardInterrupt):
        libgrid.draw_blocks(imported_boston, progress=lambda step, share: told.set())
    presser.join()
    after = imported_boston.blocks(columns=True)
    assert np.array_equal(before["zone_id"], after["zone_id"]) and (after["zone_id"] > 0).all()   # the plan's own ground
    assert started(imported_boston) == ["blocks", "road_pieces", "reports", "hotspots"]


@pytest.mark.usefixtures("keyboard")
def test_ctrl_c_in_progress_itself(new_small):
    with pytest.raises(KeyboardInterrupt):
        libgrid.draw_blocks(new_small, progress=lambda step, share: signal.raise_signal(signal.SIGINT))


def test_steps_run_in_other_threads_too(new_small):
    results = []
    worker = threading.Thread(target=lambda: results.append(libgrid.draw_blocks(new_small)))
    worker.start()
    worker.join()
    assert results[0].step == "blocks"


def test_shows_itself_on_a_bar(new_small):
    class Bar:   # as far as tqdm's is used
        n, texts = 0.0, []

        def set_description(self, text, refresh):
            self.texts.append(text)

        def update(self, by):
            self.n += by

    bar = Bar()
    libgrid.draw_blocks(new_small)
    libgrid.draft_plan(new_small, progress=libgrid.on_bar(bar))
    assert bar.n == pytest.approx(1.0) and set(bar.texts) == {"partition"}
