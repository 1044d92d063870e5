"""Files as other programs write them, each with its form of RDF, its frame and its habits.

The shapes of RDF are those in which a structure may be written: a resource, a description within,
or attributes.
"""

from collections.abc import Iterable, Sequence
from html import escape
from typing import NamedTuple

from kinfolk.metadata.region import RelativeBox

NAMESPACES = {
    "tiff": "http://ns.adobe.com/tiff/1.0/",
    "exif": "http://ns.adobe.com/exif/1.0/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "lr": "http://ns.adobe.com/lightroom/1.0/",
    "digiKam": "http://www.digikam.org/ns/1.0/",
    "mwg-rs": "http://www.metadataworkinggroup.com/schemas/regions/",
    "stArea": "http://ns.adobe.com/xmp/sType/Area#",
    "stDim": "http://ns.adobe.com/xap/1.0/sType/Dimensions#",
    "MP": "http://ns.microsoft.com/photo/1.2/",
    "MPRI": "http://ns.microsoft.com/photo/1.2/t/RegionInfo#",
    "MPReg": "http://ns.microsoft.com/photo/1.2/t/Region#",
    "Iptc4xmpExt": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
    "apple-fi": "http://ns.apple.com/faceinfo/1.0/",
    "acme": "http://acme.example/ns/",
}


class Face(NamedTuple):
    """A name and its box in the frame of the stored picture."""

    name: str
    box: RelativeBox


def packet(content: str, attributes: str = "") -> bytes:
    """Return a whole XMP packet around some properties."""
    spaces = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="Other 1.0">\n'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n'
        f'<rdf:Description rdf:about="" {spaces} {attributes}>\n{content}\n</rdf:Description>\n'
        '</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end="w"?>'
    ).encode()


def bag(name: str, values: Iterable[str], kind: str = "Bag") -> str:
    """Return a list as RDF has it: a Bag, or a Seq."""
    members = "".join(f"<rdf:li>{escape(value)}</rdf:li>" for value in values)
    return f"<{name}><rdf:{kind}>{members}</rdf:{kind}></{name}>"


def fields(values: dict[str, str]) -> str:
    return "".join(f"<{key}>{escape(value)}</{key}>" for key, value in values.items())


def attributes(values: dict[str, str]) -> str:
    return " ".join(f'{key}="{escape(value)}"' for key, value in values.items())


RESOURCE, DESCRIPTION, ATTRIBUTES = SHAPES = ("resource", "description", "attributes")


def area(box: RelativeBox) -> dict[str, str]:
    """Return a box by its centre, as the Metadata Working Group defines it."""
    x, y = box.left + box.width / 2, box.top + box.height / 2
    values = {"x": x, "y": y, "w": box.width, "h": box.height}
    return {f"stArea:{key}": f"{value:.6f}" for key, value in values.items()} | {
        "stArea:unit": "normalized"
    }


def mwg_region(shape: str, region: dict[str, str], area: dict[str, str], more: str = "") -> str:
    """Return a region as a member of the list, in one of RDF's shapes. more: further fields."""
    if shape == RESOURCE:
        inside = f'<mwg-rs:Area rdf:parseType="Resource">{fields(area)}</mwg-rs:Area>'
        return f'<rdf:li rdf:parseType="Resource">{inside}{fields(region)}{more}</rdf:li>'
    inside = f"<mwg-rs:Area {attributes(area)}/>{more}"
    if shape == DESCRIPTION:
        inside = f"<rdf:Description {attributes(region)}>{inside}</rdf:Description>"
        return f"<rdf:li>{inside}</rdf:li>"
    return f"<rdf:li {attributes(region)}>{inside}</rdf:li>"


