from datetime import timedelta

from planner.store import Export


def test_a_plan_keeps_its_version_until_it_differs_from_the_last_export(store, now):
    one, two = "1" * 64, "2" * 64
    assert store.exports.version_for(one) == 1
    store.exports.record(Export(1, one, now))
    assert store.exports.version_for(one) == 1
    assert store.exports.version_for(two) == 2
    store.exports.record(Export(2, two, now + timedelta(days=1)))
    assert store.exports.version_for(one) == 3
    assert store.exports.last() == Export(2, two, now + timedelta(days=1))


def test_an_export_is_no_step_of_undo(store, now):
    store.exports.record(Export(1, "1" * 64, now))
    assert store.journal.undo_words is None
