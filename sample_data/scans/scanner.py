"""What scanners and telephones do to a page. Levels: clean (new scanner, 300 dpi), office (used scanner, 200 or 300 dpi,
paper and toner of every day), bad (a telephone photo on a desk or a worn scanner at 150 dpi, any way up)."""
import io
import numpy
from PIL import Image, ImageDraw, ImageFilter

def shine_through(page, other, strength):
    ghost = numpy.asarray(other.transpose(Image.FLIP_LEFT_RIGHT).resize(page.shape[1::-1]).filter(ImageFilter.GaussianBlur(3)), dtype=float)
    return page - (255 - ghost) * strength

def wear(image, r):
    """Specks, punch holes, a staple, a fold, tired toner."""
    pen = ImageDraw.Draw(image); w, h = image.size
    for _ in range(r.randint(0, 60)):
        x, y, d = r.randint(0, w), r.randint(0, h), r.choice([1, 1, 2, 3])
        pen.ellipse([x, y, x + d, y + d], fill=(r.randint(40, 150),) * 3)
    if r.random() < 0.3:
        for y in (0.36, 0.64): pen.ellipse([w * 0.035, h * y, w * 0.035 + w * 0.028, h * y + w * 0.028], fill=(70, 66, 60))
    if r.random() < 0.3: pen.line([(w * 0.05, h * 0.03), (w * 0.09, h * 0.022)], fill=(90, 90, 95), width=max(2, w // 600))
    if r.random() < 0.3:
        fold = Image.new('L', image.size, 0); ImageDraw.Draw(fold).line([(0, h * r.uniform(0.4, 0.6)), (w, h * r.uniform(0.4, 0.6))], fill=40, width=max(3, w // 300))
        image.paste((120, 118, 112), (0, 0), fold.filter(ImageFilter.GaussianBlur(2)))

def onto_desk(page, r, skew):
    """A telephone photo: the sheet lies askew on something darker, seen a little from the side."""
    w, h = page.size; shade = r.randint(60, 125); desk = (shade + 6, shade + 2, shade - 4)
    page = page.rotate(skew, Image.BICUBIC, fillcolor=(250, 249, 243))
    margin, k = r.uniform(0.015, 0.05), lambda: r.uniform(0, 0.035)
    corners = [(margin + k(), margin + k()), (margin + k(), 1 - margin - k()), (1 - margin - k(), 1 - margin - k()), (1 - margin - k(), margin + k())]
    # PIL wants the map from the result to the source.
    rows, right = [], []
    for (x, y), (u, v) in zip(corners, [(0, 0), (0, 1), (1, 1), (1, 0)]):
        x, y, u, v = x * w, y * h, u * w, v * h
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]; right += [u, v]
    return page.transform((w, h), Image.PERSPECTIVE, numpy.linalg.solve(numpy.array(rows), numpy.array(right)), Image.BICUBIC, fillcolor=desk)

def degrade(image, level, r, other=None):
    """Returns JPEG bytes and how the page was bent. `other` is the back that shines through, the front itself when none."""
    rng = numpy.random.default_rng(r.randint(0, 2**31)); info = {'dpi': 300, 'rot': 0, 'skew': 0.0, 'photo': False}
    if level == 'clean': skew, quality, noise, blur = r.uniform(-0.4, 0.4), r.randint(82, 94), 2, r.uniform(0.2, 0.4)
    elif level == 'office': skew, quality, noise, blur, info['dpi'] = r.uniform(-2.5, 2.5), r.randint(65, 85), r.uniform(3, 6), r.uniform(0.4, 0.75), r.choice([200, 200, 300])
    else:
        skew, quality, noise, blur, info['dpi'] = r.uniform(-4.5, 4.5), r.randint(38, 55), r.uniform(5, 9), r.uniform(0.5, 0.8), 150
        info['rot'], info['photo'] = r.choice([0, 0, 90, 180, 270]), r.random() < 0.7
    w, h = 2480 * info['dpi'] // 300, 3508 * info['dpi'] // 300
    paper = (255, 255, 255) if level == 'clean' else r.choice([(250, 249, 243), (244, 240, 228), (246, 246, 246)])
    a = numpy.asarray(image.resize((w, h), Image.LANCZOS), dtype=float) * (numpy.array(paper) / 255.0)
    if level != 'clean': a = shine_through(a, other or image, r.uniform(0.02, 0.08))
    page = Image.fromarray(numpy.clip(a, 0, 255).astype('uint8'))
    if level != 'clean': wear(page, r)
    page = onto_desk(page, r, skew) if info['photo'] else page.rotate(skew, Image.BICUBIC, fillcolor=(105, 95, 88) if level == 'bad' else paper)
    page = page.filter(ImageFilter.GaussianBlur(blur))
    a = numpy.asarray(page, dtype=float)
    if level == 'bad':
        gx, gy = numpy.meshgrid(numpy.linspace(-1, 1, w), numpy.linspace(-1, 1, h))
        a *= (0.80 + 0.15 * (gx * r.uniform(-1, 1) + gy * r.uniform(-1, 1)))[:, :, None]
        if info['photo'] and r.random() < 0.4:  # the shadow of a hand
            cx, cy, size = r.uniform(-1, 1), r.uniform(-1, 1), r.uniform(0.4, 0.9)
            a *= (1 - 0.3 / (1 + numpy.exp(12 * (numpy.hypot(gx - cx, gy - cy) - size))))[:, :, None]
    elif level == 'office' and r.random() < 0.3: a[:, : int(w * r.uniform(0.004, 0.012))] *= 0.35  # the scanner's lid
    a += rng.normal(0, noise, a.shape[:2])[:, :, None]
    page = Image.fromarray(numpy.clip(a, 0, 255).astype('uint8'))
    if info['rot']: page = page.rotate(-info['rot'], expand=True)
    out = io.BytesIO(); page.save(out, 'JPEG', quality=quality, dpi=(info['dpi'], info['dpi'])); info['skew'] = skew
    return out.getvalue(), info
