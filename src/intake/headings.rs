//! Headings as real exports and real organisers write them, and what they mean.
//!
//! A heading is folded to plain words first ([`words`]), so that `E-Mail:`, `e_mail` and `E-mail `
//! are one. It is then compared as a whole, best list first. Beginnings are used only for the
//! questions of forms, which everybody words a little differently.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::text::words;

use super::meaning::Meaning;
use crate::domain::SheetKind as Kind;

/// One meaning with its headings: lists in order of strength, and beginnings of questions.
struct Entry {
    meaning: Meaning,
    headings: &'static [&'static str],
    beginnings: &'static str,
}

const fn entry(meaning: Meaning, headings: &'static [&'static str]) -> Entry {
    Entry { meaning, headings, beginnings: "" }
}

const fn question(
    meaning: Meaning,
    headings: &'static [&'static str],
    beginnings: &'static str,
) -> Entry {
    Entry { meaning, headings, beginnings }
}

const NAMES: &[&str] = &[
    "name|full name|fullname|your name|your full name|participant name\
     |what s your name|what is your name|what is your full name|name and surname|first and last name\
     |nom complet|nom et prenom|prenom et nom|votre nom|votre nom complet|nom\
     |vollstandiger name|ihr name|dein name|vor und nachname|name vorname|vorname und nachname\
     |nombre completo|nombre y apellidos|nombre y apellido|tu nombre|su nombre|nombre\
     |enw|enw llawn|eich enw|namn",
    "display name|displayname",
];

const FIRST_NAMES: &[&str] =
    &["first name|firstname|given name|givenname|forename|forenames|first names|your first name\
     |prenom|votre prenom|vorname|nombres|enw cyntaf|fornamn"];

const LAST_NAMES: &[&str] =
    &["last name|lastname|surname|family name|familyname|your last name|your surname|sn\
     |nom de famille|nachname|familienname|zuname|apellido|apellidos|cyfenw|efternamn"];

const EMAILS: &[&str] = &[
    "email|e mail|email address|e mail address|mail|email adress|emailaddress|your email\
     |your e mail|your email address|your e mail address|work email|work email address\
     |work e mail|what s your email|what is your email|what is your email address\
     |what s your email address|participant email|contact email|e mail 1 value|email 1 value\
     |adresse e mail|adresse email|adresse mail|courriel|adresse electronique\
     |adresse de messagerie|votre adresse e mail|votre adresse mail|votre courriel|mel\
     |e mail adresse|email adresse|mailadresse|ihre e mail adresse|deine e mail adresse\
     |correo|correo electronico|direccion de correo electronico|direccion de correo\
     |tu correo electronico|su correo electronico|direccion de email\
     |e bost|ebost|cyfeiriad e bost|cyfeiriad ebost|eich e bost|eich cyfeiriad e bost\
     |e post|epost|e postadress",
    "userprincipalname|username|user name|nom d utilisateur|login",
];

/// When a form was filled in. A form's own stamp comes before a date that people type.
const TIMESTAMPS: &[&str] = &[
    "timestamp|completion time|submitted at|submission date|submitted on|date submitted\
     |submit date|recorded date|recordeddate|submission time\
     |horodateur|heure de fin|marca temporal|hora de finalizacion|zeitstempel\
     |fertigstellungszeit|stamp amser|optin time|response date|answered on|answered\
     |date answered|answer date",
    "order date|date|created at|datum|fecha|dyddiad",
];

const ROUNDS: &[&str] = &["round|round number|round no|runde|tour|ronda|rownd"];

const PAIRS: &[&str] = &["pair|pair id|pairing|pairing id|match id|pair number|pair no|paar"];

