"""The field tables of DVCQG v1 (dvcqg-v1-fields.json) and what they say about a payload."""

import json
import os
import re

FIELDS = json.load(open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "dvcqg-v1-fields.json"), encoding="utf-8"))
STATUS = {"1": "Mới đăng ký", "2": "Được tiếp nhận", "3": "Không được tiếp nhận", "4": "Đang xử lý",
          "5": "Yêu cầu bổ sung giấy tờ", "6": "Yêu cầu thực hiện nghĩa vụ tài chính",
          "7": "Công dân yêu cầu rút hồ sơ", "8": "Dừng xử lý", "9": "Đã xử lý xong", "10": "Đã trả kết quả"}


def complaints(item, fields, where):
    """What is wrong with one object of the payload, as sentences; empty when nothing is."""
    if not isinstance(item, dict):
        return [f"{where}: không phải đối tượng"]
    found = []
    known = {field["name"]: field for field in fields}
    for name in item:
        if name not in known:
            found.append(f"{where}.{name}: trường lạ")
    for name, field in known.items():
        value = item.get(name, "")
        if field["card"] == "1" and (value is None or value == ""):
            found.append(f"{where}.{name}: thiếu")
        if field["type"] == "datetime" and value and not re.fullmatch(r"\d{14}", str(value)):
            found.append(f"{where}.{name}: phải có dạng yyyyMMddHHmmss")
        allowed = field.get("format", "")
        if field["type"] == "code" and value and not in_range(str(value), allowed):
            found.append(f"{where}.{name}: ngoài danh mục {allowed}")
        kind = field["type"][:-2] if field["type"].endswith("[]") else ""
        if kind:
            if not isinstance(value or [], list):
                found.append(f"{where}.{name}: phải là danh sách")
            elif kind in FIELDS["sub"]:
                for index, sub in enumerate(value or []):
                    found += complaints(sub, FIELDS["sub"][kind], f"{where}.{name}[{index}]")
                found += told_twice(kind, value or [], f"{where}.{name}")
        elif value and field["type"] == "string" and not isinstance(value, str):
            found.append(f"{where}.{name}: phải là chuỗi")
    return found


# What a row of a list may not share with another: each file is told once.
OWN = {"TaiLieuNop": ["TepDinhKemId"], "KetQua": ["GiayToId", "DuongDanTepTinKetQua"]}


def told_twice(kind, rows, where):
    found = []
    for name in OWN.get(kind, []):
        values = [row.get(name) for row in rows if isinstance(row, dict)]
        found += [f"{where}: {name} trùng nhau" for value in sorted(set(filter(None, values))) if values.count(value) > 1]
    return found


def in_range(value, allowed):
    span = re.fullmatch(r"(\d+)\.\.(\d+)", allowed)
    if span:
        return value.isdigit() and int(span[1]) <= int(value) <= int(span[2])
    return not re.fullmatch(r"[\d,]+", allowed) or value in allowed.split(",")
