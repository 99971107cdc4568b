"""Make Vietnamese news prose: words in random order, with lengths, numbers and names as in the press."""

from __future__ import annotations

import random
from collections.abc import Iterator

_WORDS = """
thành phố nhân dân công trình giao thông phát triển kinh tế xã hội giáo dục đào tạo học sinh sinh viên bệnh viện bác
sĩ người dân khu vực đường phố dự án đầu tư doanh nghiệp sản xuất hàng hóa thị trường giá cả chất lượng an toàn thực
phẩm môi trường nước sạch rác thải cây xanh công viên hồ ao sông ngòi đê điều mưa lớn ngập úng thời tiết nông nghiệp
nông thôn cánh đồng lúa rau màu trang trại làng nghề thợ thủ công di tích lịch sử văn hóa lễ hội du lịch khách sạn
nhà hàng bảo tàng thư viện sách báo âm nhạc sân khấu điện ảnh thể thao bóng đá vận động viên huy chương giải thưởng
chính quyền cơ sở ủy ban hội đồng đại biểu cử tri kiến nghị giải quyết thủ tục hành chính hồ sơ trực tuyến công nghệ
số dữ liệu phần mềm ngân sách thu chi thuế phí tín dụng ngân hàng lãi suất vốn vay hợp tác liên kết xuất khẩu nhập
khẩu quốc tế khu công nghiệp lao động việc làm tiền lương bảo hiểm hưu trí trợ cấp gia đình trẻ em phụ nữ thanh niên
cựu chiến binh mặt trận tổ quốc công an quân đội trật tự an ninh phòng cháy chữa cháy cứu nạn tai nạn vi phạm xử
phạt kiểm tra giám sát thanh tra quy hoạch xây dựng nhà ở chung cư cải tạo hạ tầng cầu vượt hầm chui tàu điện xe
buýt bến xe sân bay cảng sông logistics nghiên cứu khoa học sáng kiến cải tiến thử nghiệm mô hình hiệu quả kết quả
mục tiêu kế hoạch chương trình nghị quyết triển khai thực hiện hoàn thành tiếp tục tăng cường nâng cao mở rộng hỗ
trợ khuyến khích tuyên truyền vận động tham gia đề xuất phối hợp chỉ đạo tổ chức khai mạc bế mạc trao tặng biểu
dương ghi nhận đánh giá rút kinh nghiệm khắc phục khó khăn
""".split()
_SMALL = """
và của cho với từ đến trong ngoài trên dưới khi nếu vì nên mà cũng đã đang sẽ được bị rất còn chỉ những các một hai
""".split()
_FAMILY = "Nguyễn Trần Lê Phạm Hoàng Phan Vũ Đặng Bùi Đỗ Hồ Ngô Dương Lý".split()
_MIDDLE = "Văn Thị Đức Minh Thu Hồng Quang Ngọc Thanh Hải".split()
_GIVEN = "An Bình Chi Dũng Giang Hà Khánh Lan Mai Nam Oanh Phúc Quân Sơn Thảo Uyên Vinh Yến".split()
PLACES = (
    """
Hà Nội, Hải Phòng, Đà Nẵng, Cần Thơ, Huế, Nghệ An, Thanh Hóa, Quảng Ninh, Lào Cai, Sơn La, Đắk Lắk, Gia Lai, Khánh Hòa,
Lâm Đồng, An Giang, Cà Mau, Đồng Nai, Tây Ninh, Bắc Ninh, Phú Thọ, Ninh Bình, Hưng Yên, Quảng Trị, Quảng Ngãi
""".replace("\n", " ")
    .strip()
    .split(", ")
)


def name(rng: random.Random) -> str:
    """Return a person's name."""
    return f"{rng.choice(_FAMILY)} {rng.choice(_MIDDLE)} {rng.choice(_GIVEN)}"


def sentence(rng: random.Random) -> str:
    """Return a sentence of 12 to 30 syllables; one in three holds a number, one in three a name."""
    words = [rng.choice(_SMALL) if rng.random() < 0.25 else rng.choice(_WORDS) for _ in range(rng.randint(12, 30))]
    if rng.random() < 0.35:
        words[rng.randrange(3, 9)] = f"{rng.randint(2, 990)}.{rng.randint(0, 999):03}"
    if rng.random() < 0.35:
        words[rng.randrange(3, 9)] = rng.choice([name(rng), rng.choice(PLACES)])
    return " ".join(words).capitalize() + "."


def paragraphs(rng: random.Random, count: int) -> list[str]:
    """Return `count` paragraphs of two to four sentences."""
    return [" ".join(sentence(rng) for _ in range(rng.randint(2, 4))) for _ in range(count)]


def title(rng: random.Random) -> str:
    """Return a headline."""
    return " ".join(rng.choice(_WORDS) for _ in range(rng.randint(7, 14))).capitalize()


def articles(rng: random.Random) -> Iterator[str]:
    """Yield texts without end, of 150 to 600 syllables: words, numbers and names in random order, made fast."""
    numbers = [f"{rng.randint(2, 990)}.{rng.randint(0, 999):03}" for _ in range(3000)]
    names = [name(rng) for _ in range(500)]
    pool = [*_WORDS * 12, *_SMALL * 80, *rng.choices(numbers, k=300), *rng.choices(names, k=200)]
    while True:
        words = rng.choices(pool, k=rng.randint(150, 600))
        sentences = [" ".join(words[n : n + 20]).capitalize() + "." for n in range(0, len(words), 20)]
        yield "\n\n".join(" ".join(sentences[n : n + 3]) for n in range(0, len(sentences), 3))
