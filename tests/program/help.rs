//! Every help page: there is one for each command, it fits a terminal, and it is what was agreed.

use crate::support::folder::Folder;
use crate::support::golden;

/// Every command line that has a help page.
fn commands(command: &clap::Command, path: &str, all: &mut Vec<String>) {
    all.push(path.trim().to_owned());
    for sub in command.get_subcommands().filter(|sub| sub.get_name() != "help") {
        commands(sub, &format!("{path} {}", sub.get_name()), all);
    }
}

#[test]
fn every_help_page_is_as_agreed_and_fits_80_columns() {
    let mut all = Vec::new();
    commands(&unmentor::cli::command(), "", &mut all);
    assert!(all.len() > 15, "{all:?}");
    let folder = Folder::new();
    for path in all {
        let page = folder.run(&format!("{path} --help")).ok();
        let widest = page.lines().map(|line| line.chars().count()).max().unwrap_or(0);
        assert!(widest <= 80, "`{path} --help` is {widest} columns wide");
        let name = if path.is_empty() { "unmentor".into() } else { path.replace(' ', "-") };
        golden::check(&format!("help/{name}.txt"), &page);
    }
}

#[test]
fn the_manual_page_and_the_completions_come_out() {
    let folder = Folder::new();
    assert!(folder.run("man").ok().contains("unmentor"));
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = folder.run(&format!("completions {shell}")).ok();
        assert!(script.contains("outcomes"), "{shell}");
    }
    folder.run("man -o pages").ok();
    assert!(folder.read("pages/unmentor-pair.1").contains("seed"));
}
