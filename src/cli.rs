//! The command line: what may be typed, with its help. The man pages and completions are rendered from here.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use clap::{Args, ColorChoice, Parser, Subcommand, ValueEnum, ValueHint};

use crate::config::File;
use crate::decode::time::Zone;
use crate::incident::Level;

/// How long a repeat of the same failure only counts, by default.
pub const DEDUP_WINDOW: &str = "5m";
/// How long the end of a run may take to deliver what is queued, by default.
pub const DRAIN_TIMEOUT: &str = "5s";

/// Most files that are read at the same time: each costs a thread and some MiB.
const JOBS_MAX: i64 = 256;

/// Reads the logs you already have and tells you what broke, once, with the evidence
#[derive(Debug, Parser)]
#[command(
    name = "aiops",
    version,
    max_term_width = 100,
    subcommand_required = true
)]
#[command(after_help = "\
Exit status:
   0  done, incidents or not
   1  incidents were found, with --exit-code
   2  wrong usage
   3  some input could not be read
   4  something could not be delivered
  70  a defect of aiops
  73  the output could not be written
  78  a setting or a pattern file is wrong

Environment:
  AIOPS_CONFIG            configuration file, as --config
  AIOPS_API_KEY           key of the platform; without it nothing leaves this machine
  AIOPS_PLATFORM_URL      where the platform is
  AIOPS_SERVICE_NAME      name of the service that writes the logs
  AIOPS_ENV               its environment, such as production
  AIOPS_SERVICE_BASE_URL  its URL, sent with the heartbeat
  AIOPS_ADDRESS_KEY       key under which addresses are hashed, in place of scrub.address_key_file
  AIOPS_SKIP_PATHS        paths whose failing responses are hidden, separated by commas

See also: aiops-incident(5), the form of an incident; aiops-patterns(5), pattern files (aiops man PAGE)")]
pub struct Cli {
    /// What to do
    #[command(subcommand)]
    pub command: Command,
    /// Say less: warnings are not printed (twice: nor errors)
    #[arg(short, long, global = true, action = clap::ArgAction::Count)]
    pub quiet: u8,
    /// Say more about what aiops itself does (repeat for more)
    #[arg(short, long, global = true, action = clap::ArgAction::Count)]
    pub verbose: u8,
    /// Configuration file [default: aiops/config.toml in `$XDG_CONFIG_HOME` or ~/.config, else /etc/aiops/config.toml]
    #[arg(long, global = true, value_name = "FILE", value_hint = ValueHint::FilePath, env = "AIOPS_CONFIG")]
    pub config: Option<PathBuf>,
    /// When to use colours; `NO_COLOR`, CLICOLOR and TERM=dumb are honoured
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub color: ColorChoice,
}

/// The subcommands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Read files once and print the incidents in them, grouped and ranked
    Scan(Scan),
    /// Pass stdin to stdout byte for byte, and print incidents to stderr
    Pipe(Pipe),
    /// Follow files for ever and print incidents as they happen
    Watch(Watch),
    /// Pass stdin to stdout without secrets and personal data
    Redact(Redact),
    /// Tell how a line was read: header, patterns, rules, fingerprint
    Explain(Explain),
    /// List, show and check pattern files
    Patterns(Patterns),
    /// Show every setting and where it comes from
    Config(Config),
    /// Print a completion script
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print a man page, or write all of them
    Man {
        /// Page to print, such as `aiops-scan`
        #[arg(default_value = "aiops")]
        page: String,
        /// Write all pages into this folder instead
        #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
        write: Option<PathBuf>,
    },
}

/// How incidents are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people
    Text,
    /// One JSON object a line, see aiops-incident(5)
    Ndjson,
}

/// Options of all commands that read logs.
#[derive(Debug, Clone, Args)]
pub struct Reading {
    /// How incidents are printed
    #[arg(long, value_enum, default_value = "text", env = "AIOPS_FORMAT")]
    pub format: Format,
    /// Folder with pattern files of your own; one named like a built-in replaces it
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath, env = "AIOPS_PATTERNS")]
    pub patterns: Option<PathBuf>,
    /// Least level of an incident: debug, info, warning, error, critical
    #[arg(long, value_name = "LEVEL", default_value = "error", env = "AIOPS_MIN_LEVEL", value_parser = parse_level)]
    pub min_level: Level,
    /// Show what is hidden as well: noise, and what is below the least level
    #[arg(long)]
    pub show_hidden: bool,
    /// Lines of context kept before an incident, at most 100
    #[arg(long, value_name = "LINES", default_value_t = 10, env = "AIOPS_CONTEXT", value_parser = clap::value_parser!(u16).range(0..=100))]
    pub context: u16,
    /// Zone of times that name none: local, utc, or an offset such as +02:00
    #[arg(long, value_name = "ZONE", default_value = "local", env = "AIOPS_TIMEZONE", value_parser = parse_zone)]
    pub timezone: Zone,
    /// How long a repeat of the same failure only counts; 0 tells every occurrence
    #[arg(long, value_name = "TIME", default_value = DEDUP_WINDOW, env = "AIOPS_DEDUP_WINDOW", value_parser = parse_duration)]
    pub dedup_window: Duration,
    /// How long the end of a run may take to deliver what is queued
    #[arg(long, value_name = "TIME", default_value = DRAIN_TIMEOUT, env = "AIOPS_DRAIN_TIMEOUT", value_parser = parse_duration)]
    pub drain_timeout: Duration,
    /// Exit with 1 if incidents were found
    #[arg(long)]
    pub exit_code: bool,
    /// What the configuration file says
    #[arg(skip)]
    pub file: Arc<File>,
}

