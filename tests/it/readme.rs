//! README.md can be relied on: its commands parse, its screen is what the program prints, its variables exist.

use std::collections::BTreeSet;
use std::process::Command;

use aiops::cli::Cli;
use aiops::sink::platform;
use clap::Parser;
use regex::Regex;

use crate::docs::{self, REFRESH};
use crate::rings;

fn text() -> String {
    std::fs::read_to_string(docs::root().join("README.md")).unwrap()
}

/// The console blocks of a Markdown text.
fn consoles(text: &str) -> Vec<&str> {
    let blocks = text.split("```console\n").skip(1);
    blocks
        .map(|block| block.split("```").next().unwrap())
        .collect()
}

/// The words of a shell's line up to where its first command ends, without quotes and redirections; and the rest of it
/// behind a pipe.
fn words(line: &str) -> (Vec<String>, &str) {
    let (mut words, mut word, mut quote, mut rest) = (Vec::new(), None::<String>, None, "");
    for (at, c) in line.char_indices() {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (None, '\'' | '"') => {
                quote = Some(c);
                word.get_or_insert_default();
            }
            (None, '|') => {
                rest = &line[at + 1..];
                break;
            }
            (None, '#' | ';' | '&') if word.is_none() => break,
            (None, ' ') => words.extend(word.take()),
            (_, c) => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    words.retain(|word| !word.starts_with(['>', '<']) && !word.starts_with("2>"));
    (words, rest)
}

/// The arguments of every `aiops` in a line, the program's name included.
fn commands(line: &str) -> Vec<Vec<String>> {
    let mut commands = Vec::new();
    let mut rest = line.trim_start_matches("$ ");
    while !rest.is_empty() {
        let (words, behind) = words(rest);
        rest = behind;
        if words.first().is_some_and(|word| word == "aiops") {
            commands.push(words);
        } else if words.starts_with(&["cargo".to_owned(), "run".to_owned()]) {
            let own = words.iter().skip_while(|word| *word != "--").skip(1);
            commands.push(
                std::iter::once("aiops")
                    .map(str::to_owned)
                    .chain(own.cloned())
                    .collect(),
            );
        }
    }
    commands
}

#[test]
fn every_command_parses() {
    let text = text();
    let mut read = 0;
    let shown = docs::pages()
        .into_iter()
        .flat_map(|page| docs::examples(&page));
    let blocks = consoles(&text).into_iter().map(str::to_owned).chain(shown);
    for block in blocks {
        let lines = block.lines();
        for line in lines.filter(|line| line.starts_with("$ ") || line.starts_with("aiops ")) {
            for command in commands(line) {
                read += 1;
                if let Err(error) = Cli::try_parse_from(&command) {
                    panic!("`{line}` does not parse: {error}");
                }
            }
        }
    }
    assert!(read >= 7, "only {read} commands were read");
}

#[test]
fn the_screen_is_what_the_program_prints() {
    let text = text();
    let block = consoles(&text)
        .into_iter()
        .find(|block| block.starts_with("$ cargo run"));
    let block = block.expect("README.md shows no `$ cargo run`");
    let (line, shown) = block.split_once('\n').unwrap();
    let command = commands(line).remove(0);
    let output = Command::new(env!("CARGO_BIN_EXE_aiops"))
        .args(&command[1..])
        .current_dir(docs::root())
        // A key of whoever runs the tests would send the incidents away.
        .env_clear()
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    let printed = String::from_utf8(output.stdout).unwrap();
    assert!(printed.lines().count() > 5, "{printed}");
    if docs::refreshes() {
        let anew = text.replace(block, &format!("{line}\n{printed}"));
        // In one step, as other tests read it.
        let beside = docs::root().join("README.md.new");
        std::fs::write(&beside, anew).unwrap();
        std::fs::rename(beside, docs::root().join("README.md")).unwrap();
        return;
    }
    assert!(
        shown == printed,
        "README.md shows another screen than is printed; `{REFRESH}` writes it anew. Printed is:\n{printed}"
    );
}

/// The script that decides what lands takes it from here in the same way.
#[test]
fn there_is_one_command_that_runs_all_tests() {
    let regex = Regex::new(r"(?m)^\$ (cargo test.*)$").unwrap();
    let text = text();
    let found: Vec<_> = regex
        .captures_iter(&text)
        .map(|found| found[1].to_owned())
        .collect();
    assert_eq!(found, ["cargo test --locked"]);
    assert!(text.contains(&format!("`{REFRESH}`")));
}

#[test]
fn every_environment_variable_stands_in_the_table() {
    let names = |text: &str, regex: &str| -> BTreeSet<String> {
        let regex = Regex::new(regex).unwrap();
        regex
            .captures_iter(text)
            .map(|found| found[1].to_owned())
            .collect()
    };
    let text = text();
    let rows: Vec<_> = text
        .lines()
        .filter(|line| line.starts_with("| `"))
        .collect();
    let told = names(&rows.join("\n"), "`(AIOPS_[A-Z_]+)`");
    let code: String = rings::source_files()
        .into_iter()
        .map(|file| file.code)
        .collect();
    assert_eq!(told, names(&code, r#""(AIOPS_[A-Z_]+)""#));
}

#[test]
fn what_else_the_code_knows_is_told_alike() {
    let text = text();
    for (name, default) in [
        (platform::SERVICE_NAME, platform::DEFAULT_SERVICE),
        (platform::ENVIRONMENT, platform::DEFAULT_ENVIRONMENT),
        (platform::URL, platform::DEFAULT_URL),
    ] {
        let row = text
            .lines()
            .find(|line| line.starts_with(&format!("| `{name}` |")));
        assert!(
            row.is_some_and(|row| row.ends_with(&format!("| `{default}` |"))),
            "{name}"
        );
    }
    assert!(text.contains(concat!(
        "\nRust ",
        env!("CARGO_PKG_RUST_VERSION"),
        " or newer"
    )));
    assert!(text.starts_with(concat!("# aiops\n\n", env!("CARGO_PKG_DESCRIPTION"), ".\n")));
}

#[test]
fn every_page_and_file_it_names_exists() {
    let text = text();
    let pages = aiops::commands::man::pages().unwrap();
    let regex = Regex::new(r"`(aiops[\w-]*)\((\d)\)`|\]\(([^):]+)\)").unwrap();
    let mut read = 0;
    for found in regex.captures_iter(&text) {
        read += 1;
        match found.get(3) {
            Some(path) => assert!(
                docs::root().join(path.as_str()).is_file(),
                "{}",
                path.as_str()
            ),
            None => assert!(
                pages.contains_key(&format!("{}.{}", &found[1], &found[2])),
                "{}",
                &found[0]
            ),
        }
    }
    assert!(read >= 4, "only {read} names were read");
}

#[test]
fn a_line_is_read_as_a_shell_reads_it() {
    let read = |line| {
        commands(line)
            .into_iter()
            .map(|words| words.join(" "))
            .collect::<Vec<_>>()
    };
    assert_eq!(read("$ aiops scan 'a b' c  # d"), ["aiops scan a b c"]);
    assert_eq!(
        read("$ ./shop 2>&1 | aiops pipe >>shop.log"),
        ["aiops pipe"]
    );
    assert_eq!(read("$ cargo run --release -- scan x"), ["aiops scan x"]);
    assert_eq!(read("aiops patterns list"), ["aiops patterns list"]);
    assert!(read("$ cargo test").is_empty());
}
