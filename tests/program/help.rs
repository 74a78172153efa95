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

/// The help of every command as one page, without what all of them understand.
fn page_of_commands() -> String {
    let mut tree = unmentor::cli::command();
    tree.build();
    let mut all = Vec::new();
    commands(&tree, "", &mut all);
    let mut page = String::from(COMMANDS);
    for path in &all {
        let mut command = path
            .split(' ')
            .filter(|word| !word.is_empty())
            .fold(&tree, |at, word| at.find_subcommand(word).unwrap())
            .clone();
        let everywhere = command.get_arguments().filter(|arg| arg.is_global_set());
        let hidden: Vec<_> = everywhere.map(|arg| arg.get_id().clone()).collect();
        for id in hidden {
            command = command.mut_arg(id, |arg| arg.hide(true));
        }
        let help = command.render_long_help().to_string();
        page += &format!(
            "\n## {}\n\n```text\n{}\n```\n",
            format!("`unmentor {path}").trim_end().to_owned() + "`",
            help.trim_end()
        );
    }
    page
}

const COMMANDS: &str = "\
# The commands

What `unmentor COMMAND --help` says of each, and the manual pages; all three come from one source. \
Every command understands `-C DIR` (the programme folder), `--today YYYY-MM-DD`, `-q`, `--color` \
and `--help` as well.
";

#[test]
fn the_page_of_commands_says_what_help_says() {
    golden::check("../../docs/commands.md", &page_of_commands());
}

#[test]
fn the_version_says_what_was_built_in() {
    let folder = Folder::new();
    let long = folder.run("--version").ok();
    let features = long.lines().nth(1).unwrap_or_default();
    assert_eq!(features.contains("png"), cfg!(feature = "png"), "{long}");
    assert_eq!(features.contains("xlsx"), cfg!(feature = "xlsx"), "{long}");
    assert_eq!(folder.run("-V").ok().lines().count(), 1);
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
