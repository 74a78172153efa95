//! A row of feedback that is set aside says what to type instead, and typing it works.

use crate::support::folder::Folder;

#[test]
fn what_the_hint_of_a_row_set_aside_says_can_be_typed() {
    let folder = Folder::new();
    folder.write("people.csv", "Name,Email\nAnn Lee,ann@x.example\nBo Ray,bo@x.example\n");
    folder.run("init . --participants people.csv").ok();
    folder.run("pair --seed 1").ok();
    let rows = "ann@x.example,Bo Ray,perhaps\nstranger@y.example,Ann Lee,yes\n\
                bo@x.example,Ann Lee,not yet\n";
    folder.write("form.csv", format!("Email,Partner,Did you meet?\n{rows}"));

    let said = folder.run("outcomes import form.csv");
    assert_eq!(said.code, 0, "{said:?}");
    let unclear = "unmentor outcomes set r01-001 no --by P0001";
    let stranger = "unmentor outcomes set r01-001 yes --by P0002";
    for hint in [
        format!("hint: write yes, no or not yet, or type `{unclear}` (or yes, or not-yet)\n"),
        format!("put together with Ann Lee? if so, type `{stranger}`\n"),
    ] {
        assert!(said.err.contains(&hint), "{said:?}");
    }
    let closing = "correct the rows that were set aside and import the sheet again";
    assert_eq!(said.err.matches(closing).count(), 1, "{said:?}");

    for typed in [unclear, stranger] {
        folder.run(typed.strip_prefix("unmentor ").unwrap()).ok();
    }
    let outcomes = folder.read("rounds/01/outcomes.csv");
    assert!(outcomes.contains("r01-001,P0001,Ann Lee,Bo Ray,no,"), "{outcomes}");
    assert!(outcomes.contains("r01-001,P0002,Bo Ray,Ann Lee,yes,"), "{outcomes}");

    folder.write("form.csv", "Email,Partner,Did you meet?\nann@x.example,Bo Ray,yes\n");
    let said = folder.run("outcomes import form.csv");
    assert!(!said.err.contains(closing), "{said:?}");
}
