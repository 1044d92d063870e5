"""The pictures of the sample album: where each one comes from, and who made it.

All are in the public domain or under CC0. None is in this repository: they are taken from packages
on PyPI, each pinned by its SHA-256.
"""

from dataclasses import dataclass

from kinfolk.pinned import Package, PackageFile

# Left, top, right, bottom in pixels.
Box = tuple[int, int, int, int]

# Pinned as a whole, because pip runs setup.py to fetch a source distribution.
WHITE_HOUSE = Package(
    "face-recognition==1.3.0",
    sdist_sha256="5e5efdd1686aa566af0d3cc1313b131e4b197657a8ffd03669e6d3fad92705ec",
)
NAVY = Package("matplotlib==3.10.3")
NASA = Package("scikit-image==0.25.2")
TESLA = Package("Nikola==8.3.3")
PUBLIC = "public domain, a work of the US government"


@dataclass(frozen=True)
class Original:
    """Name a picture in a package.

    `who` is the person in it, "" for no one; `bust` is their head and shoulders.
    """

    source: PackageFile
    credit: str
    who: str = ""
    bust: Box = (0, 0, 0, 0)


def _white_house(file: str, sha256: str, who: str, when: str, bust: Box) -> Original:
    source = PackageFile(WHITE_HOUSE, f"face_recognition-1.3.0/tests/test_images/{file}", sha256)
    credit = f"{who} {when}. Official White House photo by Pete Souza; {PUBLIC}."
    return Original(source, credit, who, bust)


def _skimage(
    file: str, sha256: str, credit: str, who: str = "", bust: Box = (0, 0, 0, 0)
) -> Original:
    return Original(PackageFile(NASA, f"skimage/data/{file}", sha256), credit, who, bust)


def _tesla(file: str, sha256: str, credit: str, who: str = "") -> Original:
    source = PackageFile(TESLA, f"nikola/data/samplesite/galleries/demo/{file}", sha256)
    gallery = "From Nikola's gallery “Some public domain pictures of Nikola Tesla”."
    return Original(source, f"{credit}. {gallery}", who)


OBAMA_SPEAKING = _white_house(
    "obama2.jpg",
    "a7efcc907375274796f39646510704aa86672d59f6d5469d69af3c85590976a6",
    "Barack Obama",
    "before the Congress, 9 September 2009",
    (0, 150, 626, 1027),
)
OBAMA_STANDING = _white_house(
    "obama3.jpg",
    "76ac6bf97c36dc2da0ad16a537d6a5ac1b10f48d49aac29a0cca9a17cdbc3ca3",
    "Barack Obama",
    "in the Blue Room, 10 May 2010",
    (471, 150, 1099, 987),
)
OBAMA_PORTRAIT = _white_house(
    "obama.jpg",
    "0930e3aa8cae5920329c0c8cbc6a2ab70f47b0e67b432875beaa95cbf7e741f6",
    "Barack Obama",
    "in the Oval Office, 6 December 2012",
    (209, 0, 769, 750),
)
BIDEN = _white_house(
    "biden.jpg",
    "3c17508bb91554c637a2eabddfae790e5bb1caba93130814fc2ac50be9760c4c",
    "Joe Biden",
    "in the Blue Room, 10 May 2010",
    (230, 70, 908, 976),
)
HOPPER = Original(
    PackageFile(
        NAVY,
        "matplotlib/mpl-data/sample_data/grace_hopper.jpg",
        "a8ca6d734765703b09728ab47fe59f473d93ae3967fc24c7c0288c3c7adb7130",
    ),
    f"Grace Hopper, 1984. Official US Navy photo by James S. Davis; {PUBLIC}.",
    "Grace Hopper",
    (75, 0, 457, 510),
)
COLLINS = _skimage(
    "astronaut.png",
    "88431cd9653ccd539741b555fb0a46b61558b301d4110412b5bc28b5e3ea6cb5",
    f"Eileen Collins. NASA Great Images; {PUBLIC}.",
    "Eileen Collins",
    (127, 28, 321, 286),
)
TESLA_YOUNG = _tesla(
    "tesla2_lg.jpg",
    "1545262744055ad4c1d9780ba00ea5f5dda6147423b53635c323cbdb5a117f7d",
    "Nikola Tesla as a young man",
    "Nikola Tesla",
)
TESLA_OLDER = _tesla(
    "tesla4_lg.jpg",
    "12115a31df631aa8866ee88a07130e277c7ecff6668241ce571c89a407b31f81",
    "Nikola Tesla some twenty years later",
    "Nikola Tesla",
)
TESLA_LAMP = _tesla(
    "tesla_conducts_lg.webp",
    "902ff28c0fdd8cd32438b5f27fc7393929ba23562ba9e28827800b0fd6508f49",
    "Nikola Tesla with a lamp that has no wires",
    "Nikola Tesla",
)
LABORATORY = _tesla(
    "tesla_lightning2_lg.jpg",
    "b1953a0e5d0d5666a6e63f072339df48a2071db16ba203bde3f224fddbc926ed",
    "Nikola Tesla's laboratory in Colorado Springs",
)
TOWER = _tesla(
    "tesla_tower1_lg.jpg",
    "6706aeea57cef4c92c43f3195fa8c3444f7152be4a1c0bd52383721953affdc6",
    "The tower of Wardenclyffe",
)
ROCKET = _skimage(
    "rocket.jpg",
    "c2dd0de7c538df8d111e479619b129464d0269d0ae5fd18ca91d33a7fdfea95c",
    "A rocket at Cape Canaveral. SpaceX, released into the public domain.",
)
COFFEE = _skimage(
    "coffee.png",
    "cc02f8ca188b167c775a7101b5d767d1e71792cf762c33d6fa15a4599b5a8de7",
    "A cup of coffee. Rachel Michetti, CC0.",
)
CAT = _skimage(
    "chelsea.png",
    "596aa1e7cb875eb79f437e310381d26b338a81c2da23439704a73c4651e8c4bb",
    "Chelsea, a cat. Stefan van der Walt, CC0.",
)
SKY = _skimage(
    "hubble_deep_field.jpg",
    "3a19c5dd8a927a9334bb1229a6d63711b1c0c767fb27e2286e7c84a3e2c2f5f4",
    f"Hubble eXtreme Deep Field. NASA; {PUBLIC}.",
)
ALL = (
    TESLA_YOUNG,
    TESLA_OLDER,
    TESLA_LAMP,
    LABORATORY,
    TOWER,
    HOPPER,
    COLLINS,
    SKY,
    ROCKET,
    COFFEE,
    CAT,
    OBAMA_SPEAKING,
    OBAMA_STANDING,
    OBAMA_PORTRAIT,
    BIDEN,
)
