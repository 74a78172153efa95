//! Who talked with whom, by groups, beside what chance would give.

use std::io::{self, Write};

use crate::render::names::Names;
use crate::render::parts::network::plural;
use crate::render::parts::who::NAMED_FROM;
use crate::render::xml::Text;
use crate::report::Report;
use crate::report::uncertainty::FEWEST_EXPECTED;
use crate::report::uncertainty::matrix::{Group, Matrix};
use crate::text::csv;
use crate::text::words::number;

use super::download;

/// Writes the matrix; nothing where there is none.
pub fn write(report: &Report, names: Names<'_>, out: &mut dyn Write) -> io::Result<()> {
    let Some(matrix) = &report.uncertainty.matrix else { return Ok(()) };
    let what = matrix.what.word();
    let called: Vec<String> = matrix.groups.iter().map(|group| name(group, names)).collect();
    writeln!(out, "<h3>Between {}</h3>\n<p>{}</p>", plural(matrix.what), Text(&reading(matrix)))?;
    writeln!(
        out,
        "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Conversations between \
         {0}\">\n<table class=\"matrix\">\n<thead><tr><th scope=\"col\">{what}</th>",
        plural(matrix.what)
    )?;
    for one in &called {
        write!(out, "<th scope=\"col\">{}</th>", Text(one))?;
    }
    writeln!(out, "</tr></thead>\n<tbody>")?;
    let mut rows = csv::Rows::in_memory(&[what, "with", "met", "by_chance"]);
    for (at, one) in called.iter().enumerate() {
        write!(out, "<tr><th scope=\"row\">{}</th>", Text(one))?;
        for (beside, other) in called.iter().enumerate() {
            // Each couple of groups stands once.
            if beside < at {
                write!(out, "<td></td>")?;
                continue;
            }
            let cell = matrix.cells.get(&(at, beside)).copied().unwrap_or_default();
            let chance = Some(cell.chance).filter(|_| matrix.wished.is_none());
            let small = chance.filter(|&chance| chance >= FEWEST_EXPECTED);
            let small = small
                .map_or(String::new(), |chance| format!("<small>{chance:.0} by chance</small>"));
            write!(out, "<td>{}{small}</td>", number(cell.met))?;
            rows.cell(one);
            rows.cell(other);
            rows.shown(Some(cell.met));
            rows.shown(chance.map(|chance| (chance * 100.0).round() / 100.0));
            rows.end_row();
        }
        writeln!(out, "</tr>")?;
    }
    writeln!(out, "</tbody>\n</table>\n</div>")?;
    let of_what = format!("conversations between {}", plural(matrix.what));
    writeln!(
        out,
        "{}",
        download::link(&format!("between-{}", plural(matrix.what)), &of_what, &rows.into_bytes())
    )
}

/// What a group is called; with names hidden, a small one is not named: it would say who they are.
fn name(group: &Group, names: Names<'_>) -> String {
    match &group.name {
        None => "others".into(),
        Some(_) if names.anonymise && group.people < NAMED_FROM => "a small group".into(),
        Some(name) => crate::text::clean(name).into_owned(),
    }
}

/// How the matrix is read, and what it does not say.
fn reading(matrix: &Matrix) -> String {
    let first = format!(
        "How many different couples of these {} met, each the first time.",
        plural(matrix.what)
    );
    match &matrix.wished {
        Some(wish) => format!(
            "{first} What chance would give is not said, since your wish {wish} asks for it."
        ),
        None => format!(
            "{first} Below it, what chance would give if the people who met in the same round had \
             had random partners among them, given your wishes; from {FEWEST_EXPECTED:.0} on. \
             Single cells carry no verdict; the table below has one for the whole."
        ),
    }
}
