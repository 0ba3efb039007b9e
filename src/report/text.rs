//! The screen: what a person grasps in five seconds.

use std::cmp::Reverse;
use std::io::{self, Write};

use anstyle::{AnsiColor, Style};

use super::{Group, Groups, Totals, clean, clean_line};
use crate::incident::{ErrorLink, Frame, Incident, Kind, Level, Relation, Request};

/// A message is cut here: the first line of a screen.
const MESSAGE_CHARS: usize = 160;
/// Causes that are named; the rest is counted.
const CAUSES: usize = 3;
/// Characters of a fingerprint that are shown: enough to name one among millions.
const FINGERPRINT_CHARS: usize = 14;

const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();
const RED: Style = AnsiColor::Red.on_default().bold();
const YELLOW: Style = AnsiColor::Yellow.on_default().bold();

/// All groups, ranked, and what the run was.
pub(super) fn screen(
    out: &mut impl Write,
    groups: &Groups,
    hidden_groups: &Groups,
    totals: &Totals,
) -> io::Result<()> {
    let ranked = groups.ranked();
    let files = plural(totals.files, "file");
    let lines = plural(totals.lines, "line");
    if totals.files == 0 {
        writeln!(out, "Nothing was read.")?;
        return Ok(());
    }
    if ranked.is_empty() {
        writeln!(out, "No incidents in {lines} of {files}.{}", hidden(totals))?;
        return write_hidden(out, hidden_groups);
    }
    let total = groups.total();
    writeln!(
        out,
        "{BOLD}{}{BOLD:#} of {} in {lines} of {files}.{}",
        plural(total, "incident"),
        plural(ranked.len() as u64, "kind"),
        hidden(totals),
    )?;
    write_groups(out, groups)?;
    write_hidden(out, hidden_groups)
}

fn write_groups(out: &mut impl Write, groups: &Groups) -> io::Result<()> {
    let ranked = groups.ranked();
    let width = ranked
        .iter()
        .map(|group| group.count.to_string().len())
        .max()
        .unwrap_or(1);
    for group in ranked {
        writeln!(out)?;
        write_group(out, group, width)?;
    }
    if groups.beyond() > 0 {
        writeln!(
            out,
            "\nand {} of further kinds",
            plural(groups.beyond(), "incident")
        )?;
    }
    Ok(())
}

/// What is hidden, where it was asked for.
fn write_hidden(out: &mut impl Write, groups: &Groups) -> io::Result<()> {
    if groups.total() == 0 {
        return Ok(());
    }
    writeln!(out, "\n{BOLD}Hidden:{BOLD:#}")?;
    write_groups(out, groups)
}

/// How much is hidden, the most frequent reason first.
fn hidden(totals: &Totals) -> String {
    if totals.hidden.is_empty() {
        return String::new();
    }
    let mut rules: Vec<(&String, &u64)> = totals.hidden.iter().collect();
    rules.sort_by_key(|(_, count)| Reverse(**count));
    let list = rules
        .iter()
        .map(|(rule, count)| format!("{} {}", clean_line(rule), grouped(**count)));
    let list: Vec<String> = list.collect();
    let all = totals.hidden.values().sum();
    format!(" Hidden: {} ({}).", grouped(all), list.join(", "))
}

fn write_group(out: &mut impl Write, group: &Group, width: usize) -> io::Result<()> {
    let incident = &group.incident;
    let count = format!("{}×", group.count);
    write!(out, "{BOLD}{count:>width$}{BOLD:#}  ", width = width + 1)?;
    let indent = " ".repeat(width + 3);
    details(out, incident, &indent)?;
    let when = match (&group.first, &group.last) {
        (Some(first), Some(last)) if moment(first) != moment(last) => {
            format!(" · first {} · last {}", moment(first), moment(last))
        }
        (Some(first), _) => format!(" · {}", moment(first)),
        _ => String::new(),
    };
    place(out, incident, &indent, &when)
}

