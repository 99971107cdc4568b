# ruff: noqa: E501 - prose that is easier to read unbroken
"""More formulaic news: written after the thresholds were set on `formulaic`, to see whether they hold."""

from __future__ import annotations

import random

from benchmarks.formulaic import Maker
from benchmarks.invented import PLACES, name


def _day(rng: random.Random) -> str:
    return f"{rng.randint(1, 28)}/{rng.randint(1, 12)}"


def storm(rng: random.Random) -> tuple[str, str]:
    """Where a storm stands at an hour."""
    n = rng.randint
    return "Tin bão trên Biển Đông", (
        f"Hồi {n(1, 23)} giờ ngày {_day(rng)}, vị trí tâm bão ở vào khoảng {n(12, 20)},{n(0, 9)} độ vĩ Bắc; {n(108, 118)},{n(0, 9)} độ kinh Đông, trên khu vực Bắc Biển Đông. "
        f"Sức gió mạnh nhất vùng gần tâm bão mạnh cấp {n(8, 13)}, giật cấp {n(10, 16)}, di chuyển theo hướng Tây Tây Bắc, tốc độ khoảng {n(10, 25)}km/h.\n\n"
        f"Dự báo trong {n(12, 24)} giờ tới, bão tiếp tục di chuyển theo hướng Tây Bắc và có khả năng mạnh thêm. Vùng nguy hiểm từ vĩ tuyến {n(12, 15)},0 đến {n(16, 20)},5 độ vĩ Bắc. "
        f"Tàu thuyền hoạt động trong vùng nguy hiểm chịu tác động của dông, lốc, gió mạnh và sóng lớn. Cấp độ rủi ro thiên tai: cấp {n(2, 4)}."
    )


def football(rng: random.Random) -> tuple[str, str]:
    """A draw."""
    home, away = rng.sample(PLACES, 2)
    n = rng.randint
    return f"{home} hòa {away}", (
        f"Tối {_day(rng)}, trên sân vận động {home}, đội chủ nhà {home} tiếp đón {away} trong khuôn khổ vòng {n(1, 26)} giải vô địch quốc gia. "
        f"Ngay từ đầu trận, {home} chủ động dâng cao đội hình tấn công. Phút {n(5, 40)}, {name(rng)} mở tỷ số cho đội chủ nhà.\n\n"
        f"Sang hiệp hai, {away} đẩy cao tốc độ trận đấu và có bàn gỡ ở phút {n(50, 85)} do công của {name(rng)}. "
        f"Với kết quả này, {home} có {n(10, 40)} điểm, tạm xếp thứ {n(1, 14)} trên bảng xếp hạng, còn {away} có {n(10, 40)} điểm."
    )


def exchange(rng: random.Random) -> tuple[str, str]:
    """A morning's rates of exchange."""
    n = rng.randint
    return f"Tỷ giá ngày {_day(rng)}", (
        f"Sáng {_day(rng)}, Ngân hàng Nhà nước công bố tỷ giá trung tâm của đồng Việt Nam với đô la Mỹ ở mức {n(23, 26)}.{n(100, 999)} đồng, {rng.choice(['tăng', 'giảm'])} {n(1, 20)} đồng so với hôm trước. "
        f"Với biên độ theo quy định, tỷ giá trần là {n(24, 27)}.{n(100, 999)} đồng/USD, tỷ giá sàn là {n(22, 25)}.{n(100, 999)} đồng/USD.\n\n"
        f"Tại các ngân hàng thương mại, giá đồng USD niêm yết ở mức {n(24, 26)}.{n(100, 999)} đồng/USD mua vào và {n(24, 26)}.{n(100, 999)} đồng/USD bán ra."
    )


def fire(rng: random.Random) -> tuple[str, str]:
    """A fire; all its facts stand in the first sentences."""
    n = rng.randint
    return f"Cháy nhà tại {rng.choice(PLACES)}", (
        f"Khoảng {n(1, 23)}h ngày {_day(rng)}, một vụ cháy xảy ra tại căn nhà trên đường {name(rng)}, {rng.choice(PLACES)}. "
        f"Nhận tin báo, lực lượng cảnh sát phòng cháy chữa cháy đã điều {n(2, 9)} xe chuyên dụng cùng {n(20, 90)} cán bộ, chiến sĩ đến hiện trường. "
        f"Sau gần {n(1, 4)} giờ, đám cháy được khống chế hoàn toàn.\n\nVụ việc không gây thiệt hại về người, thiệt hại về tài sản đang được thống kê. "
        "Hiện nguyên nhân vụ cháy đang được cơ quan chức năng điều tra làm rõ."
    )


def reception(rng: random.Random) -> tuple[str, str]:
    """An ambassador's first call."""
    host, guest = name(rng), name(rng)
    return f"Chủ tịch {host} tiếp Đại sứ {guest}", (
        f"Chiều {_day(rng)}, tại trụ sở cơ quan, Chủ tịch {host} đã tiếp Đại sứ {guest} đến chào xã giao nhân dịp bắt đầu nhiệm kỳ công tác tại Việt Nam. "
        f"Chủ tịch {host} chúc mừng Đại sứ được bổ nhiệm và tin tưởng rằng Đại sứ sẽ có nhiều đóng góp cho quan hệ hữu nghị và hợp tác giữa hai nước.\n\n"
        "Đại sứ bày tỏ vinh dự được nhận nhiệm vụ tại Việt Nam, khẳng định sẽ nỗ lực hết mình để thúc đẩy quan hệ hai nước ngày càng phát triển trên mọi lĩnh vực."
    )


def traffic(rng: random.Random) -> tuple[str, str]:
    """A day's accidents."""
    n = rng.randint
    return f"Tai nạn giao thông ngày {_day(rng)}", (
        f"Ủy ban An toàn giao thông cho biết, trong ngày {_day(rng)}, toàn quốc xảy ra {n(30, 90)} vụ tai nạn giao thông, làm chết {n(10, 40)} người, bị thương {n(20, 80)} người.\n\n"
        f"Lực lượng chức năng đã kiểm tra, xử lý {n(5, 15)}.{n(100, 999)} trường hợp vi phạm, phạt tiền hơn {n(10, 40)} tỷ đồng, tạm giữ {n(100, 300)} xe ô tô, {n(2, 5)}.{n(100, 999)} xe mô tô. "
        f"Trong đó có {n(2, 4)}.{n(100, 999)} trường hợp vi phạm nồng độ cồn, {n(1, 3)}.{n(100, 999)} trường hợp chạy quá tốc độ quy định."
    )


HELD_OUT: list[Maker] = [storm, football, exchange, fire, reception, traffic]
