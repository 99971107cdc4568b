# ruff: noqa: E501 - prose that is easier to read unbroken
"""Bulletins and notices of one form each, short and long, on which the rules for copies were set. No two are copies."""

from __future__ import annotations

from benchmarks.forms import BulletinForm

_ADVICE = """
Để chủ động ứng phó, cơ quan chuyên môn đề nghị các địa phương theo dõi chặt chẽ các bản tin cảnh báo, thông tin kịp thời đến chính quyền các cấp và người dân để chủ động phòng tránh, hạn chế thiệt hại. Tổ chức kiểm tra, rà soát các khu dân cư ven sông, ven suối, khu vực trũng thấp, sườn dốc có nguy cơ xảy ra sạt lở để sẵn sàng phương án di dời, sơ tán. Bố trí lực lượng canh gác, hướng dẫn người và phương tiện qua lại tại các ngầm tràn, đoạn đường bị ngập sâu, nước chảy xiết.
Người dân cần kiểm tra, gia cố nhà cửa, chặt tỉa cành cây quanh nhà, không trú mưa dưới gốc cây to, không vớt củi trên sông khi có lũ. Khi có dông sét cần tắt các thiết bị điện, tránh xa cột điện và các vật bằng kim loại. Bà con nông dân khơi thông cống rãnh, chuẩn bị vật tư để khôi phục sản xuất sau mưa; che chắn chuồng trại, dự trữ thức ăn cho gia súc, gia cầm. Các hồ chứa xung yếu phải có người trực, sẵn sàng vật tư và nhân lực để xử lý khi có tình huống. Cơ quan truyền thông ở địa phương tăng thời lượng phát tin để người dân nắm được diễn biến của thời tiết.
"""