/// What is shown of an incident: a screen of thousands need not hold their traces.
pub(super) fn kept(incident: &Incident) -> Incident {
    let error = |error: &ErrorLink| ErrorLink {
        error_type: error.error_type.clone(),
        message: said(&error.message),
        relation: error.relation,
        frames: newest_own(error).cloned().into_iter().collect(),
    };
    Incident {
        message: said(&incident.message),
        log_message: incident.log_message.as_deref().map(said),
        errors: incident.errors.iter().map(error).collect(),
        stack_trace: String::new(),
        context: Vec::new(),
        ..incident.clone()
    }
}

/// As much of a message as [`first_line`] shows.
fn said(message: &str) -> String {
    let text = message.trim();
    let mut kept: String = text.chars().take(MESSAGE_CHARS + 1).collect();
    if kept.len() < text.len() {
        // That there was more is shown, too.
        kept.push_str("\n.");
    }
    kept
}

/// One incident as it happens.
pub(super) fn one(out: &mut impl Write, incident: &Incident, again: bool) -> io::Result<()> {
    let indent = "    ";
    // Between a program's own lines a mark tells whose these are.
    let mut text = Vec::new();
    write!(text, "{DIM}aiops:{DIM:#} ")?;
    if again {
        write!(
            text,
            "{BOLD}{}×{BOLD:#}, with the first: ",
            incident.occurrences
        )?;
    }
    details(&mut text, incident, indent)?;
    let when = incident
        .time
        .as_ref()
        .map(|time| format!(" · {}", moment(time)))
        .unwrap_or_default();
    place(&mut text, incident, indent, &when)?;
    out.write_all(&text)
}

/// Type and message, newest own frame, causes.
fn details(out: &mut impl Write, incident: &Incident, indent: &str) -> io::Result<()> {
    let style = if incident.level >= Level::Error {
        RED
    } else {
        YELLOW
    };
    write!(out, "{style}{}{style:#}", clean(&incident.error_type))?;
    let message = first_line(&incident.message);
    if message.is_empty() {
        writeln!(out)?;
    } else {
        writeln!(out, ": {message}")?;
    }
    let outermost = incident.errors.first();
    if let Some(frame) = outermost.and_then(newest_own) {
        writeln!(out, "{indent}in {}", describe(frame))?;
    }
    let rest = incident.errors.get(1..).unwrap_or_default();
    for error in rest.iter().take(CAUSES) {
        let relation = match error.relation {
            Some(Relation::Context) => "while handling",
            Some(Relation::Suppressed) => "suppressed",
            Some(Relation::Member) => "member",
            Some(Relation::Cause) | None => "caused by",
        };
        write!(out, "{indent}{relation} {}", clean(&error.error_type))?;
        let message = first_line(&error.message);
        if !message.is_empty() {
            write!(out, ": {message}")?;
        }
        match newest_own(error).filter(|frame| frame.in_app) {
            Some(frame) => writeln!(out, " {DIM}in {}{DIM:#}", describe(frame))?,
            None => writeln!(out)?,
        }
    }
    if rest.len() > CAUSES {
        writeln!(out, "{indent}and {} more", rest.len() - CAUSES)?;
    }
    if let Some(said) = incident.log_message.as_deref().map(first_line)
        && !said.is_empty()
        && said != message
    {
        writeln!(out, "{indent}logged as: {said}")?;
    }
    // A response's message says all of this.
    let request = incident.request.as_ref();
    if let Some(request) = request.filter(|_| incident.kind != Kind::HttpError) {
        writeln!(out, "{indent}{}", asked(request))?;
    }
    Ok(())
}

/// What was asked for, and answered.
fn asked(request: &Request) -> String {
    let words = [&request.method, &request.path];
    let words = words.into_iter().flatten().map(|word| clean_line(word));
    let asked: Vec<_> = std::iter::once("request:".into()).chain(words).collect();
    match request.status {
        Some(status) => format!("{}, answered {status}", asked.join(" ")),
        None => asked.join(" "),
    }
}

