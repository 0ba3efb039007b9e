//! The forms in which programs write a named value: key and value go in, a text comes out in which the value is escaped
//! as the form wants it.
//!
//! A form without quotes is left out where the value has a letter that ends it there ([`ENDS`]): nothing could tell how
//! much of the text is the value. Forms of source code are left out where the key is no name there.

use std::fmt::Write as _;

/// Letters that end a value without quotes in one form or another.
const ENDS: &str = ",;&'\"`()[]{}<>\\";
/// Letters with which a value without quotes does not begin in YAML.
const YAML: &str = "@%*!|?:-#=";

/// One way of writing.
pub(crate) struct Form {
    pub name: &'static str,
    write: fn(&str, &str) -> String,
    quotes: Quotes,
    /// The key is a name in a programming language.
    code: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Quotes {
    /// It holds every value.
    Escaped,
    /// It holds a value of one line.
    OneLine,
    /// It holds a value up to what ends it.
    None,
    /// The same, and some letters begin something else.
    Yaml,
}

impl Form {
    const fn new(quotes: Quotes, name: &'static str, write: fn(&str, &str) -> String) -> Form {
        Form {
            name,
            write,
            quotes,
            code: false,
        }
    }

    const fn quoted(name: &'static str, write: fn(&str, &str) -> String) -> Form {
        Form::new(Quotes::Escaped, name, write)
    }

    const fn bare(name: &'static str, write: fn(&str, &str) -> String) -> Form {
        Form::new(Quotes::None, name, write)
    }

    const fn in_code(mut self) -> Form {
        self.code = true;
        self
    }

