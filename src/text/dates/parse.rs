//! Reads one date as sheets write it.

use chrono::{NaiveDate, NaiveTime};
use unicode_normalization::UnicodeNormalization;

use super::super::fold;
use super::DateOrder;

/// A cell before the order is decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Written {
    /// There is only one way to read it.
    Clear(NaiveDate),
    /// Two numbers whose order is open, and a year.
    Open(u32, u32, i32),
}

impl Written {
    /// The day, if there is such a day in this order.
    pub fn read(self, order: DateOrder) -> Option<NaiveDate> {
        match (self, order) {
            (Self::Clear(date), _) => Some(date),
            (Self::Open(day, month, year), DateOrder::DayFirst)
            | (Self::Open(month, day, year), DateOrder::MonthFirst) => {
                NaiveDate::from_ymd_opt(year, month, day)
            }
        }
    }
}

/// Reads a date, with a time when there is one: ISO, numbers with `/`, `.` or `-`, months by name
/// in many languages, the serial numbers of a spreadsheet, and the seconds since 1970 of a computer.
pub fn parse(cell: &str, since_1904: bool) -> Option<(Written, NaiveTime)> {
    if cell.len() > 400 {
        return None;
    }
    let text = composed(cell);
    if text.is_empty() || text.chars().count() > 90 {
        return None;
    }
    if let Some(number) = serial(&text, since_1904).or_else(|| since_1970(&text)) {
        return Some(number);
    }
    // Characters that stand for year, month and day end them.
    let normal = text.replace(',', " ").replace(['年', '月', '년', '월'], "/");
    let normal = normal.replace(['日', '일'], " ");
    // `2025-02-03t10:00` as well as `2025-02-03 10:00`.
    let (date, time) = match normal.split_once('t') {
        Some((date, time)) if is_numeric_date(date) => (date.to_owned(), time.to_owned()),
        _ => split_time(&normal),
    };
    let time = if time.trim().is_empty() { NaiveTime::MIN } else { parse_time(time.trim())? };
    Some((parse_date(&date)?, time))
}

/// The text folded, with the syllables of Korean whole.
fn composed(cell: &str) -> String {
    let folded = fold(cell);
    if folded.is_ascii() { folded } else { folded.nfc().collect() }
}

/// Reads a month such as `March 2026` or `2026-03` as its first day.
pub fn parse_month(cell: &str) -> Option<(Written, NaiveTime)> {
    let text = composed(cell).replace(['年', '月', '년', '월', '\''], " ");
    let parts: Vec<&str> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|part| !part.is_empty() && !is_between(part))
        .collect();
    let [first, second] = parts[..] else { return None };
    let month = |text: &str| {
        let number = || text.parse().ok().filter(|month| (1..=12).contains(month));
        month_named(text).or_else(number)
    };
    let year_of = |text: &str, other: &str| {
        // Two digits are a year only beside a month by name.
        year(text).filter(|_| text.len() == 4 || month_named(other).is_some())
    };
    let one_way = |of_month, of_year| Some((year_of(of_year, of_month)?, month(of_month)?));
    let (year, month) = one_way(first, second).or_else(|| one_way(second, first))?;
    Some((Written::Clear(NaiveDate::from_ymd_opt(year, month, 1)?), NaiveTime::MIN))
}

fn is_numeric_date(text: &str) -> bool {
    text.contains('-') && text.bytes().all(|b| b.is_ascii_digit() || b == b'-')
}

/// Splits a text into its date and its time, whichever comes first; of a time in the middle, as
/// computers write it, the year stands behind.
fn split_time(text: &str) -> (String, String) {
    let words: Vec<&str> = text.split_whitespace().collect();
    let Some(time_at) = words.iter().position(|word| is_time(word)) else {
        return dotted_time(&words);
    };
    // `오후 1:39` and `下午1:39` have the half of the day before.
    let before =
        time_at - usize::from(time_at.checked_sub(1).is_some_and(|at| half(words[at]).is_some()));
    let (mut date, mut time) = (words[..before].to_vec(), words[before..].to_vec());
    if date.is_empty() {
        let end = 1 + usize::from(time.get(1).is_some_and(|word| half(word).is_some()));
        date = time.split_off(end.min(time.len()));
    } else if let Some(last) = time.last().filter(|last| time.len() > 1 && is_year(last)) {
        date.push(last);
        time.pop();
    }
    (date.join(" "), time.join(" "))
}

