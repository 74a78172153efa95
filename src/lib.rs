//! unmentor runs a random-conversation scheme from a folder of plain files.
//!
//! Data flows one way, through rooms that know nothing of the rooms above them:
//!
//! | room | what it does | what it must not know |
//! |---|---|---|
//! | [`text`] | text and tables, whoever they are about | anybody: it is the ground floor |
//! | [`matching`] | costs in, mates out | people: only numbers |
//! | [`domain`] | participants, pairs, rounds, outcomes, their rules and checks | files, clock, environment, printing, serde |
//! | [`report`] | a programme becomes plain figures | files, printing, formats |
//! | [`sheets`] | strange files become tables with places | any programme |
//! | [`intake`] | tables become people, rounds and answers | the programme folder |
//! | [`store`] | the programme folder becomes a programme and back | how anything is shown |
//! | [`render`] | figures become tables, CSV, JSON, Markdown, pictures | files: it writes to a given `Write` |
//! | [`cli`] | the edge: arguments, clock, entropy, terminal | - |
//!
//! `tests/law` holds the rooms to this table.

pub mod cli;
pub mod domain;
pub mod intake;
pub mod matching;
pub mod render;
pub mod report;
pub mod sheets;
pub mod store;
pub mod text;