fn place(out: &mut impl Write, incident: &Incident, indent: &str, when: &str) -> io::Result<()> {
    let source = &incident.source;
    let path = match source.path.as_str() {
        "-" => "stdin".into(),
        path => clean_line(path),
    };
    let mut parts = vec![format!("{path}:{}", lines_of(incident))];
    parts.extend(
        incident
            .language
            .as_deref()
            .map(|text| clean(text).into_owned()),
    );
    parts.push(incident.level.to_string());
    parts.extend(
        incident
            .logger
            .as_deref()
            .map(|text| clean(text).into_owned()),
    );
    if incident.truncated {
        parts.push("cut".to_owned());
    }
    if let Some(rule) = &incident.hidden_by {
        parts.push(format!("hidden: {}", clean_line(rule)));
    }
    let fingerprint: String = incident
        .fingerprint
        .chars()
        .take(FINGERPRINT_CHARS)
        .collect();
    writeln!(
        out,
        "{indent}{DIM}{}{when} · {fingerprint}{DIM:#}",
        parts.join(" · ")
    )
}

fn lines_of(incident: &Incident) -> String {
    let source = &incident.source;
    if source.line_start == source.line_end {
        source.line_start.to_string()
    } else {
        format!("{}-{}", source.line_start, source.line_end)
    }
}

/// The newest frame of the application, or the newest of all.
fn newest_own(error: &ErrorLink) -> Option<&Frame> {
    let own = error.frames.iter().find(|frame| frame.in_app);
    own.or(error.frames.first())
}

fn describe(frame: &Frame) -> String {
    let name = match (&frame.module, &frame.function) {
        (Some(module), Some(function)) => format!("{module}.{function}"),
        (_, Some(function)) => function.clone(),
        _ => String::new(),
    };
    let mut place = frame.file.clone().unwrap_or_default();
    if let Some(line) = frame.line {
        place = format!("{place}:{line}");
    }
    let text = match (name.is_empty(), place.is_empty()) {
        (false, false) => format!("{name} ({place})"),
        _ => name + &place,
    };
    clean(&text).into_owned()
}

/// The first line of a message that has text, cut and made harmless.
fn first_line(message: &str) -> String {
    let mut lines = message
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty());
    let line = lines.next().unwrap_or_default();
    let mut text: String = line.chars().take(MESSAGE_CHARS).collect();
    if text.len() < line.len() || lines.next().is_some() {
        text.push('…');
    }
    clean(&text).into_owned()
}

/// Date and time of an RFC 3339 text, without fraction and zone.
fn moment(time: &str) -> String {
    time.get(..19)
        .map_or_else(|| time.to_owned(), |text| text.replacen('T', " ", 1))
}

fn plural(count: u64, word: &str) -> String {
    format!(
        "{} {word}{}",
        grouped(count),
        if count == 1 { "" } else { "s" }
    )
}

/// A number with its thousands apart.
fn grouped(count: u64) -> String {
    let digits = count.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_grouped_and_in_number() {
        assert_eq!(plural(1, "line"), "1 line");
        assert_eq!(plural(1_234_567, "line"), "1,234,567 lines");
        assert_eq!(plural(100, "line"), "100 lines");
    }

    #[test]
    fn what_is_kept_of_a_message_shows_the_same() {
        let long = "é".repeat(MESSAGE_CHARS);
        for message in [
            "",
            "one",
            "\n  one\ntwo",
            "one\n\n",
            &long,
            &format!("{long}x"),
            &format!("{long}\nx"),
            &format!("{long} x"),
            &format!("one\n{long}\n{long}"),
            &format!("one{}\ntwo", "\n".repeat(500)),
        ] {
            assert_eq!(
                first_line(&said(message)),
                first_line(message),
                "{message:?}"
            );
            assert!(said(message).chars().count() <= MESSAGE_CHARS + 3);
        }
    }

    #[test]
    fn a_message_is_its_first_line_with_text() {
        assert_eq!(first_line("\n  one\ntwo"), "one…");
        assert_eq!(first_line("one\u{1b}"), "one\\u{1b}");
    }
}
