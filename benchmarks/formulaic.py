# ruff: noqa: E501 - prose that is easier to read unbroken
"""Make formulaic news: the same phrases with other numbers and names. No two of them are copies of each other."""

from __future__ import annotations

import random
from collections.abc import Callable

from benchmarks.invented import PLACES, name

Maker = Callable[[random.Random], tuple[str, str]]


def _n(rng: random.Random, low: int, high: int) -> int:
    return rng.randint(low, high)


def _day(rng: random.Random) -> str:
    return f"{_n(rng, 1, 28)}/{_n(rng, 1, 12)}"


def weather(rng: random.Random) -> tuple[str, str]:
    """Return title and text of a day's forecast for a province."""
    where, low = rng.choice(PLACES), _n(rng, 12, 26)
    return f"Thời tiết {where} ngày {_day(rng)}", (
        f"Theo Trung tâm Dự báo khí tượng thủy văn quốc gia, ngày {_day(rng)}, khu vực {where} nhiều mây, "
        f"có lúc có mưa rào và dông rải rác, trong mưa dông có khả năng xảy ra lốc, sét và gió giật mạnh. "
        f"Gió đông bắc cấp {_n(rng, 2, 4)}, vùng ven biển có nơi giật cấp {_n(rng, 5, 7)}.\n\n"
        f"Nhiệt độ thấp nhất {low}-{low + 2} độ C, cao nhất {low + _n(rng, 5, 9)}-{low + 10} độ C. "
        f"Độ ẩm trung bình {_n(rng, 60, 95)}%, lượng mưa phổ biến {_n(rng, 10, 30)}-{_n(rng, 31, 80)} mm.\n\n"
        "Cơ quan khí tượng khuyến cáo người dân đề phòng mưa lớn cục bộ gây ngập úng tại các vùng trũng thấp, "
        "lũ quét trên các sông suối nhỏ và sạt lở đất ở vùng núi."
    )


def gold(rng: random.Random) -> tuple[str, str]:
    """Return title and text of a morning's gold prices."""
    buy = _n(rng, 650, 990)
    world = _n(rng, 1900, 3900)
    return f"Giá vàng hôm nay {_day(rng)}", (
        f"Mở cửa phiên giao dịch sáng {_day(rng)}, giá vàng miếng trong nước được các doanh nghiệp niêm yết ở mức "
        f"{buy / 10} triệu đồng/lượng mua vào và {(buy + _n(rng, 12, 25)) / 10} triệu đồng/lượng bán ra, "
        f"{rng.choice(['tăng', 'giảm'])} {_n(rng, 100, 900)}.000 đồng so với chốt phiên hôm trước.\n\n"
        f"Giá vàng nhẫn tròn trơn giao dịch ở mức {(buy - _n(rng, 5, 30)) / 10} - {(buy + 10) / 10} triệu đồng/lượng. "
        f"Chênh lệch giữa giá mua và giá bán ở mức {_n(rng, 1, 3)},{_n(rng, 1, 9)} triệu đồng.\n\n"
        f"Trên thị trường thế giới, giá vàng giao ngay đứng ở mức {world},{_n(rng, 10, 99)} USD/ounce. Quy đổi theo tỷ "
        f"giá ngân hàng, chưa tính thuế và phí, vàng thế giới thấp hơn vàng trong nước {_n(rng, 2, 19)} triệu đồng/lượng."
    )


def decree(rng: random.Random) -> tuple[str, str]:
    """Return title and text about a decree that takes effect."""
    number, year, subject = _n(rng, 3, 299), _n(rng, 2015, 2026), rng.choice(_SUBJECTS)
    return f"Nghị định {number}/{year}/NĐ-CP có hiệu lực từ {_day(rng)}", (
        f"Chính phủ vừa ban hành Nghị định số {number}/{year}/NĐ-CP ngày {_day(rng)}/{year} quy định chi tiết và hướng "
        f"dẫn thi hành một số điều của Luật {subject}. Nghị định có hiệu lực thi hành kể từ ngày {_day(rng)}/{year}.\n\n"
        f"Nghị định này áp dụng đối với cơ quan, tổ chức, cá nhân có liên quan đến hoạt động {subject.lower()} trên lãnh "
        f"thổ nước Cộng hòa xã hội chủ nghĩa Việt Nam. Mức phạt tiền tối đa là {_n(rng, 5, 90)}0.000.000 đồng đối với cá "
        f"nhân và {_n(rng, 100, 190)}.000.000 đồng đối với tổ chức.\n\n"
        "Bộ trưởng, Thủ trưởng cơ quan ngang bộ, Thủ trưởng cơ quan thuộc Chính phủ, Chủ tịch Ủy ban nhân dân các tỉnh, "
        "thành phố trực thuộc Trung ương và các tổ chức, cá nhân có liên quan chịu trách nhiệm thi hành Nghị định này."
    )


