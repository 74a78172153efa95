//! What came in from a foreign sheet: the change that it makes, and what is said of it.

use anyhow::Result;
use serde_json::{Value, json};

use super::failure::{Exit, Failure};
use super::options::importing::Importing;
use super::session::{Session, Work};
use crate::domain::changes::{Changed, in_answers, in_roster};
use crate::domain::memory::Memory;
use crate::domain::{Finding, Participant, Programme, Roster, Settings, SheetKind};
use crate::intake::{Refused, Tally};
use crate::render::{changes, prose, records};
use crate::store::Change;
use crate::text::quote;
use crate::text::words;

/// The refusal of an import, with everything that is wrong and how to go on; `otherwise` is an
/// option that would take the rest.
pub fn refused(Refused(findings): Refused, otherwise: Option<&str>) -> Failure {
    let problems = words::count(findings.len(), "problem");
    let is_zip = |finding: &Finding| finding.place.file.to_lowercase().ends_with(".zip");
    let unpack = if findings.iter().any(is_zip) { "unpack the zip file, " } else { "" };
    let or = otherwise.map_or(String::new(), |option| format!(", or {option}"));
    // Where an option is the cure, there is nothing to mend in the sheet.
    let by_option = |finding: &&Finding| {
        let mut hint = finding.hint.iter().flat_map(|hint| hint.split(['`', ' ']));
        hint.any(|word| OPTIONS.contains(&word))
    };
    let cured = findings.iter().filter(by_option).count();
    let cure = match findings.len() - cured {
        0 => "import it again with the option that is named above",
        _ if cured > 0 => "mend the sheet, and import it again with the option that is named above",
        _ => "mend the sheet and import it again",
    };
    let hint = format!("{unpack}{cure}{or}");
    Failure::new(Exit::Data, format!("nothing was taken in: {problems}"))
        .findings(findings)
        .hint(hint)
}

/// Options that cure what keeps a sheet out.
const OPTIONS: [&str; 6] = ["--dates", "--encoding", "--sheet", "--map", "--large", "--round"];

/// What an import does, by name.
pub struct News {
    /// New people and changed cells.
    changed: Vec<Changed>,
    /// Those who stand no longer in a full list.
    missing: Vec<Participant>,
    /// All of them are named, however many.
    all: bool,
    /// The command that lists what the change was.
    lists_them: String,
}

/// Makes the change that a sheet brings, with the columns to be remembered, and says what it did.
pub fn take_in(
    session: &mut Session,
    work: Work,
    change: Change,
    importing: &Importing,
    kind: SheetKind,
    tally: &Tally,
) -> Result<()> {
    session.warn_of(work.beside());
    let settings = importing.remember(&work.programme().settings, kind, &tally.headings);
    let before = work.programme();
    let after = change.roster.as_ref().unwrap_or(&before.roster);
    let missing = tally.missing.iter().map(|&person| after.get(person).clone());
    let mut news = News {
        changed: in_roster(&before.roster, after),
        missing: missing.collect(),
        all: work.is_dry(),
        lists_them: match change.rounds.first() {
            Some(round) => format!("unmentor rounds show {}", round.number()),
            None => "unmentor participants list --changed".into(),
        },
    };
    news.changed.extend(in_answers(before, &change.rounds));
    let memory = Some(Memory { sheets: tally.memory.clone(), lost: false });
    let memory = memory.filter(|memory| !memory.sheets.is_empty());
    session.commit(work, Change { settings: settings.clone(), memory, ..change })?;
    say_remembered(session, importing, settings.as_ref());
    say(session, importing, tally, Some(&news))
}

