#!/usr/bin/python3
"""Makes the sample stacks: pages are set in HTML, printed, and worn like a scan (turned, skewed, in colour, noisy, JPEG).

Needs WeasyPrint, poppler-utils and Pillow (Debian). The wear is seeded: the same pages come out every time.
"""

import io
import os
import random
import subprocess
import sys
import tempfile

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

HEAD = ("<center><b>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</b><br><b>Độc lập - Tự do - Hạnh phúc</b><br>"
        "<span>_______________</span></center><p class=r><i>Bình Minh, ngày 27 tháng 11 năm 2026</i></p>")
STYLE = ("<meta charset=utf-8><style>@page{size:A4;margin:20mm 18mm 20mm 28mm}body{font:13.5pt/1.5 'Liberation Serif'}"
         "h2,center{text-align:center}.r{text-align:right}section{page-break-after:always}p{margin:2.2mm 0}</style>")

STACKS = {
    # An application of two pages, the second fed upside down, then the owner's identity card as a copy.
    "1.001612/ho-kinh-doanh.pdf": [
        (0, 0.6, HEAD + "<h2>GIẤY ĐỀ NGHỊ ĐĂNG KÝ HỘ KINH DOANH</h2><center>Kính gửi: Ủy ban nhân dân phường Bình Minh</center>"
         "<p>Tôi là (ghi bằng chữ in hoa): NGUYỄN VĂN MẪU</p><p>Ngày sinh: 17/05/1990 &emsp; Giới tính: Nam</p>"
         "<p>Số định danh cá nhân: 001090000017</p><p>Địa chỉ liên hệ: Số 12 phố Ví Dụ, phường Bình Minh, tỉnh Minh Họa</p>"
         "<p>Điện thoại: 0912345678 &emsp; Email: nguyenvanmau@vidu.example</p>"
         "<p><b>Đăng ký hộ kinh doanh do tôi là chủ hộ với các nội dung sau:</b></p>"
         "<p>1. Tên hộ kinh doanh: TẠP HÓA NGUYỄN VĂN MẪU</p>"
         "<p>2. Trụ sở của hộ kinh doanh: Số 12 phố Ví Dụ, phường Bình Minh, tỉnh Minh Họa</p>"
         "<p>3. Ngành, nghề kinh doanh: Bán lẻ lương thực, thực phẩm, đồ uống</p>"
         "<p>4. Ngày bắt đầu hoạt động kinh doanh: 07/12/2026</p>"),
        (180, -0.4, "<p>5. Vốn kinh doanh: 50.000.000 đồng (năm mươi triệu đồng)</p><p>6. Số lượng lao động (dự kiến): 02</p>"
         "<p>7. Chủ thể thành lập hộ kinh doanh: Cá nhân</p>"
         "<p>Tôi xin cam kết: Bản thân không thuộc diện pháp luật cấm kinh doanh; địa điểm kinh doanh thuộc quyền sử dụng hợp "
         "pháp của tôi và được sử dụng đúng mục đích theo quy định của pháp luật; chịu trách nhiệm trước pháp luật về tính hợp "
         "pháp, chính xác và trung thực của nội dung đăng ký trên.</p>"
         "<p class=r><b>CHỦ HỘ KINH DOANH</b>&emsp;&emsp;<br><i>(Ký và ghi họ tên)</i>&emsp;&emsp;<br><br><br>Nguyễn Văn Mẫu&emsp;&emsp;</p>"),
        (0, 1.1, "<center><b>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</b><br>Độc lập - Tự do - Hạnh phúc</center><h2>CĂN CƯỚC CÔNG DÂN</h2>"
         "<center>(bản minh họa, không phải giấy tờ thật)</center><p>Số: 001090000017</p><p>Họ và tên: NGUYỄN VĂN MẪU</p>"
         "<p>Ngày sinh: 17/05/1990</p><p>Giới tính: Nam &emsp; Quốc tịch: Việt Nam</p><p>Quê quán: Minh Họa</p>"
         "<p>Nơi thường trú: Số 12 phố Ví Dụ, phường Bình Minh, tỉnh Minh Họa</p>"),
    ],
    # A letter nobody may bring into this system: what the door for secrets is tried with.
    "secret/toi-mat.pdf": [
        (0, 0.5, "<center><b>CƠ QUAN MẪU</b></center><p>Số: 12/BC-CQM &emsp; ngày 05 tháng 11 năm 2026</p>"
         "<center><b>BÁO CÁO MINH HỌA</b></center><br><br><br><p>Nội dung tưởng tượng của kế hoạch Hoa Sen Trắng, chỉ để kiểm thử việc nhận ra dấu độ mật. "
         "Không có tài liệu thật nào giống văn bản này.</p><p>Kế hoạch Hoa Sen Trắng gồm ba bước, không bước nào có thật.</p>"),
    ],
}
STAMPS = {"secret/toi-mat.pdf": "TỐI MẬT"}


def printed(html, folder):
    """A page as a clean 200 dpi grey image."""
    page = os.path.join(folder, "page")
    with open(page + ".html", "w", encoding="utf-8") as file:
        file.write(STYLE + html)
    subprocess.run(["weasyprint", "-q", page + ".html", page + ".pdf"], check=True)
    subprocess.run(["pdftoppm", "-r", "200", "-gray", "-singlefile", page + ".pdf", page], check=True)
    return Image.open(page + ".pgm").convert("L")


def stamped(image, words):
    """A red box stamp, a little askew, where the rules put it: at the upper left under the number."""
    font = ImageFont.truetype("/usr/share/fonts/truetype/liberation/LiberationSans-Bold.ttf", 54)
    stamp = Image.new("RGB", (330, 100), "white")
    draw = ImageDraw.Draw(stamp)
    draw.rectangle((4, 4, 325, 95), outline=(205, 30, 40), width=5)
    draw.text((165, 48), words, font=font, fill=(205, 30, 40), anchor="mm")
    sheet = Image.new("RGB", image.size, "white")
    sheet.paste(stamp.rotate(2, resample=Image.BICUBIC, expand=True, fillcolor="white"), (230, 390))
    return ImageChops.multiply(image, sheet)


def worn(image, turn, skew, seed, stamp=""):
    random.seed(seed)
    image = image.rotate(turn + skew, resample=Image.BICUBIC, fillcolor=255)
    noise = Image.frombytes("L", image.size, random.randbytes(image.size[0] * image.size[1])).point(lambda value: value // 24)
    image = ImageChops.subtract(image.filter(ImageFilter.GaussianBlur(0.6)), noise)
    # In colour, as the standard for scans asks: a lamp and paper that are a little yellow.
    image = Image.merge("RGB", [image.point(lambda value, share=share: round(value * share)) for share in (1, 0.985, 0.95)])
    if stamp:
        image = stamped(image, stamp)
    jpeg = io.BytesIO()
    image.save(jpeg, "JPEG", quality=50, dpi=(200, 200))
    return Image.open(jpeg)


def main():
    here = os.path.dirname(os.path.abspath(__file__))
    for name, pages in STACKS.items():
        os.makedirs(os.path.dirname(os.path.join(here, name)), exist_ok=True)
        with tempfile.TemporaryDirectory() as folder:
            images = [worn(printed(html, folder), turn, skew, seed, STAMPS.get(name, "")) for seed, (turn, skew, html) in enumerate(pages)]
        images[0].save(os.path.join(here, name), "PDF", save_all=True, append_images=images[1:], resolution=200)
        print(name, len(images), "trang", file=sys.stderr)


if __name__ == "__main__":
    main()
