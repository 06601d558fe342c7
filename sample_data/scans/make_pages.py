#!/usr/bin/python3
"""make_pages.py OUT --seed N [--count N] [--levels clean,office,bad] [--stacks]

Draws fictitious Vietnamese papers as a scanner or a phone would bring them, with their truth beside them:
OUT/img/<id>.jpg, OUT/gt/<id>.json (blocks with allowed reading orders, label, component, first, blank, sheet, fields, qr)
and, with --stacks, OUT/<name>.pdf with <name>.json page by page. Same seed, same pages. Every eighth page is the empty back
of another or a printed sheet with a code; about every twelfth is filled in as if by hand. Every person and number is
invented. Needs Debian's python3-pil, python3-numpy, python3-img2pdf, libqrencode4, fonts-liberation2, fonts-noto-core,
fonts-dejavu-core, fonts-dejavu-extra."""
import argparse, json, os, random
import img2pdf
from PIL import Image
from forms import KINDS
from papers import FACES, OFTEN, Sheet
from scanner import degrade

def crc16(text):
    crc = 0xFFFF
    for byte in text.encode():
        crc ^= byte << 8
        for _ in range(8): crc = ((crc << 1) ^ 0x1021 if crc & 0x8000 else crc << 1) & 0xFFFF
    return '%04X' % crc

def empty(): return Image.new('RGB', (2480, 3508), (255, 255, 255))

def drawn(kind, r, hand=False):
    name, _, at = kind.partition('@')  # 'trang_tiep@2': its page number
    s = Sheet(r, r.choice(OFTEN) if kind != 'cccd' else 'sans', hand); KINDS[name](s, r, *([int(at)] if at else []))
    return s

def sheet(payload, r):
    s = Sheet(r, 'liberation'); s.centre('TỜ PHÂN CÁCH' if '|S|' in payload else 'TỜ THÀNH PHẦN', 2, 1.6); s.code(payload + crc16(payload), 700, 900, 1080)
    return s

def truth_of(s, kind, level, info):
    return {'level': level, 'label': kind, 'component': s.component, 'first': s.first, 'hand': s.hand, 'blank': False, 'sheet': False, 'qr': s.qr,
            'fields': s.fields, 'scan': info, 'blocks': s.blocks}

def make(kind, r, level):
    """A page of `kind`; 'blank' is the back of some paper, 'MC1|…' a printed sheet."""
    if kind == 'blank':
        data, info = degrade(empty(), level, r, drawn(r.choice(list(KINDS)), r).image)
        return data, {'level': level, 'label': 'blank', 'component': None, 'first': False, 'hand': False, 'blank': True, 'sheet': False, 'qr': None, 'fields': {}, 'scan': info, 'blocks': []}
    if kind.startswith('MC1|'):
        s = sheet(kind, r); data, info = degrade(s.image, level, r, empty())
        return data, dict(truth_of(s, 'sheet', level, info), blocks=[], sheet=True)
    s = drawn(kind, r, hand=kind not in ('cccd', 'cong_van', 'quyet_dinh', 'danh_sach') and r.random() < 0.1)
    data, info = degrade(s.image, level, r)
    return data, truth_of(s, kind, level, info)

def stack(out, name, r, level, plan):
    pages, truth = [], []
    for kind in plan:
        data, row = make(kind, r, level)
        pages.append(data); truth.append(dict(row, kind='blank' if row['blank'] else 'separator' if row['sheet'] else 'page'))
    with open(os.path.join(out, name + '.pdf'), 'wb') as f: f.write(img2pdf.convert(pages, nodate=True).replace(b'%PDF-1.3', b'%PDF-1.4', 1))  # what a scan must be
    json.dump(truth, open(os.path.join(out, name + '.json'), 'w', encoding='utf8'), ensure_ascii=False, indent=0)

def main():
    ap = argparse.ArgumentParser(); ap.add_argument('out'); ap.add_argument('--seed', type=int, required=True)
    ap.add_argument('--count', type=int, default=12); ap.add_argument('--levels', default='clean,office,bad'); ap.add_argument('--stacks', action='store_true')
    a = ap.parse_args(); r = random.Random(a.seed)
    for d in ('img', 'gt') if not a.stacks else ('',): os.makedirs(os.path.join(a.out, d), exist_ok=True)
    if a.stacks:
        stack(a.out, 'khai-sinh', r, 'office', ['to_khai_khai_sinh', 'blank', 'giay_chung_sinh', 'cccd'])
        stack(a.out, 'ho-kinh-doanh', r, 'office', ['MC1|C|1.001612|000.00.00.G05-KQ900301|', 'de_nghi_ho_kinh_doanh', 'MC1|S|', 'giay_uy_quyen', 'blank', 'cccd'])
        # Fronts, then the backs of the stack turned over: last sheet first.
        stack(a.out, 'hai-luot', r, 'office', ['to_khai_khai_sinh', 'giay_uy_quyen', 'cccd', 'blank', 'trang_tiep@2', 'trang_tiep@2'])
        return
    kinds = list(KINDS); r.shuffle(kinds)
    for i in range(a.count):
        kind = kinds[i * 7 // 8 % len(kinds)] if i % 8 != 7 else r.choice(['blank', 'blank', 'MC1|S|', 'MC1|C|1.001193|000.00.00.G15-KQ004389|'])
        seed = r.randint(0, 2**31)
        for level in a.levels.split(','):
            data, truth = make(kind, random.Random(seed), level); truth['id'] = 's%d_%02d_%s_%s' % (a.seed, i, truth['label'], level)
            open(os.path.join(a.out, 'img', truth['id'] + '.jpg'), 'wb').write(data)
            json.dump(truth, open(os.path.join(a.out, 'gt', truth['id'] + '.json'), 'w', encoding='utf8'), ensure_ascii=False, indent=0)

if __name__ == '__main__': main()
