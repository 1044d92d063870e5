"""kill -9 at any moment: what was acknowledged is there, whole and once."""

import random
from pathlib import Path

from tests.faults.client import Client
from tests.faults.house import House


def test_a_user_is_killed(house: House, is_long: bool) -> None:
    chance, photos = random.Random(1), house.photo_facts()
    for number in range(35 if is_long else 4):
        user = house.user(number, 12)
        user.ready()
        user.kill(chance.uniform(0, 0.4))
        house.learn(user.said)
    assert house.ledger.names
    assert house.photo_facts() == photos


def test_a_scan_is_killed_beside_a_user(built: House, tmp_path: Path, is_long: bool) -> None:
    chance = random.Random(2)
    house = House.build(tmp_path, photos=40)
    cut_off = 0
    for number in range(35 if is_long else 4):
        house.draw(12)
        photos = house.photo_facts()
        scan, user = house.scan(), house.user(number, 5)
        scan.ready()
        cut_off += scan.kill(chance.uniform(0, 1.5))
        user.end()
        house.learn(user.said)
        assert house.photo_facts() == photos
    assert cut_off
    house.scan().end()
    house.learn()


def test_a_server_is_killed(house: House, is_long: bool) -> None:
    chance, photos = random.Random(4), house.photo_facts()
    for number in range(15 if is_long else 2):
        server, url = house.serve()
        client = Client(house.base, url, seed=number)
        client.start()
        assert server.kill(chance.uniform(0.1, 0.7))
        client.join()
        house.learn(client.said)
    assert house.ledger.names
    assert house.photo_facts() == photos


def test_three_at_once(house: House, is_long: bool) -> None:
    """Three users with a scan beside them, all of them killed now and then."""
    chance, photos = random.Random(3), house.photo_facts()
    for number in range(8 if is_long else 1):
        users = [house.user(number, 15, part, 3) for part in range(3)]
        scan = house.scan()
        if number % 2:
            users[0].ready()
            users[0].kill(chance.uniform(0, 0.5))
        for program in (*users[number % 2 :], scan):
            program.end()
        house.learn(*(user.said for user in users))
    assert len(house.ledger.names) > 3
    assert house.photo_facts() == photos
