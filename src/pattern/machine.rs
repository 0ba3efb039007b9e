//! A state machine as it is run: states are numbers, regexes are checked, and everything a file may get wrong has
//! been refused by [`super::load`].

use std::ops::Deref;
use std::sync::OnceLock;

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};

use super::{Expr, PatternError};
use crate::incident::{Kind, Level, Relation};

/// What an example begins with.
const EXAMPLES: &str = "\n[[example]]";

/// A state's number within its machine; 0 is `start`.
pub type StateId = u16;

/// What a line is to a machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// It begins a record: it has a record header.
    Head = 1,
    /// It has none where records have one: it continues the record above.
    Body = 2,
    /// It has none where no line has one.
    Plain = 4,
    /// It is no line: the end of the input, or silence.
    End = 8,
}

impl Class {
    /// The word for it in pattern files.
    pub fn as_str(self) -> &'static str {
        match self {
            Class::Head => "head",
            Class::Body => "body",
            Class::Plain => "plain",
            Class::End => "end",
        }
    }
}

/// A set of line classes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Classes(pub(super) u8);

impl Classes {
    /// All lines, but not the end.
    pub const LINES: Classes = Classes(7);

    /// Whether `class` is in the set.
    pub fn has(self, class: Class) -> bool {
        self.0 & class as u8 != 0
    }

    /// Whether it holds record headers and no other line: such a rule reads the record's message.
    pub fn only_heads(self) -> bool {
        self.0 & Classes::LINES.0 == Class::Head as u8
    }
}

/// Which error of a chain is printed nearest the fault.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Newest {
    /// The outermost error comes first, and the newest frame.
    First,
    /// The outermost error comes last, and the newest frame.
    Last,
}

/// Fields of an incident that a capture may fill.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(
    missing_docs,
    reason = "named after the captures, which the man page documents"
)]
pub enum Field {
    Time,
    Level,
    Logger,
    Host,
    Process,
    Thread,
    Type,
    Message,
    Relation,
    Function,
    Module,
    File,
    Line,
    Column,
    Method,
    Path,
    Status,
    Duration,
    Unit,
    TraceId,
}

impl Field {
    /// All fields with their capture names.
    pub const ALL: &[(&'static str, Field)] = &[
        ("time", Field::Time),
        ("level", Field::Level),
        ("logger", Field::Logger),
        ("host", Field::Host),
        ("process", Field::Process),
        ("thread", Field::Thread),
        ("type", Field::Type),
        ("message", Field::Message),
        ("relation", Field::Relation),
        ("function", Field::Function),
        ("module", Field::Module),
        ("file", Field::File),
        ("line", Field::Line),
        ("column", Field::Column),
        ("method", Field::Method),
        ("path", Field::Path),
        ("status", Field::Status),
        ("duration", Field::Duration),
        ("unit", Field::Unit),
        ("trace_id", Field::TraceId),
    ];

    /// The name of its captures.
    pub fn name(self) -> &'static str {
        let mut all = Field::ALL.iter();
        all.find(|(_, field)| *field == self)
            .map_or("", |(name, _)| name)
    }

    /// The field of that name.
    pub fn parse(name: &str) -> Option<Field> {
        Field::ALL
            .iter()
            .find(|(known, _)| *known == name)
            .map(|(_, field)| *field)
    }
}

/// The word of a relation in pattern files; `wraps` reverses the chain and is a cause after that.
pub(crate) fn parse_relation(word: &str) -> Option<(Relation, bool)> {
    Some(match word {
        "cause" => (Relation::Cause, false),
        "context" => (Relation::Context, false),
        "suppressed" => (Relation::Suppressed, false),
        "member" => (Relation::Member, false),
        "wraps" => (Relation::Cause, true),
        _ => return None,
    })
}

/// One way out of a state.
#[derive(Debug)]
pub struct Rule {
    /// Its number in the file, from 1.
    pub number: usize,
    /// What must match; nothing always does.
    pub when: Option<Expr>,
    /// Line classes it applies to.
    pub on: Classes,
    /// The name of the record's header.
    pub header: Option<String>,
    /// Least level of the line's record.
    pub level: Option<Level>,
    /// Next state; `None` stays.
    pub to: Option<StateId>,
    /// Constants, as if captured.
    pub set: Vec<(Field, String)>,
    /// Taken only if no other run begins there.
    pub weak: bool,
    /// The run ends before the line, and all before it is accepted.
    pub end: bool,
    /// Never joined to a record above.
    pub alone: bool,
}

/// A text and what must be read in it.
#[derive(Debug, Clone, Default, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Example {
    /// The text, without its first newline.
    pub text: String,
    /// Nothing must be found.
    #[serde(default)]
    pub none: bool,
    /// First and last line, from 1; all of the text if left out.
    pub lines: Option<[u64; 2]>,
    /// Type of the outermost error.
    pub r#type: Option<String>,
    /// Message of the outermost error.
    pub message: Option<String>,
    /// Message of the record that the trace is attached to.
    pub log_message: Option<String>,
    /// Level of the incident.
    pub level: Option<String>,
    /// Thread of the incident.
    pub thread: Option<String>,
    /// Logger of the incident.
    pub logger: Option<String>,
    /// The rest of the chain, each `relation type`.
    pub chain: Option<Vec<String>>,
    /// Function of the newest frame of the outermost error.
    pub function: Option<String>,
    /// Number of frames of the outermost error.
    pub frames: Option<usize>,
    /// Whether it is cut.
    pub truncated: Option<bool>,
    /// Method of the request.
    pub method: Option<String>,
    /// Its path.
    pub path: Option<String>,
    /// Status of the response.
    pub status: Option<u16>,
    /// How long it took, in milliseconds.
    pub duration_ms: Option<f64>,
}

