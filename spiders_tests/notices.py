"""A notice of one form, with the facts that are wanted, and a long report: texts to compare, written by hand."""

from __future__ import annotations

# A notice of about eighty syllables, and a report of about three hundred.
NOTICE = (
    "Phòng khám lưu động của huyện Mê Linh sẽ khám miễn phí cho người cao tuổi vào {when}, bắt đầu từ {hour}, tại nhà "
    "văn hóa thôn {where}. Bà con mang theo thẻ bảo hiểm, các đơn thuốc đang dùng và kết quả những lần khám trước, "
    "nhịn ăn sáng để lấy máu, mặc áo rộng tay cho dễ đo huyết áp. Ai không đi lại được thì gia đình báo với trưởng "
    "thôn để thầy thuốc đến tận nhà."
)
LEAD = "Hôm 14/9, chuyến phà chở 1.250 bao lúa giống từ Cái Bè sang Vĩnh Long mắc cạn gần cồn Tân Phong. "
REPORT = LEAD + " ".join(
    f"Theo ông {who}, {number} hộ ở {where} đã {what}, nhờ vậy {result} so với vụ trước đó của bà con trong vùng."
    for who, number, where, what, result in [
        ("Tư Lành", "38", "Hòa Khánh", "chuyển sang trồng nhãn xuồng trên đất cao", "thu nhập tăng 12%"),
        ("Chín Dũng", "215", "Mỹ Lương", "góp tiền nạo vét con rạch chạy dọc xóm", "nước về nhanh hơn 3 ngày"),
        ("Út Hiền", "67", "An Hữu", "lắp máy sấy dùng trấu thay cho than đá", "chi phí giảm 4.600 đồng mỗi giạ"),
        ("Năm Nghĩa", "91", "Tân Hưng", "bán trái cây qua hợp tác xã thay vì thương lái", "giá cao thêm 8%"),
        ("Sáu Thơm", "143", "Đông Hòa Hiệp", "mở vườn đón khách cuối tuần", "lượng khách gấp 2,5 lần"),
        ("Bảy Phước", "29", "Thiện Trí", "giữ lại giống quýt cũ cho con cháu", "diện tích còn 17 công"),
        ("Ba Lợi", "56", "Mỹ Đức Tây", "làm nhà lưới che mưa cho vườn ươm", "cây chết ít hơn 31%"),
        ("Mười Thành", "74", "Hậu Thành", "thả cá trong ao chứa nước tưới", "mỗi nhà thêm 9 triệu đồng"),
        ("Tám Đạt", "183", "Mỹ Lợi", "trồng so đũa dọc theo bờ bao", "bờ bớt sạt lở 45 m"),
    ]
)


def notice(when: str = "ngày 5/11", hour: str = "7 giờ", where: str = "Nội Đồng") -> str:
    return NOTICE.format(when=when, hour=hour, where=where)