const SIGNUP: &[Entry] = &[
    entry(Meaning::Id, &["id|participant id|person id|participant"]),
    entry(Meaning::Name, NAMES),
    entry(Meaning::FirstName, FIRST_NAMES),
    entry(Meaning::LastName, LAST_NAMES),
    entry(Meaning::Email, EMAILS),
    entry(
        Meaning::Organisation,
        &[
            "organisation|organization|company|employer|company name|where do you work|your organisation\
             |your organization|organisation name|organization name|organization 1 name\
             |which organisation do you work for|what organisation do you work for\
             |organisme|entreprise|employeur|votre organisation|ou travaillez vous\
             |firma|unternehmen|arbeitgeber|wo arbeiten sie|wo arbeitest du\
             |empresa|organizacion|donde trabajas|donde trabaja\
             |sefydliad|cyflogwr|ble ydych chi n gweithio",
        ],
    ),
    entry(
        Meaning::Sector,
        &[
            "sector|your sector|which sector do you work in|what sector do you work in\
             |which sector are you in|what sector are you in|which sector is your organisation in\
             |secteur|secteur d activite|votre secteur|dans quel secteur travaillez vous\
             |sektor|branche|in welchem sektor arbeiten sie|in welcher branche arbeiten sie\
             |in welchem sektor arbeitest du|in welcher branche arbeitest du\
             |en que sector trabajas|en que sector trabaja\
             |ym mha sector ydych chi n gweithio|ym mha sector rydych chi n gweithio",
            "type of organisation|type of organization|organisation type|organization type\
             |kind of organisation|kind of organization|what type of organisation do you work for\
             |what type of organization do you work for|what kind of organisation do you work for\
             |what kind of organization do you work for|what type of organisation is it\
             |type d organisation|type d organisme|type de structure\
             |art der organisation|organisationstyp|organisationsart\
             |tipo de organizacion|tipo de entidad|math o sefydliad|math y sefydliad",
            "industry|which industry do you work in|what industry do you work in|your industry",
        ],
    ),
    question(
        Meaning::Region,
        &[
            "region|your region|rhanbarth|votre region|ihre region|tu region|su region\
             |dans quelle region habitez vous|dans quelle region travaillez vous\
             |dans quelle region etes vous|in welcher region leben sie\
             |in welcher region wohnen sie|in welcher region arbeiten sie\
             |en que region vives|en que region vive|en que region trabajas\
             |ym mha ranbarth ydych chi|ym mha ranbarth ydych chi n byw\
             |ym mha ranbarth ydych chi n gweithio",
            "county|which county do you live in|which county are you in|which county are you based in\
             |what county do you live in|what county are you in|comte|bundesland|landkreis\
             |provincia|comunidad autonoma|sir|ym mha sir ydych chi n byw",
            "area|your area|geographic area|geographical area|which area are you in\
             |which area do you live in|which area are you based in|what area are you in\
             |what area do you live in|ardal|zona|zone geographique",
            "where are you based|where are you located|where in the country are you\
             |where are you|location|your location|base location|work location|based in\
             |ou etes vous base|ou etes vous basee|ou etes vous base e|localisation|lieu\
             |wo sind sie ansassig|wo bist du ansassig|standort|ihr standort|dein standort\
             |donde estas|donde esta|ubicacion|localizacion\
             |lleoliad|eich lleoliad|ble ydych chi|ble mae eich lleoliad\
             |ble ydych chi wedi eich lleoli|ble rydych chi wedi eich lleoli",
            "where do you live|where do you live now|place of residence|residence\
             |ou habitez vous|ou habites tu|ou vivez vous|lieu de residence\
             |wo wohnen sie|wo wohnst du|wo leben sie|wo lebst du|wohnort\
             |donde vives|donde vive|donde vive usted|donde resides|donde reside\
             |lugar de residencia\
             |ble ydych chi n byw|ble rydych chi n byw|ble wyt ti n byw|ble dych chi n byw",
        ],
        "which region are you |which region do you work|which region do you live\
         |which region of |what region are you |what region do you work|what region do you live\
         |in which region are you |in which region do you work|in which region do you live\
         |where are you based |where do you live ",
    ),
    entry(Meaning::Status, &["status|statut|statws|estado"]),
    entry(Meaning::Until, &["until|paused until"]),
    question(
        Meaning::Rhythm,
        &[
            "rhythm|your rhythm|rythme|votre rythme|rhythmus|ihr rhythmus|dein rhythmus\
             |ritmo|tu ritmo|su ritmo|rhythm y parau",
            "frequency|how often|pairing frequency|match frequency|frequence|haufigkeit\
             |frecuencia|amlder|pa mor aml|con que frecuencia|a quelle frequence|wie oft",
        ],
        "how often would you like to be |how often would you like to meet|\
         how often would you like to take part|how often would you like a |\
         how often would you like an |how often do you want to be |how often do you want to meet|\
         how often do you want to take part|how often should we |how often can you take part|\
         a quelle frequence souhaitez vous |a quelle frequence voulez vous |\
         wie oft mochten sie |wie oft mochtest du |wie oft wollen sie |wie oft willst du |\
         con que frecuencia te gustaria |con que frecuencia le gustaria |\
         con que frecuencia quieres |con que frecuencia quiere |\
         pa mor aml hoffech chi |pa mor aml ydych chi eisiau |pa mor aml rydych chi eisiau ",
    ),
    entry(Meaning::Joined, &["joined|joined on|date joined|signed up|signed up on|sign up date"]),
    entry(Meaning::Left, &["left|left on|date left"]),
    entry(Meaning::Timestamp, TIMESTAMPS),
];

