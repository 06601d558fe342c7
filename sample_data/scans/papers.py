"""Fictitious Vietnamese papers on A4 at 300 dpi, with their truth: text blocks with allowed reading orders, fields, code."""
import ctypes
import numpy
from PIL import Image, ImageDraw, ImageFont

TT = '/usr/share/fonts/truetype/'
STYLES = ('Regular', 'Bold', 'Italic')
FACES = {
    'liberation': (TT + 'liberation2/LiberationSerif-%s.ttf',) + STYLES, 'sans': (TT + 'liberation2/LiberationSans-%s.ttf',) + STYLES,
    'noto': (TT + 'noto/NotoSerif-%s.ttf',) + STYLES, 'notosans': (TT + 'noto/NotoSans-%s.ttf',) + STYLES,
    'display': (TT + 'noto/NotoSerifDisplay-%s.ttf',) + STYLES, 'mono': (TT + 'liberation2/LiberationMono-%s.ttf',) + STYLES,
    'dejavu': (TT + 'dejavu/DejaVuSerif%s.ttf', '', '-Bold', '-Italic'),
    'condensed': (TT + 'dejavu/DejaVuSerifCondensed%s.ttf', '', '-Bold', '-Italic'),
    'dejavusans': (TT + 'dejavu/DejaVuSans%s.ttf', '', '-Bold', '-Oblique'),
}
OFTEN = ['liberation', 'liberation', 'liberation', 'sans', 'noto', 'notosans', 'display', 'mono', 'dejavu', 'condensed', 'dejavusans']
HO = 'Nguyễn Trần Lê Phạm Hoàng Huỳnh Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Trịnh Mai Tô Quách'.split()
DEM = 'Văn Thị Ngọc Minh Thu Quốc Đức Hữu Thanh Kim Gia Bảo Xuân Diễm Tuyết Khắc'.split()
TEN = 'An Bình Châu Dũng Giang Hạnh Khánh Lan Mỹ Nghĩa Oanh Phượng Quỳnh Sơn Thảo Uyên Vinh Yến Tuấn Hường Thuận Khuê Ngọc Hằng'.split()
XA = 'Hoằng Trường|Đức Thạnh|Ea Kpam|Mỹ Phước|Tân Thạnh|Vĩnh Lộc|Hòa Khánh|Cẩm Bình|Quảng Thịnh|Phước Hưng|Bình Hòa|Kỳ Sơn'.split('|')
TINH = 'Thanh Hóa|Quảng Ngãi|Đắk Lắk|An Giang|Khánh Hòa|Nghệ An|Lâm Đồng|Cà Mau|Thái Nguyên|Hải Phòng|Phú Thọ|Đồng Tháp'.split('|')
DUONG = 'Trần Hưng Đạo|Lê Lợi|Nguyễn Huệ|Hai Bà Trưng|Lý Thường Kiệt|Phan Bội Châu|Quang Trung|Điện Biên Phủ|Hoàng Diệu'.split('|')
INK = (20, 20, 25)

class Person:
    def __init__(self, r):
        self.name = ' '.join([r.choice(HO), r.choice(DEM)] + r.choice([[], [], [r.choice(DEM)]]) + [r.choice(TEN)])
        self.number = '0' + ''.join(r.choice('0123456789') for _ in range(11))
        self.birth = '%02d/%02d/%d' % (r.randint(1, 28), r.randint(1, 12), r.randint(1955, 2003))
        self.address = 'số %d đường %s, xã %s, tỉnh %s' % (r.randint(1, 400), r.choice(DUONG), r.choice(XA), r.choice(TINH))
        self.phone = '09' + ''.join(r.choice('0123456789') for _ in range(8))
        self.sex = r.choice(['Nam', 'Nữ'])

def day_of(r, year=2025): return '%02d/%02d/%d' % (r.randint(1, 28), r.randint(1, 12), year)

