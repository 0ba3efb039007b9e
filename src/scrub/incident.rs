//! Hides what is private in an incident: one as it was read goes in, it is scrubbed when it comes back.
//!
//! A field may begin or end within a secret, or lack the word that tells it: of `password: hunter2` one is read as the type
//! and the other as the message. So the lines are looked at as a whole first, with what they were read without, and what is
//! secret there is replaced in every field; then each field is scrubbed by itself.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::iter;
use std::ops::Range;

use super::{FAILED, Scrubber, Stream, keys};
use crate::incident::{Incident, Prefixes};

/// So few letters between two secrets may as well be a secret's.
const BETWEEN: usize = 4;

impl Scrubber {
    /// Scrubs every string of `incident`, which was read without `prefixes`, and counts in [`Incident::scrubbed`].
    ///
    /// Most of them repeat a part of the text as logged, so a redaction that shows in several fields counts once:
    /// of each rule, the most that any one field had (nearly always `stack_trace`), and the context's lines added.
    pub fn scrub_incident(&self, incident: &mut Incident, prefixes: &Prefixes) {
        let context = incident.context.iter().map(String::as_str);
        let context = whole(&prefixes.context, context);
        let lines = whole(&prefixes.lines, incident.stack_trace.split('\n')).join("\n");
        // They are one text: a key may begin in the first and end in the others.
        let mut stream = self.stream();
        let all = context.iter().map(AsRef::as_ref).chain([lines.as_str()]);
        stream.looks_ahead(all.collect::<Vec<&str>>().join("\n").as_bytes());
        let mut above = BTreeMap::new();
        let prefix = prefixes
            .context
            .iter()
            .chain(iter::repeat(const { &String::new() }));
        let scrubbed = context.iter().zip(prefix).map(|(line, prefix)| {
            let scrubbed = self.above(line, &mut stream, &mut above);
            match prefix.as_str() {
                "" => scrubbed.into_owned(),
                _ => Known::new(self, line, &scrubbed).behind(std::slice::from_ref(prefix)),
            }
        });
        incident.context = scrubbed.collect();
        stream.count(&mut above);
        let scrubbed = stream.text(&lines);
        let mut most = BTreeMap::new();
        stream.count(&mut most);
        if let Cow::Owned(scrubbed) = &scrubbed {
            let known = Known::new(self, &lines, scrubbed);
            incident.stack_trace = known.behind(&prefixes.lines);
            fields(incident).for_each(|field| known.replace(field));
        }
        let mut scrub = |text: &mut String| {
            let mut counts = BTreeMap::new();
            if let Cow::Owned(scrubbed) = self.scrub(text, &mut counts) {
                *text = scrubbed;
            }
            for (name, hits) in counts {
                let most = most.entry(name).or_default();
                *most = hits.max(*most);
            }
        };
        if !prefixes.lines.is_empty() {
            scrub(&mut incident.stack_trace);
        }
        fields(incident).for_each(&mut scrub);
        said(incident).for_each(&mut scrub);
        for (name, hits) in most.into_iter().chain(above) {
            *incident.scrubbed.entry(name).or_default() += hits;
        }
    }

    /// A line of the context.
    fn above<'t>(
        &self,
        line: &'t str,
        stream: &mut Stream<'_>,
        counts: &mut BTreeMap<String, u64>,
    ) -> Cow<'t, str> {
        let key = self.rules.iter().find(|rule| rule.is_of_lines());
        // It is read in any case: a key that begins or ends here is so for the lines below.
        match (stream.text(line), key) {
            // A key's line whose beginning and end may be out of sight.
            (Cow::Borrowed(_), Some(rule)) if keys::is_alone(line.as_bytes()) => {
                *counts.entry(rule.name.clone()).or_default() += 1;
                Cow::Owned(rule.with.clone())
            }
            (scrubbed, _) => scrubbed,
        }
    }
}

/// Lines with what stood before them.
fn whole<'t>(prefixes: &[String], lines: impl Iterator<Item = &'t str>) -> Vec<Cow<'t, str>> {
    let prefixes = prefixes.iter().map(String::as_str).chain(iter::repeat(""));
    let lines = prefixes.zip(lines).map(|(prefix, line)| match prefix {
        "" => Cow::Borrowed(line),
        _ => Cow::Owned(format!("{prefix}{line}")),
    });
    lines.collect()
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

/// What was said beside them.
fn said(incident: &mut Incident) -> impl Iterator<Item = &mut String> {
    let texts = [
        &mut incident.source.path,
        &mut incident.service,
        &mut incident.environment,
        &mut incident.host,
    ];
    let more = [&mut incident.language, &mut incident.source.wrapper];
    texts.into_iter().chain(more.into_iter().flatten())
}

/// A secret in a line, and what stands for it.
struct Hole<'s> {
    range: Range<usize>,
    with: &'s str,
}

/// A line, the same as it may be shown, and what is secret in it.
struct Line<'t> {
    text: &'t str,
    scrubbed: &'t str,
    holes: Vec<Hole<'t>>,
}

/// What is secret in the lines as a whole.
struct Known<'t> {
    scrubbed: &'t str,
    /// Nothing, if it is not known which line became which.
    lines: Option<Vec<Line<'t>>>,
}

