//! What exports of the network say of people, and in which form other programs ask for it.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use roxmltree::Document;
use unmentor::render::network::{Drawing, Format, Scope};
use unmentor::report::picture::Network;

use super::pictures::{PLAIN, written};
use crate::support::programmes::five_rounds;

#[test]
fn exports_know_the_people_but_without_names_only_when_asked() {
    let programme = five_rounds();
    let (_, eleri) = programme.roster.iter().find(|(_, one)| one.name == "Eleri Tegid").unwrap();
    let anonymous = Network::anonymous(&programme, NaiveDate::MAX);
    let hidden = |format, attributes| {
        let mut file = Vec::new();
        let drawing = Drawing::new(&anonymous, PLAIN);
        let drawing = if attributes { drawing.with_attributes() } else { drawing };
        drawing.write(Scope::All, format, &mut file).unwrap();
        String::from_utf8(file).unwrap()
    };
    for format in [Format::Json, Format::Graphml, Format::Gexf] {
        let text = written(&programme, Scope::All, format, PLAIN);
        let escaped = eleri.organisation.replace('&', "&amp;").replace('\'', "&#39;");
        assert!(text.contains(&eleri.organisation) || text.contains(&escaped), "{}", format.word());
        for key in ["organisation", "sector", "region", "met", "status"] {
            let key = format!("\"{key}\"");
            assert!(text.contains(&key), "{}: {key}", format.word());
            assert!(hidden(format, true).contains(&key), "{}: {key}", format.word());
        }
        for secret in ["\"organisation\"", "\"sector\"", &eleri.organisation, &escaped] {
            assert!(!hidden(format, false).contains(secret), "{}: {secret}", format.word());
        }
    }
    let json: serde_json::Value =
        serde_json::from_str(&written(&programme, Scope::All, Format::Json, PLAIN)).unwrap();
    let found = json["nodes"].as_array().unwrap().iter().find(|node| node["name"] == "Eleri Tegid");
    let met = programme.rounds().iter().flat_map(|round| {
        let standings = round.standings(NaiveDate::MAX, &programme.settings);
        standings.filter(|(pair, _, standing)| {
            *standing == unmentor::domain::Standing::Met
                && pair.members().iter().any(|one| programme.roster.get(*one).name == "Eleri Tegid")
        })
    });
    assert_eq!(found.unwrap()["met"], met.count());
    assert_eq!(found.unwrap()["status"], eleri.status.word());
}

#[test]
fn lines_have_the_headings_of_kumu_and_its_names_are_those_of_the_people() {
    let mut programme = five_rounds();
    let same = programme.roster.iter().next().unwrap().1.name.clone();
    programme.roster.edit(unmentor::domain::Person(1), |person| person.name = same.clone());
    let csv = written(&programme, Scope::All, Format::Csv, PLAIN);
    assert!(csv.starts_with("From,To,Type,"), "{csv}");
    let network = Network::of(&programme, NaiveDate::MAX);
    let mut people = Vec::new();
    Drawing::new(&network, PLAIN).write_people(Scope::All, &mut people).unwrap();
    let mut people = csv::Reader::from_reader(people.as_slice());
    let headings: Vec<_> = people.headers().unwrap().iter().map(str::to_owned).collect();
    assert_eq!(headings[..2], ["Label", "Type"]);
    let labels: BTreeSet<String> = people.records().map(|row| row.unwrap()[0].to_owned()).collect();
    assert_eq!(labels.len(), 116, "nobody is taken for a namesake");
    for row in csv::Reader::from_reader(csv.as_bytes()).records() {
        let row = row.unwrap();
        assert!(labels.contains(&row[0]) && labels.contains(&row[1]), "{row:?}");
    }
}

#[test]
fn in_gexf_the_rounds_add_up_and_everybody_has_a_place() {
    let gexf = written(&five_rounds(), Scope::All, Format::Gexf, PLAIN);
    let xml = Document::parse(&gexf).unwrap();
    let lasting = |name: &str| -> Vec<_> {
        let all = xml.descendants().filter(|node| node.tag_name().name() == name);
        all.filter(|node| node.has_attribute("start")).map(|node| node.attribute("end")).collect()
    };
    assert!(lasting("edge").iter().chain(&lasting("node")).all(|end| *end == Some("5.5")));
    assert_eq!(xml.descendants().filter(|node| node.tag_name().name() == "position").count(), 116);
}