def mwg_list(members: str, size: tuple[int, int] | None = None, kind: str = "Bag") -> str:
    """Return the list of regions. size: the picture's pixels that it was made for, if stated."""
    applied = ""
    if size:
        named = {"stDim:w": str(size[0]), "stDim:h": str(size[1]), "stDim:unit": "pixel"}
        applied = f"<mwg-rs:AppliedToDimensions {attributes(named)}/>"
    return (
        f'<mwg-rs:Regions rdf:parseType="Resource">{applied}<mwg-rs:RegionList>'
        f"<rdf:{kind}>{members}</rdf:{kind}></mwg-rs:RegionList></mwg-rs:Regions>"
    )


def mwg(
    faces: Sequence[Face], shape: str = DESCRIPTION, size: tuple[int, int] | None = None
) -> str:
    """Return the faces as regions of the Metadata Working Group."""
    members = (
        mwg_region(shape, {"mwg-rs:Name": face.name, "mwg-rs:Type": "Face"}, area(face.box))
        for face in faces
    )
    return mwg_list("".join(members), size)


def microsoft(faces: Sequence[Face], shape: str = ATTRIBUTES) -> str:
    """Return the faces as Microsoft's regions."""
    members = []
    for face in faces:
        rectangle = ", ".join(f"{side:.6f}" for side in face.box)
        values = {"MPReg:Rectangle": rectangle, "MPReg:PersonDisplayName": face.name}
        if shape == RESOURCE:
            members.append(f'<rdf:li rdf:parseType="Resource">{fields(values)}</rdf:li>')
        elif shape == DESCRIPTION:
            members.append(f"<rdf:li><rdf:Description {attributes(values)}/></rdf:li>")
        else:
            members.append(f"<rdf:li {attributes(values)}/>")
    return (
        '<MP:RegionInfo rdf:parseType="Resource"><MPRI:Regions><rdf:Bag>'
        f"{''.join(members)}</rdf:Bag></MPRI:Regions></MP:RegionInfo>"
    )


def iptc(name: str, boundary: dict[str, str], more: str = "") -> str:
    """Return one region of IPTC that names a person."""
    inside = fields({f"Iptc4xmpExt:{key}": value for key, value in boundary.items()})
    return (
        '<Iptc4xmpExt:ImageRegion><rdf:Bag><rdf:li rdf:parseType="Resource">'
        '<Iptc4xmpExt:RegionBoundary rdf:parseType="Resource">'
        f"{inside}{more}</Iptc4xmpExt:RegionBoundary>{bag('Iptc4xmpExt:PersonInImage', [name])}"
        "</rdf:li></rdf:Bag></Iptc4xmpExt:ImageRegion>"
    )


# Programs.


def digikam(faces: Sequence[Face], size: tuple[int, int]) -> bytes:
    """Return digiKam's packet: both kinds of regions, and the keywords of several programs."""
    tags = [f"People/{face.name}" for face in faces]
    paths = [tag.replace("/", "|") for tag in tags]
    return packet(
        bag("digiKam:TagsList", tags, "Seq")
        + bag("lr:hierarchicalSubject", paths)
        + bag("dc:subject", [face.name for face in faces])
        + microsoft(faces)
        + mwg(faces, DESCRIPTION, size),
        'digiKam:PickLabel="0"',
    )


def lightroom(faces: Sequence[Face], size: tuple[int, int], orientation: int) -> bytes:
    """Return Lightroom's sidecar: regions with a rotation each, and the photo's orientation.

    The orientation stands in the sidecar only.
    """
    members = (
        mwg_region(
            DESCRIPTION,
            {"mwg-rs:Rotation": "0.00000", "mwg-rs:Name": face.name, "mwg-rs:Type": "Face"},
            area(face.box),
        )
        for face in faces
    )
    names = [face.name for face in faces]
    return packet(
        bag("dc:subject", names)
        + bag("lr:hierarchicalSubject", names)
        + mwg_list("".join(members), size),
        f'tiff:Orientation="{orientation}" photoshop:SidecarForExtension="JPG"',
    )


