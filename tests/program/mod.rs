//! The real program, in a folder of its own: exact streams, exit codes and files.

mod aftermath;
mod amend;
mod asking_why;
mod beside;
mod compare;
mod corpus;
mod damage;
mod examples;
mod experiment;
mod explain;
mod five_rounds;
mod forget;
mod grown;
mod hand;
mod help;
mod hints;
mod in_or_out;
mod interval;
mod mail;
mod manual;
mod mishaps;
mod mistakes;
mod month;
mod not_collected;
mod old_schemes;
#[cfg(target_os = "linux")]
mod organisers;
mod outcome_sheet;
mod own_folders;
mod page;
mod pairing;
#[cfg(unix)]
mod pasted;
#[cfg(unix)]
mod planted;
mod private;
mod purge;
mod remembered;
mod replies;
mod resaved;
mod runway;
mod schedule;
mod screens;
mod sequence;
mod set_aside;
#[cfg(unix)]
mod states;
mod taking_part;
mod twelve;
mod undo;
