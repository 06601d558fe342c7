"""The kinds of papers make_pages.py draws. Field names are those of sample_data/procedures; papers of no procedure are
there to be told apart."""
from papers import MOTTO, FACES, Person, TINH, XA, day_of

NGHE = ('Bán lẻ lương thực, thực phẩm|Sửa chữa xe máy|Cắt tóc, gội đầu|Dịch vụ ăn uống|May đo trang phục|Bán lẻ đồ ngũ kim|'
        'Bán buôn nông sản nguyên liệu và động vật sống|Sản xuất bánh kẹo').split('|')
PLEDGE = ('Tôi cam đoan nội dung khai trên đây là đúng sự thật và chịu hoàn toàn trách nhiệm trước pháp luật về nội dung cam đoan của mình.',
          'Tôi xin cam đoan những lời khai trên là đúng, nếu sai tôi xin chịu trách nhiệm theo quy định của pháp luật.')

def to(s, r, whom): s.paragraph('Kính gửi: ' + whom, 3, 250)

def birth_form(s, r):
    p, child, other = Person(r), Person(r), Person(r); day = day_of(r)
    s.motto(); s.title('TỜ KHAI ĐĂNG KÝ KHAI SINH'); to(s, r, 'Ủy ban nhân dân xã ' + r.choice(XA))
    s.row('Họ, chữ đệm, tên người yêu cầu', p.name); s.row('Nơi cư trú', p.address)
    s.row('Giấy tờ tùy thân', 'Căn cước công dân số ' + p.number); s.row('Quan hệ với người được khai sinh', r.choice(['mẹ đẻ', 'bố đẻ', 'ông nội']))
    s.paragraph('Đề nghị cơ quan đăng ký khai sinh cho người dưới đây:', 2, 120)
    s.row('Họ, chữ đệm, tên', child.name); s.row('Ngày, tháng, năm sinh', day)
    s.row('Giới tính', child.sex, [('Dân tộc', 'Kinh'), ('Quốc tịch', 'Việt Nam')]); s.row('Nơi sinh', 'Bệnh viện Đa khoa tỉnh ' + r.choice(TINH))
    s.row('Họ, chữ đệm, tên người mẹ', p.name); s.row('Họ, chữ đệm, tên người cha', other.name)
    s.paragraph(r.choice(PLEDGE), 1, 120); s.signatures(('Người yêu cầu', p.name))
    s.fields = {'nguoi_yeu_cau': p.name, 'ho_ten_tre': child.name, 'ngay_sinh': day, 'so_dinh_danh_nguoi_yeu_cau': p.number, 'ho_ten_cha': other.name}
    s.component = ('1.001193', '000.00.00.G15-KQ900101')

def marriage_form(s, r):
    a, b = Person(r), Person(r)
    s.motto(); s.title('TỜ KHAI ĐĂNG KÝ KẾT HÔN'); to(s, r, 'Ủy ban nhân dân xã ' + r.choice(XA))
    s.row('Họ, chữ đệm, tên người yêu cầu', b.name)
    s.table([('Thông tin', 'Bên nữ', 'Bên nam'), ('Họ, chữ đệm, tên', a.name, b.name), ('Ngày, tháng, năm sinh', a.birth, b.birth), ('Dân tộc', 'Kinh', 'Kinh'),
             ('Nơi cư trú', a.address, b.address), ('Giấy tờ tùy thân', 'CCCD số ' + a.number, 'CCCD số ' + b.number), ('Kết hôn lần thứ mấy', '01', '01')], (0.3, 0.35, 0.35))
    s.paragraph(r.choice(PLEDGE), 1, 120); s.signatures(('Bên nữ', a.name), ('Bên nam', b.name))
    s.component = ('1.000894', '000.00.00.G15-KQ900201')