impl<'t> Known<'t> {
    fn new(scrubber: &'t Scrubber, lines: &'t str, scrubbed: &'t str) -> Known<'t> {
        let count = |text: &str| text.matches('\n').count();
        let pairs = lines.split('\n').zip(scrubbed.split('\n'));
        let pairs = pairs.map(|(text, scrubbed)| Line {
            text,
            scrubbed,
            holes: holes(text, scrubbed, scrubber.placeholders()),
        });
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
        let lines = prefixes.zip(lines).map(|(from, line)| match from {
            0 => line.scrubbed.to_owned(),
            _ => without(line, from..line.text.len()),
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
        for line in lines.iter().filter(|line| !line.holes.is_empty()) {
            if let Some(at) = line.text.find(text) {
                return without(line, at..at + text.len());
            }
        }
        text.to_owned()
    }
}

/// A part of a line with what stands for secrets.
fn without(line: &Line<'_>, part: Range<usize>) -> String {
    let mut out = String::with_capacity(part.len());
    let mut at = part.start;
    for hole in &line.holes {
        let (from, to) = (hole.range.start.max(at), hole.range.end.min(part.end));
        if from < to {
            out.push_str(&line.text[at..from]);
            out.push_str(hole.with);
            at = to;
        }
    }
    out.push_str(&line.text[at..part.end]);
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
    use std::sync::LazyLock;

    use super::*;
    use crate::incident::{ErrorLink, Frame, Request};

    static SCRUBBER: LazyLock<Scrubber> = LazyLock::new(Scrubber::built_in);

    fn hidden(prefixes: &[&str], mut incident: Incident) -> Incident {
        let prefixes = Prefixes {
            lines: prefixes.iter().map(ToString::to_string).collect(),
            context: Vec::new(),
        };
        SCRUBBER.scrub_incident(&mut incident, &prefixes);
        incident
    }

    #[test]
    fn no_field_of_an_incident_keeps_what_the_log_said() {
        let canary = || "canary@example.com".to_owned();
        let mut incident = Incident {
            error_type: canary(),
            message: canary(),
            log_message: Some(canary()),
            errors: vec![ErrorLink {
                error_type: canary(),
                message: canary(),
                relation: None,
                frames: vec![Frame {
                    function: Some(canary()),
                    module: Some(canary()),
                    file: Some(canary()),
                    ..Frame::default()
                }],
            }],
            stack_trace: format!("{}\n{}", canary(), canary()),
            logger: Some(canary()),
            thread: Some(canary()),
            process: Some(canary()),
            trace_id: Some(canary()),
            request: Some(Request {
                method: Some(canary()),
                path: Some(format!("/u/{}", canary())),
                ..Request::default()
            }),
            context: vec![canary()],
            ..Incident::default()
        };
        SCRUBBER.scrub_incident(&mut incident, &Prefixes::default());
        let shown = format!("{incident:?}");
        assert!(!shown.contains("canary"), "{shown}");
        // Two in the trace, which the other fields repeat, and one in the context.
        assert_eq!(incident.scrubbed["email"], 3);
        let once = incident.clone();
        SCRUBBER.scrub_incident(&mut incident, &Prefixes::default());
        assert_eq!(incident, once);
    }

    #[test]
    fn a_key_that_is_cut_at_the_first_line_of_the_context_goes_with_its_last_short_line() {
        let body = "c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0";
        let context = [body, body, "c2Vj", "-----END PRIVATE KEY-----", "kept"];
        let mut incident = Incident {
            context: context.map(str::to_owned).to_vec(),
            stack_trace: "ERROR x".into(),
            ..Incident::default()
        };
        SCRUBBER.scrub_incident(&mut incident, &Prefixes::default());
        let hidden = "[PRIVATE_KEY]";
        let end = "-----END PRIVATE KEY-----";
        assert_eq!(incident.context, [hidden, hidden, hidden, end, "kept"]);
        incident.context = vec![body.to_owned()];
        SCRUBBER.scrub_incident(&mut incident, &Prefixes::default());
        assert_eq!(incident.context, [hidden]);
    }

    #[test]
    fn ends_of_keys_hide_what_is_above_each() {
        let body = "c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0";
        let end = "-----END PRIVATE KEY-----";
        let mut incident = Incident {
            stack_trace: [body, "c2Vj", end, body, "c2Vj", end, "kept"].join("\n"),
            ..Incident::default()
        };
        SCRUBBER.scrub_incident(&mut incident, &Prefixes::default());
        let hidden = "[PRIVATE_KEY]";
        let expected = [hidden, hidden, end, hidden, hidden, end, "kept"];
        assert_eq!(incident.stack_trace, expected.join("\n"));
    }

    #[test]
    fn a_name_that_a_line_of_the_context_was_read_without_tells_what_it_says() {
        let mut incident = Incident {
            context: ["hunter2 used", "hunter2 used"].map(str::to_owned).to_vec(),
            ..Incident::default()
        };
        let prefixes = Prefixes {
            lines: Vec::new(),
            context: ["app: ", "PASSWORD: "].map(str::to_owned).to_vec(),
        };
        SCRUBBER.scrub_incident(&mut incident, &prefixes);
        assert_eq!(incident.context, ["hunter2 used", "[REDACTED_SECRET] used"]);
    }

    #[test]
    fn without_a_trace_the_other_fields_are_counted() {
        let mut incident = Incident {
            message: "a@b.com".into(),
            ..Incident::default()
        };
        SCRUBBER.scrub_incident(&mut incident, &Prefixes::default());
        assert_eq!(incident.scrubbed["email"], 1);
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
