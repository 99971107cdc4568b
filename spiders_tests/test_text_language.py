"""The language of a text by its letters, whatever the page states."""

from __future__ import annotations

import pytest

from hanoi_press.text.language import language_of

VIETNAMESE = "Sáng qua, tổ dân phố số 4 mở lớp dạy bơi miễn phí; ba mươi em đăng ký ngay buổi đầu tiên của mùa hè."
BARE = "Sang qua, to dan pho so 4 mo lop day boi mien phi; ba muoi em dang ky ngay buoi dau tien cua mua he nay."
ENGLISH = (
    "The ward opened a free swimming class for children on Monday, and thirty of them, with Mr. Nguyễn Văn Đức of "
    "Hà Nội among the teachers, were in the water by the end of the day."
)
FRENCH = (
    "Le quartier a ouvert une école de natation pour les enfants et la plupart des élèves sont venus avec leurs "
    "parents dans la matinée, sur la rive du lac."
)


@pytest.mark.parametrize(
    ("text", "stated", "language"),
    [
        (VIETNAMESE, "vi", "vi"),
        (VIETNAMESE, "en", "vi"),
        (VIETNAMESE, "fr", "vi"),
        (VIETNAMESE, "zh", "vi"),
        (VIETNAMESE, "rad", "rad"),  # a minority's language, in the same letters
        (VIETNAMESE.upper(), "en", "vi"),
        (f"{VIETNAMESE}\n\n{ENGLISH}", "vi", "vi"),
        ("Tin vắn", "en", "en"),
        ("", "en", "en"),
        (BARE, "vi", "vi"),
        (BARE, "en", "en"),
        (ENGLISH, "vi", "en"),
        (ENGLISH, "en", "en"),
        (ENGLISH, "zh", "en"),
        (ENGLISH, "de", "de"),
        ("The end of the day", "vi", "vi"),  # too short
        (FRENCH, "vi", "fr"),
        (FRENCH, "fr", "fr"),
        (FRENCH, "en", "en"),
        ("社区为孩子们开设了免费游泳班，" * 8, "vi", "zh"),
        ("社区为孩子们开设了免费游泳班，" * 8, "en", "zh"),
        ("社区为孩子们开设了免费游泳班，" * 8, "zh", "zh"),
        ("町は子どものための水泳教室を開いた。" * 8, "vi", "ja"),
        ("동네는 아이들을 위한 수영 교실을 열었다. " * 8, "en", "ko"),
        ("Район открыл бесплатный класс плавания для детей. " * 4, "vi", "ru"),
        ("Район відкрив безкоштовний клас плавання. " * 4, "uk", "uk"),
        ("ບ້ານເປີດຫ້ອງຮຽນລອຍນໍ້າ" * 8, "vi", "lo"),
        ("សង្កាត់បើកថ្នាក់ហែលទឹក" * 8, "en", "km"),
    ],
)
def test_language(text: str, stated: str, language: str) -> None:
    assert language_of(text, stated) == language