_FORMS = {
    "long_tail": (
        "day place",
        """
Dự báo thời tiết {place} ngày {day}
Đài khí tượng cho biết, ngày {day}, {place} [nhiều mây, có mưa rào|ít mây, ngày nắng|mây thay đổi, đêm có mưa]. Gió cấp {2..4}. Nhiệt độ từ {14..22} đến {24..36} độ C, độ ẩm {60..95}%.
"""
        + _ADVICE,
    ),
    "regions": (
        "day",
        """
Thời tiết các khu vực ngày {day}
Dự báo thời tiết ngày {day}:
Phía Tây Bắc Bộ: nhiều mây, có mưa vài nơi. Gió nhẹ. Nhiệt độ thấp nhất từ {12..20} độ C, nhiệt độ cao nhất từ {22..33} độ C.
Phía Đông Bắc Bộ: nhiều mây, có mưa vài nơi. Gió đông bắc cấp {2..4}. Nhiệt độ thấp nhất từ {12..20} độ C, nhiệt độ cao nhất từ {22..33} độ C.
Thanh Hóa đến Huế: nhiều mây, có mưa rải rác. Gió bắc cấp {2..4}. Nhiệt độ thấp nhất từ {15..22} độ C, nhiệt độ cao nhất từ {22..33} độ C.
Duyên hải Nam Trung Bộ: nhiều mây, có mưa rào và dông vài nơi. Gió cấp {2..4}. Nhiệt độ thấp nhất từ {20..24} độ C, nhiệt độ cao nhất từ {26..34} độ C.
Tây Nguyên: ngày nắng, chiều tối có mưa rào và dông. Gió đông bắc cấp {2..4}. Nhiệt độ thấp nhất từ {15..20} độ C, nhiệt độ cao nhất từ {26..32} độ C.
Nam Bộ: ngày nắng, chiều tối có mưa rào và dông. Gió nhẹ. Nhiệt độ thấp nhất từ {22..25} độ C, nhiệt độ cao nhất từ {30..35} độ C.
""",
    ),
    "lottery": (
        "day weekday",
        """
Kết quả xổ số kiến thiết {weekday} ngày {day}
Kết quả mở thưởng {weekday} ngày {day}. Giải đặc biệt {10000..99999}. Giải nhất {10000..99999}. Giải nhì {10000..99999}, {10000..99999}. Giải ba {10000..99999}, {10000..99999}, {10000..99999}. Giải tư {1000..9999}, {1000..9999}. Giải sáu {100..999}, {100..999}. Giải bảy {10..99}, {10..99}.
Vé trúng thưởng phải còn nguyên, không tẩy xóa, rách rời. Người trúng giải mang vé và giấy tờ tùy thân đến đại lý gần nhất hoặc trụ sở công ty để làm thủ tục nhận thưởng trong thời hạn ba mươi ngày kể từ ngày mở thưởng; quá thời hạn trên, các vé trúng thưởng không còn giá trị lĩnh thưởng.
""",
    ),
    "rates_table": (
        "day",
        """
Tỷ giá ngoại tệ ngày {day}
Bảng tỷ giá tham khảo đầu ngày {day}, mua tiền mặt, mua chuyển khoản và bán ra:
USD {25..26.} {25..26.} {25..26.}
EUR {27..30.} {27..30.} {27..30.}
GBP {32..35.} {32..35.} {32..35.}
JPY {150..180,} {150..180,} {160..190,}
AUD {16..18.} {16..18.} {16..18.}
SGD {18..20.} {18..20.} {18..20.}
THB {700..790,} {700..790,} {790..850,}
Khách hàng lưu ý, tỷ giá có thể thay đổi nhiều lần trong ngày theo diễn biến của thị trường mà không cần báo trước; khi có nhu cầu giao dịch số tiền lớn, đề nghị quý khách liên hệ chi nhánh, phòng giao dịch gần nhất để được tư vấn và áp dụng mức giá tốt nhất. Bảng tỷ giá chỉ có giá trị tham khảo.
""",
    ),
    "tender": (
        "name day",
        """
Mời thầu gói thầu số {1..40}
Ban quản lý dự án đầu tư xây dựng khu vực {place} mời các nhà thầu đủ năng lực và kinh nghiệm tham gia gói thầu thi công đường {name}. Nguồn vốn ngân sách. Giá gói thầu {2..90}.{100..999}.000.000 đồng. Thời gian thực hiện {90..720} ngày. Hồ sơ được phát hành trên hệ thống mạng đấu thầu quốc gia, thời điểm đóng thầu {8..10} giờ ngày {day}. Nhà thầu phải nộp bảo đảm dự thầu theo mẫu kèm theo hồ sơ và chịu trách nhiệm về tính chính xác của các tài liệu đã nộp.
""",
    ),
    "recruitment": (
        "subject place day",
        """
Thông báo tuyển dụng viên chức
Thực hiện kế hoạch đã được phê duyệt, Sở {subject} {place} thông báo tuyển dụng {3..60} viên chức làm việc tại các đơn vị sự nghiệp trực thuộc. Người đăng ký dự tuyển phải có quốc tịch Việt Nam, cư trú tại Việt Nam, đủ 18 tuổi trở lên, có phiếu đăng ký dự tuyển, có lý lịch rõ ràng, có văn bằng, chứng chỉ đào tạo phù hợp với vị trí việc làm, đủ sức khỏe để thực hiện nhiệm vụ. Không được đăng ký dự tuyển đối với người mất năng lực hành vi dân sự, người đang bị truy cứu trách nhiệm hình sự, đang chấp hành bản án hoặc đang bị áp dụng biện pháp xử lý hành chính.
Hồ sơ nộp trực tiếp hoặc gửi theo đường bưu chính đến trụ sở cơ quan, hạn cuối là ngày {day}. Người dự tuyển trúng tuyển hoàn thiện hồ sơ trong thời hạn 30 ngày kể từ ngày nhận được thông báo. Danh sách người đủ điều kiện dự tuyển vòng hai, nội dung ôn tập và thời gian tổ chức phỏng vấn sẽ được niêm yết công khai tại trụ sở và đăng trên trang thông tin điện tử.
""",
    ),
    "two_facts": (
        "day",
        """
Thông báo tiếp công dân định kỳ
Văn phòng trân trọng thông báo: Chủ tịch tiếp công dân định kỳ vào ngày {day}, bắt đầu từ {7..14} giờ, tại phòng tiếp dân. Công dân khi đến mang theo giấy tờ tùy thân, đơn và các tài liệu có liên quan; trường hợp nhiều người cùng kiến nghị về một nội dung thì cử người đại diện trình bày. Đề nghị các cơ quan, đơn vị có liên quan cử lãnh đạo dự, chuẩn bị hồ sơ của những vụ việc thuộc thẩm quyền để báo cáo tại buổi tiếp. Thông báo này thay cho giấy mời.
""",
    ),
    "obituary": (
        "name",
        """
Tin buồn
Gia đình chúng tôi vô cùng thương tiếc báo tin: cụ {name}, sinh năm {1925..1950}, nguyên cán bộ ngành {subject}, sau một thời gian lâm bệnh, tuy được gia đình và các thầy thuốc hết lòng chăm sóc nhưng do tuổi cao sức yếu đã từ trần hồi {1..23} giờ ngày {day}, hưởng thọ {76..99} tuổi. Lễ viếng được tổ chức tại nhà tang lễ {place}, lễ an táng cùng ngày tại nghĩa trang quê nhà. Tang gia kính báo và xin chân thành cảm ơn các cơ quan, đoàn thể, họ hàng, bạn bè đã đến chia buồn.
""",
    ),
    "reservoirs": (
        "day",
        """
Mực nước các hồ thủy điện ngày {day}
Theo báo cáo sáng {day}, mực nước các hồ như sau. Khu vực Bắc Bộ: hồ Lai Châu {265..295,} m, hồ Sơn La {175..215,} m, hồ Hòa Bình {80..117,} m, hồ Thác Bà {46..58,} m, hồ Tuyên Quang {90..120,} m. Khu vực Bắc Trung Bộ: hồ Trung Sơn {150..160,} m, hồ Bản Vẽ {155..200,} m. Khu vực Tây Nguyên: hồ Buôn Kuốp {409..412,} m, hồ Pleikrông {537..570,} m, hồ Ialy {490..515,} m.
Các hồ vận hành theo quy trình liên hồ chứa, đáp ứng yêu cầu nước cho hạ du và phát điện. Dự báo lưu lượng về hồ trong ngày tới biến đổi chậm.
""",
    ),
    "air_quality": (
        "day",
        """
Chất lượng không khí sáng {day}
Sáng {day}, chỉ số chất lượng không khí trung bình của thành phố ở mức {60..240}. Nơi cao nhất là {place} với {180..280}, nơi thấp nhất là {place2} với {50..120}. Nồng độ bụi mịn gấp {2..9,} lần mức khuyến nghị. Chuyên gia khuyên người dân hạn chế ra ngoài vào sáng sớm và đêm muộn, đeo khẩu trang chống bụi mịn, đóng cửa sổ, rửa mũi bằng nước muối sau khi đi đường; người già, trẻ em và người mắc bệnh hô hấp không nên tập thể dục ngoài trời.
""",
    ),
    "epidemic": (
        "day",
        """
Bản tin dịch ngày {day}
Tính từ 16 giờ hôm trước đến 16 giờ ngày {day}, hệ thống giám sát ghi nhận {500..9000.} ca mắc mới, [tăng|giảm] {20..900} ca so với ngày trước đó, tại {20..60} tỉnh, thành phố; trong đó có {300..900} ca trong cộng đồng. Số bệnh nhân khỏi bệnh là {100..900}, số bệnh nhân nặng đang điều trị là {20..400}. Trong ngày ghi nhận {0..90} ca tử vong tại {place} và {place2}.
Bộ Y tế đề nghị người dân đeo khẩu trang nơi công cộng, rửa tay thường xuyên bằng xà phòng, tiêm đủ các mũi vắc xin; khi có triệu chứng sốt, ho, khó thở thì đến cơ sở y tế gần nhất. Các địa phương tiếp tục giám sát chặt chẽ người nhập cảnh, sẵn sàng thuốc, giường bệnh và nhân lực.
""",
    ),
    "court_notice": (
        "name",
        """
Thông báo tìm người vắng mặt
Tòa án nhân dân khu vực {1..9}, {place} đang thụ lý vụ việc dân sự về yêu cầu tuyên bố một người mất tích theo đơn của bà {name2}. Người bị yêu cầu là ông {name}, sinh năm {1955..1999}, nơi cư trú cuối cùng tại {place2}. Tòa án thông báo để ông {name} hoặc người biết tin tức của ông liên hệ trong thời hạn bốn tháng kể từ ngày thông báo này được đăng lần đầu. Quá thời hạn nói trên, Tòa án sẽ giải quyết vụ việc theo quy định của pháp luật.
""",
    ),
    "one_name": (
        "name",
        """
Trao quyết định bổ nhiệm
Tại trụ sở cơ quan, lãnh đạo bộ đã trao quyết định bổ nhiệm đồng chí {name} giữ chức vụ trưởng phòng. Phát biểu giao nhiệm vụ, lãnh đạo bộ ghi nhận quá trình phấn đấu, rèn luyện của đồng chí trong thời gian qua, đề nghị đồng chí nhanh chóng nắm bắt công việc, giữ gìn đoàn kết nội bộ, cùng tập thể hoàn thành tốt các nhiệm vụ được giao. Đồng chí hứa sẽ cố gắng hết mình, mong tiếp tục nhận được sự quan tâm chỉ đạo của lãnh đạo và sự phối hợp của các đơn vị trong toàn ngành.
""",
    ),
    "schedule": (
        "day",
        """
Lịch công tác tuần của lãnh đạo
Tuần bắt đầu từ ngày {day}. Thứ hai: sáng {7..10} giờ, Bộ trưởng {name} chủ trì giao ban; chiều {13..16} giờ, Thứ trưởng {name2} họp về [đề án|dự án luật|kế hoạch vốn]. Thứ ba: sáng, Bộ trưởng {name} làm việc với {place}; chiều, Thứ trưởng {name3} tiếp đoàn {country}. Thứ tư: cả ngày, Bộ trưởng dự họp Chính phủ; Thứ trưởng {name2} đi công tác {place2}. Thứ năm: sáng {7..10} giờ, Thứ trưởng {name3} dự hội nghị ngành {subject}. Thứ sáu: chiều {13..16} giờ, Bộ trưởng {name} kết luận các nội dung trong tuần. Lịch này thay giấy mời; các đơn vị chuẩn bị tài liệu theo phân công.
""",
    ),
    "english_call": (
        "country day",
        """
Minister receives Ambassador of {country}
On {day}, at the headquarters of the Ministry, Minister {name} received the Ambassador of {country} on a courtesy visit at the beginning of the term in Viet Nam. The Minister congratulated the Ambassador on the new assignment, expressed confidence that the Ambassador would make important contributions to the friendship between the two countries, and proposed that both sides continue to exchange delegations and carry out the agreements that have been signed.
The Ambassador thanked the Minister for the warm reception, affirmed that {country} attaches importance to its relations with Viet Nam, and pledged to do the utmost to deepen the cooperation in all fields in the coming time.
""",
    ),
    "english_trade": (
        "day",
        """
Trade figures until {day}
As of {day}, total trade turnover reached USD {300..700,} billion, [up|down] {1..20,} percent year on year. Exports were estimated at USD {150..350,} billion and imports at USD {150..350,} billion. The foreign invested sector accounted for {60..75,} percent of exports. {10..30} commodities recorded a turnover of over one billion dollars. The Ministry will continue to support enterprises in making use of free trade agreements, simplify procedures, and strengthen early warning of trade remedies in order to promote sustainable exports.
""",
    ),
    "pork": (
        "day",
        """
Giá heo hơi hôm nay {day}
Khảo sát ngày {day} cho thấy giá heo hơi [đi ngang|biến động nhẹ|trái chiều] trên cả nước. Tại miền Bắc, Bắc Ninh {52..72}.000 đồng/kg, Hưng Yên {52..72}.000 đồng/kg, Phú Thọ {52..72}.000 đồng/kg, Lào Cai {52..72}.000 đồng/kg, Hà Nội {52..72}.000 đồng/kg. Tại miền Trung, Thanh Hóa {52..72}.000 đồng/kg, Nghệ An {52..72}.000 đồng/kg, Khánh Hòa {52..72}.000 đồng/kg, Lâm Đồng {52..72}.000 đồng/kg. Tại miền Nam, Đồng Nai {52..72}.000 đồng/kg, Tây Ninh {52..72}.000 đồng/kg, Cà Mau {52..72}.000 đồng/kg, An Giang {52..72}.000 đồng/kg.
""",
    ),
    "stocks": (
        "day",
        """
Chứng khoán phiên {day}
Kết thúc phiên giao dịch ngày {day}, chỉ số chung [tăng|giảm] {1..30,} điểm, lên {1100..1900,} điểm. Toàn sàn có {100..300} mã tăng, {100..300} mã giảm và {40..90} mã đứng giá. Khối lượng giao dịch đạt {400..1200} triệu cổ phiếu, giá trị {12..40.} tỷ đồng. Khối ngoại [mua|bán] ròng {100..2000} tỷ đồng. Theo các công ty chứng khoán, nhà đầu tư nên giữ tỷ trọng hợp lý, tránh mua đuổi, chờ thị trường xác lập xu hướng rõ ràng hơn trước khi giải ngân thêm.
""",
    ),
    "water_cut": (
        "day place",
        """
Thông báo tạm ngừng cấp nước
Công ty nước sạch trân trọng thông báo: do súc rửa tuyến ống, từ {20..23} giờ ngày {day} sẽ tạm ngừng cấp nước tại khu vực {place}. Kính mong quý khách hàng thông cảm, chủ động dự trữ nước, khóa van trước đồng hồ và các vòi sử dụng trong thời gian ngừng cấp. Khi có nước trở lại, nước có thể đục trong ít phút đầu, quý khách nên xả bỏ trước khi dùng.
""",
    ),
    "auction": (
        "name day",
        """
Thông báo đấu giá quyền sử dụng đất
Trung tâm dịch vụ đấu giá tài sản thông báo bán đấu giá quyền sử dụng {5..60} thửa đất ở tại khu đất {name}, {place}. Giá khởi điểm từ {5..90},{1..9} triệu đồng/m2. Tiền đặt trước bằng 20% giá khởi điểm của thửa đất. Thời gian bán hồ sơ, xem tài sản trong giờ hành chính đến hết ngày {day}. Cuộc đấu giá được tổ chức theo hình thức bỏ phiếu trực tiếp một vòng, phương thức trả giá lên. Người tham gia nộp hồ sơ, tiền đặt trước theo quy chế cuộc đấu giá; người có tài sản và đơn vị tổ chức không chịu trách nhiệm về những sai sót do người tham gia kê khai.
""",
    ),
    "condolence_short": (
        "name place",
        "Chia buồn\nBan Biên tập xin gửi lời chia buồn sâu sắc tới gia quyến ông {name} ở {place}.",
    ),
    "score_short": (
        "place place2",
        "Kết quả vòng đấu\nTối qua, trên sân nhà, {place} tiếp {place2} trước đông đảo khán giả. Hai đội chơi cởi mở ngay từ đầu. Kết thúc trận đấu, tỷ số là {0..5}-{0..5}.",
    ),
}
BULLETINS = [BulletinForm(kind, keys, template) for kind, (keys, template) in _FORMS.items()]
