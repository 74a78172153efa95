//! One mistake, one message: findings of one kind become one entry, or a few and a count.

use std::collections::HashMap;

use crate::domain::{Finding, FindingKind, Place};
use crate::text::words;

/// So many findings that say the same are told one by one; with more they become one entry.
const TOLD_SINGLY: usize = 3;

/// So many entries of one kind are shown.
const ENTRIES: usize = 5;

/// So many places of an entry are shown.
const PLACES: usize = 5;

/// What is shown of findings.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entry {
    /// The place and what is wrong.
    pub text: String,
    /// What stands there.
    pub excerpt: Option<String>,
    /// What to do.
    pub hint: Option<String>,
}

impl Entry {
    fn single(finding: &Finding) -> Self {
        Self {
            text: format!("{}: {}", finding.place, finding.message),
            excerpt: finding.excerpt.clone(),
            hint: finding.hint.clone(),
        }
    }

    /// Several findings that say the same of several rows.
    fn of_many(findings: &[&Finding]) -> Self {
        let Some(first) = findings.first() else { return Self::default() };
        let whole = Place { line: None, ..first.place.clone() };
        let shown = findings.iter().take(PLACES).map(|finding| {
            let row = finding.place.line.map_or(String::new(), |line| line.to_string());
            let of = &finding.excerpt;
            of.as_ref().map_or(row.clone(), |excerpt| format!("{row} `{excerpt}`"))
        });
        let mut shown = shown.collect::<Vec<_>>().join(", ");
        if findings.len() > PLACES {
            shown += " and ";
            shown += &words::number(findings.len() - PLACES);
            shown += " more";
        }
        let rows = if first.place.sheet.is_some() { "rows" } else { "lines" };
        let same = findings.iter().all(|finding| finding.message == first.message);
        let message = if same { first.message.clone() } else { without_excerpt(first) };
        let count = words::number(findings.len());
        let one_cure = findings.iter().all(|finding| finding.hint == first.hint);
        let hint = match (&first.hint, first.place.line) {
            (Some(hint), Some(line)) if !one_cure => {
                let row = &rows[..rows.len() - 1];
                Some(format!("{row} {line}: {hint}; `--all-problems` tells it for each"))
            }
            (hint, _) => hint.clone(),
        };
        Self {
            text: format!("{whole}: {message}, {count} times"),
            excerpt: Some(format!("{rows} {shown}")),
            hint,
        }
    }

    fn more(findings: usize, kind: FindingKind) -> Self {
        Self {
            text: format!("and {} more of this kind ({})", words::number(findings), kind.name()),
            hint: Some("`--all-problems` lists every place".into()),
            excerpt: None,
        }
    }
}

/// What is wrong, whatever stands there.
fn without_excerpt(finding: &Finding) -> String {
    let Some(excerpt) = &finding.excerpt else { return finding.message.clone() };
    finding.message.replace(&format!("`{excerpt}`"), "`…`")
}

/// What is shown of findings, in the order of the first of each entry.
pub fn entries(findings: &[Finding], all: bool) -> Vec<Entry> {
    if all {
        return findings.iter().map(Entry::single).collect();
    }
    let mut groups: Vec<Vec<&Finding>> = Vec::new();
    let mut by_what = HashMap::new();
    for finding in findings {
        let Place { file, sheet, column, .. } = &finding.place;
        let what = (finding.kind, file, sheet, column, without_excerpt(finding));
        let at = *by_what.entry(what).or_insert(groups.len());
        match groups.get_mut(at) {
            Some(group) => group.push(finding),
            None => groups.push(vec![finding]),
        }
    }
    // What is said only a few times stays in the order of the rows.
    let mut in_order: Vec<(usize, Vec<&Finding>)> = Vec::new();
    let position: HashMap<*const Finding, usize> = findings
        .iter()
        .enumerate()
        .map(|(at, finding)| (std::ptr::from_ref(finding), at))
        .collect();
    let at = |finding: &Finding| position.get(&std::ptr::from_ref(finding)).copied().unwrap_or(0);
    for group in groups {
        if group.len() > TOLD_SINGLY {
            in_order.extend(group.first().map(|first| at(first)).map(|at| (at, group.clone())));
        } else {
            in_order.extend(group.into_iter().map(|finding| (at(finding), vec![finding])));
        }
    }
    in_order.sort_by_key(|(at, _)| *at);
    limited(in_order.into_iter().map(|(_, group)| group))
}