class Sheet:
    """`y` runs down the page, truth gathers block by block. Margins, sizes, spacing and leaders differ from paper to paper."""
    def __init__(self, r, face, hand=False):
        self.r, self.face, self.hand = r, FACES[face], hand
        self.image = Image.new('RGB', (2480, 3508), (255, 255, 255))
        self.draw = ImageDraw.Draw(self.image)
        self.left, self.right, self.y = r.randint(270, 370), 2480 - r.randint(170, 250), r.randint(160, 280)
        self.size = int(r.choice([46, 50, 54, 54, 58]) * (0.88 if 'Mono' in self.face[0] or 'dejavu' in self.face[0] else 1))
        self.spacing, self.leader = r.uniform(1.3, 1.6), r.choice(['.', '.', '.', '…', '_', ''])
        self.blocks, self.fields, self.qr, self.component, self.first = [], {}, None, None, True
    def font(self, style=1, scale=1.0): return ImageFont.truetype(self.face[0] % self.face[style], int(self.size * scale))
    def put(self, x, text, font, fill=INK):
        self.draw.text((x, self.y), text, font=font, fill=fill)
        return x + self.draw.textlength(text, font=font)
    def centre(self, text, style=1, scale=1.0, around=None, fill=INK):
        font = self.font(style, scale)
        self.put((around or (self.left + self.right) / 2) - self.draw.textlength(text, font=font) / 2, text, font, fill)
        self.y += int(self.size * scale * 1.35)
    def wrapped(self, text, font, room, first_room):
        line, lines = '', []
        for word in text.split():
            tried = (line + ' ' + word).strip()
            if line and self.draw.textlength(tried, font=font) > (room if lines else first_room): lines.append(line); line = word
            else: line = tried
        return lines + [line]
    def paragraph(self, text, style=1, indent=0):
        font = self.font(style)
        room = self.right - self.left
        lines = self.wrapped(text, font, room, room - indent)
        for i, one in enumerate(lines):
            end = self.put(self.left + (indent if i == 0 else 0), one, font)
            self.y += int(self.size * self.spacing)
        self.blocks.append(['\n'.join(lines)])
        return end
    def written(self, x, text):
        """A value as if by hand: slanting letters of uneven height in blue."""
        for letter in text:
            font = ImageFont.truetype(FACES['display'][0] % 'Italic', int(self.size * self.r.uniform(1.0, 1.25)))
            self.draw.text((x, self.y + self.r.uniform(-7, 5)), letter, font=font, fill=(30, 40, 140))
            x += self.draw.textlength(letter, font=font) * self.r.uniform(0.85, 1.05)
        return x
    def row(self, label, value='', more=()):
        text = ' '.join([label + ':', value] + [l + ': ' + v for l, v in more]) if value else label
        if self.hand and value and not more:
            end = self.written(self.put(self.left, label + ': ', self.font()), value)
            self.y += int(self.size * self.spacing); self.blocks.append([text])
        else: end = self.paragraph(text)
        if self.leader and end < self.right - 150:
            dot, y = self.font(), self.y - int(self.size * self.spacing)
            count = int((self.right - end - 20) / self.draw.textlength(self.leader, font=dot))
            self.draw.text((end + 12, y), self.leader * count, font=dot, fill=(60, 60, 60))
    def rule(self, middle, width, gap=30):
        self.draw.line([(middle - width / 2, self.y), (middle + width / 2, self.y)], fill=(0, 0, 0), width=3); self.y += gap
    def motto(self):
        for line in MOTTO: self.centre(line, 2)
        self.rule((self.left + self.right) / 2, 420, 50)
        self.blocks.append(['\n'.join(MOTTO)])
    def letterhead(self, left_lines, right_lines):
        """Two columns beside each other; any order of reading is right."""
        top, size = self.y, self.size
        self.size = int(size * 0.86)
        widest = max(self.draw.textlength(line, font=self.font(2)) for line in left_lines)
        left, right = self.left + max(330, widest / 2), self.right - 560
        for i, line in enumerate(left_lines): self.centre(line, 1 if line.startswith('Số') else 2 if i else self.r.choice([1, 2]), 1, left)
        bottom, self.y = self.y, top
        for i, line in enumerate(right_lines): self.centre(line, 3 if i == 2 else 2, 1, right)
        self.y, self.size = max(self.y, bottom) + 50, size
        rows = [' '.join(pair) for pair in zip(left_lines, right_lines)]
        rows += left_lines[len(right_lines):] + right_lines[len(left_lines):]
        self.blocks.append(['\n'.join(rows), '\n'.join(left_lines + right_lines), '\n'.join(right_lines + left_lines)])
    def title(self, *lines):
        self.y += 20
        for line in lines: self.centre(line, 2, 1.2 if len(line) < 45 else 1.05)
        self.y += 20
        self.blocks.append(['\n'.join(lines)])
    def scrawl(self, around):
        x, y = around - 160 + self.r.randint(-60, 60), self.y + self.r.randint(95, 125)
        points = [(x + i * 16 + self.r.randint(-6, 6), y + self.r.randint(-70, 55)) for i in range(20)]
        self.draw.line(points, fill=self.r.choice([(30, 40, 150), (25, 25, 60)]), width=self.r.randint(4, 6), joint='curve')
    def signatures(self, *signers):
        """(heading, name or '') side by side, the only one at the right. Returns the middle of the last."""
        self.y += 30
        middles = [0.74] if len(signers) == 1 else [0.23, 0.77]
        middles = [self.left + (self.right - self.left) * m for m in middles]
        top, lowest, columns = self.y, 0, []
        for middle, (heading, name) in zip(middles, signers):
            self.y = top
            self.centre(heading, 2, 1.0, middle); self.centre('(Ký, ghi rõ họ tên)', 3, 0.9, middle)
            if name: self.scrawl(middle); self.y += 230; self.centre(name, 2, 1.0, middle)
            lowest = max(lowest, self.y)
            columns.append([heading, '(Ký, ghi rõ họ tên)'] + ([name] if name else []))
        self.y = lowest
        across = [' '.join(c[i] for c in columns if i < len(c)) for i in range(3)]
        self.blocks.append(['\n'.join(across).strip(), '\n'.join('\n'.join(c) for c in columns)])
        return middles[-1]
    def seal(self, x, y):
        layer = Image.new('RGBA', self.image.size, (0, 0, 0, 0)); pen = ImageDraw.Draw(layer)
        red = (self.r.randint(190, 220), 30, 40, self.r.randint(130, 190))
        for radius, width in ((210, 9), (150, 4)): pen.ellipse([x - radius, y - radius, x + radius, y + radius], outline=red, width=width)
        star = [(x + (70 if i % 2 == 0 else 28) * numpy.sin(i * numpy.pi / 5), y - (70 if i % 2 == 0 else 28) * numpy.cos(i * numpy.pi / 5)) for i in range(10)]
        pen.polygon(star, fill=red)
        for i in range(14): pen.text((x + 176 * numpy.cos(i * 0.42 + 0.4) - 14, y - 176 * numpy.sin(i * 0.42 + 0.4) - 20), 'ỦYBANNHÂNDÂNXÃ'[i], font=self.font(2, 0.7), fill=red)
        self.image.paste(layer, (0, 0), layer); self.draw = ImageDraw.Draw(self.image)
    def table(self, rows, widths):
        font, pad = self.font(1, 0.9), 14
        total = self.right - self.left; xs = [self.left]
        for w in widths: xs.append(xs[-1] + int(total * w))
        top, cells = self.y, []
        for row in rows:
            y, parts = self.y, [self.wrapped(t, font, b - a - 2 * pad, b - a - 2 * pad) for t, a, b in zip(row, xs, xs[1:])]
            for x, lines in zip(xs, parts):
                for i, line in enumerate(lines): self.draw.text((x + pad, y + pad + i * int(self.size * 1.25)), line, font=font, fill=INK)
            self.draw.line([(xs[0], y), (xs[-1], y)], fill=(0, 0, 0), width=4)
            self.y += int(self.size * 1.25) * max(len(p) for p in parts) + 2 * pad
            cells.append(['\n'.join(p) for p in parts])
        self.draw.line([(xs[0], self.y), (xs[-1], self.y)], fill=(0, 0, 0), width=4)
        for x in xs: self.draw.line([(x, top), (x, self.y)], fill=(0, 0, 0), width=4)
        self.y += 30
        across = '\n'.join(' '.join(' '.join(c.split('\n')[i] for c in row if i < len(c.split('\n'))) for i in range(max(len(c.split('\n')) for c in row))) for row in cells)
        self.blocks.append(['\n'.join('\n'.join(row) for row in cells), across, '\n'.join('\n'.join(row[i] for row in cells) for i in range(len(widths)))])
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

MOTTO = ['CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'Độc lập - Tự do - Hạnh phúc']
