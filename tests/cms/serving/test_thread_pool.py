"""Threads that work for an event loop."""

import asyncio
import threading
import time

import pytest

from cms.serving.thread_pool import ThreadPool


@pytest.fixture
def pool():
    return ThreadPool(2, "test")


def sleep():
    time.sleep(0.05)
    return threading.current_thread().name


async def all_of(pool, functions):
    return await asyncio.gather(*map(pool.run, functions), return_exceptions=True)


def test_no_more_threads_work_than_there_may_be(pool):
    names = asyncio.run(all_of(pool, [sleep] * 6))

    assert set(names) == {"test_1", "test_2"}


def test_threads_are_started_only_when_they_are_needed(pool):
    async def one_after_the_other():
        return [await pool.run(sleep) for _ in range(3)]

    assert asyncio.run(one_after_the_other()) == ["test_1"] * 3


def test_who_asks_is_told_of_errors(pool):
    def fail():
        raise OSError("the disk is full")

    [error, name] = asyncio.run(all_of(pool, [fail, sleep]))

    assert isinstance(error, OSError)
    assert name.startswith("test_")


def test_who_does_not_wait_any_longer_keeps_nobody_from_an_answer(pool):
    async def give_up():
        given_up = pool.run(sleep)
        given_up.cancel()
        return await all_of(pool, [sleep] * 3)

    assert len(asyncio.run(give_up())) == 3