const HISTORY: &[Entry] = &[
    entry(Meaning::Round, ROUNDS),
    entry(
        Meaning::Date,
        &["date|sent|sent on|date sent|introduced|introduced on|round date|match date|datum\
           |fecha|dyddiad|started|start|start date"],
    ),
    entry(
        Meaning::Closes,
        &["closes|closed|closes on|close date|closing date|deadline|end|ends|end date"],
    ),
    entry(Meaning::IntervalMonths, &["interval months|interval|months|interval in months"]),
    entry(Meaning::Pair, PAIRS),
    entry(Meaning::A, PERSON_A),
    entry(Meaning::B, PERSON_B),
    entry(Meaning::C, PERSON_C),
];

const PERSON_A: &[&str] = &[
    "a|person a|participant a|person 1|partner 1|partner a|participant 1|member 1|first person\
     |first|first participant|personne a|personne 1|persona a|persona 1|person1|partner1|a id",
    "email a|email 1|a email|e mail a|e mail 1|person a email|person 1 email|partner 1 email",
    "name a|name 1|a name|person a name|person 1 name|partner 1 name|name",
];

const PERSON_B: &[&str] = &[
    "b|person b|participant b|person 2|partner 2|partner b|participant 2|member 2|second person\
     |second|second participant|personne b|personne 2|persona b|persona 2|person2|partner2|b id",
    "email b|email 2|b email|e mail b|e mail 2|person b email|person 2 email|partner 2 email",
    "name b|name 2|b name|person b name|person 2 name|partner 2 name|partner|matched with|met with",
];

const PERSON_C: &[&str] = &[
    "c|person c|participant c|person 3|partner 3|partner c|participant 3|member 3|third person\
     |third|third participant|personne c|personne 3|persona c|persona 3|person3|partner3|c id",
    "email c|email 3|c email|e mail c|e mail 3|person c email|person 3 email|partner 3 email",
    "name c|name 3|c name|person c name|person 3 name|partner 3 name",
];