    /// The text, where there can be one.
    pub(crate) fn write(&self, key: &str, value: &str) -> Option<String> {
        let ends = |letter: char| letter.is_whitespace() || ENDS.contains(letter);
        let held = match self.quotes {
            Quotes::Escaped => true,
            Quotes::OneLine => !value.contains('\n'),
            Quotes::None => !value.contains(ends),
            Quotes::Yaml => !value.contains(ends) && !value.starts_with(|c| YAML.contains(c)),
        };
        let named = !self.code
            || !key.starts_with(|c: char| c.is_ascii_digit())
                && key.chars().all(|c| c.is_alphanumeric() || c == '_');
        (held && named).then(|| (self.write)(key, value))
    }
}

pub(crate) const FORMS: &[Form] = &[
    // As people and loggers write it.
    Form::bare("K=V", |k, v| format!("{k}={v}")),
    Form::bare("K: V", |k, v| format!("{k}: {v}")),
    Form::bare("K=V, other=1", |k, v| format!("{k}={v}, other=1")),
    Form::bare("env dump", |k, v| {
        format!("HOME=/root\n{k}={v}\nPATH=/usr/bin")
    }),
    Form::bare("header", |k, v| {
        format!(
            "Accept: */*\n{}: {v}\nHost: shop.example",
            k.replace('_', "-")
        )
    }),
    // Shells.
    Form::bare("export K=V", |k, v| format!("export {k}={v}")).in_code(),
    Form::bare("--k V", |k, v| {
        format!("+ shop --{} {v} --verbose", flag(k))
    }),
    Form::bare("--k=V", |k, v| {
        format!("+ shop --{}={v} --verbose", flag(k))
    }),
    Form::new(Quotes::OneLine, "--k 'V'", |k, v| {
        format!("+ shop --{} '{}'", flag(k), v.replace('\'', r"'\''"))
    }),
    Form::quoted("['--k', 'V']", |k, v| {
        format!("['shop', '--{}', {}]", flag(k), python(v))
    }),
    Form::quoted("['--k=V']", |k, v| {
        format!("['shop', {}]", python(&format!("--{}={v}", flag(k))))
    }),
    Form::quoted("[\"--k\",\"V\"]", |k, v| {
        format!("[\"shop\",\"--{}\",{}]", flag(k), json(v))
    }),
    // Locals in tracebacks.
    Form::quoted("K = 'V'", |k, v| format!("{k} = {}", python(v))).in_code(),
    Form::quoted("    K = 'V'", |k, v| format!("    {k} = {}", python(v))).in_code(),
    Form::quoted("│ K = 'V' │", |k, v| {
        format!("│ {k} = {}       │", python(v))
    })
    .in_code(),
    Form::quoted("K = \"V\"", |k, v| format!("{k} = {v:?}")).in_code(),
    Form::quoted("    K = \"V\"", |k, v| format!("    {k} = {v:?}")).in_code(),
    // JSON.
    Form::quoted("json", object),
    Form::quoted("json, compact", |k, v| {
        format!("{{{}:{},\"n\":1}}", json(k), json(v))
    }),
    Form::quoted("json in json", |k, v| {
        format!("{{\"log\":{}}}", json(&object(k, v)))
    }),
    Form::quoted("json in json in json", |k, v| {
        let inner = format!("{{\"log\":{}}}", json(&object(k, v)));
        format!("{{\"event\":{}}}", json(&inner))
    }),
    Form::quoted("json, percent", |k, v| {
        format!("GET /p?state={}&n=1", percent(&object(k, v)))
    }),
    Form::quoted("json, html", |k, v| html(&object(k, v))),
    // Dumps of values.
    Form::quoted("python {'K': 'V'}", |k, v| {
        format!("{{{}: {}, 'n': 1}}", python(k), python(v))
    }),
    Form::quoted("python {'K': b'V'}", |k, v| {
        format!("{{{}: {}, 'n': 1}}", python(k), python_bytes(v))
    }),
    Form::quoted("rust { K: \"V\" }", |k, v| {
        format!("Settings {{ {k}: {v:?}, n: 1 }}")
    })
    .in_code(),
    Form::quoted("rust { K: Some(\"V\") }", |k, v| {
        format!("Settings {{ {k}: Some({v:?}), n: 1 }}")
    })
    .in_code(),
    Form::quoted("rust, pretty", |k, v| {
        format!("Settings {{\n    {k}: Some(\n        {v:?},\n    ),\n    n: 1,\n}}")
    })
    .in_code(),
    Form::bare("go {K:V}", |k, v| format!("{{{k}:{v} Other:1}}")).in_code(),
    Form::bare("go map[K:V]", |k, v| format!("map[{k}:{v} other:1]")),
    Form::quoted("go {K:\"V\"}", |k, v| {
        format!("main.Settings{{{k}:{}, Other:1}}", json(v))
    })
    .in_code(),
    Form::bare("java S(K=V)", |k, v| format!("Settings({k}={v}, n=1)")).in_code(),
    Form::bare("java S[K=V]", |k, v| format!("Settings[n=1, {k}={v}]")).in_code(),
    Form::bare("java {K=V}", |k, v| format!("{{{k}={v}, n=1}}")),
    Form::quoted("ruby {:K=>\"V\"}", |k, v| {
        format!("{{:{k}=>{}, :n=>1}}", ruby(v))
    })
    .in_code(),
    Form::quoted("ruby \"K\" => \"V\"", |k, v| {
        format!("{{{} => {}, \"n\" => 1}}", ruby(k), ruby(v))
    }),
    Form::quoted("ruby {\"K\"=>\"V\"}", |k, v| {
        format!("{{{}=>{}, \"n\"=>1}}", ruby(k), ruby(v))
    }),
    // Requests.
    Form::quoted("query", |k, v| {
        format!("GET /p?{}={}&n=1 HTTP/1.1", percent(k), percent(v))
    }),
    Form::quoted("form body", |k, v| {
        format!("n=1&{}={}", percent(k), percent(v))
    }),
    // Files of settings.
    Form::new(Quotes::Yaml, "yaml K: V", |k, v| {
        format!("db:\n  {k}: {v}\n  port: 1")
    }),
    Form::quoted("yaml K: \"V\"", |k, v| {
        format!("db:\n  {k}: {}\n  port: 1", json(v))
    }),
    Form::new(Quotes::OneLine, "yaml K: 'V'", |k, v| {
        format!("db:\n  {k}: '{}'\n  port: 1", v.replace('\'', "''"))
    }),
    Form::quoted("xml", |k, v| format!("<db><{k}>{}</{k}></db>", html(v))),
];

/// How a flag of this name is written: `clientSecret` and `CLIENT_SECRET` are `client-secret`.
fn flag(key: &str) -> String {
    let mut out = String::new();
    for letter in key.chars() {
        if letter.is_ascii_uppercase() && out.ends_with(|c: char| c.is_ascii_lowercase()) {
            out.push('-');
        }
        out.push(match letter {
            '_' | '.' => '-',
            _ => letter,
        });
    }
    out.to_ascii_lowercase()
}

fn json(text: &str) -> String {
    serde_json::to_string(text).unwrap()
}

fn object(key: &str, value: &str) -> String {
    format!("{{{}: {}, \"n\": 1}}", json(key), json(value))
}

/// Python's `repr`: in double quotes where only so no quote has to be escaped.
pub(crate) fn python(text: &str) -> String {
    let quote = if text.contains('\'') && !text.contains('"') {
        '"'
    } else {
        '\''
    };
    let mut out = String::from(quote);
    for letter in text.chars() {
        match letter {
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\\' => out.push_str("\\\\"),
            _ if letter == quote => out.extend(['\\', quote]),
            _ => out.push(letter),
        }
    }
    out.push(quote);
    out
}

fn python_bytes(text: &str) -> String {
    let mut out = String::from("b");
    for letter in python(text).chars() {
        if letter.is_ascii() {
            out.push(letter);
            continue;
        }
        for byte in letter.encode_utf8(&mut [0; 4]).bytes() {
            let _ = write!(out, "\\x{byte:02x}");
        }
    }
    out
}

/// Ruby's `inspect`: as in Rust, and what would begin an interpolation is escaped.
fn ruby(text: &str) -> String {
    let mut out = format!("{text:?}");
    for begin in ["#{", "#$", "#@"] {
        out = out.replace(begin, &format!("\\{begin}"));
    }
    out
}

pub(crate) fn percent(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

fn html(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\'', "&#x27;")
}

#[test]
fn forms_escape_as_they_should() {
    let written = |name: &str, key: &str, value: &str| {
        let form = FORMS.iter().find(|form| form.name == name).unwrap();
        form.write(key, value)
    };
    let told = |name: &str, value: &str| written(name, "api_key", value).unwrap();
    assert_eq!(told("K=V", "a/b=="), "api_key=a/b==");
    assert_eq!(told("--k=V", "ab"), "+ shop --api-key=ab --verbose");
    assert_eq!(told("--k 'V'", "a'b"), r"+ shop --api-key 'a'\''b'");
    assert_eq!(told("json in json", "a\"b"), {
        r#"{"log":"{\"api_key\": \"a\\\"b\", \"n\": 1}"}"#
    });
    assert_eq!(told("K = 'V'", "a'b"), r#"api_key = "a'b""#);
    assert_eq!(told("K = 'V'", "a'\"b"), r#"api_key = 'a\'"b'"#);
    assert_eq!(
        told("python {'K': b'V'}", "é\\"),
        r"{'api_key': b'\xc3\xa9\\', 'n': 1}"
    );
    assert_eq!(
        told("ruby {:K=>\"V\"}", "a#{b"),
        r#"{:api_key=>"a\#{b", :n=>1}"#
    );
    assert_eq!(told("form body", "a b/é"), "n=1&api_key=a%20b%2F%C3%A9");
    assert_eq!(told("xml", "a<b"), "<db><api_key>a&lt;b</api_key></db>");
    assert_eq!(flag("clientSecretKey"), "client-secret-key");
    assert_eq!(flag("AWS_SECRET"), "aws-secret");
    for value in ["a b", "a,b", "a\nb", "a\"b", "a\\b", "a]"] {
        assert_eq!(written("K=V", "api_key", value), None);
    }
    assert_eq!(written("yaml K: V", "api_key", "@ab"), None);
    assert_eq!(written("--k 'V'", "api_key", "a\nb"), None);
    assert_eq!(written("K = 'V'", "x-api-key", "ab"), None);
}
