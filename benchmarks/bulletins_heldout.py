# ruff: noqa: E501 - prose that is easier to read unbroken
"""More bulletins and notices of one form each, written before the rules for copies were set, and never used to set them."""

from __future__ import annotations

from benchmarks.forms import BulletinForm

_FORMS = {
    "earthquake": (
        "day",
        """
Tin động đất
Vào hồi {1..23} giờ {10..59} phút ngày {day}, một trận động đất có độ lớn {2..5,} xảy ra tại vị trí có tọa độ {14..15,} độ vĩ Bắc, {107..109,} độ kinh Đông, độ sâu chấn tiêu khoảng {8..12,} km, thuộc địa phận [xã Măng Bút|xã Đăk Ring|xã Kon Plông], {place}. Cấp độ rủi ro thiên tai do động đất: cấp 0. Trung tâm báo tin và cảnh báo tiếp tục theo dõi trận động đất này.
""",
    ),
    "sea": (
        "day",
        """
Dự báo thời tiết biển ngày {day}
Dự báo từ tối {day}: Bắc vịnh có mưa rào vài nơi, tầm nhìn xa trên 10 km, giảm xuống 4-10 km trong mưa, gió cấp {3..6}, giật cấp {6..8}, sóng cao {1..3,} m. Nam vịnh có mưa rào rải rác, gió cấp {3..6}, sóng cao {1..3,} m. Khu vực từ Quảng Trị đến Quảng Ngãi có mưa rào và dông, gió cấp {3..6}, sóng cao {1..4,} m. Khu vực từ Gia Lai đến Cà Mau có mưa rào và dông vài nơi, gió cấp {3..6}, sóng cao {1..4,} m. Vùng biển Trường Sa có mưa rào và dông mạnh, gió cấp {4..7}, giật cấp {7..9}, sóng cao {2..5,} m.
Trong mưa dông đề phòng lốc xoáy và gió giật mạnh. Tàu thuyền ra khơi cần theo dõi chặt chẽ diễn biến thời tiết, giữ liên lạc với cơ quan chức năng để có phương án phòng tránh; các địa phương ven biển quản lý chặt việc ra khơi, hướng dẫn neo đậu tại nơi tránh trú, bảo vệ lồng bè nuôi trồng thủy sản, sẵn sàng lực lượng cứu hộ, cứu nạn khi có yêu cầu. Thuyền trưởng và chủ phương tiện kiểm tra áo phao, máy thông tin, phao cứu sinh trước mỗi chuyến đi; không để người ở lại trên lồng bè, chòi canh khi có gió mạnh.
""",
    ),
    "coffee": (
        "day",
        """
Giá cà phê hôm nay {day}
Giá cà phê trong nước hôm nay {day} [tăng|giảm] {100..2500} đồng/kg so với hôm qua. Tại Đắk Lắk, giá thu mua {95..130.} đồng/kg; Lâm Đồng {95..130.} đồng/kg; Gia Lai {95..130.} đồng/kg; Quảng Ngãi {95..130.} đồng/kg. Trên sàn London, hợp đồng giao tháng {1..12} ở mức {4200..5700} USD/tấn, [cộng|trừ] {10..190} USD. Trên sàn New York, giá Arabica là {280..410,} cent/lb. Giá hồ tiêu dao động từ {140..160}.000 đến {150..170}.000 đồng/kg. Thông tin chỉ mang tính tham khảo, giá thực tế tại từng đại lý có thể chênh lệch.
""",
    ),
    "lost_card": (
        "name",
        """
Thông báo mất giấy tờ
Văn phòng đăng ký đất đai {place} thông báo về việc mất giấy chứng nhận quyền sử dụng đất của ông {name}, thửa số {10..900}, tờ bản đồ số {1..60}, diện tích {60..400,} m2. Trong thời hạn 30 ngày kể từ ngày đăng tin, nếu không có khiếu nại, tranh chấp, cơ quan đăng ký sẽ làm thủ tục hủy giấy đã mất và cấp lại theo quy định. Mọi ý kiến xin gửi về bộ phận một cửa trong giờ hành chính.
""",
    ),
    "wanted": (
        "name",
        """
Thông báo truy tìm
Cơ quan Cảnh sát điều tra Công an {place} đang xác minh vụ việc có dấu hiệu lừa đảo chiếm đoạt tài sản liên quan đến {name}, sinh năm {1965..2004}, quê {place2}. Hiện người này không có mặt tại nơi cư trú. Ai biết người này ở đâu đề nghị báo ngay cho cơ quan công an gần nhất hoặc liên hệ điều tra viên {name2}, số điện thoại 09{10..99}.{100..999}.{100..999}. Những ai là bị hại trong vụ việc, đề nghị đến trình báo để được giải quyết theo quy định của pháp luật.
""",
    ),
    "trains": (
        "day",
        """
Tàu tăng cường dịp cuối tuần
Ngành đường sắt thông báo chạy thêm tàu trên tuyến {place} - {place2} từ ngày {day}. Tàu xuất phát lúc {5..21} giờ {10..55}, đến nơi lúc {5..21} giờ {10..55}, giá vé từ {150..900}.000 đồng, còn {20..400} chỗ. Hành khách mua vé tại ga, đại lý hoặc trên trang bán vé trực tuyến, có mặt trước giờ tàu chạy ba mươi phút, mang theo giấy tờ tùy thân trùng với thông tin trên thẻ lên tàu. Vé mua theo đoàn được giảm giá; trẻ em dưới sáu tuổi đi cùng người lớn được miễn vé.
""",
    ),
    "telegram": (
        "country",
        """
Điện mừng Quốc khánh {country}
Nhân dịp kỷ niệm Quốc khánh {country}, lãnh đạo cấp cao nước ta đã gửi điện mừng tới Ngài {name}. Trong bức điện, lãnh đạo nước ta chúc mừng những thành tựu mà nhân dân {country} đạt được, bày tỏ hài lòng trước sự phát triển tốt đẹp của quan hệ hữu nghị và hợp tác nhiều mặt giữa hai nước, tin tưởng quan hệ đó sẽ tiếp tục được củng cố vì lợi ích của nhân dân hai nước, vì hòa bình, hợp tác và phát triển ở khu vực và trên thế giới. Cũng nhân dịp này, Bộ trưởng Bộ Ngoại giao đã gửi điện mừng tới người đồng cấp.
""",
    ),
    "badminton": (
        "name name2",
        """
Cầu lông: {name} vào vòng trong
Tại vòng {1..4} giải cầu lông quốc tế diễn ra ở {place}, tay vợt {name} gặp {name2}. Vào trận với tâm lý thoải mái, {name} sớm vượt lên dẫn điểm nhờ những pha bỏ nhỏ khéo léo và đập cầu uy lực. Tỷ số hai ván là 21-{5..19} và 21-{5..19}. Chiến thắng sau {25..60} phút giúp tay vợt này giành quyền vào vòng sau, nơi đối thủ là người thắng trong cặp đấu còn lại.
""",
    ),
    "dividend": (
        "name",
        """
Thông báo chốt quyền nhận cổ tức
Công ty cổ phần {name} thông báo ngày đăng ký cuối cùng để thực hiện quyền nhận cổ tức bằng tiền là ngày {day}. Tỷ lệ thực hiện {5..40}%, tương ứng mỗi cổ phiếu được nhận {500..4000} đồng. Thời gian thanh toán từ ngày {day2}. Với {20..900},{1..9} triệu cổ phiếu đang lưu hành, công ty dự chi {20..900} tỷ đồng. Người sở hữu chứng khoán lưu ký làm thủ tục tại thành viên lưu ký nơi mở tài khoản; người chưa lưu ký làm thủ tục tại trụ sở công ty vào các ngày làm việc trong tuần.
""",
    ),
    "dengue": (
        "day",
        """
Sốt xuất huyết tuần qua
Trung tâm Kiểm soát bệnh tật cho biết, trong tuần đến ngày {day}, toàn thành phố ghi nhận {50..600} ca mắc sốt xuất huyết, [tăng|giảm] {5..90} ca so với tuần trước, nâng tổng số từ đầu năm lên {1000..9000} ca. Các phường nhiều ca là Hoàng Mai ({5..60} ca), Thanh Xuân ({5..60} ca), Hà Đông ({5..60} ca), Phú Thượng ({5..60} ca). Cùng tuần có {3..40} ổ dịch mới. Để phòng bệnh, người dân đậy kín dụng cụ chứa nước, thả cá vào bể, lật úp vật dụng không dùng đến, ngủ màn cả ban ngày, phối hợp với ngành y tế trong các đợt phun hóa chất; khi sốt cao phải đến cơ sở khám bệnh, không tự ý điều trị tại nhà.
""",
    ),
    "congress": (
        "place name",
        """
Hội nghị tổng kết công tác
Hội Nông dân {place} vừa tổ chức hội nghị tổng kết công tác hội và phong trào nông dân, triển khai nhiệm vụ năm tới. Chủ tịch hội {name} chủ trì. Trong năm, các cấp hội đã bám sát nhiệm vụ chính trị của địa phương, đổi mới nội dung, phương thức hoạt động, tổ chức nhiều phong trào thi đua thiết thực, phát huy vai trò của nông dân trong xây dựng nông thôn mới. Phát biểu tại hội nghị, đại diện cấp trên biểu dương những kết quả đã đạt được, đề nghị thời gian tới tiếp tục chăm lo đời sống hội viên, nhân rộng các mô hình hay, cách làm hiệu quả. Dịp này, nhiều tập thể, cá nhân được khen thưởng.
""",
    ),
    "english_weather": (
        "day",
        """
Weather on {day}
The northern region will be [cloudy with showers|partly cloudy|sunny in the afternoon] on {day}, with temperatures from {14..22} to {23..33} degrees Celsius. The central region will see scattered rain, winds of force {2..5}, and temperatures from {18..23} to {25..34} degrees. In the southern region the day is sunny and thunderstorms are expected in the evening; the highest temperature is {30..36} degrees and humidity averages {55..95} percent. Residents are advised to stay indoors during thunderstorms, keep away from trees and metal structures, secure roofs and signboards, and follow the warnings that the authorities issue on radio and television.
""",
    ),
    "english_agenda": (
        "day",
        """
Weekly press briefing
The Ministry will hold its regular press briefing at {9..16}:00 on {day} in Room {100..450}. The briefing will be chaired by Spokesperson {name}. Reporters who wish to attend are requested to register by e-mail with their full name, media outlet and press card number before the registration closes, and to arrive thirty minutes early for security checks. Questions may be submitted in advance. Interpretation between Vietnamese and English will be provided. Recording devices are permitted in the designated area only.
""",
    ),
    "gold_table": (
        "day",
        """
Bảng giá vàng ngày {day}
Bảng giá vàng sáng {day} (đơn vị: nghìn đồng/lượng)
Thương hiệu Mua vào Bán ra
Rồng Xanh Hà Nội {110..150.} {110..150.}
Rồng Xanh Đà Nẵng {110..150.} {110..150.}
Kim Long {110..150.} {110..150.}
Phú Quý Tâm {110..150.} {110..150.}
Ngọc Hải {110..150.} {110..150.}
Bảo Sơn {110..150.} {110..150.}
Nhà đầu tư cần thận trọng trước biến động của giá vàng, không nên vay mượn để mua vàng khi chênh lệch mua - bán còn lớn.
""",
    ),
    "school_notice": (
        "day place",
        """
Cho học sinh nghỉ học
Do ảnh hưởng của mưa lớn, Sở Giáo dục và Đào tạo {place} cho học sinh toàn tỉnh nghỉ học ngày {day}. Các trường thông báo đến phụ huynh, cử người trực, kê cao bàn ghế, thiết bị, hồ sơ; không để học sinh đến gần sông suối, ao hồ. Căn cứ tình hình thực tế, hiệu trưởng chủ động tổ chức dạy bù để bảo đảm chương trình.
""",
    ),
    "planning": (
        "name",
        """
Phê duyệt chủ trương đầu tư dự án {name}
Ủy ban nhân dân {place} vừa phê duyệt chủ trương đầu tư dự án khu dân cư {name} với tổng mức đầu tư {200..9000} tỷ đồng, diện tích {5..90,} ha, quy mô dân số {1000..9000} người. Tiến độ thực hiện dự án không quá {24..72} tháng kể từ ngày được giao đất. Ủy ban giao Sở {subject} cùng những phòng ban có việc này hướng dẫn nhà đầu tư thực hiện các thủ tục tiếp theo theo quy định, kiểm tra, giám sát việc triển khai; nhà đầu tư chịu trách nhiệm bố trí đủ vốn chủ sở hữu, huy động vốn đúng tiến độ, thực hiện nghĩa vụ về nhà ở xã hội và bảo vệ môi trường.
""",
    ),
    "weekday_only": (
        "weekday place",
        """
Lịch phát sóng
Chương trình Câu chuyện làng quê số này kể về những người giữ nghề ở {place}, phát sóng vào tối {weekday} trên kênh truyền hình. Khán giả gặp lại các nhân vật quen thuộc, nghe họ kể về những ngày đầu học nghề, những lúc tưởng như phải bỏ cuộc, và niềm vui khi lớp trẻ trở về nối nghiệp. Chương trình do ban chuyên đề thực hiện, phát lại vào trưa hôm sau. Mời quý vị và các bạn đón xem.
""",
    ),
    "telegram_short": (
        "country",
        "Điện chia buồn\nĐược tin bão lớn gây nhiều thiệt hại về người và tài sản tại {country}, lãnh đạo ta đã gửi điện thăm hỏi tới lãnh đạo nước bạn.",
    ),
    "power_long": (
        "day place",
        """
Lịch tạm ngừng cấp điện {place} ngày {day}
Công ty điện lực thông báo lịch tạm ngừng cấp điện ngày {day}. Từ {5..8} giờ đến {9..12} giờ: ngõ {2..300} đường {name}, ngõ {2..300} đường {name2}. Từ {13..14} giờ đến {15..18} giờ: tổ dân phố số {1..30} và số {1..30} phường {name3}.
Lý do: bảo dưỡng lưới điện, thay máy biến áp, phát quang hành lang. Công ty mong khách hàng thông cảm, chủ động bố trí sản xuất, sinh hoạt, tắt các thiết bị trong thời gian mất điện để bảo đảm an toàn khi có điện trở lại; nếu hoàn thành sớm, điện sẽ được cấp trở lại sớm hơn lịch mà không báo trước. Mọi thắc mắc xin gọi tổng đài chăm sóc khách hàng, hoặc truy cập trang thông tin điện tử, ứng dụng chăm sóc khách hàng để tra cứu lịch của từng trạm. Người dân không tự ý đóng cắt cầu dao, không trèo lên cột, không thả diều gần đường dây; khi phát hiện dây đứt, cột đổ phải giữ khoảng cách và báo ngay cho đơn vị quản lý.
""",
    ),
    "medals": (
        "name",
        """
Trao tặng kỷ niệm chương cho {name}
Sáng {day}, tại {place}, thừa ủy quyền của lãnh đạo bộ, Vụ trưởng {name2} đã trao kỷ niệm chương vì sự nghiệp phát triển ngành {subject} cho ông {name}. Phần thưởng ghi nhận những đóng góp tích cực của ông {name} trong {10..40} năm công tác. Tại buổi lễ, ông {name} bày tỏ vinh dự và cảm ơn các đồng nghiệp đã giúp đỡ trong suốt thời gian qua.
""",
    ),
    "road_closure": (
        "name day",
        """
Cấm đường phục vụ thi công
Sở Xây dựng thông báo tổ chức lại giao thông trên đường {name} để thi công hệ thống thoát nước, từ {20..23} giờ hằng ngày, bắt đầu từ ngày {day} đến ngày {day2}. Các phương tiện đi theo hướng dẫn của lực lượng chức năng và biển báo tại hiện trường. Đơn vị thi công phải bố trí rào chắn, đèn cảnh báo, người điều tiết; hoàn trả mặt đường trước năm giờ sáng; chịu trách nhiệm nếu để xảy ra tai nạn do không bảo đảm an toàn giao thông trong quá trình thi công.
""",
    ),
}
BULLETINS_HELD_OUT = [BulletinForm(kind, keys, template) for kind, (keys, template) in _FORMS.items()]
