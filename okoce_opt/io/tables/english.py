"""What headers, words, tables and settings of a scenario may be called in English, beside their
Indonesian names.
"""

from __future__ import annotations

from collections.abc import Mapping

from okoce_opt.domain.words import WEEKDAYS

HEADERS: Mapping[str, tuple[str, ...]] = {
    **{"kode": ("code",), "nama": ("name",), "kelompok": ("group",), "kursi": ("seats",)},
    **{"hari": ("weekdays",), "sewa": ("rent",), "kegiatan": ("activity", "activities")},
    **{"lintang": ("latitude", "lat"), "bujur": ("longitude", "lon", "lng")},
    **{"wajib": ("required",), "maks": ("max",), "lama": ("length",), "tim": ("team",)},
    **{"bagian": ("part", "parts"), "lingkup": ("scope",), "kali": ("times",)},
    **{"bidang": ("field", "fields"), "catatan": ("notes",), "per_kursi": ("per_seat",)},
    **{"irama": ("rhythm",), "lanjut": ("resumes",), "cadangan_untuk": ("reserve_for",)},
    **{
        "hanya_sesi": ("only_told",),
        "cukup_hari": ("enough_days",),
        "sesudah": ("after",),
        "tempat": ("venue",),
    },
    **{"jeda_min": ("min_gap_days", "min_gap"), "jeda_maks": ("max_gap_days", "max_gap")},
    **{"tanggal": ("date",), "golongan": ("class",), "lunak": ("soft",), "giliran": ("turn",)},
    **{"keterangan": ("note",), "jenis": ("kind",), "dari": ("from",), "sampai": ("to",)},
    **{"alasan": ("reason",), "sekaligus": ("at_once",), "orang": ("people",)},
    **{"persen": ("percent",), "luber_sekali_dari": ("overflow_once_in",), "cara": ("manner",)},
    **{"harga": ("price",), "no_peserta": ("registrant",), "telepon": ("phone",)},
    **{"suka": ("prefers",), "keluarga": ("household",), "selesai_": ("done_",)},
    **{"absen_": ("missed_",), "keadaan": ("state",), "dalam_hari": ("within_days",)},
    **{"boleh": ("may",), "harga_tanggal": ("price_date",), "harga_tempat": ("price_venue",)},
    **{"daftar": ("registered",), "hapus": ("remove",), "alamat": ("address",)},
    **{"tanggal_lahir": ("born", "birth_date"), "jenis_kelamin": ("sex", "gender")},
}
"""What a header may be called in English, in any table; the first name is the one that is shown."""

PARTS = {
    **{"morning": "pagi", "afternoon": "siang", "whole_day": "sehari", "whole day": "sehari"},
    **{"all day": "sehari", "full day": "sehari"},
}
SCOPES = {"city": "kota", "all": "semua", "both": "semua"}
KINDS = {
    **{"programme": "program", "venue": "tempat"},
    **{"registrant": "pendaftar", "team": "tim"},
}
MANNERS = {"together": "bersama", "as far as possible": "sebisanya", "apart": "bergantian"}
STATES = {"draft": "draf", "announced": "diumumkan", "held": "diadakan"}
FREEDOMS = {
    **{"never": "tidak", "no": "tidak", "only if forced": "terpaksa", "forced": "terpaksa"},
    **{"at a price": "harga", "price": "harga", "free": "bebas", "freely": "bebas"},
}
TOLD = {"held": "dipakai", "not held": "tidak", "not": "tidak", "no": "tidak"}


TABLES = {
    **{"venues": "tempat", "activities": "kegiatan", "order": "urutan", "calendar": "kalender"},
    **{"obstacles": "halangan", "teams": "tim", "turnout": "kehadiran", "quotas": "jatah"},
    **{"households": "keluarga", "travel": "perjalanan", "registrants": "pendaftar"},
    **{"sessions": "sesi", "may_change": "ubah"},
}


_SETTINGS: Mapping[str, Mapping[str, str]] = {
    "": {
        **{"start": "mulai", "end": "selesai", "today": "hari_ini", "weekdays": "hari_kerja"},
        "notice_days": "pemberitahuan_hari",
        **{"parts": "bagian", "weekday_parts": "bagian_hari", "rules": "aturan"},
        **{"goals": "sasaran", "levels": "tingkat", "papers": "surat"},
    },
    "bagian": PARTS,
    "bagian_hari": {
        **{name.casefold(): WEEKDAYS["id"][n] for n, name in enumerate(WEEKDAYS["en"])},
        "soft": "lunak",
    },
    "surat": {
        **{"letterhead": "kop", "town": "kota", "revision": "revisi", "paper": "kertas"},
        **{"revision_date": "tanggal_revisi", "signers": "penanda_tangan"},
    },
    "surat.penanda_tangan": {"office": "jabatan", "name": "nama", "heading": "pengantar"},
    "aturan": {"remove": "hapus"},
    "sasaran": {"price": "harga", "remove": "hapus"},
}
"""By where it stands: English piece of a path -> its Indonesian name."""


def setting_path(path: str) -> str:
    """A path of the settings in its Indonesian pieces: `rules.turns` is `aturan.turns`."""
    done: list[str] = []
    for piece in path.split("."):
        if len(done) == 1 and done[0] in ("aturan", "sasaran"):
            done.append(piece)  # the kind of a rule or goal
            continue
        family = done[0] if done[:1] in (["aturan"], ["sasaran"]) else _unnumbered(done)
        done.append(_SETTINGS.get(family, {}).get(piece, piece))
    return ".".join(done)


def is_setting(name: str) -> bool:
    """Whether a key of `scenario.toml` that stands below no other is called so, in Indonesian or
    English.
    """
    known = _SETTINGS[""]
    return name in ("title", "story", "draw_seed", *known, *known.values())


def setting_in_english(above: str, piece: str) -> str:
    """What a piece of a path below `above` is called in English; empty where that is no other
    word.
    """
    names = _SETTINGS.get(_unnumbered(above.split(".")) if above else "", {})
    return next((name for name, own in names.items() if own == piece), "")


def _unnumbered(pieces: list[str]) -> str:
    return ".".join(piece for piece in pieces if not piece.isdecimal())


def in_both(header: str) -> str:
    """A header with what it is called in English, where that is another word."""
    names = HEADERS.get(header.removesuffix("<kegiatan>"), ())
    return f"{header} ({names[0]})" if names else header