def birth_certificate(s, r):
    p, child = Person(r), Person(r); tinh = r.choice(TINH)
    if r.random() < 0.5: s.letterhead(['SỞ Y TẾ TỈNH ' + tinh.upper(), 'BỆNH VIỆN ĐA KHOA', 'Số: %d/GCS' % r.randint(100, 4999)], MOTTO)
    else: s.motto()
    s.title('GIẤY CHỨNG SINH')
    s.row('Họ và tên mẹ', p.name); s.row('Năm sinh', p.birth[-4:]); s.row('Nơi đăng ký thường trú', p.address); s.row('Số định danh cá nhân', p.number)
    s.row('Đã sinh con vào lúc', '%d giờ %d phút, ngày %s' % (r.randint(1, 23), r.randint(1, 59), day_of(r)))
    s.row('Tại', 'Bệnh viện Đa khoa tỉnh ' + tinh); s.row('Giới tính của con', child.sex, [('Cân nặng', '%d gam' % r.randint(2500, 4000))])
    s.row('Dự kiến đặt tên con là', child.name)
    around = s.signatures(('Người thân thích', ''), ('Người đỡ đẻ', Person(r).name)) if r.random() < 0.5 else s.signatures(('Người đỡ đẻ', Person(r).name))
    s.seal(int(around) - 260, s.y - 150)
    s.fields = {'ho_ten_me': p.name, 'du_kien_dat_ten': child.name}; s.component = ('1.001193', '000.00.00.G15-KQ004389')

def business_form(s, r):
    p = Person(r); trade = 'CỬA HÀNG %s' % p.name.split()[-1].upper()
    s.motto(); s.title('GIẤY ĐỀ NGHỊ ĐĂNG KÝ HỘ KINH DOANH'); to(s, r, 'Phòng Kinh tế xã ' + r.choice(XA))
    s.row('Tôi là (ghi họ tên bằng chữ in hoa)', p.name.upper()); s.row('Sinh ngày', p.birth, [('Giới tính', p.sex)]); s.row('Số định danh cá nhân', p.number)
    s.row('Địa chỉ thường trú', p.address); s.row('Điện thoại', p.phone)
    s.paragraph('Đăng ký hộ kinh doanh do tôi là chủ hộ với các nội dung sau:', 2, 120)
    s.row('1. Tên hộ kinh doanh', trade); s.row('2. Trụ sở của hộ kinh doanh', p.address); s.paragraph('3. Ngành, nghề kinh doanh:')
    s.table([('STT', 'Tên ngành', 'Mã ngành')] + [(str(i + 1), j, str(r.randint(1000, 9999))) for i, j in enumerate(r.sample(NGHE, r.randint(2, 4)))], (0.12, 0.66, 0.22))
    s.row('4. Vốn kinh doanh', '%d.000.000 đồng' % r.randint(20, 900)); s.row('5. Số lao động dự kiến', '%d người' % r.randint(1, 9))
    s.signatures(('Chủ hộ kinh doanh', p.name))
    s.fields = {'ho_ten_chu_ho': p.name.upper(), 'so_dinh_danh': p.number, 'ten_ho_kinh_doanh': trade, 'dien_thoai': p.phone}
    s.component = ('1.001612', '000.00.00.G05-KQ900301')

def land_form(s, r):
    p = Person(r)
    s.motto(); s.title('ĐƠN ĐĂNG KÝ BIẾN ĐỘNG ĐẤT ĐAI,', 'TÀI SẢN GẮN LIỀN VỚI ĐẤT'); to(s, r, 'Văn phòng đăng ký đất đai tỉnh ' + r.choice(TINH))
    s.paragraph('1. Người sử dụng đất, chủ sở hữu tài sản gắn liền với đất:', 2)
    s.row('a) Tên', p.name); s.row('b) Giấy tờ nhân thân/pháp nhân', 'Căn cước công dân số ' + p.number); s.row('c) Địa chỉ', p.address); s.row('d) Điện thoại liên hệ', p.phone)
    s.paragraph('2. Nội dung biến động: %s' % r.choice(['nhận chuyển nhượng quyền sử dụng thửa đất', 'được tặng cho một phần thửa đất']) + ' số %d, tờ bản đồ số %d, diện tích %d m2.' % (r.randint(1, 400), r.randint(1, 40), r.randint(60, 900)))
    s.paragraph('3. Giấy tờ liên quan nộp kèm theo đơn này: giấy chứng nhận đã cấp, hợp đồng đã công chứng và chứng từ nộp thuế.')
    s.paragraph(r.choice(PLEDGE), 1, 120); s.signatures(('Người viết đơn', p.name))
    s.fields = {'ho_ten': p.name, 'so_dinh_danh': p.number, 'dien_thoai': p.phone}; s.component = ('1.013831', '000.00.00.G12-KQ900401')

