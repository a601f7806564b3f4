"""A watched folder gives each picture once, and only when it is written to the end."""

from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from leaddesk.domain.arriving_files import Folder, Mark, looked

_files = st.dictionaries(
    st.sampled_from(["a.jpg", "b.png", "c.pdf"]), st.tuples(st.integers(0, 3), st.integers(0, 3))
)


def test_a_file_is_taken_when_two_looks_see_it_alike() -> None:
    """Issue 6.6: half-written files are waited for."""
    folder, first = looked(Folder(), {"a.jpg": (10, 1)})
    folder, second = looked(folder, {"a.jpg": (20, 2)})
    folder, third = looked(folder, {"a.jpg": (20, 2)})
    folder, fourth = looked(folder, {"a.jpg": (20, 2)})

    assert (first, second, third, fourth) == ([], [], ["a.jpg"], [])
    assert not folder.growing


def test_an_empty_file_is_no_picture_yet() -> None:
    """A phone makes the name first and fills it later."""
    folder, _none = looked(Folder(), {"a.jpg": (0, 1)})

    assert looked(folder, {"a.jpg": (0, 1)})[1] == []


def test_several_files_come_in_the_order_they_were_written() -> None:
    """The queue has the order of the visitors."""
    files = {"b.jpg": (5, 1), "a.jpg": (5, 2), "c.jpg": (5, 0)}

    assert looked(looked(Folder(), files)[0], files)[1] == ["c.jpg", "b.jpg", "a.jpg"]


def test_a_scanner_that_uses_a_name_again_gives_a_new_picture() -> None:
    """scan0001.png is every sheet's name for some."""
    folder = Folder({"scan.png": (10, 1)})
    folder, first = looked(folder, {"scan.png": (12, 2)})

    assert first == []
    assert looked(folder, {"scan.png": (12, 2)})[1] == ["scan.png"]


def test_a_file_that_went_is_forgotten_and_new_when_it_comes_back() -> None:
    """What is remembered never outgrows the folder."""
    folder, _none = looked(Folder({"a.jpg": (1, 1)}), {})

    assert folder == Folder()


@given(st.lists(_files, max_size=8))
def test_whatever_happens_in_a_folder_no_state_of_a_file_is_given_twice_in_a_row(
    looks: list[Mapping[str, Mark]],
) -> None:
    """Each state of a file is taken once for as long as it lies there, and nothing empty is."""
    folder = Folder()
    for files in looks:
        before = folder
        folder, whole = looked(before, files)
        assert all(before.taken.get(name) != files[name] and files[name][0] > 0 for name in whole)
        assert set(folder.taken) | set(folder.growing) == set(files)
        assert not set(folder.taken) & set(folder.growing)


def test_a_folder_where_nothing_changed_gives_nothing() -> None:
    """Ten thousand photos of years ago are looked at every ten seconds."""
    files = {f"{n}.jpg": (n + 1, n) for n in range(10_000)}
    folder = Folder(files)

    assert looked(folder, files) == (folder, [])


def test_two_files_that_come_together_are_each_taken_when_they_are_whole() -> None:
    """A large one does not hold a small one back."""
    folder, _none = looked(Folder(), {"small.jpg": (5, 1), "large.jpg": (5, 1)})
    folder, first = looked(folder, {"small.jpg": (5, 1), "large.jpg": (900, 2)})

    assert first == ["small.jpg"]
    assert looked(folder, {"small.jpg": (5, 1), "large.jpg": (900, 2)})[1] == ["large.jpg"]