_SUBJECTS = (
    """
Đất đai, Nhà ở, Giáo dục, Khám bệnh chữa bệnh, Hải quan, Quản lý thuế, Bảo hiểm xã hội, Phòng cháy chữa cháy, Tài nguyên nước,
Lưu trữ, Viễn thông, Giao dịch điện tử, Đường bộ, Căn cước, Dược, Thư viện, Thủy sản, Chăn nuôi, Trồng trọt, Quảng cáo
""".replace("\n", " ")
    .strip()
    .split(", ")
)


def petrol(rng: random.Random) -> tuple[str, str]:
    """Return title and text of new petrol prices."""
    return f"Giá xăng dầu được điều chỉnh từ 15h ngày {_day(rng)}", (
        f"Liên Bộ Công Thương - Tài chính điều chỉnh giá bán lẻ xăng dầu từ 15h ngày {_day(rng)}. Theo đó, giá xăng E5RON92 "
        f"không cao hơn {_n(rng, 18, 24)}.{_n(rng, 100, 999)} đồng/lít; xăng RON95-III không cao hơn {_n(rng, 19, 26)}."
        f"{_n(rng, 100, 999)} đồng/lít; dầu diesel không cao hơn {_n(rng, 16, 22)}.{_n(rng, 100, 999)} đồng/lít.\n\n"
        f"Kỳ điều hành này, liên bộ quyết định {rng.choice(['không trích lập', 'trích lập 300 đồng/lít', 'không chi'])} "
        f"Quỹ Bình ổn giá đối với các mặt hàng xăng dầu. Bình quân giá thành phẩm xăng dầu thế giới giữa hai kỳ "
        f"{rng.choice(['tăng', 'giảm'])} {_n(rng, 1, 9)},{_n(rng, 10, 99)}%."
    )


def appointment(rng: random.Random) -> tuple[str, str]:
    """Return title and text about an appointment. Apart from names and one number the words are always the same."""
    who, where = name(rng), rng.choice(PLACES)
    return f"Ông {who} giữ chức Giám đốc Sở tại {where}", (
        f"Chiều {_day(rng)}, Ủy ban nhân dân {where} tổ chức hội nghị công bố quyết định về công tác cán bộ. Tại hội nghị, "
        f"lãnh đạo Sở Nội vụ công bố quyết định điều động, bổ nhiệm ông {who} giữ chức Giám đốc Sở {rng.choice(_SUBJECTS)} "
        f"thời hạn 5 năm.\n\nThay mặt lãnh đạo địa phương, ông {name(rng)} trao quyết định và tặng hoa chúc mừng. Phát biểu "
        f"nhận nhiệm vụ, ông {who} cảm ơn sự tin tưởng của tập thể lãnh đạo, hứa sẽ nỗ lực cùng cán bộ, công chức "
        "của đơn vị hoàn thành tốt nhiệm vụ được giao."
    )


def outage(rng: random.Random) -> tuple[str, str]:
    """Return title and text of a notice of power cuts."""
    streets = ", ".join(f"ngõ {_n(rng, 2, 399)} phố {name(rng)}" for _ in range(4))
    return f"Lịch cắt điện {rng.choice(PLACES)} ngày {_day(rng)}", (
        f"Để bảo đảm vận hành an toàn lưới điện, công ty điện lực tạm ngừng cung cấp điện từ {_n(rng, 5, 8)}h00 đến "
        f"{_n(rng, 11, 17)}h30 ngày {_day(rng)} tại các khu vực: {streets}.\n\nĐơn vị mong nhận được sự thông cảm của quý "
        "khách hàng. Mọi thông tin cần hỗ trợ, xin liên hệ tổng đài chăm sóc khách hàng hoạt động 24 giờ mỗi ngày."
    )


FAMILIES: list[Maker] = [weather, gold, decree, petrol, appointment, outage]