def acdsee(faces: Sequence[Face], guesses: Sequence[Face] = ()) -> bytes:
    """Return ACDSee's packet. guesses: names that it has only suggested, or that were denied.

    Its areas are those of mwg-rs under other names.
    """
    members = ""
    for how, some in (("manual", faces), ("suggestion", guesses), ("denied", guesses)):
        for face in some:
            sides = attributes(area(face.box)).replace("stArea", "acd-area")
            said = {"acd:Name": face.name, "acd:Type": "Face", "acd:NameAssignType": how}
            inside = f"<acd:DLYArea {sides}/><acd:ALGArea {sides}/>"
            inside = f"<rdf:Description {attributes(said)}>{inside}</rdf:Description>"
            members += f"<rdf:li>{inside}</rdf:li>"
    return packet(
        '<acd:Regions rdf:parseType="Resource"><acd:RegionList><rdf:Bag>'
        f"{members}</rdf:Bag></acd:RegionList></acd:Regions>",
        'xmlns:acd="http://ns.acdsee.com/regions/" '
        'xmlns:acd-area="http://ns.acdsee.com/sType/Area#"',
    )


def windows_live(faces: Sequence[Face]) -> bytes:
    """Return the packet of Windows Live Photo Gallery: Microsoft's regions alone."""
    return packet(microsoft(faces, RESOURCE))


def iphone(boxes: Sequence[RelativeBox], size: tuple[int, int]) -> bytes:
    """Return an iPhone's packet: the faces that the camera saw, without names."""
    extension = (
        '<mwg-rs:Extensions rdf:parseType="Resource"><apple-fi:FaceID>7</apple-fi:FaceID>'
        "<apple-fi:ConfidenceLevel>281</apple-fi:ConfidenceLevel></mwg-rs:Extensions>"
    )
    members = (mwg_region(RESOURCE, {"mwg-rs:Type": "Face"}, area(box), extension) for box in boxes)
    return packet(mwg_list("".join(members), size, "Seq"))


def rect64(box: RelativeBox) -> str:
    """Return Picasa's rectangle, which leaves out leading zeros."""
    sides = (box.left, box.top, box.left + box.width, box.top + box.height)
    return "".join(f"{round(side * 65535):04x}" for side in sides).lstrip("0")


def picasa_ini(file: str, faces: Sequence[Face], contacts: dict[str, str]) -> bytes:
    """Return a .picasa.ini. contacts: names by id, all of which are in the folder's list."""
    ids = {name: key for key, name in contacts.items()}
    marks = ";".join(f"rect64({rect64(face.box)}),{ids[face.name]}" for face in faces)
    listed = "".join(f"{key}={name};;\r\n" for key, name in contacts.items())
    return (
        f"[Picasa]\r\nname=Summer\r\n[Contacts2]\r\n{listed}"
        f"[{file}]\r\nstar=yes\r\nfaces={marks}\r\nbackuphash=1\r\n"
    ).encode()


def album_data(path: str, faces: Sequence[Face]) -> bytes:
    """Return iPhoto's AlbumData.xml; the boxes are those of the displayed photo."""
    people = "".join(
        f"<key>{n}</key><dict><key>key</key><string>{n}</string>"
        f"<key>name</key><string>{escape(face.name)}</string></dict>"
        for n, face in enumerate(faces)
    )
    marks = []
    for number, (_, box) in enumerate(faces):
        below = 1 - box.top - box.height
        rectangle = f"{{{{{box.left}, {below}}}, {{{box.width}, {box.height}}}}}"
        marks.append(
            f"<dict><key>face key</key><string>{number}</string><key>face index</key>"
            f"<integer>{number}</integer><key>rectangle</key><string>{rectangle}</string></dict>"
        )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<!DOCTYPE plist PUBLIC "-//Apple Computer//DTD PLIST 1.0//EN" '
        '"http://www.apple.com/DTDs/PropertyList-1.0.dtd">'
        f'<plist version="1.0"><dict><key>List of Faces</key><dict>{people}</dict>'
        "<key>Master Image List</key><dict><key>12</key><dict>"
        f"<key>ImagePath</key><string>{path}</string>"
        f"<key>Faces</key><array>{''.join(marks)}</array></dict></dict></dict></plist>"
    ).encode()
