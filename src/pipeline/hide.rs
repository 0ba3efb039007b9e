//! Hides what is private in an incident: one as it was read goes in, it is scrubbed when it comes back.
//!
//! A field may begin or end within a secret, or lack the word that tells it: of `password: hunter2` one is read as the type
//! and the other as the message. So the lines are looked at as a whole first, with the prefixes that they were read without,
//! and what is secret there is replaced in every field; then each field is scrubbed by itself.

use std::collections::BTreeMap;
use std::iter;
use std::ops::Range;

use crate::incident::Incident;
use crate::scrub::{FAILED, Scrubber};

/// So few letters between two secrets may as well be a secret's.
const BETWEEN: usize = 4;

/// Scrubs all that is of the log; `prefixes` are those of the lines, where they have any.
pub fn hide(scrubber: &Scrubber, prefixes: &[String], incident: &mut Incident) {
    let lines = whole(prefixes, &incident.stack_trace);
    let mut counts = BTreeMap::new();
    let scrubbed = scrubber.scrub(&lines, &mut counts);
    if !counts.is_empty() {
        let known = Known::new(scrubber, &lines, &scrubbed);
        if lines.len() > incident.stack_trace.len() {
            incident.stack_trace = known.behind(prefixes);
        }
        for field in fields(incident) {
            known.replace(field);
        }
    }
    scrubber.scrub_incident(incident);
    for (name, hits) in counts {
        let count = incident.scrubbed.entry(name).or_default();
        *count = hits.max(*count);
    }
}

fn whole(prefixes: &[String], text: &str) -> String {
    let prefixes = prefixes.iter().map(String::as_str);
    let lines = prefixes.chain(iter::repeat("")).zip(text.split('\n'));
    let lines: Vec<String> = lines
        .map(|(prefix, line)| format!("{prefix}{line}"))
        .collect();
    lines.join("\n")
}

/// What was read out of the lines.
fn fields(incident: &mut Incident) -> impl Iterator<Item = &mut String> {
    let errors = incident.errors.iter_mut().flat_map(|error| {
        let frames = error.frames.iter_mut().flat_map(|frame| {
            let names = [&mut frame.function, &mut frame.module, &mut frame.file];
            names.into_iter().flatten()
        });
        [&mut error.error_type, &mut error.message]
            .into_iter()
            .chain(frames)
    });
    let request = incident.request.iter_mut();
    let request = request.flat_map(|asked| [&mut asked.method, &mut asked.path]);
    let record = [
        &mut incident.log_message,
        &mut incident.logger,
        &mut incident.thread,
        &mut incident.process,
        &mut incident.trace_id,
    ];
    [&mut incident.error_type, &mut incident.message]
        .into_iter()
        .chain(errors)
        .chain(request.chain(record).flatten())
}

/// A secret in a line, and what stands for it.
struct Hole<'s> {
    range: Range<usize>,
    with: &'s str,
}

/// What is secret in the lines as a whole.
struct Known<'t> {
    scrubbed: &'t str,
    /// Each line, and what is secret in it; all of them if nothing is known of it.
    lines: Option<Vec<(&'t str, Vec<Hole<'t>>)>>,
}

