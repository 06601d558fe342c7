#!/usr/bin/python3
"""make_pages.py OUT --seed N [--count N] [--levels clean,office,bad] [--stacks]

Draws fictitious Vietnamese papers as a scanner or a phone would bring them, with their truth beside them:
OUT/img/<id>.jpg, OUT/gt/<id>.json (blocks with allowed reading orders, label, first, fields, qr) and, with --stacks,
OUT/<name>.pdf with <name>.json page by page. Same seed, same pages. Every person and number is invented.
Needs Debian's python3-pil, python3-numpy, python3-img2pdf, libqrencode4, fonts-liberation2, fonts-noto-core,
fonts-dejavu-core."""
import argparse, ctypes, io, json, os, random
import img2pdf, numpy
from PIL import Image, ImageDraw, ImageFilter, ImageFont

FACES = {
    'liberation': ('/usr/share/fonts/truetype/liberation2/LiberationSerif-%s.ttf', 'Regular', 'Bold', 'Italic'),
    'sans': ('/usr/share/fonts/truetype/liberation2/LiberationSans-%s.ttf', 'Regular', 'Bold', 'Italic'),
    'noto': ('/usr/share/fonts/truetype/noto/NotoSerif-%s.ttf', 'Regular', 'Bold', 'Italic'),
    'mono': ('/usr/share/fonts/truetype/liberation2/LiberationMono-%s.ttf', 'Regular', 'Bold', 'Italic'),
}
HO = 'Nguyễn Trần Lê Phạm Hoàng Huỳnh Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý'.split()
DEM = 'Văn Thị Ngọc Minh Thu Quốc Đức Hữu Thanh Kim Gia Bảo'.split()
TEN = 'An Bình Châu Dũng Giang Hạnh Khánh Lan Mỹ Nghĩa Oanh Phượng Quỳnh Sơn Thảo Uyên Vinh Yến Tuấn Hường'.split()
XA = 'Hoằng Trường|Đức Thạnh|Ea Kpam|Mỹ Phước|Tân Thạnh|Vĩnh Lộc|Hòa Khánh|Cẩm Bình|Quảng Thịnh|Phước Hưng'.split('|')
TINH = 'Thanh Hóa|Quảng Ngãi|Đắk Lắk|An Giang|Khánh Hòa|Nghệ An|Lâm Đồng|Cà Mau|Thái Nguyên|Hải Phòng'.split('|')
DUONG = 'Trần Hưng Đạo|Lê Lợi|Nguyễn Huệ|Hai Bà Trưng|Lý Thường Kiệt|Phan Bội Châu|Quang Trung|Điện Biên Phủ'.split('|')
NGHE = 'Bán lẻ lương thực, thực phẩm|Sửa chữa xe máy|Cắt tóc, gội đầu|Dịch vụ ăn uống|May đo trang phục|Bán lẻ đồ ngũ kim'.split('|')
MOTTO = 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc'

class Person:
    def __init__(self, r):
        self.name = ' '.join([r.choice(HO), r.choice(DEM), r.choice(TEN)])
        self.number = '0' + ''.join(r.choice('0123456789') for _ in range(11))
        self.birth = '%02d/%02d/%d' % (r.randint(1, 28), r.randint(1, 12), r.randint(1955, 2003))
        self.address = 'số %d đường %s, xã %s, tỉnh %s' % (r.randint(1, 400), r.choice(DUONG), r.choice(XA), r.choice(TINH))
        self.phone = '09' + ''.join(r.choice('0123456789') for _ in range(8))

