"""Border-area clusters: what is known of them, and nothing that is not."""

from __future__ import annotations

from datetime import date

from bayen.catalogue.clusters import load_cluster_districts
from bayen.catalogue.places import load_atlas

SIGNED = date(2015, 7, 3)


def test_the_cluster_is_a_group_without_named_members():
    (group,) = load_atlas().groups
    assert group.group_id == "k.song-lo-son-duong"
    assert group.valid_from == SIGNED
    assert group.members == ()
    assert "không nêu tên" in group.note
    assert load_atlas().label_vi(group.group_id, SIGNED) == "cụm xã giáp ranh Sông Lô – Sơn Dương"


def test_its_districts_are_context():
    atlas = load_atlas()
    districts = load_cluster_districts()["k.song-lo-son-duong"]
    assert [atlas.full_label_vi(d, SIGNED) for d in districts] == [
        "huyện Sông Lô, tỉnh Vĩnh Phúc",
        "huyện Sơn Dương, tỉnh Tuyên Quang",
    ]
    assert not any(atlas.is_within(d, "k.song-lo-son-duong", SIGNED) for d in districts)