def record_form(s, r):
    p = Person(r)
    s.motto(); s.title('TỜ KHAI YÊU CẦU CẤP', 'PHIẾU LÝ LỊCH TƯ PHÁP'); to(s, r, 'Công an tỉnh ' + r.choice(TINH))
    s.row('1. Tên tôi là', p.name.upper()); s.row('2. Ngày, tháng, năm sinh', p.birth, [('3. Giới tính', p.sex)]); s.row('4. Số định danh cá nhân', p.number)
    s.row('5. Nơi thường trú', p.address); s.row('6. Số điện thoại', p.phone)
    s.table([('Từ tháng, năm đến tháng, năm', 'Nơi cư trú', 'Nghề nghiệp, nơi làm việc')] + [('%02d/%d - %02d/%d' % (r.randint(1, 12), 2010 + 3 * i, r.randint(1, 12), 2012 + 3 * i),
             'xã ' + r.choice(XA) + ', tỉnh ' + r.choice(TINH), r.choice(['Công nhân', 'Kế toán', 'Giáo viên', 'Làm ruộng'])) for i in range(r.randint(2, 4))], (0.3, 0.4, 0.3))
    s.paragraph(r.choice(PLEDGE), 1, 120); s.signatures(('Người khai', p.name))
    s.fields = {'ho_ten': p.name.upper(), 'ngay_sinh': p.birth, 'so_dinh_danh': p.number, 'dien_thoai': p.phone}; s.component = ('3.000333', '000.00.00.G01-KQ900601')

def authority(s, r):
    a, b = Person(r), Person(r)
    s.motto(); s.title('GIẤY ỦY QUYỀN')
    for side, x in (('Bên ủy quyền', a), ('Bên được ủy quyền', b)):
        s.paragraph('%s: %s, sinh ngày %s, số định danh cá nhân %s, thường trú tại %s.' % (side, x.name, x.birth, x.number, x.address), 1, 120)
    s.paragraph('Nội dung: bên được ủy quyền thay mặt bên ủy quyền nộp hồ sơ và nhận kết quả tại Bộ phận Tiếp nhận và Trả kết quả. Giấy này có hiệu lực kể từ ngày ký cho đến khi công việc hoàn thành.', 1, 120)
    s.signatures(('Bên được ủy quyền', b.name), ('Bên ủy quyền', a.name)); s.component = ('1.001193', '000.00.00.G15-KQ003159')

def office(r, xa, kind='UBND-VP'):
    return ['ỦY BAN NHÂN DÂN', 'XÃ ' + xa.upper(), 'Số: %d/%s' % (r.randint(10, 999), kind)]

def letter(s, r):
    tinh, xa = r.choice(TINH), r.choice(XA); head = office(r, xa); d = (r.randint(1, 28), r.randint(1, 12))
    s.letterhead(head, MOTTO + ['%s, ngày %02d tháng %02d năm 2025' % ((tinh,) + d)]); s.paragraph('Kính gửi: Các thôn, tổ dân phố trên địa bàn xã.', 1, 400)
    for _ in range(r.randint(2, 4)):
        s.paragraph('Thực hiện kế hoạch của tỉnh %s về số hóa hồ sơ, kết quả giải quyết thủ tục hành chính năm 2025, Ủy ban nhân dân xã %s đề nghị các thôn rà soát %d hồ sơ còn thiếu thành phần, hướng dẫn người dân bổ sung trước ngày %s và báo cáo kết quả về Văn phòng.' % (tinh, xa, r.randint(5, 90), day_of(r)), 1, 120)
    name = Person(r).name; s.seal(int(s.signatures(('CHỦ TỊCH', name))) - 240, s.y - 170)
    s.fields = {'so_ky_hieu': head[2][4:], 'nguoi_ky': name}

def decision(s, r):
    xa = r.choice(XA); head = office(r, xa, 'QĐ-UBND'); p = Person(r)
    s.letterhead(head, MOTTO + ['%s, ngày %02d tháng %02d năm 2025' % (r.choice(TINH), r.randint(1, 28), r.randint(1, 12))]); s.title('QUYẾT ĐỊNH')
    s.paragraph('Về việc phân công nhiệm vụ công chức làm việc tại Bộ phận Tiếp nhận và Trả kết quả', 2, 200)
    for line in ('Căn cứ Luật Tổ chức chính quyền địa phương;', 'Xét đề nghị của Trưởng phòng Văn hóa - Xã hội,'): s.paragraph(line, 3, 120)
    s.paragraph('Điều 1. Phân công bà %s, công chức tư pháp - hộ tịch, trực tiếp nhận hồ sơ từ ngày %s.' % (p.name, day_of(r)), 1, 120)
    s.paragraph('Điều 2. Bà %s được hưởng các chế độ theo quy định hiện hành của Nhà nước.' % p.name, 1, 120)
    s.paragraph('Điều 3. Chánh Văn phòng, các phòng chuyên môn và bà %s chịu trách nhiệm thi hành Quyết định này.' % p.name, 1, 120)
    name = Person(r).name; s.seal(int(s.signatures(('KT. CHỦ TỊCH', name))) - 240, s.y - 170); s.fields = {'so_ky_hieu': head[2][4:], 'nguoi_ky': name}