/// Says what an import did, once it is done.
pub fn say(
    session: &mut Session,
    importing: &Importing,
    tally: &Tally,
    news: Option<&News>,
) -> Result<()> {
    if importing.json {
        let record = record(tally, news);
        records::write_json(&record, session.terminal.data())?;
        return Ok(());
    }
    for assumed in &tally.assumed {
        session.terminal.note(assumed);
    }
    session.terminal.remark(&tally.noted);
    if tally.noted.more() > 0 {
        let more = words::count(tally.noted.more(), "remark");
        session.terminal.note(format_args!("and {more} that are not shown"));
    }
    session.terminal.set_aside(&tally.set_aside);
    if tally.mails && !tally.set_aside.is_empty() {
        session.terminal.note("read these replies, and type the command below each that is right");
    } else if !tally.set_aside.is_empty() {
        session.terminal.note(
            "correct the rows that were set aside and import the sheet again; rows that went in \
             change nothing the second time",
        );
    }
    if let Some(news) = news {
        news.say(session);
    }
    if tally.rows > 0 && tally.unchanged == tally.rows {
        let rows = if tally.mails { "replies" } else { "rows" };
        session.terminal.note(format_args!("nothing new: all {rows} were taken in already"));
    }
    let summary = format!(
        "{} read: {} new, {} changed, {} unchanged, {} set aside",
        match (tally.mails, tally.rows) {
            (true, 1) => "1 reply".into(),
            (true, more) => format!("{} replies", words::number(more)),
            (false, rows) => words::count(rows, "row"),
        },
        words::number(tally.new),
        words::number(tally.changed),
        words::number(tally.unchanged),
        words::number(tally.rows_set_aside()),
    );
    let style = session.style();
    Ok(prose::write("", &summary, style, session.terminal.data())?)
}

impl News {
    /// The people of a folder that was just made.
    pub fn of_new_folder(programme: &Programme, all: bool, lists_them: String) -> Self {
        let changed = in_roster(&Roster::default(), &programme.roster);
        Self { changed, missing: Vec::new(), all, lists_them }
    }

    fn say(&self, session: &mut Session) {
        let most = if self.all { usize::MAX } else { changes::NAMED };
        let lists_them = session.terminal.complete(&self.lists_them);
        for line in changes::lines(&self.changed, most, &lists_them) {
            session.terminal.note(line);
        }
        if let [first, ..] = &self.missing[..] {
            let missing: Vec<_> = self.missing.iter().collect();
            let named = changes::people(&missing, most, "the same command with --dry-run");
            session.terminal.note(format_args!(
                "{} in the roster and no longer in the sheet: {named}; nothing of them was changed",
                words::people(missing.len()),
            ));
            session.terminal.note(format_args!(
                "  {}",
                session.terminal.complete(&format!(
                    "who has left: `unmentor participants set {} status=left`",
                    first.id
                ))
            ));
        }
    }
}

/// What an import did, as a record.
fn record(tally: &Tally, news: Option<&News>) -> Value {
    let finding = |one: &Finding| {
        json!({
            "kind": one.kind.name(), "place": one.place.to_string(), "line": one.place.line,
            "message": one.message, "hint": one.hint,
        })
    };
    let (new, changed) = changes::records(news.map_or(&[], |news| &news.changed));
    let missing = news.map_or(&[][..], |news| &news.missing).iter();
    let missing: Vec<_> = missing
        .map(|one| json!({ "id": one.id.as_str(), "name": one.name, "email": one.email }))
        .collect();
    json!({
        "rows": {
            "read": tally.rows, "new": tally.new, "changed": tally.changed,
            "unchanged": tally.unchanged, "set_aside": tally.rows_set_aside(),
        },
        "new": new,
        "changed": changed,
        "missing": missing,
        "set_aside": tally.set_aside.iter().map(finding).collect::<Vec<_>>(),
        "noted": tally.noted.iter().map(finding).collect::<Vec<_>>(),
        "assumed": tally.assumed,
    })
}

/// Says what is remembered for the sheets to come, if there is something new.
pub fn say_remembered(session: &mut Session, importing: &Importing, remembered: Option<&Settings>) {
    if remembered.is_none() {
        return;
    }
    for (meaning, heading) in &importing.map {
        session.terminal.note(format_args!(
            "remembered in unmentor.toml: the column {} means {meaning}",
            quote(heading)
        ));
    }
    if let Some(order) = importing.dates {
        let order = order.word();
        session.terminal.note(format_args!("remembered in unmentor.toml: dates are {order}"));
    }
}