/// Options of `scan`.
#[derive(Debug, Args)]
pub struct Scan {
    /// Files, also compressed ones (gzip, zstd), folders and globs; - is stdin
    #[arg(required = true, value_hint = ValueHint::AnyPath)]
    pub paths: Vec<PathBuf>,
    /// Files read at the same time, at most 256 [default: the number of cores]
    #[arg(short, long, value_name = "N", env = "AIOPS_JOBS", value_parser = clap::value_parser!(u16).range(1..=JOBS_MAX))]
    pub jobs: Option<u16>,
    /// Read every line, also those that no incident can be near to; for measurements
    #[arg(long, hide = true)]
    pub line_by_line: bool,
    /// How to read and report
    #[command(flatten)]
    pub reading: Reading,
}

/// Options of `pipe`.
#[derive(Debug, Args)]
pub struct Pipe {
    /// Wait for the analysis rather than let output pass unread when it falls behind
    #[arg(long)]
    pub lossless: bool,
    /// Add incidents to this file, as one JSON object a line, instead of printing them to stderr
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub output: Option<PathBuf>,
    /// How to read and report
    #[command(flatten)]
    pub reading: Reading,
}

/// Options of `watch`.
#[derive(Debug, Args)]
pub struct Watch {
    /// Files and globs, also of files that do not exist yet
    #[arg(required = true, value_hint = ValueHint::FilePath)]
    pub paths: Vec<PathBuf>,
    /// Read files that exist from their start, not from their end
    #[arg(long)]
    pub from_start: bool,
    /// How to read and report
    #[command(flatten)]
    pub reading: Reading,
}

/// Options of `redact`.
#[derive(Debug, Args)]
#[command(after_help = "\
Lines stay lines, and bytes that are no UTF-8 stay; what is hidden leaves a word such as [EMAIL].
A line is passed on when its end has come, one of more than 1 MiB in parts. Rules of your own,
rules that are off, and addresses stand in the configuration, see aiops config --help.")]
pub struct Redact {
    /// At the end, print to stderr how many redactions were made, by rule
    #[arg(long)]
    pub stats: bool,
    /// What the configuration file says
    #[arg(skip)]
    pub file: Arc<File>,
}

/// Options of `explain`.
#[derive(Debug, Args)]
pub struct Explain {
    /// The line: a file and a number from 1, as in app.log:120
    #[arg(value_name = "FILE:LINE")]
    pub place: String,
    /// Folder with pattern files of your own
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath, env = "AIOPS_PATTERNS")]
    pub patterns: Option<PathBuf>,
    /// Least level of an incident
    #[arg(long, value_name = "LEVEL", default_value = "error", env = "AIOPS_MIN_LEVEL", value_parser = parse_level)]
    pub min_level: Level,
    /// What the configuration file says
    #[arg(skip)]
    pub file: Arc<File>,
}