def listing(s, r):
    s.motto(); s.title('DANH SÁCH HỘ ĐỀ NGHỊ HỖ TRỢ'); people = [Person(r) for _ in range(r.randint(8, 14))]
    s.table([('STT', 'Họ và tên chủ hộ', 'Ngày sinh', 'Nơi cư trú', 'Số tiền')] + [(str(i + 1), p.name, p.birth, 'xã ' + r.choice(XA), '%d.%d00.000' % (r.randint(1, 9), r.randint(1, 9))) for i, p in enumerate(people)], (0.09, 0.31, 0.18, 0.24, 0.18))
    s.signatures(('Người lập', Person(r).name), ('Trưởng thôn', Person(r).name))

def continuation(s, r, at=None):
    number = r.choice(['%d', '- %d -', 'Trang %d']) % (at or r.randint(2, 9))
    s.centre(number); s.blocks.append([number]); s.y += 30
    for _ in range(r.randint(4, 7)):
        s.paragraph('Các bên có trách nhiệm giữ bí mật thông tin cá nhân của người nộp hồ sơ, trả kết quả đúng hẹn và thông báo bằng văn bản trước %d ngày khi có thay đổi về thời gian, địa điểm hoặc người thực hiện.' % r.randint(2, 20), 1, 120)
    s.first = False

def card(s, r):
    p = Person(r); s.face = FACES['sans']; x, y = r.randint(300, 650), r.randint(300, 700)
    s.draw.rectangle([x, y, x + 1500, y + 940], fill=(205, 228, 215), outline=(90, 110, 100), width=3)
    s.draw.rectangle([x + 45, y + 300, x + 400, y + 780], fill=(70, 90, 120)); s.draw.ellipse([x + 130, y + 340, x + 320, y + 560], fill=(150, 110, 90))
    old = (s.left, s.right, s.size); s.left, s.right, s.size, s.y = x, x + 1500, 34, y + 25
    s.centre(MOTTO[0], 2); s.centre(MOTTO[1], 2)
    s.size = 46; s.centre('CĂN CƯỚC CÔNG DÂN', 2, fill=(200, 30, 40)); s.size = 30; s.centre('Citizen Identity Card', 3, fill=(200, 30, 40))
    s.blocks.append(['\n'.join(MOTTO + ['CĂN CƯỚC CÔNG DÂN', 'Citizen Identity Card'])])
    s.y = y + 300; lines = []
    for text, size, style in (('Số / No.: ' + p.number, 46, 2), ('Họ và tên / Full name:', 32, 1), (p.name.upper(), 42, 2), ('Ngày sinh / Date of birth: ' + p.birth, 34, 1),
                              ('Nơi thường trú / Place of residence:', 32, 1), (p.address, 34, 1)):
        s.size = size; s.put(x + 440, text, s.font(style)); s.y += int(size * 1.6); lines.append(text)
    s.blocks.append(['\n'.join(lines)])
    d = p.birth.split('/')
    s.code('%s|%09d|%s|%s|%s|%s|%02d%02d2022' % (p.number, r.randint(10**8, 10**9 - 1), p.name, ''.join(d), p.sex, p.address, r.randint(1, 28), r.randint(1, 12)), x + 1225, y + 30, 245)
    s.left, s.right, s.size = old; s.y = y + 1150
    s.paragraph('Bản sao dùng để nộp hồ sơ tại Bộ phận Tiếp nhận và Trả kết quả.', 3, 150)
    s.fields = {'so_dinh_danh': p.number, 'ho_ten': p.name.upper()}; s.component = ('1.001612', '000.00.00.G05-KQ900304')

KINDS = {'to_khai_khai_sinh': birth_form, 'giay_chung_sinh': birth_certificate, 'de_nghi_ho_kinh_doanh': business_form, 'giay_uy_quyen': authority,
         'cong_van': letter, 'cccd': card, 'to_khai_ket_hon': marriage_form, 'don_bien_dong_dat_dai': land_form, 'to_khai_ly_lich_tu_phap': record_form,
         'quyet_dinh': decision, 'danh_sach': listing, 'trang_tiep': continuation}
