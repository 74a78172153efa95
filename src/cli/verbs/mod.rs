//! One file per verb: its arguments, and what it does with them: load, call, render, commit. A
//! command of two words stands in a folder of the first.

pub mod calendar;
pub mod check;
pub mod compare;
pub mod completions;
pub mod demo;
pub mod exclusions;
pub mod experiment;
pub mod form;
pub mod init;
pub mod mail;
pub mod man;
pub mod network;
pub mod outcomes;
pub mod pair;
pub mod participants;
pub mod redo;
pub mod report;
pub mod rounds;
pub mod runway;
pub mod simulate;
pub mod status;
pub mod undo;
