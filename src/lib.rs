//! unmentor runs a random-conversation scheme from a folder of plain files.
//!
//! # The rooms
//!
//! Data flows one way, through rooms that know nothing of the rooms above them:
//!
//! | room | what it does | what it may know |
//! |---|---|---|
//! | [`cli`] | the edge: arguments, clock, entropy, terminal; a file for each verb | every room |
//! | [`render`] | figures become tables, CSV, JSON, Markdown, pages, pictures; writes to a given `Write` | report, messages, domain, text |
//! | [`store`] | the programme folder becomes a programme and back, whole or not at all | domain, text |
//! | [`intake`] | tables become people, rounds and answers; a meaning is never guessed | sheets, domain, text |
//! | [`sheets`] | strange files become tables with places | text; of domain what a finding is |
//! | [`messages`] | a programme becomes messages: who gets what, in which words | domain, text |
//! | [`report`] | a programme becomes plain figures, without a word of English | domain, text |
//! | [`domain`] | participants, pairs, rounds, outcomes, their rules and checks | matching, text |
//! | [`matching`] | the engine: costs in, mates out | nobody: only numbers |
//! | [`text`] | text and tables, whoever they are about | nobody: it is the ground floor |
//!
//! `store` and `render` never know each other. Only `cli` reads the clock, the environment and
//! chance: below it the day, the seed and the rules are arguments. Only `store` changes a
//! programme folder. `tests/law` holds the rooms to this.
//!
//! What is wrong with an organiser's data is a [`Finding`](domain::Finding) with its place, and
//! reading goes on to the next one; an `Err` is for what stops the command.
//!
//! # Three walks
//!
//! **`unmentor pair`** draws the next round.
//! 1. `cli/verbs/pair.rs` locks and loads the folder ([`store::Folder::read_to_change`]). The store
//!    reads the settings, the roster, the exclusions and each round into a
//!    [`Programme`](domain::Programme), with findings for whatever it could not take over.
//! 2. `domain/pairing.rs` asks `domain/due.rs` who takes part, and turns people into numbers and
//!    history, exclusions and wishes into costs (`domain/pairing/table.rs`).
//! 3. `matching/draw.rs` chooses the way for the size, `matching/engine` finds mates of least cost,
//!    `matching/walk.rs` goes from that round to a random one as good, by the seed.
//! 4. `domain/pairing.rs` makes a [`Round`](domain::Round) of it; with `--explain`, `domain/explain.rs`
//!    asks what each unkept wish would have cost.
//! 5. [`store::Folder::commit`] writes the files of the round together, and keeps copies for `undo`.
//! 6. `render/rounds.rs` shows the round.
//!
//! **`unmentor outcomes import`** takes answers in.
//! 1. `cli/verbs/outcomes/import.rs` loads the folder; `cli/options/importing.rs` reads the bytes,
//!    and the options that all imports share.
//! 2. `sheets/table.rs` makes a table of them, with a line and a column for each cell: a text by way
//!    of `sheets/decoding.rs`, `sheets/layout.rs` and `text/csv/scan.rs`, a workbook by `sheets/book`.
//! 3. `intake/columns.rs` finds the columns by what their headings mean; `intake/feedback` finds the
//!    round, attributes each row to a person in a pair, reads the answer, and merges it with what
//!    was known. A row that cannot be attributed is set aside with a finding.
//! 4. `cli/taking_in.rs` gives the changed rounds to [`store::Folder::commit`], and says what was
//!    read, set aside and changed.
//!
//! **`unmentor report -o report.html`** makes the page.
//! 1. `cli/verbs/report.rs` loads the folder without a lock and calls
//!    [`Report::of`](report::Report::of): one file of `report` for each part. Outcomes are counted
//!    there and nowhere else.
//! 2. `render/page.rs` says the figures in words, tables and bars. The terminal, Markdown and HTML
//!    all set this one page; JSON and CSV take the figures themselves.
//! 3. `render/html` adds the growth chart and the network, whose points `render/layout` has placed
//!    once for all rounds.
//! 4. `cli/delivery.rs` puts the bytes into the file, whole.
//!
//! # The crates that were asked for
//!
//! | crate | what it does here | what it does not do |
//! |---|---|---|
//! | clap | arguments and help, in `cli` | no other room knows it: words of a value, such as those of a status, are the domain's |
//! | csv | writes every CSV file, in the folder and out | it reads no file of an organiser: it counts lines too low in CRLF files and behind blank lines, and lets an unclosed quote swallow the rest of a file |
//! | serde | writes JSON from records of `render` | no domain type derives it, so that no file changes when a field is renamed; settings go through toml_edit, which keeps comments, and CSV goes cell by cell, so that every cell has a place |
//! | rand | ChaCha8, whose numbers are the same everywhere; entropy for a seed that was not given | no distribution and no shuffle of it: those may change from one version to the next, and a seed must go on giving the same round |
//! | chrono | days, and months between them; `cli` asks it for today | times and zones: a scheme lives by days; and reading dates from sheets, since 03/04/2026 is two days |
//! | anyhow | carries a failure up through `cli`, to one exit code | the rooms below have errors of their own, which can be matched on |
//! | comfy-table | sets tables for the terminal | CSV and Markdown; and it decides no column's fate: what can be spared is the page's to say |
//! | petgraph | connected parts of the network; and the tests hold our bridges and articulation points against its | the pairing: it has no matching of least cost; and distances, betweenness and cuts, which are counted on a tighter graph |

pub mod cli;
pub mod domain;
pub mod intake;
pub mod matching;
pub mod messages;
pub mod render;
pub mod report;
pub mod sheets;
pub mod store;
pub mod text;
