//! Columns that form and survey programs fill in by themselves.

use std::sync::LazyLock;

use crate::text::plain_words;

use super::phrasebook::{Listed, listed};

/// The headings of such columns, and remarks behind headings.
pub const TABLE: &str = include_str!("words/machinery.txt");

static LISTED: LazyLock<Listed> = LazyLock::new(|| listed(TABLE));

/// The columns that form and survey programs add for themselves. What they record under everyday
/// headings such as `Start Date` counts only beside a heading that nobody else writes.
pub fn form_machinery(header: &[String]) -> Vec<usize> {
    let is_in = |key: &str, heading: &str| {
        let is_listed = |words: &str| LISTED.contains(&(key, words));
        is_listed(&plain_words(heading))
            || without_remark(heading).is_some_and(|heading| is_listed(&plain_words(&heading)))
    };
    let surveyed = header.iter().any(|heading| is_in("survey", heading));
    let is_machinery = |heading: &str| {
        let beside = || heading.trim() == "#" || is_in("beside", heading);
        is_in("form", heading) || is_in("survey", heading) || surveyed && beside()
    };
    (0..).zip(header).filter(|(_, heading)| is_machinery(heading)).map(|(at, _)| at).collect()
}

/// Whether a cell is what survey programs call the status of a response.
pub fn is_of_response(cell: &str) -> bool {
    LISTED.contains(&("response", plain_words(cell).as_str()))
}

/// A heading without a remark in brackets that says nothing of its meaning: `Email (required)`.
pub fn without_remark(heading: &str) -> Option<String> {
    let open = heading.find(['(', '['])?;
    let close = open + heading[open..].find([')', ']'])?;
    let remark = plain_words(&heading[open..close]);
    let is_known = LISTED.contains(&("remark", remark.as_str()));
    is_known.then(|| format!("{} {}", &heading[..open], &heading[close + 1..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_survey_programs_record_is_told_from_what_people_were_asked() {
        let left_out = |header: &str| {
            let header: Vec<_> = header.split(';').map(str::to_owned).collect();
            form_machinery(&header).iter().map(|&at| header[at].clone()).collect::<Vec<_>>()
        };
        let asked = "Name;Start Date;Progress;Language;City;Which browser do you like?;Finished;#";
        assert_eq!(left_out(asked), Vec::<String>::new());
        assert_eq!(left_out("Email;Start Date;IP Address;End Date;Job title").len(), 3);
        assert_eq!(left_out("Start time;Completion time;Email;Start date"), ["Start time"]);
        assert_eq!(left_out("#;Name;Response Type;Stage Date (UTC);Network ID").len(), 4);
    }
}
