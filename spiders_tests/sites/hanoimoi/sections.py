"""The sections of the site: addresses are facts, display names are ours."""

from __future__ import annotations

from zlib import crc32

_TABLE = """
daihoidang Đại hội Đảng:
  lich-su-cac-ky-dai-hoi-dang Lịch sử các kỳ đại hội
  dai-hoi-lan-thu-xviii-dang-bo-tp-ha-noi Đại hội XVIII
  dai-hoi-xiv-cua-dang Đại hội XIV
  multimedia Đa phương tiện
  hoat-dong-cua-dang-bo-tp-ha-noi Hoạt động
  goc-nhin-binh-luan Bình luận
  tu-lieu-van-kien Tư liệu
  hoi-dap Hỏi đáp
chinh-tri Chính trị:
  doi-ngoai Đối ngoại
  nhan-su Nhân sự
  xay-chong Xây - Chống
  nghi-quyet-va-cuoc-song Nghị quyết và cuộc sống
  cai-cach-hanh-chinh Cải cách hành chính
  bao-ve-nen-tang-tu-tuong-cua-dang Bảo vệ nền tảng tư tưởng
kinh-te Kinh tế:
  thi-truong Thị trường
  tai-chinh Tài chính
  dau-tu Đầu tư
do-thi Đô thị:
  bat-dong-san Bất động sản
  giao-thong Giao thông
  xay-dung Xây dựng
  moi-truong Môi trường
  quy-hoach Quy hoạch
  kien-truc Kiến trúc
van-hoa Văn hóa:
  giai-tri Giải trí
  van-nghe Văn nghệ
  cong-nghiep-van-hoa Công nghiệp văn hóa
  sach Sách
  the-thao Thể thao
xa-hoi Xã hội:
  chong-lang-phi Chống lãng phí
  lao-dong-viec-lam Lao động - Việc làm
  luong-bao-hiem Lương - Bảo hiểm
  phong-chay-chua-chay Phòng cháy chữa cháy
  dan-hoi-chinh-quyen-tra-loi Dân hỏi
  trai-tim-nhan-ai Trái tim nhân ái
giao-duc Giáo dục:
  tuyen-sinh Tuyển sinh
  du-hoc Du học
y-te Y tế:
  suc-khoe Sức khỏe
  an-toan-thuc-pham An toàn thực phẩm
the-gioi Thế giới:
  diem-nong Điểm nóng
  chuyen-do-day Chuyện đó đây
  ho-so Hồ sơ
  nguoi-viet-bon-phuong Người Việt bốn phương
  luan-dam-thoi-su Luận đàm thời sự
du-lich Du lịch:
  diem-den Điểm đến
  am-thuc Ẩm thực
nong-nghiep-nong-thon Nông nghiệp - Nông thôn:
  nong-nghiep Nông nghiệp
  nong-thon-moi Nông thôn mới
  ocop-ha-noi OCOP Hà Nội
khoa-hoc-cong-nghe Khoa học - Công nghệ:
  chuyen-doi-so Chuyển đổi số
  xe Xe
  san-pham-moi Sản phẩm mới
doi-song Đời sống:
  gioi-tre Giới trẻ
  gia-dinh Gia đình
  ky-nang-song Kỹ năng sống
ha-noi-ket-noi Hà Nội kết nối:
  tp-ho-chi-minh TP Hồ Chí Minh
  vung-dong-bang-song-hong Đồng bằng sông Hồng
phap-luat Pháp luật:
  an-ninh-trat-tu An ninh trật tự
  phap-dinh Pháp đình
  tu-van Tư vấn
ban-doc Bạn đọc:
  duong-day-nong Đường dây nóng
  y-kien-phan-hoi Ý kiến phản hồi
goc-nhin Góc nhìn:
moi-ngay-mot-chuyen Mỗi ngày một chuyện:
podcast Podcast:
  tin-tuc Tin tức
  bon-mua-cam-xuc Bốn mùa cảm xúc
san-pham-dich-vu Sản phẩm - Dịch vụ:
thong-bao Thông báo:
doanh-nghiep Doanh nghiệp:
  doanh-nhan Doanh nhân
  khoi-nghiep Khởi nghiệp
"""
OTHER = {
    "video": "Video",
    "emagazine": "Emagazine",
    "infographic": "Infographic",
    "photo": "Ảnh",
    "ban-do-ha-noi": "Bản đồ",
}
OLD_SECTIONS = {
    "Chinh-tri": (161, "Chính trị"),
    "Khoa-hoc": (100, "Khoa học"),
    "Xa-hoi": (163, "Xã hội"),
    "Giao-duc": (164, "Giáo dục"),
    "Du-lich": (166, "Du lịch"),
    "The-thao": (170, "Thể thao"),
    "Phap-luat": (175, "Pháp luật"),
    "Bat-dong-san": (181, "Bất động sản"),
    "Tai-chinh": (188, "Tài chính"),
    "The-gioi": (189, "Thế giới"),
    "Kinh-te": (190, "Kinh tế"),
    "Thoi-trang": (191, "Thời trang"),
    "Oto-xemay": (601, "Ô tô - Xe máy"),
    "Hau-truong": (741, "Hậu trường"),
}


def _menu() -> list[tuple[str, str, list[tuple[str, str]]]]:
    out: list[tuple[str, str, list[tuple[str, str]]]] = []
    for line in _TABLE.strip().splitlines():
        path, name = line.strip().rstrip(":").split(" ", 1)
        if line.startswith(" "):
            out[-1][2].append((f"{out[-1][0]}/{path}", name))
        else:
            out.append((path, name, []))
    return out


MENU = _menu()
NAMES = {path: name for top, title, subs in MENU for path, name in [(top, title), *subs]}


def channel(path: str) -> int:
    """Return the number of a section in the API."""
    return 401 + sorted(NAMES).index(path) if path in NAMES else 1000 + crc32(path.encode()) % 9000


def parents(path: str) -> list[str]:
    """Return the addresses of a section and of those above it, outermost first."""
    parts = path.split("/")
    return ["/".join(parts[: i + 1]) for i in range(len(parts))]