const FEEDBACK: &[Entry] = &[
    entry(Meaning::Round, ROUNDS),
    entry(Meaning::Pair, PAIRS),
    entry(Meaning::Participant, &["participant|participant id|person|person id|respondent|who"]),
    entry(Meaning::Email, EMAILS),
    entry(Meaning::Name, NAMES),
    question(
        Meaning::Partner,
        &[
            "partner|partners|partner name|partner s name|your partner|your partner s name\
             |name of your partner|matched with|paired with|match|your match|partner id\
             |votre partenaire|partenaire|avec qui|ihr partner|gesprachspartner|mit wem\
             |tu pareja|pareja|companero|con quien|eich partner|gyda phwy",
            "partner email|partner s email|partner e mail|your partner s email",
        ],
        "who were you |who was your |who did you |avec qui |mit wem |con quien |gyda phwy ",
    ),
    question(
        Meaning::Answer,
        &["answer|did you meet|have you met|met|did you meet your partner|did they meet\
           |vous etes vous rencontres|avez vous rencontre votre partenaire\
           |haben sie sich getroffen|habt ihr euch getroffen|hast du dich getroffen\
           |os reunisteis|se reunieron|se han reunido|wnaethoch chi gwrdd|a wnaethoch chi gwrdd\
           |wnaethoch chi gyfarfod|a wnaethoch chi gyfarfod"],
        "did you meet |did you two meet|did you manage to |did you get to |have you met \
         |did the meeting |did the conversation |did your conversation |did you have your \
         |did you and your |avez vous rencontre |haben sie |habt ihr |a wnaethoch chi ",
    ),
    entry(Meaning::Timestamp, TIMESTAMPS),
    entry(Meaning::Reason, &["reason|reason code|grund|raison|motivo|rheswm"]),
    question(
        Meaning::ReasonText,
        &["reason text|why not|what got in the way|what happened|what stopped you"],
        "if not|if no |if you did not |if you didn t |why not |why didn t |why did you not |reason for |reasons for |what prevented |what got in the way |what stopped \
         |si non|sinon |falls nicht|falls nein|wenn nicht|wenn nein|si no |os na ",
    ),
    question(
        Meaning::Rating,
        &["rating|how was it|score|stars|bewertung|valoracion"],
        "how was it|how would you rate|how was your |rate |on a scale ",
    ),
    question(
        Meaning::Comment,
        &["comment|comments|notes|feedback|anything else|commentaire|commentaires|kommentar\
           |kommentare|comentario|comentarios|sylwadau"],
        "anything |any other |any comments|any feedback|would you like to share|further comments",
    ),
];

fn entries(kind: Kind) -> &'static [Entry] {
    match kind {
        Kind::Signup => SIGNUP,
        Kind::History => HISTORY,
        Kind::Feedback => FEEDBACK,
    }
}

