//! `outcomes import`: feedback forms, filled-in sheets, and replies by mail.

use std::path::PathBuf;

use anyhow::Result;
use clap::Args;

use crate::cli::failure::{Exit, Failure};
use crate::cli::find;
use crate::cli::options::importing::Taking;
use crate::cli::options::mailboxes::Mailboxes;
use crate::cli::session::Session;
use crate::cli::taking_in;
use crate::domain::{RoundNumber, SheetKind};
use crate::intake::{self, Replies};
use crate::sheets::mail;
use crate::store::Change;

/// Arguments of `outcomes import`.
#[derive(Debug, Args)]
#[command(after_help = "A file is either the export of a feedback form for one round (people by\n\
                        e-mail, partner by name) or a sheet over several rounds with\n\
                        round,[pair],participant,answer,answered_on,reason,reason_text,rating,\n\
                        comment. Rows that cannot be attributed are set aside and reported.\n\n\
                        A place with mail is an .eml, an .emlx, an .mbox, or a folder of them. Only a\n\
                        reply to a question of `unmentor mail` counts, from somebody who was asked,\n\
                        and only if its words are certain; all else is told with a command to type.")]
pub struct ImportArgs {
    /// Sheets (CSV, xlsx, ods or xls), or mail (.eml, .mbox, or a folder of them)
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// The round that the answers are about [default: found from the partners named]
    #[arg(long, value_name = "ROUND")]
    round: Option<RoundNumber>,
    /// Refuse the files when a row cannot be attributed
    #[arg(long)]
    strict: bool,
    #[command(flatten)]
    taking: Taking,
}

impl ImportArgs {
    /// Takes the files in, all or none.
    pub fn run(&self, session: &mut Session) -> Result<()> {
        match Mailboxes::find(&self.files)? {
            Some(mailboxes) => self.take_replies(session, &mailboxes),
            None => self.take_sheets(session),
        }
    }

    fn take_replies(&self, session: &mut Session, mailboxes: &Mailboxes) -> Result<()> {
        // Files of mail are called by who wrote them.
        let work = session.begin("outcomes import of mail", self.taking.dry_run)?;
        if let Some(number) = self.round.filter(|&number| number != work.programme().next_number())
        {
            find::round(work.programme(), number)?;
        }
        let (log, _) = work.messages()?;
        let past = self.taking.past(work.memory()?)?;
        let options =
            intake::Options { strict: self.strict, past, ..intake::Options::on(session.today) };
        session.terminal.show_all_problems(self.taking.importing.all_problems);
        let mut replies = Replies::new(work.programme(), &log, self.round, &options);
        mailboxes.read(&mut replies)?;
        let taken = replies.finish().map_err(|intake::Refused(findings)| {
            Failure::new(Exit::Data, "nothing was taken in")
                .findings(findings)
                .hint("read what is named above, and type the command that stands below it")
        })?;
        let change = Change { rounds: taken.rounds, roster: taken.roster, ..Change::default() };
        let (importing, kind) = (&self.taking.importing, SheetKind::Feedback);
        taking_in::take_in(session, work, change, importing, kind, &taken.tally)?;
        session.terminal.next("unmentor report");
        Ok(())
    }

    fn take_sheets(&self, session: &mut Session) -> Result<()> {
        let sheets = self
            .files
            .iter()
            .map(|file| self.taking.importing.sheet(file))
            .collect::<Result<Vec<_>, _>>()?;
        if let Some(sheet) = sheets.iter().find(|sheet| mail::is_outlooks_sheet(&sheet.bytes)) {
            let message = format!("{} is mail as Outlook exports it to CSV", sheet.name);
            let hint = "it has no dates and no headers, so nothing in it is certain; save the \
                        replies as .eml, or drag them into a folder of Thunderbird";
            return Err(Failure::new(Exit::Data, message).hint(hint).into());
        }
        let names: Vec<_> = sheets.iter().map(|sheet| sheet.name.as_str()).collect();
        let title = format!("outcomes import {}", names.join(" "));
        let work = session.begin(&title, self.taking.dry_run)?;
        if let Some(number) = self.round {
            find::round(work.programme(), number)?;
        }
        let (settings, kind) = (&work.programme().settings, SheetKind::Feedback);
        let options = self.taking.importing.options(session.today, settings, kind)?;
        let past = self.taking.past(work.memory()?)?;
        let options = intake::Options { strict: self.strict, past, ..options };
        session.terminal.show_all_problems(self.taking.importing.all_problems);
        let taken = intake::feedback(&sheets, work.programme(), self.round, &options);
        let (rounds, tally) = taken.map_err(|refused| {
            let rest = self.strict.then_some("leave out `--strict` to take the other rows");
            taking_in::refused(refused, rest)
        })?;
        let change = Change { rounds, ..Change::default() };
        taking_in::take_in(session, work, change, &self.taking.importing, kind, &tally)?;
        session.terminal.next("unmentor report");
        Ok(())
    }
}
