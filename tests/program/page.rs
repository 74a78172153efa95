//! The report as a page, as an organiser gets it.

use super::harness::Folder;

#[test]
fn the_page_is_the_same_on_the_terminal_and_in_a_file_every_time() {
    let folder = Folder::with_demo();
    let shown = folder.run("report --format html").ok();
    let said = folder.run("report --format html -o report.html");
    assert_eq!((said.code, said.err.as_str()), (0, "written: report.html\n"));
    assert_eq!(folder.read("report.html"), shown);
    assert_eq!(folder.run("report --format html").ok(), shown);
    let again = folder.run("report --format html -o report.html").refused(5);
    assert!(again.contains("--force"), "{again}");
}

#[test]
fn the_page_holds_no_address_and_without_names_no_name() {
    let folder = Folder::with_demo();
    let roster = folder.read("participants.csv");
    let page = folder.run("report --format html").ok();
    let nameless = folder.run("report participants --format html --anonymise").ok();
    for line in roster.lines().skip(1) {
        let cells: Vec<_> = line.split(',').collect();
        assert!(!page.contains(cells[2]) && !nameless.contains(cells[2]), "{}", cells[2]);
        assert!(!nameless.contains(cells[1]), "{}", cells[1]);
    }
}