impl<'t> Known<'t> {
    fn new(scrubber: &'t Scrubber, lines: &'t str, scrubbed: &'t str) -> Known<'t> {
        let count = |text: &str| text.matches('\n').count();
        let pairs = lines.split('\n').zip(scrubbed.split('\n'));
        let pairs =
            pairs.map(|(line, scrubbed)| (line, holes(line, scrubbed, scrubber.placeholders())));
        Known {
            scrubbed,
            lines: (count(lines) == count(scrubbed)).then(|| pairs.collect()),
        }
    }

    /// The lines without their prefixes. What tells a secret may stand in one.
    fn behind(&self, prefixes: &[String]) -> String {
        let Some(lines) = &self.lines else {
            return FAILED.to_owned();
        };
        let prefixes = prefixes.iter().map(String::len).chain(iter::repeat(0));
        let lines = prefixes.zip(lines).map(|(from, (line, holes))| match from {
            0 => (*line).to_owned(),
            _ => without(line, from..line.len(), holes),
        });
        let lines: Vec<String> = lines.collect();
        lines.join("\n")
    }

    /// Replaces what is secret where the field's lines stand.
    fn replace(&self, field: &mut String) {
        let lines = field.split('\n').map(|line| self.replaced(line));
        let lines: Vec<String> = lines.collect();
        *field = lines.join("\n");
    }

    fn replaced(&self, text: &str) -> String {
        // What is not secret elsewhere is none here.
        if text.trim().is_empty() || self.scrubbed.contains(text) {
            return text.to_owned();
        }
        let Some(lines) = &self.lines else {
            return FAILED.to_owned();
        };
        for (line, holes) in lines.iter().filter(|(_, holes)| !holes.is_empty()) {
            if let Some(at) = line.find(text) {
                return without(line, at..at + text.len(), holes);
            }
        }
        text.to_owned()
    }
}

/// A part of a line with what stands for secrets.
fn without(line: &str, part: Range<usize>, holes: &[Hole<'_>]) -> String {
    let mut out = String::with_capacity(part.len());
    let mut at = part.start;
    for hole in holes {
        let (from, to) = (hole.range.start.max(at), hole.range.end.min(part.end));
        if from < to {
            out.push_str(&line[at..from]);
            out.push_str(hole.with);
            at = to;
        }
    }
    out.push_str(&line[at..part.end]);
    out
}

/// Where in a line the secrets stand that are replaced in the scrubbed one.
fn holes<'s>(line: &str, scrubbed: &'s str, placeholders: &[String]) -> Vec<Hole<'s>> {
    if line == scrubbed {
        return Vec::new();
    }
    let pieces = pieces(scrubbed, placeholders);
    let [(first, _), .., (last, _)] = pieces.as_slice() else {
        return vec![differing(line, scrubbed)];
    };
    if !line.starts_with(first) || !line[first.len()..].ends_with(last) {
        return vec![differing(line, scrubbed)];
    }
    let end = line.len() - last.len();
    let mut holes: Vec<Hole<'s>> = Vec::new();
    let mut from = first.len();
    for (at, (piece, _)) in pieces.iter().enumerate().skip(1) {
        let with = pieces[at - 1].1;
        let is_last = at + 1 == pieces.len();
        let found = match line[from..end].find(piece) {
            _ if is_last => Some(end),
            Some(0) => line[from..end].chars().next().and_then(|first| {
                let next = from + first.len_utf8();
                line[next..end].find(piece).map(|at| next + at)
            }),
            found => found.map(|at| from + at),
        };
        match (found, holes.last_mut()) {
            (Some(to), Some(before)) if pieces[at - 1].0.len() < BETWEEN => before.range.end = to,
            (Some(to), _) => holes.push(Hole {
                range: from..to,
                with,
            }),
            // It is not where it should be: all up to the end is taken for secret.
            (None, _) => {
                holes.push(Hole {
                    range: from..end,
                    with,
                });
                return holes;
            }
        }
        from = found.unwrap_or(end) + piece.len();
    }
    holes
}

/// What stands between placeholders, each with the placeholder behind it; the last has none.
fn pieces<'s>(scrubbed: &'s str, placeholders: &[String]) -> Vec<(&'s str, &'s str)> {
    let mut out = Vec::new();
    let (mut begin, mut at) = (0, 0);
    while let Some(found) = memchr::memchr(b'[', &scrubbed.as_bytes()[at..]) {
        at += found;
        let rest = &scrubbed[at..];
        let here = placeholders
            .iter()
            .filter(|with| rest.starts_with(with.as_str()));
        match here.max_by_key(|with| with.len()) {
            Some(with) => {
                out.push((&scrubbed[begin..at], &rest[..with.len()]));
                at += with.len();
                begin = at;
            }
            None => at += 1,
        }
    }
    out.push((&scrubbed[begin..], ""));
    out
}

