//! A picture as PNG: the SVG, drawn with a typeface of its own, so that the same figures give the
//! same bytes whatever is installed.

use std::io::{self, Write};
use std::sync::Arc;

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree, fontdb::Database};

/// As wide as the columns of blogs on screens with fine pixels.
const USUAL: u32 = 1600;
/// A picture of this many pixels each way takes 256 MB to draw.
const LARGEST: u32 = 8000;

/// Noto Sans, which has the letters of Latin, Greek and Cyrillic; others appear as boxes.
const TYPEFACE: [&[u8]; 2] = [notosans::REGULAR_TTF, notosans::BOLD_TTF];
const FAMILY: &str = "Noto Sans";

/// Writes a picture that is given as SVG; without a width it is as wide as it is drawn, but not
/// narrower than the columns of blogs.
pub fn write(svg: &[u8], width: Option<u32>, out: &mut dyn Write) -> io::Result<()> {
    let tree = Tree::from_data(svg, &options()).map_err(io::Error::other)?;
    let drawn = tree.size().to_int_size();
    let width = width.unwrap_or(drawn.width().max(USUAL)).min(LARGEST);
    let size = drawn.scale_to_width(width).and_then(|size| match size.height() {
        ..=LARGEST => Some(size),
        _ => drawn.scale_to_height(LARGEST),
    });
    let size = size.ok_or_else(|| io::Error::other("the picture has no size"))?;
    let mut pixels = Pixmap::new(size.width(), size.height())
        .ok_or_else(|| io::Error::other("the picture is too large to be drawn"))?;
    let across = size.width() as f32 / tree.size().width();
    let down = size.height() as f32 / tree.size().height();
    resvg::render(&tree, Transform::from_scale(across, down), &mut pixels.as_mut());
    out.write_all(&pixels.encode_png().map_err(io::Error::other)?)
}

/// Only the typeface in the program, for whatever family the picture asks.
fn options() -> Options<'static> {
    let mut fonts = Database::new();
    for face in TYPEFACE {
        fonts.load_font_data(face.to_vec());
    }
    fonts.set_sans_serif_family(FAMILY);
    fonts.set_serif_family(FAMILY);
    Options { font_family: FAMILY.into(), fontdb: Arc::new(fonts), ..Options::default() }
}
