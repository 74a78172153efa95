//! Promises of the layout: everybody has a place of their own, always the same.

use proptest::prelude::*;
use unmentor::render::layout::{Layout, crossings, lay_out};

/// Checks what holds for every layout; the distance within which nobody else stands.
fn sound(count: u32, links: &[(u32, u32)]) -> (Layout, f64) {
    let layout = lay_out(count as usize, links);
    assert_eq!(layout.points.len(), count as usize);
    let mut nearest = f64::MAX;
    for (i, p) in layout.points.iter().enumerate() {
        assert!(p.x >= 0.0 && p.x <= layout.width && p.y >= 0.0 && p.y <= layout.height, "{p:?}");
        for q in &layout.points[..i] {
            nearest = nearest.min((p.x - q.x).hypot(p.y - q.y));
        }
    }
    (layout, nearest)
}

#[test]
fn nobody_one_and_two_have_their_places() {
    assert_eq!(sound(0, &[]).0.points, []);
    assert!(sound(1, &[]).0.width < 0.1);
    assert!(sound(2, &[]).1 > 20.0);
    assert!(sound(2, &[(0, 1), (1, 0)]).1 > 40.0);
}

#[test]
fn stars_cliques_paths_and_rings_do_not_overlap() {
    let star: Vec<_> = (1..60).map(|leaf| (0, leaf)).collect();
    let clique: Vec<_> = (0..25).flat_map(|a| (0..a).map(move |b| (b, a))).collect();
    let path: Vec<_> = (1..600).map(|point| (point - 1, point)).collect();
    let ring: Vec<_> = (0..100).map(|point| (point, (point + 1) % 100)).collect();
    for (name, count, links) in
        [("star", 60, star), ("clique", 25, clique), ("path", 600, path), ("ring", 100, ring)]
    {
        let (_, nearest) = sound(count, &links);
        assert!(nearest > 10.0, "{name}: two stand {nearest} apart");
    }
}

#[test]
fn a_ring_and_a_path_are_drawn_without_a_crossing() {
    let path: Vec<_> = (1..80).map(|point| (point - 1, point)).collect();
    let ring: Vec<_> = (0..80).map(|point| (point, (point + 1) % 80)).collect();
    for links in [path, ring] {
        assert_eq!(crossings(&lay_out(80, &links).points, &links), 0);
    }
}

#[test]
fn a_thousand_pairs_stand_in_rows_and_columns() {
    let pairs: Vec<_> = (0..1000).map(|pair| (2 * pair, 2 * pair + 1)).collect();
    let (layout, nearest) = sound(2000, &pairs);
    assert!(nearest > 30.0);
    let mut columns: Vec<f64> = layout.points.iter().map(|p| p.x).collect();
    columns.sort_by(f64::total_cmp);
    columns.dedup();
    assert!(columns.len() < 100, "{} columns", columns.len());
    assert!(layout.width < 3.0 * layout.height && layout.height < 3.0 * layout.width);
}

#[test]
fn nobody_stands_on_a_line_of_a_part_that_is_not_theirs() {
    // A ring of 30, a triangle, ten pairs and three alone.
    let mut links: Vec<_> = (0..30).map(|point| (point, (point + 1) % 30)).collect();
    links.extend([(30, 31), (31, 32), (30, 32)]);
    links.extend((0..10).map(|pair| (33 + 2 * pair, 34 + 2 * pair)));
    let part = |point: u32| match point {
        0..30 => 0,
        30..33 => 1,
        33..53 => 2 + (point - 33) / 2,
        alone => alone,
    };
    let layout = lay_out(56, &links);
    for (a, b) in links {
        let (from, to) = (layout.points[a as usize], layout.points[b as usize]);
        for point in (0..56).filter(|&point| part(point) != part(a)) {
            let p = layout.points[point as usize];
            let (dx, dy) = (to.x - from.x, to.y - from.y);
            let share = ((p.x - from.x) * dx + (p.y - from.y) * dy) / (dx * dx + dy * dy);
            let share = share.clamp(0.0, 1.0);
            let far = (p.x - from.x - share * dx).hypot(p.y - from.y - share * dy);
            assert!(far > 12.0, "{point} stands {far} from the line {a}-{b}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8))]

    #[test]
    fn any_network_is_laid_out_soundly_and_always_alike(
        count in 1_u32..90,
        links in prop::collection::vec((0_u32..90, 0_u32..90), 0..160),
    ) {
        let links: Vec<_> = links.into_iter().map(|(a, b)| (a % count, b % count)).collect();
        let (layout, nearest) = sound(count, &links);
        prop_assert!(nearest > 3.0, "two stand {} apart", nearest);
        prop_assert_eq!(lay_out(count as usize, &links), layout);
    }
}
