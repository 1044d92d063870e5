"""The tables of library.db: the baseline, and the steps that bring it to today's schema."""

from typing import Final, NamedTuple


class Version(NamedTuple):
    """Hold a schema version.

    A file of a newer minor version can be opened, of a newer major not.
    """

    major: int
    minor: int

    @property
    def stamp(self) -> int:
        """The number that `PRAGMA user_version` holds."""
        return self.major * 65536 + self.minor

    @classmethod
    def of(cls, stamp: int) -> "Version":
        """Return the version of a stamp."""
        return cls(*divmod(stamp, 65536))


BASELINE = """
-- Which library the file is: its cache knows it by that.
CREATE TABLE identity (
    id VARCHAR NOT NULL PRIMARY KEY
);
INSERT INTO identity VALUES (lower(hex(randomblob(16))));


-- Folders, photos and where they lie.

CREATE TABLE library (
    id VARCHAR NOT NULL PRIMARY KEY,
    name VARCHAR NOT NULL,
    description VARCHAR,
    created_at DATETIME NOT NULL,
    updated_at DATETIME NOT NULL
);

CREATE TABLE folder (
    id VARCHAR NOT NULL PRIMARY KEY,
    library_id VARCHAR NOT NULL REFERENCES library (id) ON DELETE CASCADE,
    path VARCHAR NOT NULL,
    is_away BOOLEAN NOT NULL,
    found_at VARCHAR,
    find_faces BOOLEAN NOT NULL DEFAULT 1,
    read_names BOOLEAN NOT NULL DEFAULT 1,
    keep_names BOOLEAN NOT NULL DEFAULT 0,
    created_at DATETIME NOT NULL
);
CREATE UNIQUE INDEX folder_path ON folder (library_id, path);

CREATE TABLE asset (
    id VARCHAR NOT NULL PRIMARY KEY,
    library_id VARCHAR NOT NULL REFERENCES library (id) ON DELETE CASCADE,
    folder_id VARCHAR NOT NULL REFERENCES folder (id) ON DELETE CASCADE,
    path VARCHAR NOT NULL,
    file_size INTEGER NOT NULL,
    modified_ns INTEGER NOT NULL,
    content_hash VARCHAR NOT NULL,
    picture VARCHAR NOT NULL DEFAULT '',
    mimetype VARCHAR NOT NULL,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    length_ms INTEGER,
    taken_at DATETIME,
    taken_precision VARCHAR NOT NULL DEFAULT 'second',
    taken_source VARCHAR,
    state VARCHAR NOT NULL,
    reason VARCHAR,
    is_looked_at BOOLEAN NOT NULL DEFAULT 1,
    names_read VARCHAR,
    names_trouble VARCHAR,
    created_at DATETIME NOT NULL,
    updated_at DATETIME NOT NULL
);
CREATE UNIQUE INDEX asset_path ON asset (library_id, path);
CREATE INDEX asset_content ON asset (library_id, content_hash);
CREATE INDEX asset_picture ON asset (library_id, picture);
CREATE INDEX asset_when ON asset (library_id, coalesce(taken_at, created_at), id);
CREATE INDEX asset_folder_state ON asset (folder_id, state);
CREATE INDEX asset_missing ON asset (id) WHERE state = 'missing';
CREATE INDEX asset_names ON asset (folder_id) WHERE names_read IS NULL;

CREATE TABLE place (
    id VARCHAR NOT NULL PRIMARY KEY,
    library_id VARCHAR NOT NULL REFERENCES library (id) ON DELETE CASCADE,
    asset_id VARCHAR NOT NULL REFERENCES asset (id) ON DELETE CASCADE,
    folder_id VARCHAR NOT NULL REFERENCES folder (id) ON DELETE CASCADE,
    path VARCHAR NOT NULL,
    file_size INTEGER NOT NULL,
    modified_ns INTEGER NOT NULL,
    is_left BOOLEAN NOT NULL,
    created_at DATETIME NOT NULL
);
CREATE UNIQUE INDEX place_path ON place (library_id, path);
CREATE INDEX place_asset ON place (asset_id);
CREATE INDEX place_folder ON place (folder_id);

-- Whatever takes a folder out, a photo that lies elsewhere, too, stays there.
CREATE TRIGGER folder_goes BEFORE DELETE ON folder BEGIN
    UPDATE OR IGNORE asset SET (folder_id, path, file_size, modified_ns) = (
        SELECT folder_id, path, file_size, modified_ns FROM place
        WHERE place.asset_id = asset.id AND place.folder_id != OLD.id
        ORDER BY is_left, path LIMIT 1
    )
    WHERE folder_id = OLD.id AND id IN (SELECT asset_id FROM place WHERE folder_id != OLD.id);
    DELETE FROM place WHERE EXISTS (
        SELECT 1 FROM asset WHERE asset.id = place.asset_id AND asset.path = place.path
    );
END;


-- People, and which faces and photos are theirs.

CREATE TABLE person (
    id VARCHAR NOT NULL PRIMARY KEY,
    library_id VARCHAR NOT NULL REFERENCES library (id) ON DELETE CASCADE,
    name VARCHAR,
    name_key VARCHAR,
    birth_date DATE,
    birth_precision VARCHAR NOT NULL DEFAULT 'day',
    is_hidden BOOLEAN NOT NULL,
    is_favorite BOOLEAN NOT NULL,
    is_settled BOOLEAN NOT NULL,
    thumbnail_face_id VARCHAR REFERENCES face (id) ON DELETE SET NULL,
    portrait_face_id VARCHAR,
    created_at DATETIME NOT NULL,
    updated_at DATETIME NOT NULL
);
CREATE UNIQUE INDEX person_name ON person (library_id, name_key);
CREATE INDEX person_created ON person (library_id, created_at, id);
CREATE INDEX person_thumbnail ON person (thumbnail_face_id);

CREATE TABLE scan (
    id INTEGER NOT NULL PRIMARY KEY,
    library_id VARCHAR NOT NULL REFERENCES library (id) ON DELETE CASCADE,
    engine_id VARCHAR NOT NULL,
    started_at DATETIME NOT NULL
);
CREATE INDEX scan_library ON scan (library_id);

CREATE TABLE face (
    id VARCHAR NOT NULL PRIMARY KEY,
    library_id VARCHAR NOT NULL REFERENCES library (id) ON DELETE CASCADE,
    asset_id VARCHAR NOT NULL REFERENCES asset (id) ON DELETE CASCADE,
    person_id VARCHAR REFERENCES person (id) ON DELETE SET NULL,
    assigned_by VARCHAR,
    scan_id INTEGER REFERENCES scan (id) ON DELETE SET NULL,
    x INTEGER NOT NULL,
    y INTEGER NOT NULL,
    w INTEGER NOT NULL,
    h INTEGER NOT NULL,
    timestamp_ms INTEGER,
    seen_in VARCHAR NOT NULL DEFAULT '',
    seen_width INTEGER NOT NULL DEFAULT 0,
    seen_height INTEGER NOT NULL DEFAULT 0,
    twice_at DATETIME,
    source VARCHAR NOT NULL,
    confidence FLOAT,
    quality FLOAT NOT NULL,
    landmarks VARCHAR,
    created_at DATETIME NOT NULL,
    updated_at DATETIME NOT NULL
);
CREATE INDEX face_asset ON face (asset_id);
CREATE INDEX face_best ON face (person_id, assigned_by DESC, quality DESC, id);
CREATE INDEX face_library ON face (library_id, id);
CREATE INDEX face_person ON face (person_id, id);
CREATE INDEX face_person_asset ON face (person_id, asset_id);
CREATE INDEX face_scan ON face (scan_id) WHERE scan_id IS NOT NULL;
CREATE INDEX face_seen ON face (seen_in);
CREATE INDEX face_twice ON face (person_id) WHERE twice_at IS NOT NULL;
CREATE INDEX face_unassigned ON face (library_id, id) WHERE person_id IS NULL;

CREATE TABLE presence (
    id VARCHAR NOT NULL PRIMARY KEY,
    library_id VARCHAR NOT NULL REFERENCES library (id) ON DELETE CASCADE,
    asset_id VARCHAR NOT NULL REFERENCES asset (id) ON DELETE CASCADE,
    person_id VARCHAR NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    seen_in VARCHAR NOT NULL,
    created_at DATETIME NOT NULL
);
CREATE UNIQUE INDEX presence_pair ON presence (asset_id, person_id);
CREATE INDEX presence_library ON presence (library_id);
CREATE INDEX presence_person ON presence (person_id);
CREATE INDEX presence_seen ON presence (seen_in);


-- What the user has said: no face, not theirs, not one.

CREATE TABLE dismissed_box (
    id VARCHAR NOT NULL PRIMARY KEY,
    asset_id VARCHAR NOT NULL REFERENCES asset (id) ON DELETE CASCADE,
    x INTEGER NOT NULL,
    y INTEGER NOT NULL,
    w INTEGER NOT NULL,
    h INTEGER NOT NULL,
    timestamp_ms INTEGER,
    seen_in VARCHAR NOT NULL DEFAULT '',
    seen_width INTEGER NOT NULL DEFAULT 0,
    seen_height INTEGER NOT NULL DEFAULT 0,
    vectors VARCHAR,
    look VARCHAR,
    created_at DATETIME NOT NULL
);
CREATE INDEX dismissed_box_asset ON dismissed_box (asset_id);
CREATE INDEX dismissed_box_seen ON dismissed_box (seen_in);

CREATE TABLE rejection (
    id VARCHAR NOT NULL PRIMARY KEY,
    face_id VARCHAR NOT NULL REFERENCES face (id) ON DELETE CASCADE,
    person_id VARCHAR NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    verdict VARCHAR NOT NULL,
    created_at DATETIME NOT NULL
);
CREATE UNIQUE INDEX rejection_pair ON rejection (face_id, person_id);
CREATE INDEX rejection_person ON rejection (person_id);

CREATE TABLE distinct_pair (
    id VARCHAR NOT NULL PRIMARY KEY,
    person_a VARCHAR NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    person_b VARCHAR NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    verdict VARCHAR NOT NULL,
    created_at DATETIME NOT NULL
);
CREATE UNIQUE INDEX distinct_pair_people ON distinct_pair (person_a, person_b);
CREATE INDEX distinct_pair_second ON distinct_pair (person_b);

CREATE TABLE saved_search (
    id VARCHAR NOT NULL PRIMARY KEY,
    library_id VARCHAR NOT NULL REFERENCES library (id) ON DELETE CASCADE,
    name VARCHAR NOT NULL,
    name_key VARCHAR NOT NULL,
    wanted VARCHAR NOT NULL,
    created_at DATETIME NOT NULL
);
CREATE UNIQUE INDEX saved_search_name ON saved_search (library_id, name_key);


-- What files say of who is in a photo, and what in sidecars is ours.

CREATE TABLE name_claim (
    id VARCHAR NOT NULL PRIMARY KEY,
    asset_id VARCHAR NOT NULL REFERENCES asset (id) ON DELETE CASCADE,
    name VARCHAR NOT NULL,
    x INTEGER,
    y INTEGER,
    w INTEGER,
    h INTEGER,
    seen_in VARCHAR NOT NULL,
    form VARCHAR NOT NULL,
    program VARCHAR NOT NULL,
    file VARCHAR NOT NULL,
    is_doubtful BOOLEAN NOT NULL DEFAULT 0,
    state VARCHAR NOT NULL,
    face_id VARCHAR REFERENCES face (id) ON DELETE SET NULL,
    presence_id VARCHAR REFERENCES presence (id) ON DELETE SET NULL,
    created_at DATETIME NOT NULL
);
CREATE INDEX name_claim_asset ON name_claim (asset_id);
CREATE INDEX name_claim_face ON name_claim (face_id) WHERE face_id IS NOT NULL;
CREATE INDEX name_claim_presence ON name_claim (presence_id) WHERE presence_id IS NOT NULL;
CREATE INDEX name_claim_state ON name_claim (state);

CREATE TABLE sidecar_entry (
    id VARCHAR NOT NULL PRIMARY KEY,
    asset_id VARCHAR NOT NULL REFERENCES asset (id) ON DELETE CASCADE,
    file VARCHAR NOT NULL,
    name_list VARCHAR NOT NULL,
    text VARCHAR NOT NULL,
    x FLOAT,
    y FLOAT,
    w FLOAT,
    h FLOAT,
    created_at DATETIME NOT NULL
);
CREATE INDEX sidecar_entry_asset ON sidecar_entry (asset_id);
CREATE INDEX sidecar_entry_file ON sidecar_entry (file);

CREATE TABLE sidecar (
    id VARCHAR NOT NULL PRIMARY KEY,
    asset_id VARCHAR NOT NULL REFERENCES asset (id) ON DELETE CASCADE,
    photo VARCHAR NOT NULL,
    file VARCHAR NOT NULL,
    said VARCHAR NOT NULL,
    file_size INTEGER,
    modified_ns INTEGER
);
CREATE UNIQUE INDEX sidecar_photo ON sidecar (asset_id, photo);


-- What was decided about pictures that no folder holds any more (remembered_decisions.py).

CREATE TABLE remembered (
    id VARCHAR NOT NULL PRIMARY KEY,
    library_id VARCHAR NOT NULL REFERENCES library (id) ON DELETE CASCADE,
    content_hash VARCHAR NOT NULL,
    picture VARCHAR NOT NULL,
    tbl VARCHAR NOT NULL,
    person_id VARCHAR REFERENCES person (id) ON DELETE SET NULL,
    row VARCHAR NOT NULL,
    created_at DATETIME NOT NULL
);
CREATE INDEX remembered_content ON remembered (library_id, content_hash);
CREATE INDEX remembered_person ON remembered (person_id) WHERE person_id IS NOT NULL;
CREATE INDEX remembered_picture ON remembered (library_id, picture);


-- The history. `rows` is last: lists of steps need not read past it.

CREATE TABLE step (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    code VARCHAR NOT NULL,
    arguments VARCHAR NOT NULL,
    origin VARCHAR NOT NULL,
    is_undone BOOLEAN NOT NULL,
    is_aside BOOLEAN NOT NULL,
    size INTEGER NOT NULL,
    created_at DATETIME NOT NULL,
    rows VARCHAR NOT NULL
);


-- What searches and counts read of each photo, and whom it shows. Only the triggers below write
-- them, whoever writes what they follow from: a scan, undo, another program.

CREATE TABLE photo_summary (
    n INTEGER NOT NULL PRIMARY KEY,
    asset_id VARCHAR NOT NULL,
    library_id VARCHAR NOT NULL,
    state VARCHAR NOT NULL,
    moment DATETIME NOT NULL,
    first DATETIME,
    last DATETIME,
    is_rough BOOLEAN,
    people INTEGER NOT NULL,
    unknown INTEGER NOT NULL
);
CREATE UNIQUE INDEX photo_summary_asset ON photo_summary (asset_id);
CREATE INDEX photo_summary_people ON photo_summary (people, unknown, state, library_id);
CREATE INDEX photo_summary_time ON photo_summary (is_rough, first, last, library_id, state);

CREATE TABLE appearance (
    person_id VARCHAR NOT NULL,
    photo INTEGER NOT NULL,
    PRIMARY KEY (person_id, photo)
);

-- The first and the last moment at which a photo may have been taken, and whether they are days
-- apart; null without a date.
CREATE VIEW taken AS
    SELECT id AS asset_id,
        CASE WHEN taken_at IS NOT NULL THEN
            coalesce(taken_precision IN ('month', 'year', 'about'), 0)
        END AS is_rough,
        CASE taken_precision
            WHEN 'about' THEN date(taken_at, 'start of year', '-5 years') || ' 00:00:00.000000'
            ELSE taken_at
        END AS first,
        CASE taken_precision
            WHEN 'day' THEN substr(taken_at, 1, 10) || ' 23:59:59.999999'
            WHEN 'month' THEN
                date(taken_at, 'start of month', '+1 month', '-1 day') || ' 23:59:59.999999'
            WHEN 'year' THEN substr(taken_at, 1, 4) || '-12-31 23:59:59.999999'
            WHEN 'about' THEN
                date(taken_at, 'start of year', '+6 years', '-1 day') || ' 23:59:59.999999'
            ELSE taken_at
        END AS last
    FROM asset;

-- Whom each photo shows in any of its pictures: its faces and presences.
CREATE VIEW seen AS
    SELECT asset_id, person_id, id AS face_id, seen_in FROM face
    UNION ALL SELECT asset_id, person_id, NULL, seen_in FROM presence;

-- Who is in which photo now, a row for each face and presence; a face of nobody is somebody else's.
CREATE VIEW in_photo AS
    SELECT seen.asset_id, seen.person_id, coalesce(seen.person_id, seen.face_id) AS who,
        seen.person_id IS NULL OR EXISTS (
            SELECT 1 FROM person
            WHERE person.id = seen.person_id AND person.name IS NULL AND NOT person.is_hidden
        ) AS is_unknown
    FROM seen JOIN asset ON asset.id = seen.asset_id AND seen.seen_in IN (asset.picture, '');

-- Each appearance counts once in its photo, however often somebody is seen there.
CREATE TRIGGER appearance_insert AFTER INSERT ON appearance BEGIN
    UPDATE photo_summary SET people = people + 1, unknown = unknown + EXISTS (
        SELECT 1 FROM person WHERE id = NEW.person_id AND name IS NULL AND NOT is_hidden
    ) WHERE n = NEW.photo;
END;
CREATE TRIGGER appearance_delete AFTER DELETE ON appearance BEGIN
    UPDATE photo_summary SET people = people - 1, unknown = unknown - EXISTS (
        SELECT 1 FROM person WHERE id = OLD.person_id AND name IS NULL AND NOT is_hidden
    ) WHERE n = OLD.photo;
END;

-- To insert here is to say that a face or a presence has come or gone, which counts if it is of the
-- picture that the photo shows. A face of nobody is counted itself, else its person appears.
CREATE VIEW comes AS SELECT NULL AS asset_id, NULL AS person_id, NULL AS seen_in WHERE 0;
CREATE VIEW goes AS SELECT * FROM comes;
CREATE TRIGGER comes_insert INSTEAD OF INSERT ON comes
WHEN NEW.seen_in = '' OR NEW.seen_in = (SELECT picture FROM asset WHERE id = NEW.asset_id) BEGIN
    UPDATE photo_summary SET people = people + 1, unknown = unknown + 1
        WHERE NEW.person_id IS NULL AND asset_id = NEW.asset_id;
    INSERT INTO appearance (person_id, photo)
        SELECT NEW.person_id, n FROM photo_summary
        WHERE NEW.person_id IS NOT NULL AND asset_id = NEW.asset_id
        AND NOT EXISTS (SELECT 1 FROM appearance WHERE person_id = NEW.person_id AND photo = n);
END;
CREATE TRIGGER goes_insert INSTEAD OF INSERT ON goes
WHEN NEW.seen_in = '' OR NEW.seen_in = (SELECT picture FROM asset WHERE id = NEW.asset_id) BEGIN
    UPDATE photo_summary SET people = people - 1, unknown = unknown - 1
        WHERE NEW.person_id IS NULL AND asset_id = NEW.asset_id;
    DELETE FROM appearance WHERE person_id = NEW.person_id
        AND photo = (SELECT n FROM photo_summary WHERE asset_id = NEW.asset_id)
        AND NOT EXISTS (
            SELECT 1 FROM in_photo WHERE asset_id = NEW.asset_id AND person_id = NEW.person_id
        );
END;

CREATE TRIGGER summary_face_insert AFTER INSERT ON face BEGIN
    INSERT INTO comes VALUES (NEW.asset_id, NEW.person_id, NEW.seen_in);
END;
CREATE TRIGGER summary_face_update AFTER UPDATE OF asset_id, person_id, seen_in ON face
WHEN (OLD.asset_id, OLD.person_id, OLD.seen_in) IS NOT (NEW.asset_id, NEW.person_id, NEW.seen_in)
BEGIN
    INSERT INTO goes VALUES (OLD.asset_id, OLD.person_id, OLD.seen_in);
    INSERT INTO comes VALUES (NEW.asset_id, NEW.person_id, NEW.seen_in);
END;
CREATE TRIGGER summary_face_delete AFTER DELETE ON face BEGIN
    INSERT INTO goes VALUES (OLD.asset_id, OLD.person_id, OLD.seen_in);
END;

CREATE TRIGGER summary_presence_insert AFTER INSERT ON presence BEGIN
    INSERT INTO comes VALUES (NEW.asset_id, NEW.person_id, NEW.seen_in);
END;
CREATE TRIGGER summary_presence_update AFTER UPDATE ON presence BEGIN
    INSERT INTO goes VALUES (OLD.asset_id, OLD.person_id, OLD.seen_in);
    INSERT INTO comes VALUES (NEW.asset_id, NEW.person_id, NEW.seen_in);
END;
CREATE TRIGGER summary_presence_delete AFTER DELETE ON presence BEGIN
    INSERT INTO goes VALUES (OLD.asset_id, OLD.person_id, OLD.seen_in);
END;

CREATE TRIGGER summary_asset_insert AFTER INSERT ON asset BEGIN
    INSERT INTO photo_summary
        (asset_id, library_id, state, moment, people, unknown, first, last, is_rough)
        SELECT NEW.id, NEW.library_id, NEW.state, coalesce(NEW.taken_at, NEW.created_at), 0, 0,
            first, last, is_rough FROM taken WHERE asset_id = NEW.id;
    -- Undo may bring the faces back before their photo.
    INSERT INTO comes SELECT asset_id, person_id, seen_in FROM seen WHERE asset_id = NEW.id;
END;
CREATE TRIGGER summary_asset_update
AFTER UPDATE OF library_id, state, taken_at, taken_precision, created_at ON asset BEGIN
    UPDATE photo_summary SET (library_id, state, moment, first, last, is_rough) =
        (SELECT NEW.library_id, NEW.state, coalesce(NEW.taken_at, NEW.created_at),
            first, last, is_rough FROM taken WHERE asset_id = NEW.id)
        WHERE asset_id = NEW.id;
END;
CREATE TRIGGER summary_picture_update AFTER UPDATE OF picture ON asset
WHEN OLD.picture IS NOT NEW.picture BEGIN
    DELETE FROM appearance
        WHERE person_id IN (SELECT person_id FROM seen WHERE asset_id = NEW.id)
        AND photo = (SELECT n FROM photo_summary WHERE asset_id = NEW.id);
    UPDATE photo_summary SET people = 0, unknown = 0 WHERE asset_id = NEW.id;
    INSERT INTO comes SELECT asset_id, person_id, seen_in FROM seen WHERE asset_id = NEW.id;
END;
-- Before its faces and presences go, by which is known whom it shows.
CREATE TRIGGER summary_asset_delete BEFORE DELETE ON asset BEGIN
    DELETE FROM appearance
        WHERE person_id IN (SELECT person_id FROM seen WHERE asset_id = OLD.id)
        AND photo = (SELECT n FROM photo_summary WHERE asset_id = OLD.id);
    DELETE FROM photo_summary WHERE asset_id = OLD.id;
END;

-- Undo may bring a group back after its faces.
CREATE TRIGGER summary_person_insert AFTER INSERT ON person
WHEN NEW.name IS NULL AND NOT NEW.is_hidden BEGIN
    UPDATE photo_summary SET unknown = unknown + 1
        WHERE n IN (SELECT photo FROM appearance WHERE person_id = NEW.id);
END;
CREATE TRIGGER summary_person_update AFTER UPDATE OF name, is_hidden ON person
WHEN (OLD.name IS NULL AND NOT OLD.is_hidden) <> (NEW.name IS NULL AND NOT NEW.is_hidden) BEGIN
    UPDATE photo_summary
        SET unknown = unknown + iif(NEW.name IS NULL AND NOT NEW.is_hidden, 1, -1)
        WHERE n IN (SELECT photo FROM appearance WHERE person_id = NEW.id);
END;
-- Before its faces become nobody's: then it is no longer known that it was a group.
CREATE TRIGGER summary_person_delete BEFORE DELETE ON person
WHEN OLD.name IS NULL AND NOT OLD.is_hidden BEGIN
    UPDATE photo_summary SET unknown = unknown - 1
        WHERE n IN (SELECT photo FROM appearance WHERE person_id = OLD.id);
END;


-- What was touched of late, for whoever keeps faces beside the library (core/db/touched_rows.py).

CREATE TABLE touched (
    n INTEGER NOT NULL PRIMARY KEY,
    mark INTEGER NOT NULL,
    tbl VARCHAR NOT NULL,
    row_id VARCHAR NOT NULL
);
-- About nothing: with it there is always a newest row, from which a reader goes on.
INSERT INTO touched (mark, tbl, row_id) VALUES (random(), '', '');
CREATE TRIGGER touched_ages AFTER INSERT ON touched BEGIN
    DELETE FROM touched WHERE n <= NEW.n - 50000;
END;

CREATE TRIGGER touched_face_insert AFTER INSERT ON face BEGIN
    INSERT INTO touched (mark, tbl, row_id) VALUES (random(), 'face', NEW.id);
END;
CREATE TRIGGER touched_face_update AFTER UPDATE OF
    person_id, assigned_by, asset_id, library_id, seen_in, quality, source
ON face BEGIN
    INSERT INTO touched (mark, tbl, row_id) VALUES (random(), 'face', NEW.id);
END;
CREATE TRIGGER touched_face_delete AFTER DELETE ON face BEGIN
    INSERT INTO touched (mark, tbl, row_id) VALUES (random(), 'face', OLD.id);
END;
CREATE TRIGGER touched_asset_update AFTER UPDATE OF taken_at, taken_precision, picture ON asset
WHEN (OLD.taken_at, OLD.taken_precision, OLD.picture)
    IS NOT (NEW.taken_at, NEW.taken_precision, NEW.picture)
BEGIN
    INSERT INTO touched (mark, tbl, row_id) VALUES (random(), 'asset', NEW.id);
END;
CREATE TRIGGER touched_person_insert AFTER INSERT ON person BEGIN
    INSERT INTO touched (mark, tbl, row_id) VALUES (random(), 'person', NEW.id);
END;
CREATE TRIGGER touched_person_update AFTER UPDATE OF name, birth_date, is_hidden ON person BEGIN
    INSERT INTO touched (mark, tbl, row_id) VALUES (random(), 'person', NEW.id);
END;
CREATE TRIGGER touched_person_delete AFTER DELETE ON person BEGIN
    INSERT INTO touched (mark, tbl, row_id) VALUES (random(), 'person', OLD.id);
END;
CREATE TRIGGER touched_rejection_insert AFTER INSERT ON rejection BEGIN
    INSERT INTO touched (mark, tbl, row_id) VALUES (random(), 'rejection', NEW.id);
END;
CREATE TRIGGER touched_rejection_update AFTER UPDATE ON rejection BEGIN
    INSERT INTO touched (mark, tbl, row_id) VALUES (random(), 'rejection', NEW.id);
END;
CREATE TRIGGER touched_rejection_delete AFTER DELETE ON rejection BEGIN
    INSERT INTO touched (mark, tbl, row_id) VALUES (random(), 'rejection', OLD.id);
END;
CREATE TRIGGER touched_distinct_pair_insert AFTER INSERT ON distinct_pair BEGIN
    INSERT INTO touched (mark, tbl, row_id) VALUES (random(), 'distinct_pair', NEW.id);
END;
CREATE TRIGGER touched_distinct_pair_update AFTER UPDATE ON distinct_pair BEGIN
    INSERT INTO touched (mark, tbl, row_id) VALUES (random(), 'distinct_pair', NEW.id);
END;
CREATE TRIGGER touched_distinct_pair_delete AFTER DELETE ON distinct_pair BEGIN
    INSERT INTO touched (mark, tbl, row_id) VALUES (random(), 'distinct_pair', OLD.id);
END;
"""

