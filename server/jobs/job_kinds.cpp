#include "server/jobs/job_kinds.hpp"

#include <array>

#include "server/jobs/deliver_message.hpp"
#include "server/jobs/record_print.hpp"
#include "server/jobs/render_form.hpp"
#include "server/jobs/send_notice.hpp"
#include "server/jobs/sign_paper.hpp"
#include "server/jobs/verify_result.hpp"

namespace server::jobs {
namespace {

using std::chrono::seconds;

// The page desk has its own kinds (page_desk.cpp): inspect_stack, recognise_page, screen_page, arrange_stack, assemble_document.
constexpr std::array table{
    Kind{"render_form", "In giấy tờ", render_form, seconds{60}, 20},
    Kind{"record_print", "Ghi lượt in vào quá trình hồ sơ", record_print, seconds{60}, 200},
    Kind{"sign_paper", "Ký số giấy tờ của cơ quan", sign_paper, seconds{120}, 2'000},
    Kind{"verify_result", "Kiểm tra chữ ký kết quả", verify_result, seconds{120}, 20},
    Kind{"deliver_message", "Gửi đối tác", deliver_message, seconds{180}, 200},
    Kind{"send_notice", "Báo cho người nộp hồ sơ", send_notice, seconds{180}, 200},
};

}  // namespace

std::span<const Kind> kinds() { return table; }

}  // namespace server::jobs