/// All between what both begin and end with.
fn differing<'s>(line: &str, scrubbed: &'s str) -> Hole<'s> {
    let same = |(one, other): &(char, char)| one == other;
    let front = line.chars().zip(scrubbed.chars()).take_while(same);
    let front: usize = front.map(|(letter, _)| letter.len_utf8()).sum();
    let (ours, theirs) = (line[front..].chars().rev(), scrubbed[front..].chars().rev());
    let back = ours.zip(theirs).take_while(same);
    let back: usize = back.map(|(letter, _)| letter.len_utf8()).sum();
    Hole {
        range: front..line.len() - back,
        with: &scrubbed[front..scrubbed.len() - back],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::incident::ErrorLink;

    fn hidden(prefixes: &[&str], mut incident: Incident) -> Incident {
        let prefixes: Vec<String> = prefixes.iter().map(ToString::to_string).collect();
        hide(&Scrubber::built_in(), &prefixes, &mut incident);
        incident
    }

    #[test]
    fn what_stands_behind_its_name_in_another_field_is_hidden() {
        let incident = hidden(
            &[],
            Incident {
                error_type: "PASSWORD".to_owned(),
                message: "hunter2, of a@b.com\nand 'hunter3'".to_owned(),
                errors: vec![ErrorLink {
                    error_type: "api_key".to_owned(),
                    message: "hunter4 kept".to_owned(),
                    ..ErrorLink::default()
                }],
                stack_trace: "PASSWORD: hunter2, of a@b.com\nand 'hunter3'\n\
                              caused by api_key: hunter4 kept"
                    .to_owned(),
                ..Incident::default()
            },
        );
        assert_eq!(incident.error_type, "PASSWORD");
        let message = "[REDACTED_SECRET], of [EMAIL]\nand 'hunter3'";
        assert_eq!(incident.message, message);
        assert_eq!(incident.errors[0].message, "[REDACTED_SECRET] kept");
    }

    #[test]
    fn what_begins_in_a_prefix_is_hidden() {
        let incident = hidden(
            &["", "web | card 4111 "],
            Incident {
                message: "1111 1111 1111 is bad".to_owned(),
                stack_trace: "panicked\n1111 1111 1111 is bad\nkept".to_owned(),
                ..Incident::default()
            },
        );
        assert_eq!(incident.message, "[CREDIT_CARD] is bad");
        assert_eq!(incident.scrubbed["credit_card"], 1);
        let text = "panicked\n[CREDIT_CARD] is bad\nkept";
        assert_eq!(incident.stack_trace, text);
    }

    #[test]
    fn what_is_not_secret_elsewhere_stays() {
        let incident = hidden(
            &[],
            Incident {
                process: Some("1111".to_owned()),
                stack_trace: "[1111] card 4111 1111 1111 1111".to_owned(),
                ..Incident::default()
            },
        );
        assert_eq!(incident.process.as_deref(), Some("1111"));
    }

    #[test]
    fn holes_are_where_placeholders_stand() {
        let placeholders = ["[A]".to_owned(), "[AB]".to_owned()];
        for (line, scrubbed, wanted) in [
            ("same", "same", &[][..]),
            ("x12 y", "x[A] y", &["12"]),
            ("12 and 34", "[A] and [AB]", &["12", "34"]),
            // Too little between them.
            ("12 34.", "[A] [A].", &["12 34"]),
            ("and [A] and 7", "and [A] and [A]", &["[A]", "7"]),
            // One that goes on in the next line.
            ("12", "", &["12"]),
            ("x 12", "x ", &["12"]),
            ("größe 1", "größe [A]", &["1"]),
            ("wholly", "[A] other [A] else", &["wholly"]),
        ] {
            let found = holes(line, scrubbed, &placeholders);
            let found: Vec<&str> = found.iter().map(|hole| &line[hole.range.clone()]).collect();
            assert_eq!(found, wanted, "{line} {scrubbed}");
        }
    }
}