/// Globs of paths and modules, compiled at first use.
#[derive(Debug)]
pub struct Library {
    globs: Vec<String>,
    compiled: OnceLock<GlobSet>,
}

impl Library {
    /// With `check` compiles them at once, as a stranger's must be.
    pub(super) fn new(globs: Vec<String>, check: bool) -> Result<Library, globset::Error> {
        let library = Library {
            globs,
            compiled: OnceLock::new(),
        };
        if check {
            let _ = library.compiled.set(library.compile()?);
        }
        Ok(library)
    }

    fn compile(&self) -> Result<GlobSet, globset::Error> {
        let mut set = GlobSetBuilder::new();
        for glob in &self.globs {
            set.add(GlobBuilder::new(glob).build()?);
        }
        set.build()
    }

    /// Whether a glob matches.
    pub fn is_match(&self, name: &str) -> bool {
        let compiled = self
            .compiled
            .get_or_init(|| self.compile().unwrap_or_default());
        compiled.is_match(name)
    }
}

/// A machine's own examples. Those of our files, most of their text, are read when they are asked for.
#[derive(Debug)]
pub struct Examples {
    text: &'static str,
    list: OnceLock<Vec<Example>>,
}

impl Examples {
    /// Those of a text that holds nothing else.
    pub(super) fn later(text: &'static str) -> Examples {
        Examples {
            text,
            list: OnceLock::new(),
        }
    }
}

impl From<Vec<Example>> for Examples {
    fn from(list: Vec<Example>) -> Examples {
        Examples {
            text: "",
            list: OnceLock::from(list),
        }
    }
}

impl Deref for Examples {
    type Target = [Example];

    fn deref(&self) -> &[Example] {
        #[derive(serde::Deserialize)]
        struct Raw {
            example: Vec<Example>,
        }
        // A test reads them all.
        self.list.get_or_init(|| {
            toml::from_str(self.text).map_or_else(|_| Vec::new(), |raw: Raw| raw.example)
        })
    }
}

/// A state machine.
#[derive(Debug)]
pub struct Machine {
    /// Its name, unique.
    pub name: String,
    /// The language of its incidents: its name, if the file does not say, and none for log records.
    pub language: Option<String>,
    /// A line of prose.
    pub about: String,
    /// The file it came from.
    pub file: String,
    /// Whether it is one of ours.
    pub built_in: bool,
    /// What its incidents are.
    pub kind: Kind,
    /// Which error of a chain is printed nearest the fault.
    pub newest: Newest,
    /// Names of its states.
    pub states: Vec<String>,
    /// Whether a state's text so far is an incident.
    pub accept: Vec<bool>,
    /// Whether a trace that breaks off in a state still is an incident.
    pub cut: Vec<bool>,
    /// All rules, in the file's order.
    pub rules: Vec<Rule>,
    /// Numbers of the rules that leave a state, in the file's order.
    pub out: Vec<Vec<u16>>,
    /// Whether a rule behind the start asks for the level of the record that a line belongs to.
    pub asks_level: bool,
    /// Of responses: what a record says that names the request during which something failed.
    pub named: Vec<Expr>,
    /// Literals, one of which stands in every text that the machine accepts.
    pub hints: Vec<String>,
    /// Paths and modules that are not the application's.
    pub library: Library,
    /// Its own examples.
    pub examples: Examples,
}

impl Machine {
    /// Reads a file of `patterns/detect/`. A user's file has its regexes compiled at once; the built-in ones are
    /// compiled by a test and here when first used.
    pub fn load(file: &str, text: &str, built_in: bool) -> Result<Machine, PatternError> {
        super::load::machine(file, text, built_in, None)
    }

    /// Reads a file of ours, whose examples stand behind all else.
    pub(super) fn load_ours(file: &str, text: &'static str) -> Result<Machine, PatternError> {
        let examples = memchr::memmem::find(text.as_bytes(), EXAMPLES.as_bytes())
            .map_or(text.len(), |at| at + 1);
        let (text, examples) = text.split_at(examples);
        super::load::machine(file, text, true, Some(Examples::later(examples)))
    }

    /// Whether it is of failing responses that are each told by one line: no rule leaves a state but `start`.
    pub fn reads_lines(&self) -> bool {
        self.kind == Kind::HttpError && self.out.iter().skip(1).all(Vec::is_empty)
    }

    /// The rules that leave `state`, in order, each with its number in [`Machine::rules`].
    pub fn rules_in(&self, state: StateId) -> impl Iterator<Item = (u16, &Rule)> {
        self.out[usize::from(state)]
            .iter()
            .map(|&at| (at, &self.rules[usize::from(at)]))
    }
}