fn is_year(word: &str) -> bool {
    word.len() == 4 && year(word).is_some()
}

/// Whether a word is or holds a time: `13:39`, `下午1:39`, `13h39`.
fn is_time(word: &str) -> bool {
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let french = word.split_once('h').filter(|(hour, minute)| {
        is_digits(hour) && hour.len() < 3 && is_digits(minute) && minute.len() == 2
    });
    word.contains(':') || french.is_some()
}

/// A time with dots behind a date: `14/05/2026 15.04.05`.
fn dotted_time(words: &[&str]) -> (String, String) {
    let is_dotted = |word: &str| {
        let parts: Vec<_> = word.split('.').collect();
        let is_part = |part: &&str| part.len() < 3 && part.bytes().all(|b| b.is_ascii_digit());
        matches!(parts.len(), 2 | 3)
            && parts.iter().all(|part| !part.is_empty() && is_part(part))
            && parts[1].len() == 2
    };
    match words.split_last() {
        Some((last, date)) if is_dotted(last) && parse_date(&date.join(" ")).is_some() => {
            (date.join(" "), last.replace('.', ":"))
        }
        _ => (words.join(" "), String::new()),
    }
}

/// The half of the day that a word names; `true` is the second.
fn half(word: &str) -> Option<bool> {
    match word.replace('.', "").as_str() {
        "pm" | "오후" | "午後" | "下午" | "μμ" => Some(true),
        "am" | "오전" | "午前" | "上午" | "πμ" => Some(false),
        _ => None,
    }
}

/// `7:01`, `07:01:33`, `7:01:33.5z`, `7:01:33 pm gmt+2`, `10:00:00+02:00`, `오후 1:39`, `13h39`.
fn parse_time(text: &str) -> Option<NaiveTime> {
    let at = text.find(|c: char| c.is_ascii_digit())?;
    let (before, text) = text.split_at(at);
    let text = text.replacen('h', ":", usize::from(!text.contains(':')));
    let end = text.find(|c: char| !(c.is_ascii_digit() || c == ':')).unwrap_or(text.len());
    let mut parts = text[..end].split(':').map(|part| part.parse::<u32>().ok());
    let (hour, minute) = (parts.next()??, parts.next()??);
    let second = parts.next().map_or(Some(0), |second| second)?;
    let behind: String = text[end..].chars().filter(|c| !matches!(c, '.' | ' ')).collect();
    let behind = behind.trim_start_matches(|c: char| c.is_ascii_digit());
    let of_two = |letters: &str| letters.char_indices().nth(2).map_or(letters.len(), |(at, _)| at);
    let is_second = half(before.trim()).or_else(|| half(&behind[..of_two(behind)]));
    let hour = match (is_second, hour) {
        (Some(true), 1..=11) => hour + 12,
        (Some(false), 12) => 0,
        _ => hour,
    };
    NaiveTime::from_hms_opt(hour, minute, second)
}

/// Words between the parts of a date, and before the time.
fn is_between(word: &str) -> bool {
    matches!(
        word,
        "de" | "del"
            | "den"
            | "d"
            | "the"
            | "of"
            | "um"
            | "at"
            | "a"
            | "las"
            | "le"
            | "el"
            | "la"
            | "on"
            | "am"
            | "o"
            | "kl"
            | "klo"
            | "ore"
            | "dydd"
            | "i"
    )
}

fn parse_date(text: &str) -> Option<Written> {
    let parts: Vec<&str> = text
        .split(['/', '.', '-', ' '])
        .filter(|part| !part.is_empty() && !is_between(part))
        .collect();
    let [first, second, third] = parts[..] else { return with_weekday(&parts) };
    let number = |part: &str| {
        let digits = part.trim_end_matches(|c: char| c.is_alphabetic());
        let ordinal = ["", "st", "nd", "rd", "th", "er"].contains(&&part[digits.len()..]);
        (ordinal && digits.len() <= 4).then(|| digits.parse::<u32>().ok())?
    };
    let clear = |year: i32, month: u32, day: u32| {
        NaiveDate::from_ymd_opt(year, month, day).map(Written::Clear)
    };
    if first.len() == 4 && first.bytes().all(|b| b.is_ascii_digit()) {
        let month = number(second).or_else(|| month_named(second))?;
        return clear(year(first)?, month, number(third)?);
    }
    match (month_named(first), month_named(second)) {
        (Some(month), None) => clear(year(third)?, month, number(second)?),
        (None, Some(month)) => clear(year(third)?, month, number(first)?),
        (None, None) => {
            let (a, b, year) = (number(first)?, number(second)?, year(third)?);
            let possible = (1..=31).contains(&a) && (1..=31).contains(&b) && (a <= 12 || b <= 12);
            possible.then_some(Written::Open(a, b, year))
        }
        (Some(_), Some(_)) => None,
    }
}

