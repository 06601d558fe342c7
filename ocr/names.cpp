#include "ocr/names.hpp"

#include <algorithm>
#include <initializer_list>
#include <unordered_set>

#include <unicode/unistr.h>

#include "ocr/vietnamese.hpp"

namespace ocr {
namespace {

constexpr std::string_view family_names =
    "Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Trịnh Mai Tô Quách Đào Đoàn Lâm Trương Tạ Cao Hà "
    "Lương Chu Châu Thái Tôn Kiều Tăng La Phùng Vương Triệu Nông Hứa Lưu Thạch Nghiêm Đàm Lại Từ Tống Bạch Giang Khổng Quản Doãn "
    "Đồng Mạc Thân Vi Ma Hầu Giáp Cù Ông Thiều Bế Sầm Lò Lường Quàng Cầm Điêu Giàng Vàng Sùng Thào Lầu Mùa Vừ Cháng Ksor Rơ "
    "Siu Niê Êban Danh Sơn Kim Trà Diệp Âu Tiêu Viên Văn Ninh Phương Đường Khúc Lục Ngụy Nhâm Ngọ Tào Tưởng Ứng";

// Of these no other common word with the same letters begins a heading ("HỘ GIA ĐÌNH" is no Hồ, "ĐÔ THỊ" no Đỗ).
constexpr std::string_view unlike_other_words =
    "Nguyễn Trần Phạm Hoàng Huỳnh Đặng Bùi Dương Trịnh Quách Đinh Đoàn Trương Lương Phùng";

constexpr std::string_view other_names =
    "Thị Văn Hữu Đức Công Quang Minh Ngọc Thanh Thu Hồng Xuân Gia Bảo Khắc Diễm Tuyết Quốc Đình Bá Duy Viết Trọng Thế Tiến Mạnh Hằng "
    "Hường Phượng Quỳnh Yến Thuận Nghĩa Oanh Uyên Vinh Khuê Hạnh Khánh Lan Mỹ Thảo Tuấn Dũng Bình An Sương Nhung Loan Huệ Huyền "
    "Trang Linh Liên Lệ Nga Ngân Nguyệt Nhàn Nhi Như Phúc Phước Quyên Thắm Thắng Thoa Thơm Thủy Thùy Thúy Tâm Tùng Tuyền Trâm Trinh "
    "Trúc Tú Việt Vân Vy Ý Ánh Ái Đạt Điệp Đông Hậu Hiền Hiếu Hoa Hòa Hoài Hùng Hưng Hương Khang Khoa Kiên Lộc Long Luân Mẫn My Nam "
    "Nhân Nhật Phong Phú Quân Quý Quyền Sang Sáng Tài Tân Thành Thiện Thịnh Thông Thư Tiên Toàn Trí Trung Trường Anh Bách Bằng Bích "
    "Biên Chiến Chinh Chung Chương Cường Cúc Dân Dịu Dung Duyên Giàu Giáng Hải Hân Hảo Hiệp Hoàn Hoan Học Hợp Khải Khiêm Khôi Khương "
    "Lam Lành Lập Lĩnh Lợi Lực Lượng Ly Mận Miên Mơ Na Ngà Nghi Ngoan Nguyên Nhã Nhạn Nhâm Nhẫn Ninh Nữ Nương Phấn Phi Phụng Quế "
    "Quyết San Sinh Sự Sỹ Thạnh Thảnh Thẩm Thập Thiên Thiết Thìn Thoại Thọ Thụ Thục Thường Thức Tích Tiệp Tình Tĩnh Toán Tố Tuân "
    "Tuệ Tường Tỵ Uy Vĩ Vĩnh Vượng Vui Xuyến Xoan Đại Đan Đào Đăng Điền Định Đoan Độ Được";

// What forms, cards and letters of desks say most often in capitals, and provinces.
constexpr std::string_view words_of_papers =
    "Cộng Hòa Xã Hội Chủ Nghĩa Việt Nam Độc Lập Tự Do Hạnh Phúc Căn Cước Công Dân Ủy Ban Nhân Tỉnh Thành Phố Quận Huyện Phường Thị Trấn "
    "Thôn Ấp Sở Phòng Trung Tâm Bộ Phận Tiếp Nhận Trả Kết Quả Tờ Khai Đơn Đề Nghị Giấy Chứng Sinh Đăng Ký Khai Kết Hôn Khai Tử Hộ Kinh "
    "Doanh Quyết Định Thông Báo Ủy Quyền Biến Động Đất Đai Tài Sản Gắn Liền Với Lý Lịch Tư Pháp Phiếu Yêu Cầu Cấp Danh Sách Bản Sao Hợp "
    "Đồng Biên Nhận Thường Trú Tạm Cư Văn Khoản Bổ Cửa Hàng Tổng Hợp Nguyên Liệu Thương Mại Dịch Vụ Chánh Trưởng Phó Chủ Tịch "
    "Thanh Hóa Quảng Ngãi Đắk Lắk An Giang Khánh Hòa Nghệ An Lâm Đồng Cà Mau Thái Nguyên Hải Phòng Phú Thọ Đồng Tháp Hà Nội Huế Đà "
    "Nẵng Cần Thơ Hồ Chí Minh Lai Châu Điện Biên Sơn La Lạng Sơn Cao Bằng Tuyên Quang Lào Cai Bắc Ninh Hưng Yên Ninh Bình Hà Tĩnh "
    "Quảng Trị Quảng Ninh Gia Lai Tây Ninh Đồng Nai Vĩnh Long Bạc Liêu Sóc Trăng Bến Tre Trà Vinh Kiên Hậu";

using Words = std::unordered_set<std::string>;

void add(Words& into, std::string_view list, std::string (*form)(std::string_view)) {
    for (size_t at = 0; at < list.size();) {
        const size_t end = std::min(list.find(' ', at), list.size());
        into.insert(form(list.substr(at, end - at)));
        at = end + 1;
    }
}

std::string as_written(std::string_view word) { return nfc(word); }

std::string in_capitals(std::string_view word) {
    std::string text;
    icu::UnicodeString::fromUTF8(icu::StringPiece(word.data(), static_cast<int32_t>(word.size()))).toUpper().toUTF8String(text);
    return nfc(text);
}

Words made(std::initializer_list<std::string_view> lists, std::initializer_list<std::string (*)(std::string_view)> forms) {
    Words words;
    for (const std::string_view list : lists)
        for (const auto form : forms) add(words, list, form);
    return words;
}

}  // namespace

std::string name_words() {
    std::string text;
    for (const std::string& word : made({family_names, other_names, words_of_papers}, {as_written, in_capitals})) text += word + "\n";
    return text;
}

bool is_family_name(std::string_view word) {
    static const Words names = made({family_names}, {in_capitals});
    return names.contains(in_capitals(word));
}

bool resembles_family_name(std::string_view word) {
    static const Words names = made({unlike_other_words}, {folded});
    return names.contains(folded(word));
}

bool resembles_name(std::string_view word) {
    static const Words names = made({family_names, other_names}, {folded});
    return names.contains(folded(word));
}

}  // namespace ocr