# A change of the schema is a further step in raw SQL; a released one is never edited. Versions
# begin at 2, because 1.0 to 1.8 were those of Kinfolk 0.1.

# "About 1970" and "1965" have the same first day. Recognition reads both columns.
_BIRTH_PRECISION: Final = """
DROP TRIGGER touched_person_update;
CREATE TRIGGER touched_person_update
AFTER UPDATE OF name, birth_date, birth_precision, is_hidden ON person BEGIN
    INSERT INTO touched (mark, tbl, row_id) VALUES (random(), 'person', NEW.id);
END;
"""
# Of the entries before this step it is unknown: with a correction they count as ours instead.
_ENTRY_INSTEAD: Final = """
ALTER TABLE sidecar_entry ADD COLUMN is_instead BOOLEAN NOT NULL DEFAULT 1;
"""
# What stood there; of entries before this step the corrections of their photo tell it.
_INSTEAD_OF: Final = """
ALTER TABLE sidecar_entry ADD COLUMN instead_of VARCHAR;
"""


def _one_space(column: str) -> str:
    """Return SQL: the column with one usual space for each that people may have typed."""
    for space in ("\u00a0", "\u2009", "\u202f", "\u3000"):
        column = f"replace({column}, '{space}', ' ')"
    for spaces in ("   ", "  ", "  "):
        column = f"replace({column}, '{spaces}', ' ')"
    return column


# Names are compared with one usual space between words. Where two would be the same, both stay.
_SPACES: Final = "".join(
    f"UPDATE OR IGNORE {table} SET name = {_one_space('name')}, name_key = {_one_space('name_key')}"
    f" WHERE name_key != {_one_space('name_key')};\n"
    for table in ("person", "saved_search")
)
STEPS: tuple[tuple[Version, str], ...] = (
    (Version(2, 0), BASELINE),
    (Version(2, 1), _BIRTH_PRECISION),
    (Version(2, 2), _ENTRY_INSTEAD),
    (Version(2, 3), _INSTEAD_OF),
    (Version(2, 4), _SPACES),
)