/// Options of `config`.
#[derive(Debug, Args)]
#[command(after_help = "\
Flags stand before the environment, the environment before the file, the file before defaults. The file is TOML:

  service = \"shop\"            environment = \"production\"   base_url = \"https://shop.example\"
  platform_url = \"https://…\"  format = \"text\"              patterns = \"/etc/aiops/patterns\"
  min_level = \"error\"         context = 10                 timezone = \"local\"
  dedup_window = \"5m\"         drain_timeout = \"5s\"         jobs = 2
  skip_paths = [\"/admin/ping\"]

  [http]
  statuses = [500, \"5XX\"]      # responses that are incidents [default: 400 401 403 500 502 503 504]; the
                               # platform is sent none but these
  ignored_statuses = [404]     # found and hidden [default: 404 429]; a code stands before a class
  monitored_paths = ['/api/']  # regexes, from the beginning of the path: only these, or if there are none,
  ignored_paths = ['/beta/']   # all but these
  [[http.slow]]                # responses that take longer; the first for a path counts
  path = '/api/'
  ms = 500

  [[source]]                   # said of some logs, before environment and all above; the first that a path matches counts
  paths = [\"/var/log/depot\"]   # absolute; files, folders and globs, or \"-\" for standard input
  service = \"depot\"            # also environment, timezone and patterns (a folder, in place of that above)
  timezone = \"utc\"

  [[filter]]                   # hides what all of `when` is found in, counted under `name`
  name = \"reports\"
  kind = [\"log_error\"]         # exception log_error http_error http_slow; left out: all
  when = { logger = '^shop\\.reports', message = 'is late$' }
  [[filter.example]]           # fields of an incident that it hides; with none = true, that it does not
  logger = \"shop.reports.daily\"
  message = \"report 7 is late\"

  [scrub]
  off = [\"email\"]              # built-in rules that are not applied; aiops config show lists them
  keep_private_ips = true      # addresses of private networks, the machine itself and the link stay
  address_key_file = \"/etc/aiops/address.key\"   # a key of 16 bytes or more: [IP_ADDRESS:0a1b2c3d], the same for the same
  [[scrub.rule]]               # as in the built-in file
  name = \"customer\"
  keywords = [\"CUST-\"]         # one of these must be in a line
  when = 'CUST-(?<value>\\d+)'  # what the group takes is hidden
  with = \"[REDACTED_CUSTOMER]\"
  [[scrub.rule.example]]
  text = \"CUST-17 failed\"
  result = \"CUST-[REDACTED_CUSTOMER] failed\"

Fields of filter rules: error_type level logger message method path process record service status text thread.
A rule named like a built-in one replaces it. Keys of receivers stand in the environment, never in the file.")]
pub struct Config {
    /// What to do
    #[command(subcommand)]
    pub command: ConfigCommand,
    /// What the configuration file says
    #[arg(skip)]
    pub file: Arc<File>,
}

/// The subcommands of `config`.
#[derive(Debug, Subcommand)]
pub enum ConfigCommand {
    /// Print every setting and where it comes from; keys are not shown
    Show,
}

/// Options of `patterns`.
#[derive(Debug, Args)]
pub struct Patterns {
    /// What to do
    #[command(subcommand)]
    pub command: PatternsCommand,
    /// Folder with pattern files of your own
    #[arg(long, global = true, value_name = "DIR", value_hint = ValueHint::DirPath, env = "AIOPS_PATTERNS")]
    pub patterns: Option<PathBuf>,
}

/// The subcommands of `patterns`.
#[derive(Debug, Subcommand)]
pub enum PatternsCommand {
    /// List the patterns with their kind and number of rules and examples
    List,
    /// Print a pattern file
    Show {
        /// The pattern's name
        name: String,
    },
    /// Check pattern files and run their examples; all that are built in, if none is named
    Check {
        /// Pattern files
        #[arg(value_hint = ValueHint::FilePath)]
        files: Vec<PathBuf>,
    },
}

fn parse_level(word: &str) -> Result<Level, String> {
    Level::parse(word)
        .filter(|_| word.len() > 1)
        .ok_or_else(|| "one of debug, info, warning, error, critical".to_owned())
}

fn parse_zone(text: &str) -> Result<Zone, String> {
    Zone::parse(text).ok_or_else(|| "`local`, `utc`, or an offset such as +02:00".to_owned())
}

/// Reads a time such as `90`, `90s`, `5m`, `1h`, `250ms`; a bare number is seconds.
fn parse_duration(text: &str) -> Result<Duration, String> {
    /// Longer is a slip of the pen.
    const MAX: u64 = 366 * 24 * 3_600 * 1_000;
    let wrong = || "a number with ms, s, m, h or d, such as 90s or 5m".to_owned();
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (number, unit) = text.split_at(digits);
    let number: u64 = number.parse().map_err(|_| wrong())?;
    let factor = match unit {
        "ms" => 1,
        "" | "s" => 1_000,
        "m" => 60_000,
        "h" => 3_600_000,
        "d" => 86_400_000,
        _ => return Err(wrong()),
    };
    let millis = number.checked_mul(factor).filter(|millis| *millis <= MAX);
    Ok(Duration::from_millis(
        millis.ok_or_else(|| "at most 366d".to_owned())?,
    ))
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_is_sound() {
        Cli::command().debug_assert();
    }

    #[test]
    fn durations_are_read_with_their_units() {
        assert_eq!(parse_duration("90"), Ok(Duration::from_secs(90)));
        assert_eq!(parse_duration("5m"), Ok(Duration::from_secs(300)));
        assert_eq!(parse_duration("250ms"), Ok(Duration::from_millis(250)));
        assert_eq!(parse_duration("0"), Ok(Duration::ZERO));
        for wrong in [
            "",
            "m",
            "5 m",
            "-1s",
            "1w",
            "99999999999999999999",
            "9999999d",
        ] {
            assert!(parse_duration(wrong).is_err(), "{wrong:?}");
        }
    }
}