/// `Mon 3 Feb 2025`: the first word is a weekday and says nothing new.
fn with_weekday(parts: &[&str]) -> Option<Written> {
    let [weekday, rest @ ..] = parts else { return None };
    let is_word = || weekday.chars().all(char::is_alphabetic) && month_named(weekday).is_none();
    (rest.len() == 3 && is_word()).then(|| parse_date(&rest.join(" ")))?
}

/// A year of four digits, or of two in this century.
fn year(text: &str) -> Option<i32> {
    let digits = text.bytes().all(|b| b.is_ascii_digit());
    let number: i32 = text.parse().ok().filter(|_| digits)?;
    match text.len() {
        2 => Some(2000 + number),
        4 => (1900..2200).contains(&number).then_some(number),
        _ => None,
    }
}

/// Months by their names and beginnings, without accents: English, Welsh, French, German, Spanish,
/// and the languages of other forms that reach an organiser.
pub fn month_named(word: &str) -> Option<u32> {
    const MONTHS: [&str; 12] = [
        "january jan ionawr ion janvier janv januar jaenner enero ene januari gennaio gen janeiro tammikuuta tammikuu",
        "february feb chwefror chwef fevrier fevr februar febrero februari febbraio fevereiro fev helmikuuta helmikuu",
        "march mar mawrth maw mars marz maerz mrz marzo marts maart mrt marco maaliskuuta maaliskuu",
        "april apr ebrill ebr avril avr abril abr aprile huhtikuuta huhtikuu",
        "may mai mayo maj mei maggio mag maio toukokuuta toukokuu",
        "june jun mehefin meh juin juni junio giugno giu junho kesakuuta kesakuu",
        "july jul gorffennaf gorff juillet juil juli julio luglio lug julho heinakuuta heinakuu",
        "august aug awst aout agosto ago augusti augustus elokuuta elokuu",
        "september sep sept medi septembre septiembre settembre set setembro syyskuuta syyskuu",
        "october oct hydref hyd octobre oktober okt octubre ottobre ott outubro out lokakuuta lokakuu",
        "november nov tachwedd tach novembre noviembre novembro marraskuuta marraskuu",
        "december dec rhagfyr rhag decembre dezember dez diciembre dic desember des dicembre dezembro joulukuuta joulukuu",
    ];
    let is_month = |names: &&str| names.split(' ').any(|name| name == word);
    (1..).zip(MONTHS).find(|(_, names)| is_month(names)).map(|(month, _)| month)
}

/// A spreadsheet's number for a day between 1982 and 2064, with the time as its fraction; counted
/// from 1900, or from 1904 as workbooks of old Macs do.
fn serial(text: &str, since_1904: bool) -> Option<(Written, NaiveTime)> {
    let since: f64 = text.parse().ok()?;
    let number = if since_1904 { since + 1462.0 } else { since };
    if !(30_000.0..60_000.0).contains(&number) {
        return None;
    }
    let epoch = NaiveDate::from_ymd_opt(1899, 12, 30)?;
    // The range above makes both conversions exact enough for a second.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "bounded above")]
    let (days, seconds) = (number as u64, (number.fract() * 86_400.0).round() as u32);
    let time = NaiveTime::from_num_seconds_from_midnight_opt(seconds.min(86_399), 0)?;
    Some((Written::Clear(epoch.checked_add_days(chrono::Days::new(days))?), time))
}

/// Seconds or thousandths of them since 1970, as computers write a moment between 2001 and 2033.
fn since_1970(text: &str) -> Option<(Written, NaiveTime)> {
    let number: i64 = text.parse().ok()?;
    let seconds = match text.len() {
        10 => number,
        13 => number / 1000,
        _ => return None,
    };
    let moment = chrono::DateTime::from_timestamp(seconds, 0)?.naive_utc();
    (1_000_000_000..2_000_000_000)
        .contains(&seconds)
        .then(|| (Written::Clear(moment.date()), moment.time()))
}
