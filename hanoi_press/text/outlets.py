"""Which printed names mean one of our sources: "Theo Báo Hànộimới" is `hanoimoi`."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import urlsplit

from hanoi_press.text.normalize import fold

# Source → the names and hosts that the press prints for it, without "Báo", "Cổng TTĐT" and the like before them.
# A ministry that was merged has a source of its own where its old site has pages of its own.
_NAMES: dict[str, tuple[str, ...]] = {
    "hanoimoi": ("Hànộimới", "Hà Nội mới", "hanoimoi.com.vn", "hanoimoi.vn", "HNM", "HNMO", "Hànộimới Online"),
    "baochinhphu": (
        "Báo Chính phủ",
        "Báo Điện tử Chính phủ",
        "Cổng TTĐT Chính phủ",
        "Cổng Thông tin điện tử Chính phủ",
        "baochinhphu.vn",
        "en.baochinhphu.vn",
        "chinhphu.vn",
        "VGP",
        "VGP News",
    ),
    "bocongan": ("Bộ Công an", "bocongan.gov.vn", "mps.gov.vn"),
    "bvhttdl": ("Bộ Văn hóa, Thể thao và Du lịch", "Bộ VHTTDL", "bvhttdl.gov.vn"),
    "mae": ("Bộ Nông nghiệp và Môi trường", "Bộ NN&MT", "Bộ NNMT", "mae.gov.vn"),
    "mard": ("Bộ Nông nghiệp và Phát triển nông thôn", "Bộ NN&PTNT", "mard.gov.vn"),
    "moc": ("Bộ Xây dựng", "moc.gov.vn"),
    "mod": ("Bộ Quốc phòng", "mod.gov.vn", "bqp.vn"),
    "moet": ("Bộ Giáo dục và Đào tạo", "Bộ GD&ĐT", "Bộ GDĐT", "moet.gov.vn"),
    "mof": ("Bộ Tài chính", "mof.gov.vn"),
    "mofa": ("Bộ Ngoại giao", "mofa.gov.vn"),
    "moh": ("Bộ Y tế", "moh.gov.vn", "ncov.moh.gov.vn"),
    "moha": ("Bộ Nội vụ", "moha.gov.vn", "api-portal.moha.gov.vn"),
    "moit": ("Bộ Công Thương", "moit.gov.vn"),
    "moj": ("Bộ Tư pháp", "moj.gov.vn"),
    "molisa": ("Bộ Lao động - Thương binh và Xã hội", "Bộ LĐ-TB&XH", "Bộ LĐTBXH", "molisa.gov.vn"),
    "monre": ("Bộ Tài nguyên và Môi trường", "Bộ TN&MT", "Bộ TNMT", "monre.gov.vn"),
    "most": ("most.gov.vn", "most.mst.gov.vn"),
    "mpi": ("Bộ Kế hoạch và Đầu tư", "Bộ KH&ĐT", "Bộ KHĐT", "mpi.gov.vn"),
    "mst": (
        "Bộ Khoa học và Công nghệ",
        "Bộ KH&CN",
        "Bộ KHCN",
        "mst.gov.vn",
        "Bộ Thông tin và Truyền thông",
        "Bộ TT&TT",
        "Bộ TTTT",
        "mic.gov.vn",
        "MIC",
    ),
    "mt": ("Bộ Giao thông vận tải", "Bộ GTVT", "mt.gov.vn"),
    "sbv": ("Ngân hàng Nhà nước", "Ngân hàng Nhà nước Việt Nam", "NHNN", "sbv.gov.vn", "dttktt.sbv.gov.vn"),
    "thanhtra": ("Thanh tra Chính phủ", "thanhtra.gov.vn"),
    "ubdt": ("Bộ Dân tộc và Tôn giáo", "Ủy ban Dân tộc", "bdtg.gov.vn", "ubdt.gov.vn", "cema.gov.vn"),
    "vpcp": ("Văn phòng Chính phủ", "VPCP", "vpcp.chinhphu.vn"),
    "xaydungchinhsach": ("Xây dựng chính sách, pháp luật", "Xây dựng chính sách", "xaydungchinhsach.chinhphu.vn"),
}
_SOURCE = {fold(name): source for source, names in _NAMES.items() for name in names}
_ENDINGS = (".gov.vn", ".com.vn", ".org.vn", ".vn", ".com")
_PREFIXES = (
    "trangthongtindientu",
    "trangtindientu",
    "congthongtindientu",
    "congttdt",
    "trangttdt",
    "baodientu",
    "bao",
    "cong",
    "website",
    "web",
)


@lru_cache(maxsize=1024)
def source_of(name: str, url: str | None = None) -> str | None:
    """Our source's name for an outlet as printed, or for the host of the original's address; None for all others.

    >>> source_of("Báo Hànộimới"), source_of("TTXVN")
    ('hanoimoi', None)
    """
    key = fold(name).removeprefix("www")
    if key not in _SOURCE:
        key = next((key.removeprefix(p) for p in _PREFIXES if key.startswith(p)), key)
    if key in _SOURCE:
        return _SOURCE[key]
    return _SOURCE.get(fold(_host(url))) if url else None


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def is_outlet(name: str, *sites: str) -> bool:
    """Is `name` the name of a site (one of `sites`: outlet names or hosts) rather than of a person or desk?

    >>> is_outlet("Báo Chính phủ", "baochinhphu.vn"), is_outlet("Lê An", "baochinhphu.vn")
    (True, False)
    """
    return not _spellings(name).isdisjoint(_all_spellings(sites))


@lru_cache(maxsize=256)
def _all_spellings(sites: tuple[str, ...]) -> frozenset[str]:
    return frozenset().union(*(_spellings(site) for site in sites if site))


@lru_cache(maxsize=1024)  # desks and writers recur
def _spellings(name: str) -> frozenset[str]:
    """A name folded, with and without "Báo" before it and the domain's ending behind it."""
    host = name.strip().lower().removeprefix("www.")
    stem = next((host.removesuffix(end) for end in _ENDINGS if host.endswith(end)), host)
    keys = {fold(host), fold(stem)}
    keys |= {key.removeprefix(prefix) for key in keys for prefix in _PREFIXES if key.startswith(prefix)}
    keys |= {key.removesuffix("online") for key in keys}  # "TUỔI TRẺ ONLINE"
    return frozenset(key for key in keys if len(key) > 1)
