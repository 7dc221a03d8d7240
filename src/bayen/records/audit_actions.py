"""Every deed that the audit log knows, with its words; a deed without words is found by tests."""

from __future__ import annotations

from collections.abc import Mapping

ACTIONS_VI: Mapping[str, str] = {
    # log-ins
    "sign_in": "đăng nhập",
    "sign_out": "đăng xuất",
    "lock_out": "bị tạm khóa vì sai mật khẩu",
    "change_password": "đổi mật khẩu",
    "choose_language": "chọn ngôn ngữ",
    "end_sessions": "kết thúc phiên đăng nhập",
    "add_factor": "bật cách xác thực hai lớp",
    "remove_factor": "tắt cách xác thực hai lớp",
    "renew_codes": "tạo mã dự phòng mới",
    # accounts
    "open_office": "lập máy chủ của đơn vị",
    "create_account": "lập tài khoản",
    "post_account": "phân công",
    "end_posting": "kết thúc phân công",
    "issue_link": "cấp đường dẫn đặt mật khẩu",
    "revoke_link": "thu hồi đường dẫn",
    "use_link": "đặt mật khẩu bằng đường dẫn",
    "close_account": "đóng tài khoản",
    "reopen_account": "mở lại tài khoản",
    "unlock_account": "mở khóa đăng nhập",
    "drop_second_factor": "bỏ xác thực hai lớp của người khác",
    # views of names, and what left the program
    "view_accounts": "xem danh sách tài khoản",
    "view_account": "xem một tài khoản",
    "view_document": "xem văn bản gửi lên",
    "export_document": "tải văn bản gốc",
    "export_table": "xuất bảng tổng hợp",
    "export_answer": "hỏi số liệu bằng chương trình khác",
    "export_publication": "tải văn bản phát hành",
    "export_form": "tải biểu mẫu thành tệp Excel",
    "export_audit": "xuất nhật ký",
    "export_breach": "lập biên bản vi phạm dữ liệu",
    # figures
    "receive_document": "nhận văn bản để đọc",
    "save_form_draft": "soạn biểu mẫu",
    "submit_form": "gửi biểu mẫu",
    "send_submission": "gửi báo cáo",
    "return_submission": "trả lại báo cáo",
    "accept_submission": "duyệt báo cáo",
    "accept_sure": "nhận các số chắc",
    "accept_proposal": "nhận một số",
    "correct_proposal": "sửa một số trước khi nhận",
    "reject_proposal": "bỏ một số",
    "undo_decision": "hoàn tác một quyết định",
    "correct_observation": "đính chính số liệu",
    "retract_observation": "rút số liệu",
    "wave_through": "cho qua một cảnh báo",
    "remind": "nhắc đơn vị gửi báo cáo",
    "keep_office_phone": "ghi số máy cơ quan",
    "register_browser_key": "đăng ký khóa ký của trình duyệt",
    "take_in_parcel": "nhận gói số liệu mang tới",
    "take_in_workbook": "nhận tệp Excel của biểu mẫu",
    "publish_form": "ban hành bản biểu mẫu",
    "publish": "phát hành văn bản",
    # places of its own
    "register_villages": "ghi tên thôn, bản",
    "end_village": "kết thúc một thôn, bản",
    # registers of groups and models
    "register_unit": "ghi một tổ, mô hình vào sổ theo dõi",
    "change_unit": "ghi thay đổi vào sổ theo dõi",
    "take_back_entry": "rút một mục trong sổ theo dõi",
    "take_over_registers": "lấy số từ sổ theo dõi vào biểu mẫu",
    # what the office teaches the reader
    "keep_layout": "nhớ cách đọc một bảng",
    "forget_layout": "quên cách đọc một bảng",
    "recall_layout": "dùng lại cách đọc một bảng",
    "suggest_phrase": "gợi ý cách gọi chỉ tiêu",
    "offer_phrase": "đề nghị cách gọi lên cấp trên",
    "use_phrase": "dùng cách gọi chỉ tiêu",
    "edit_phrase": "sửa cách gọi chỉ tiêu",
    "undo_phrase": "hoàn tác cách gọi chỉ tiêu",
    "withdraw_phrase": "rút cách gọi chỉ tiêu",
    # the machine
    "move_office": "chuyển sang cơ sở dữ liệu khác",
}
"""Code of the deed to what people call it."""

TARGETS_VI: Mapping[str, str] = {
    "account": "tài khoản {name}",
    "accounts": "danh sách tài khoản",
    "answer": "câu hỏi số liệu",
    "audit": "nhật ký",
    "browser-key": "khóa ký số {name}",
    "layout": "cách đọc bảng số {name}",
    "phrase": "cách gọi số {name}",
    "observation": "số liệu số {name}",
    "period": "kỳ {name}",
    "place": "địa bàn {name}",
    "proposal": "số đọc được {name}",
    "publication": "văn bản phát hành số {name}",
    "submission": "báo cáo số {name}",
    "table": "bảng tổng hợp {name}",
    "unit": "tổ, mô hình số {name}",
}
"""Kind of what a deed was done to, as it stands before the colon of a target, to its words."""