/// The headings that are compared as a whole. A sheet's header is looked for among many cells, so
/// the lists are put in order once.
fn whole_headings(kind: Kind) -> &'static HashMap<&'static str, (Meaning, usize)> {
    static ALL: LazyLock<[HashMap<&'static str, (Meaning, usize)>; 3]> =
        LazyLock::new(|| [SIGNUP, HISTORY, FEEDBACK].map(by_heading));
    match kind {
        Kind::Signup => &ALL[0],
        Kind::History => &ALL[1],
        Kind::Feedback => &ALL[2],
    }
}

fn by_heading(entries: &'static [Entry]) -> HashMap<&'static str, (Meaning, usize)> {
    let lists = entries.iter().flat_map(|entry| {
        entry
            .headings
            .iter()
            .enumerate()
            .map(move |(strength, list)| (entry.meaning, strength, list))
    });
    lists
        .flat_map(|(meaning, strength, list)| {
            list.split('|').map(move |heading| (heading, (meaning, strength)))
        })
        .collect()
}

/// What a heading means in a kind of sheet, with the strength of the list it stands in: 0 is the
/// strongest.
pub fn meaning_of(kind: Kind, heading: &str) -> Option<(Meaning, usize)> {
    let words = words(heading);
    if words.is_empty() {
        return None;
    }
    let exact = whole_headings(kind).get(words.as_str()).copied();
    let exact = exact.or_else(|| meaning_of(kind, &without_remark(heading)?));
    let begins = |entry: &&Entry| {
        let mut beginnings = entry.beginnings.split('|').filter(|b| !b.is_empty());
        beginnings.any(|beginning| words.starts_with(beginning))
    };
    exact.or_else(|| {
        let entry = entries(kind).iter().find(begins)?;
        Some((entry.meaning, entry.headings.len()))
    })
}

/// A heading without a remark in brackets that says nothing of its meaning: `Email (required)`.
fn without_remark(heading: &str) -> Option<String> {
    let open = heading.find(['(', '['])?;
    let close = open + heading[open..].find([')', ']'])?;
    let known = "required|optional|work|if any|if known|yes no|y n|yes no not yet|1 5|1 to 5\
                 |dd mm yyyy|dd mm yy|mm dd yyyy|yyyy mm dd|utc|pflichtfeld|freiwillig|ja nein\
                 |obligatoire|facultatif|oui non|obligatorio|opcional|si no|gorfodol|dewisol\
                 |do naddo";
    let remark = words(&heading[open..close]);
    let is_known = known.split('|').any(|one| one == remark);
    is_known.then(|| format!("{} {}", &heading[..open], &heading[close + 1..]))
}

/// Whether a kind of sheet looks for a meaning at all.
pub fn wanted(kind: Kind, meaning: Meaning) -> bool {
    entries(kind).iter().any(|entry| entry.meaning == meaning)
}

/// What form programs add of themselves to every sheet, and that says nothing about a person.
const FORM: &str = "start time|last modified time|hora de inicio|hora de la ultima modificacion\
    |heure de debut|heure de la derniere modification|startzeit\
    |uhrzeit der letzten anderung|amser cychwyn";

/// What survey programs record of those who fill a form in: who they were to the machine, and with
/// what, from where and how they came.
const TRACES: &str = "ip|ip address|ipaddress|ipaddr|user ip|submission ip|client ip|remote ip\
    |adresse ip|ip adresse|direccion ip|cyfeiriad ip\
    |user agent|useragent|browser|browser name|browser version|browser language\
    |navigateur|navegador|porwr|operating system|device|device type|device id|deviceid\
    |user device|screen resolution\
    |latitude|longitude|location latitude|location longitude|locationlatitude|locationlongitude\
    |latitud|longitud|breitengrad|langengrad|lledred|hydred|geolocation\
    |respondent id|respondentid|collector id|collectorid|response id|responseid|response type\
    |submission id|submissionid|entry id|network id|uuid|instance id\
    |unique user|unique user id|unique generated user id|visitor id\
    |session id|sessionid|cookie|cookie id|token|access token|access code|consent token\
    |recaptcha score|q recaptchascore|q relevantidduplicate|q relevantidfraudscore\
    |q duplicaterespondent|q ballotboxstuffing|q url\
    |external reference|externalreference|external data reference|distribution channel\
    |distributionchannel|user language|userlanguage|start language\
    |recipient last name|recipientlastname|recipient first name|recipientfirstname\
    |recipient email|recipientemail\
    |duration in seconds|time taken|time taken in seconds|time to complete|total time\
    |interview time|interviewtime|completion status|last page|last page accessed\
    |referer|referrer|referer url|referrer url|http referer|refurl|source url|landing page\
    |utm source|utm medium|utm campaign|utm term|utm content|gclid|fbclid";

/// What survey programs record under headings that elsewhere an organiser may have asked for.
const BESIDE_TRACES: &str = "start date|end date|stage date|startdate|enddate|date started\
    |date created|date modified|date updated|date last action|last update date|time started\
    |progress|finished|duration|seed|ending";

/// The columns that form and survey programs add for themselves. What they record under everyday
/// headings such as `Start Date` counts only beside a heading that nobody else writes.
pub fn form_machinery(header: &[String]) -> Vec<usize> {
    let is_in = |list: &str, heading: &str| {
        let stands = |words: &str| list.split('|').any(|one| one == words);
        stands(&words(heading))
            || without_remark(heading).is_some_and(|heading| stands(&words(&heading)))
    };
    let surveyed = header.iter().any(|heading| is_in(TRACES, heading));
    let is_machinery = |heading: &str| {
        let beside = || heading.trim() == "#" || is_in(BESIDE_TRACES, heading);
        is_in(FORM, heading) || is_in(TRACES, heading) || surveyed && beside()
    };
    (0..).zip(header).filter(|(_, heading)| is_machinery(heading)).map(|(at, _)| at).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meanings(kind: Kind, header: &str) -> Vec<&'static str> {
        header
            .split(';')
            .map(|heading| meaning_of(kind, heading).map_or("-", |(meaning, _)| meaning.word()))
            .collect()
    }

    #[test]
    fn lists_are_folded_and_unambiguous() {
        for kind in [Kind::Signup, Kind::History, Kind::Feedback] {
            let mut seen = std::collections::HashMap::new();
            for entry in entries(kind) {
                for heading in entry.headings.iter().flat_map(|list| list.split('|')) {
                    assert_eq!(words(heading), heading, "not folded");
                    let before = seen.insert(heading, entry.meaning);
                    assert_eq!(before, None, "{heading} stands twice");
                }
            }
        }
    }

    #[test]
    fn what_survey_programs_record_is_told_from_what_people_were_asked() {
        let left_out = |header: &str| {
            let header: Vec<_> = header.split(';').map(str::to_owned).collect();
            form_machinery(&header).iter().map(|&at| header[at].clone()).collect::<Vec<_>>()
        };
        let asked = "Name;Start Date;Progress;Language;City;Which browser do you like?;Finished;#";
        assert_eq!(left_out(asked), Vec::<String>::new());
        assert_eq!(left_out("Email;Start Date;IP Address;End Date;Job title").len(), 3);
        assert_eq!(left_out("Start time;Completion time;Email;Start date"), ["Start time"]);
        assert_eq!(left_out("#;Name;Response Type;Stage Date (UTC);Network ID").len(), 4);
    }

    #[test]
    fn headers_of_real_exports_are_understood() {
        let signup = |header| meanings(Kind::Signup, header);
        assert_eq!(
            signup("Horodateur;Prénom;Nom de famille;Adresse e-mail;Où travaillez-vous ?"),
            ["timestamp", "first_name", "last_name", "email", "organisation"]
        );
        assert_eq!(
            signup("Förnamn;Efternamn;E-post;cadence_months;Middle Name"),
            ["first_name", "last_name", "email", "-", "-"]
        );
        assert_eq!(
            signup("E-mail 1 - Value;UserPrincipalName;Do you consent to e-mail?"),
            ["email", "email", "-"]
        );
        assert_eq!(
            signup(
                "Where are you based? (optional);Which region are you closest to?;County;Area of work;¿Dónde vives?;Où êtes-vous basé(e) ?;Wo wohnen Sie?"
            ),
            ["region", "region", "region", "-", "region", "region", "region"]
        );
        assert_eq!(
            signup(
                "Where do you work?;Which sector do you work in?;Type of organisation;Which region would you like to hear from?;Department;Role"
            ),
            ["organisation", "sector", "sector", "-", "-", "-"]
        );
        assert_eq!(
            signup(
                "How often would you like to be paired?;Wie oft möchten Sie teilnehmen?;Pa mor aml?;How often do you use our website?"
            ),
            ["rhythm", "rhythm", "rhythm", "-"]
        );
        let feedback = |header| meanings(Kind::Feedback, header);
        assert_eq!(
            feedback(
                "Who were you matched with?;Did you meet?;If not, what got in the way?;How was it? (1-5);Anything you would like to share?"
            ),
            ["partner", "answer", "reason_text", "rating", "comment"]
        );
        assert_eq!(
            meanings(Kind::History, "Round;Sent;Person A;Partner 2;interval_months;C"),
            ["round", "date", "a", "b", "interval_months", "c"]
        );
    }
}