class Sheet:
    """A4 at 300 dpi; `y` runs down, truth gathers block by block."""
    def __init__(self, r, face):
        self.r, self.face = r, FACES[face]
        self.image = Image.new('RGB', (2480, 3508), (255, 255, 255))
        self.draw = ImageDraw.Draw(self.image)
        self.left, self.right, self.y = 330, 2290, r.randint(180, 260)
        self.size = r.choice([50, 54, 56])
        self.blocks, self.fields, self.qr = [], {}, None
    def font(self, style=1, scale=1.0):
        return ImageFont.truetype(self.face[0] % self.face[style], int(self.size * scale))
    def put(self, x, text, font, fill=(20, 20, 25)):
        self.draw.text((x, self.y), text, font=font, fill=fill)
        return x + self.draw.textlength(text, font=font)
    def centre(self, text, style=1, scale=1.0, around=None, fill=(20, 20, 25)):
        font = self.font(style, scale)
        middle = around or (self.left + self.right) / 2
        self.put(middle - self.draw.textlength(text, font=font) / 2, text, font, fill)
        self.y += int(self.size * scale * 1.35)
    def paragraph(self, text, style=1, indent=0, truth=True):
        font, line, lines = self.font(style), '', []
        room = self.right - self.left
        for word in text.split():
            tried = (line + ' ' + word).strip()
            if self.draw.textlength(tried, font=font) > room - (indent if not lines else 0):
                lines.append(line); line = word
            else: line = tried
        lines.append(line)
        for i, one in enumerate(lines):
            end = self.put(self.left + (indent if i == 0 else 0), one, font)
            self.y += int(self.size * 1.45)
        if truth: self.blocks.append(['\n'.join(lines)])
        return end
    def row(self, text, leader=True):
        end = self.paragraph(text)
        if leader and end < self.right - 150:
            dot, y = self.font(), self.y - int(self.size * 1.45)
            step = self.draw.textlength('.', font=dot)
            self.draw.text((end + 12, y), '.' * int((self.right - end - 20) / step), font=dot, fill=(60, 60, 60))
    def motto(self):
        top = self.y
        for i, line in enumerate(MOTTO.split('\n')): self.centre(line, 2)
        width = 420
        self.draw.line([((self.left + self.right) / 2 - width / 2, self.y), ((self.left + self.right) / 2 + width / 2, self.y)], fill=(0, 0, 0), width=3)
        self.y += 50
        self.blocks.append([MOTTO])
    def title(self, text):
        self.y += 20
        self.centre(text, 2, 1.2); self.y += 20
        self.blocks.append([text])
    def signature(self, above, name):
        around = self.left + (self.right - self.left) * 0.74
        self.y += 30
        self.centre(above, 2, 1.0, around); self.centre('(Ký, ghi rõ họ tên)', 3, 0.9, around)
        x, y = around - 160, self.y + 110
        points = [(x + i * 16 + self.r.randint(-6, 6), y + self.r.randint(-70, 55)) for i in range(20)]
        self.draw.line(points, fill=(30, 40, 150), width=5, joint='curve')
        self.y += 230
        self.centre(name, 2, 1.0, around)
        self.blocks.append(['%s\n(Ký, ghi rõ họ tên)\n%s' % (above, name)])
        return around
    def seal(self, x, y):
        layer = Image.new('RGBA', self.image.size, (0, 0, 0, 0)); pen = ImageDraw.Draw(layer); red = (200, 30, 40, 170)
        for radius, width in ((210, 9), (150, 4)): pen.ellipse([x - radius, y - radius, x + radius, y + radius], outline=red, width=width)
        star = [(x + (70 if i % 2 == 0 else 28) * numpy.sin(i * numpy.pi / 5), y - (70 if i % 2 == 0 else 28) * numpy.cos(i * numpy.pi / 5)) for i in range(10)]
        pen.polygon(star, fill=red)
        self.image.paste(layer, (0, 0), layer); self.draw = ImageDraw.Draw(self.image)
    def table(self, rows, widths):
        font, pad = self.font(1, 0.9), 14
        total = self.right - self.left; xs = [self.left]
        for w in widths: xs.append(xs[-1] + int(total * w))
        top = self.y
        for row in rows:
            y = self.y
            for x, text in zip(xs, row): self.draw.text((x + pad, y + pad), text, font=font, fill=(20, 20, 25))
            self.draw.line([(xs[0], y), (xs[-1], y)], fill=(0, 0, 0), width=4)
            self.y += int(self.size * 1.6)
        self.draw.line([(xs[0], self.y), (xs[-1], self.y)], fill=(0, 0, 0), width=4)
        for x in xs: self.draw.line([(x, top), (x, self.y)], fill=(0, 0, 0), width=4)
        self.y += 30
        columns = ['\n'.join(row[i] for row in rows) for i in range(len(widths))]
        self.blocks.append(['\n'.join(' '.join(r) for r in rows), '\n'.join(columns)])
    def code(self, text, x, y, side):
        lib = ctypes.CDLL('libqrencode.so.4')
        class QR(ctypes.Structure): _fields_ = [('version', ctypes.c_int), ('width', ctypes.c_int), ('data', ctypes.POINTER(ctypes.c_ubyte))]
        lib.QRcode_encodeString8bit.restype = ctypes.POINTER(QR)
        qr = lib.QRcode_encodeString8bit(text.encode(), 0, 1).contents
        cells = Image.new('L', (qr.width, qr.width), 255)
        for i in range(qr.width * qr.width):
            if qr.data[i] & 1: cells.putpixel((i % qr.width, i // qr.width), 0)
        self.image.paste(cells.resize((side, side), Image.NEAREST).convert('RGB'), (x, y))
        self.qr = text

def birth_form(s, r):
    p, child, other = Person(r), Person(r), Person(r)
    s.motto(); s.title('TỜ KHAI ĐĂNG KÝ KHAI SINH')
    s.paragraph('Kính gửi: Ủy ban nhân dân xã %s' % r.choice(XA), 3, 250)
    for line in ('Họ, chữ đệm, tên người yêu cầu: ' + p.name, 'Nơi cư trú: ' + p.address, 'Giấy tờ tùy thân: Căn cước công dân số ' + p.number,
                 'Quan hệ với người được khai sinh: mẹ đẻ'): s.row(line)
    s.paragraph('Đề nghị cơ quan đăng ký khai sinh cho người dưới đây:', 2, 120)
    day = '%02d/%02d/2025' % (r.randint(1, 28), r.randint(1, 12))
    for line in ('Họ, chữ đệm, tên: ' + child.name, 'Ngày, tháng, năm sinh: ' + day, 'Giới tính: %s Dân tộc: Kinh Quốc tịch: Việt Nam' % r.choice(['Nam', 'Nữ']),
                 'Nơi sinh: Bệnh viện Đa khoa tỉnh ' + r.choice(TINH), 'Họ, chữ đệm, tên người mẹ: ' + p.name, 'Họ, chữ đệm, tên người cha: ' + other.name): s.row(line)
    s.paragraph('Tôi cam đoan nội dung đề nghị đăng ký khai sinh trên đây là đúng sự thật và chịu hoàn toàn trách nhiệm trước pháp luật về nội dung cam đoan của mình.', 1, 120)
    s.signature('Người yêu cầu', p.name)
    s.fields = {'nguoi_yeu_cau': p.name, 'ho_ten_tre': child.name, 'ngay_sinh': day, 'so_dinh_danh_nguoi_yeu_cau': p.number}

def birth_certificate(s, r):
    p, child = Person(r), Person(r)
    s.motto(); s.title('GIẤY CHỨNG SINH')
    for line in ('Họ và tên mẹ: ' + p.name, 'Năm sinh: ' + p.birth[-4:], 'Nơi đăng ký thường trú: ' + p.address, 'Số định danh cá nhân: ' + p.number,
                 'Đã sinh con vào lúc: %d giờ %d phút, ngày %02d/%02d/2025' % (r.randint(1, 23), r.randint(1, 59), r.randint(1, 28), r.randint(1, 12)),
                 'Giới tính của con: %s Cân nặng: %d gam' % (r.choice(['Nam', 'Nữ']), r.randint(2500, 4000)), 'Dự kiến đặt tên con là: ' + child.name): s.row(line)
    around = s.signature('Người đỡ đẻ', Person(r).name)
    s.seal(int(around) - 260, s.y - 150)
    s.fields = {'ho_ten_me': p.name}

def business_form(s, r):
    p = Person(r); trade = 'CỬA HÀNG %s' % p.name.split()[-1].upper()
    s.motto(); s.title('GIẤY ĐỀ NGHỊ ĐĂNG KÝ HỘ KINH DOANH')
    s.paragraph('Kính gửi: Phòng Kinh tế xã %s' % r.choice(XA), 3, 250)
    for line in ('Tôi là (ghi họ tên bằng chữ in hoa): ' + p.name.upper(), 'Sinh ngày: %s Giới tính: Nam' % p.birth, 'Số định danh cá nhân: ' + p.number,
                 'Địa chỉ thường trú: ' + p.address, 'Điện thoại: ' + p.phone): s.row(line)
    s.paragraph('Đăng ký hộ kinh doanh do tôi là chủ hộ với các nội dung sau:', 2, 120)
    s.row('1. Tên hộ kinh doanh: ' + trade); s.row('2. Trụ sở của hộ kinh doanh: ' + p.address); s.paragraph('3. Ngành, nghề kinh doanh:')
    jobs = r.sample(NGHE, 3)
    s.table([('STT', 'Tên ngành', 'Mã ngành')] + [(str(i + 1), j, str(r.randint(1000, 9999))) for i, j in enumerate(jobs)], (0.12, 0.66, 0.22))
    s.row('4. Vốn kinh doanh: %d.000.000 đồng' % r.randint(20, 900))
    s.signature('Chủ hộ kinh doanh', p.name)
    s.fields = {'ho_ten_chu_ho': p.name.upper(), 'so_dinh_danh': p.number, 'ten_ho_kinh_doanh': trade, 'dien_thoai': p.phone}

def authority(s, r):
    a, b = Person(r), Person(r)
    s.motto(); s.title('GIẤY ỦY QUYỀN')
    s.paragraph('Bên ủy quyền: ' + a.name + ', sinh ngày ' + a.birth + ', số định danh cá nhân ' + a.number + ', thường trú tại ' + a.address + '.', 1, 120)
    s.paragraph('Bên được ủy quyền: ' + b.name + ', sinh ngày ' + b.birth + ', số định danh cá nhân ' + b.number + ', thường trú tại ' + b.address + '.', 1, 120)
    s.paragraph('Nội dung: bên được ủy quyền thay mặt bên ủy quyền nộp hồ sơ và nhận kết quả tại Bộ phận Tiếp nhận và Trả kết quả. Giấy này có hiệu lực kể từ ngày ký cho đến khi công việc hoàn thành.', 1, 120)
    s.signature('Bên ủy quyền', a.name)

def letter(s, r):
    tinh, xa = r.choice(TINH), r.choice(XA); number = '%d/UBND-VP' % r.randint(10, 999)
    day = (r.randint(1, 28), r.randint(1, 12), 2025); top = s.y
    left, right = s.left + 380, s.right - 600
    s.size = 48
    s.centre('ỦY BAN NHÂN DÂN', 2, 1, left); s.centre('XÃ ' + xa.upper(), 2, 1, left); s.centre('Số: ' + number, 1, 1, left)
    bottom, s.y = s.y, top
    s.centre('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 2, 1, right); s.centre('Độc lập - Tự do - Hạnh phúc', 2, 1, right)
    date = '%s, ngày %02d tháng %02d năm %d' % ((tinh,) + day); s.centre(date, 3, 1, right); s.y = max(s.y, bottom) + 60
    one = ['ỦY BAN NHÂN DÂN', 'XÃ ' + xa.upper(), 'Số: ' + number]; two = ['CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'Độc lập - Tự do - Hạnh phúc', date]
    s.blocks.append(['\n'.join(a + ' ' + b for a, b in zip(one, two)), '\n'.join(one + two), '\n'.join(two + one)])
    s.size = 54; s.paragraph('Kính gửi: Các thôn, tổ dân phố trên địa bàn xã.', 1, 400)
    for _ in range(r.randint(3, 5)):
        s.paragraph('Thực hiện kế hoạch của tỉnh %s về số hóa hồ sơ, kết quả giải quyết thủ tục hành chính năm %d, Ủy ban nhân dân xã %s đề nghị các thôn rà soát %d hồ sơ còn thiếu thành phần, hướng dẫn người dân bổ sung trước ngày %02d/%02d/2025 và báo cáo kết quả về Văn phòng.' % (tinh, day[2], xa, r.randint(5, 90), r.randint(1, 28), r.randint(1, 12)), 1, 120)
    name = Person(r).name; around = s.signature('CHỦ TỊCH', name); s.seal(int(around) - 240, s.y - 170)
    s.fields = {'so_ky_hieu': number, 'nguoi_ky': name}

def card(s, r):
    p = Person(r); s.face = FACES['sans']; x, y = 480, 420
    s.draw.rectangle([x, y, x + 1500, y + 940], fill=(205, 228, 215), outline=(90, 110, 100), width=3)
    s.draw.rectangle([x + 45, y + 300, x + 400, y + 780], fill=(70, 90, 120)); s.draw.ellipse([x + 130, y + 340, x + 320, y + 560], fill=(150, 110, 90))
    old = (s.left, s.right, s.size); s.left, s.right, s.size, s.y = x, x + 1500, 34, y + 25
    s.centre('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 2); s.centre('Độc lập - Tự do - Hạnh phúc', 2)
    s.size = 46; s.centre('CĂN CƯỚC CÔNG DÂN', 2, fill=(200, 30, 40)); s.size = 30; s.centre('Citizen Identity Card', 3, fill=(200, 30, 40))
    s.blocks.append(['CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nCĂN CƯỚC CÔNG DÂN\nCitizen Identity Card'])
    s.y = y + 300; lines = []
    for text, size, style in (('Số / No.: ' + p.number, 46, 2), ('Họ và tên / Full name:', 32, 1), (p.name.upper(), 42, 2), ('Ngày sinh / Date of birth: ' + p.birth, 34, 1),
                              ('Nơi thường trú / Place of residence:', 32, 1), (p.address, 34, 1)):
        s.size = size; s.put(x + 440, text, s.font(style)); s.y += int(size * 1.6); lines.append(text)
    s.blocks.append(['\n'.join(lines)])
    d = p.birth.split('/')
    s.code('%s|%09d|%s|%s|Nam|%s|%02d%02d2022' % (p.number, r.randint(10**8, 10**9 - 1), p.name, ''.join(d), p.address, r.randint(1, 28), r.randint(1, 12)), x + 1225, y + 30, 245)
    s.left, s.right, s.size = old; s.y = y + 1150
    s.paragraph('Bản sao dùng để nộp hồ sơ tại Bộ phận Tiếp nhận và Trả kết quả.', 3, 150)
    s.fields = {'so_dinh_danh': p.number, 'ho_ten': p.name}

KINDS = {'to_khai_khai_sinh': birth_form, 'giay_chung_sinh': birth_certificate, 'de_nghi_ho_kinh_doanh': business_form,
         'giay_uy_quyen': authority, 'cong_van': letter, 'cccd': card}

def crc16(text):
    crc = 0xFFFF
    for byte in text.encode():
        crc ^= byte << 8
        for _ in range(8): crc = ((crc << 1) ^ 0x1021 if crc & 0x8000 else crc << 1) & 0xFFFF
    return '%04X' % crc

def sheet(payload, heading, r):
    s = Sheet(r, 'liberation'); s.centre(heading, 2, 1.6); text = payload + crc16(payload); s.code(text, 700, 900, 1080)
    return s

def degrade(image, level, r):
    """Returns JPEG bytes and how the page was bent."""
    rng = numpy.random.default_rng(r.randint(0, 2**31)); info = {'dpi': 300, 'rot': 0, 'skew': 0.0}
    if level == 'clean':
        skew, quality, noise = r.uniform(-0.3, 0.3), 85, 2
    elif level == 'office':
        skew, quality, noise, info['dpi'] = r.uniform(-2, 2), 75, 5, r.choice([200, 300])
    else:
        skew, quality, noise, info['dpi'], info['rot'] = r.uniform(-4.5, 4.5), 45, 8, 150, r.choice([0, 0, 90, 180, 270])
    w, h = 2480 * info['dpi'] // 300, 3508 * info['dpi'] // 300
    paper = (250, 249, 243) if level != 'clean' else (255, 255, 255)
    page = numpy.asarray(image.resize((w, h), Image.LANCZOS), dtype=float) * (numpy.array(paper) / 255.0)
    if level != 'clean':  # the other side shines through
        ghost = numpy.asarray(image.transpose(Image.FLIP_LEFT_RIGHT).resize((w, h)).filter(ImageFilter.GaussianBlur(3)), dtype=float)
        page -= (255 - ghost) * r.uniform(0.02, 0.07)
    page = Image.fromarray(numpy.clip(page, 0, 255).astype('uint8'))
    desk = (105, 95, 88) if level == 'bad' else paper
    page = page.rotate(skew, Image.BICUBIC, fillcolor=desk)
    if level == 'bad':
        k = lambda: r.uniform(0, 0.03)
        page = page.transform((w, h), Image.QUAD, (-k() * w, -k() * h, -k() * w, h + k() * h, w + k() * w, h + k() * h, w + k() * w, -k() * h), Image.BICUBIC, fillcolor=desk)
    page = page.filter(ImageFilter.GaussianBlur({'clean': 0.3, 'office': 0.6, 'bad': 0.7}[level]))
    a = numpy.asarray(page, dtype=float)
    if level == 'bad':
        gx, gy = numpy.meshgrid(numpy.linspace(-1, 1, w), numpy.linspace(-1, 1, h))
        a *= (0.82 + 0.14 * (gx * r.uniform(-1, 1) + gy * r.uniform(-1, 1)))[:, :, None]
    a += rng.normal(0, noise, a.shape[:2])[:, :, None]
    page = Image.fromarray(numpy.clip(a, 0, 255).astype('uint8'))
    if info['rot']: page = page.rotate(-info['rot'], expand=True)
    out = io.BytesIO(); page.save(out, 'JPEG', quality=quality, dpi=(info['dpi'], info['dpi'])); info['skew'] = skew
    return out.getvalue(), info

def make(kind, r, level):
    s = Sheet(r, r.choice(['liberation', 'liberation', 'sans', 'noto', 'mono'] if kind != 'cccd' else ['sans'])); KINDS[kind](s, r)
    data, info = degrade(s.image, level, r)
    return data, {'level': level, 'label': kind, 'first': True, 'hand': False, 'qr': s.qr, 'fields': s.fields, 'scan': info, 'blocks': s.blocks}

def stack(out, name, r, level, plan):
    pages, truth = [], []
    for kind in plan:
        if kind == 'blank': data, row = degrade(Image.new('RGB', (2480, 3508), (255, 255, 255)), level, r)[0], {'kind': 'blank'}
        elif kind.startswith('MC1|'): data, row = degrade(sheet(kind, 'TỜ PHÂN CÁCH' if '|S|' in kind else 'TỜ THÀNH PHẦN', r).image, level, r)[0], {'kind': 'separator'}
        else: data, t = make(kind, r, level); row = dict(t, kind='page')
        pages.append(data); truth.append(row)
    with open(os.path.join(out, name + '.pdf'), 'wb') as f: f.write(img2pdf.convert(pages, nodate=True))
    json.dump(truth, open(os.path.join(out, name + '.json'), 'w', encoding='utf8'), ensure_ascii=False, indent=0)

def main():
    ap = argparse.ArgumentParser(); ap.add_argument('out'); ap.add_argument('--seed', type=int, required=True)
    ap.add_argument('--count', type=int, default=12); ap.add_argument('--levels', default='clean,office,bad'); ap.add_argument('--stacks', action='store_true')
    a = ap.parse_args(); r = random.Random(a.seed)
    for d in ('img', 'gt') if not a.stacks else ('',): os.makedirs(os.path.join(a.out, d), exist_ok=True)
    if a.stacks:
        stack(a.out, 'khai-sinh', r, 'office', ['to_khai_khai_sinh', 'blank', 'giay_chung_sinh', 'cccd'])
        stack(a.out, 'ho-kinh-doanh', r, 'office', ['MC1|C|1.001612|000.00.00.G05-KQ900301|', 'de_nghi_ho_kinh_doanh', 'MC1|S|', 'giay_uy_quyen', 'blank', 'cccd'])
        return
    kinds = list(KINDS)
    for i in range(a.count):
        kind = kinds[i % len(kinds)]; seed = r.randint(0, 2**31)
        for level in a.levels.split(','):
            data, truth = make(kind, random.Random(seed), level); truth['id'] = 's%d_%02d_%s_%s' % (a.seed, i, kind, level)
            open(os.path.join(a.out, 'img', truth['id'] + '.jpg'), 'wb').write(data)
            json.dump(truth, open(os.path.join(a.out, 'gt', truth['id'] + '.json'), 'w', encoding='utf8'), ensure_ascii=False, indent=0)

if __name__ == '__main__': main()