/// At most a few entries of each kind; the findings of the others are counted behind the last.
fn limited<'f>(groups: impl Iterator<Item = Vec<&'f Finding>>) -> Vec<Entry> {
    let groups: Vec<_> = groups.collect();
    let mut of_kind: HashMap<FindingKind, usize> = HashMap::new();
    for kind in groups.iter().filter_map(|group| Some(group.first()?.kind)) {
        *of_kind.entry(kind).or_default() += 1;
    }
    let (mut shown, mut left_out) = (HashMap::new(), HashMap::new());
    let mut entries = Vec::new();
    for group in &groups {
        let Some(first) = group.first() else { continue };
        let (so_far, all) = (shown.entry(first.kind).or_insert(0), of_kind[&first.kind]);
        *so_far += 1;
        // One more costs no more room than the line that counts it.
        if *so_far <= ENTRIES || all == ENTRIES + 1 {
            let single = group.len() == 1;
            entries.push(if single { Entry::single(first) } else { Entry::of_many(group) });
            continue;
        }
        let count = left_out.entry(first.kind).or_insert(0);
        *count += group.len();
        if *so_far == all {
            entries.push(Entry::more(*count, first.kind));
        }
    }
    entries
}

#[cfg(test)]
mod tests {
    use super::*;

    fn month(line: u64) -> Finding {
        let place = Place::line("history.csv", line).in_column("Month");
        Finding::new(FindingKind::BadDate, place, "this is not a date")
            .excerpt("September 2026")
            .hint("write it as 2026-03-31")
    }

    fn stranger(line: u64) -> Finding {
        let message = format!("`a{line}@x.example` signed up twice");
        Finding::new(FindingKind::SignedUpTwice, Place::line("s.csv", line), message)
    }

    #[test]
    fn what_is_said_of_many_cells_of_a_column_is_said_once() {
        let all: Vec<_> = (2..71).map(month).collect();
        let [one] = &entries(&all, false)[..] else { panic!() };
        assert_eq!(one.text, "history.csv, column `Month`: this is not a date, 69 times");
        let shown = one.excerpt.as_deref().unwrap();
        assert!(shown.starts_with("lines 2 `September 2026`, 3 ") && shown.ends_with("64 more"));
        assert_eq!(entries(&all, true).len(), 69);
        assert_eq!(entries(&all[..3], false).len(), 3);
    }

    #[test]
    fn other_words_in_the_same_column_are_the_same_mistake() {
        let odd = |line: u64| {
            let place = Place::line("s.csv", line).in_column("Met?");
            let message = format!("the answer `hm {line}` is not understood");
            Finding::new(FindingKind::UnknownAnswer, place, message)
                .excerpt(format!("hm {line}"))
                .hint(format!("write yes or no, or type `set {line}`"))
        };
        let all: Vec<_> = (2..71).map(odd).collect();
        let [one] = &entries(&all, false)[..] else { panic!() };
        assert_eq!(one.text, "s.csv, column `Met?`: the answer `…` is not understood, 69 times");
        let hint = one.hint.as_deref().unwrap();
        assert!(hint.starts_with("line 2: write yes or no, or type `set 2`; `--all"), "{hint}");
    }

    #[test]
    fn no_kind_takes_more_than_two_dozen_lines_and_none_is_lost() {
        let all: Vec<_> = (2..40).map(stranger).chain([month(3)]).collect();
        let shown = entries(&all, false);
        assert_eq!(shown.len(), ENTRIES + 2);
        assert_eq!(shown[ENTRIES].text, "and 33 more of this kind (signed-up-twice)");
        let six: Vec<_> = (0..6).map(stranger).collect();
        assert_eq!(entries(&six, false).len(), 6);
    }
}
