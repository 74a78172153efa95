//! `simulate`: the next rounds under other settings.

use anyhow::Result;
use clap::Args;

use crate::cli::find;
use crate::cli::options::points;
use crate::cli::options::seed::Seed;
use crate::cli::session::Session;
use crate::domain::{Interval, OptIn};
use crate::render::ahead;
use crate::report::ahead::{Ahead, Asked};

/// Arguments of `simulate`.
#[derive(Debug, Args)]
#[command(after_help = "Your own people, and the rates of your own closed rounds, are carried \
                        forward: how many\nmeet, answer, leave and join. That is no forecast: a \
                        longer interval is taken to change\nthe share of pairs that meet by \
                        --change only. Nothing is written.\n\nExamples:\n  unmentor simulate \
                        --rounds 12\n  unmentor simulate --rounds 6 --interval 2 --change 15")]
pub struct SimulateArgs {
    /// How many rounds
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u32).range(1..=120))]
    rounds: u32,
    /// Time between the rounds, such as 2 (months) or "2 weeks" [default: as unmentor.toml says]
    #[arg(long, value_name = "TIME", value_parser = interval)]
    interval: Option<Interval>,
    /// Whether who says nothing is in: `assume` or `ask` [default: as unmentor.toml says]
    #[arg(long, value_name = "WORD", value_parser = opt_in)]
    opt_in: Option<OptIn>,
    /// By how many points the share of pairs that meet changes
    #[arg(long, value_name = "POINTS", default_value = "0", value_parser = points::or_none)]
    #[arg(allow_hyphen_values = true)]
    change: f64,
    /// How many futures
    #[arg(long, value_name = "NUMBER", default_value_t = 200)]
    #[arg(value_parser = clap::value_parser!(u32).range(1..=10_000))]
    repeat: u32,
    #[command(flatten)]
    seed: Seed,
    /// Print the figures as JSON
    #[arg(long)]
    json: bool,
}

/// A bare number is one of months.
fn interval(text: &str) -> Result<Interval, String> {
    let months = text.trim().parse::<u32>().ok().map(Interval::Months);
    let months = months.filter(|one| (Interval::MONTH..=Interval::Months(24)).contains(one));
    months.or_else(|| Interval::parse(text)).ok_or_else(|| format!("write {}", Interval::WANTED))
}

fn opt_in(word: &str) -> Result<OptIn, String> {
    OptIn::from_word(word).ok_or_else(|| "write `assume` or `ask`".into())
}

impl SimulateArgs {
    /// Carries the programme forward, and shows what came of it.
    pub fn run(&self, session: &mut Session) -> Result<()> {
        let loaded = session.load()?;
        let (programme, settings) = (&loaded.programme, &loaded.programme.settings);
        let asked = Asked {
            rounds: self.rounds,
            interval: self.interval.unwrap_or(settings.interval),
            opt_in: self.opt_in.unwrap_or(settings.opt_in),
            change: self.change,
            repeat: self.repeat,
            seed: self.seed.number()?,
        };
        let ahead = Ahead::of(programme, session.today, asked).ok_or_else(find::no_rates)?;
        let bar = session.terminal.bar(self.repeat as usize);
        let simulated = ahead.run(|| bar.inc(1));
        bar.finish_and_clear();
        let style = session.style();
        let out = session.terminal.data();
        if self.json {
            ahead::json(&simulated, out)?;
        } else {
            ahead::write(&simulated, style, out)?;
        }
        Ok(())
    }
}
