//! One file per verb: load, call, render, commit.

pub mod check;
pub mod demo;
pub mod init;
pub mod network;
pub mod outcomes;
pub mod packaging;
pub mod pair;
pub mod participants;
pub mod report;
pub mod rounds;
pub mod runway;
pub mod status;
pub mod undo;
