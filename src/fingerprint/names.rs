//! Names of functions, types and files without what a compiler, a proxy or a build put into them.
//!
//! A name as printed goes in, the name its author gave comes out: the same for each build, so closures, hashes
//! and generated numbers go. Nothing is refused; a name that was generated as a whole comes out empty.

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::bytes::{Captures, Regex, RegexBuilder};

/// What goes, in this order.
const CUTS: &[&str] = &[
    // Rust: crate hashes, closures, futures and implementations by number.
    r"::h[0-9a-f]{16}$",
    r"\[[0-9a-f]{8,}\]",
    r"(?:::)?(?:\{+(?:closure|closure_env|async_block|async_fn|async_closure|async_fn_env|async_block_env|coroutine|coroutine_env|generator|impl|constant|vtable\.shim|vtable_shim|shim)[^{}]*\}+)",
    r"(?:::)?\b(?:closure|closure_env|async_block|async_fn|async_fn_env|async_block_env|impl)\$\d+",
    // The JVM: lambdas, Scala's and Groovy's closures, proxies, accessors.
    r"\$\$Lambda(?:[$/].*)?$",
    r"\$\$?(?:Enhancer|FastClass)?(?:By)?(?:Spring)?CGLIB\$\$.*$",
    r"\$\$anonfun\b|\$?\banonfun\$?|\$lambda\b|\blambda\$|^lambda-\d+$",
    r"\$lambda-\d+|_closure\d+|\$_?closure\d+",
    r"\$adapted\b|\$mc[A-Z]+\$sp\b",
    // Python: what has no name, and the scope it stands in.
    r"<(?:locals|lambda|listcomp|dictcomp|setcomp|genexpr)>",
    // JavaScript: no name, and a second name.
    r" ?\[as [^\]]*\]|<anonymous>",
    // Go: closures, wrappers, type arguments, arguments.
    r"(?:\.glob\.)?(?:\.?\.(?:func|gowrap|deferwrap)\d+(?:\.\d+)*)+|-fm$|-range\d+",
    r"\[\.\.\.\]",
    r"\((?:0x|\.\.\.|\{)[^()]*\)$",
    // Ruby: the block within the method.
    r"\b(?:block|rescue|ensure)(?: \(\d+ levels\))? in ",
    // .NET: lambdas, display classes, state machines.
    r"<>c(?:__DisplayClass\w*)?|\bMoveNext\b(?:\(\))?|\bd__\d+|\bb__\w+|`\d+",
    // Numbers and hashes that generators append.
    r"[$#]+\d+\b|[$#]+\d+[$#]|__\d+\b",
    r"(?:GeneratedMethodAccessor|GeneratedConstructorAccessor|GeneratedSerializationConstructorAccessor)\d+",
    r"\$Proxy\d+",
];

static CUT: LazyLock<Vec<Regex>> = LazyLock::new(|| CUTS.iter().map(|cut| regex(cut)).collect());
/// Hashes of a build and long numbers: nobody gives such a name.
static GENERATED: LazyLock<Regex> =
    LazyLock::new(|| regex(r"[0-9a-f]{8,}|[0-9A-F]{8,}|\d{4,}|0x[0-9A-Fa-f]+"));
/// What cutting leaves between names.
static LEFT_OVER: LazyLock<Regex> =
    LazyLock::new(|| regex(r"(?:\.|::){2,}|[$#]{2,}|<>|\{\}|\(\)|\s{2,}"));
/// A class loader, a Java module and its version, in front of a class.
static LOADER: LazyLock<Regex> = LazyLock::new(|| regex(r"^(?:[\w.$@-]*/){1,3}"));

fn regex(source: &str) -> Regex {
    RegexBuilder::new(source)
        .unicode(false)
        .build()
        .expect("a test compiles it")
}

/// A function's, type's or logger's name.
pub(super) fn clean(name: &str) -> String {
    let mut name = name.trim().as_bytes().to_vec();
    for cut in CUT.iter() {
        if let Cow::Owned(shorter) = cut.replace_all(&name, &b""[..]) {
            name = shorter;
        }
    }
    let name = drop_generated(&name);
    let name = LEFT_OVER.replace_all(&name, |caps: &Captures<'_>| match caps[0].first() {
        Some(b':') => b"::".to_vec(),
        Some(b'.') => b".".to_vec(),
        Some(b'$') => b"$".to_vec(),
        Some(b'(' | b'<' | b'{' | b'#') | None => Vec::new(),
        Some(_) => b" ".to_vec(),
    });
    let name = String::from_utf8_lossy(&name);
    name.trim_matches(|c: char| ".:$# ".contains(c)).to_owned()
}

/// A module's or class's name; the class loader in front of a Java class differs between runs.
pub(super) fn clean_module(name: &str) -> String {
    // Go's packages are paths and stand in the function; a module with a slash is the JVM's.
    let rest = LOADER
        .find(name.as_bytes())
        .map_or(name, |loader| name.get(loader.end()..).unwrap_or(name));
    clean(rest)
}

/// A file's name without its path, and without hashes of a build.
pub(super) fn clean_file(path: &str) -> String {
    let path = path.trim();
    let path = path.split(['?', '#']).next().unwrap_or(path);
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    String::from_utf8_lossy(&drop_generated(name.as_bytes())).into_owned()
}

/// Masks generated runs; words of only letters that happen to be hex (`deadbeef`, `effaced`) stay.
fn drop_generated(name: &[u8]) -> Vec<u8> {
    GENERATED
        .replace_all(name, |caps: &Captures<'_>| {
            let run = &caps[0];
            if run.iter().any(u8::is_ascii_digit) {
                b"*".to_vec()
            } else {
                run.to_vec()
            }
        })
        .into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_compilers_put_into_names_is_cut() {
        let cases = [
            ("app::main::{{closure}}::h0123456789abcdef", "app::main"),
            ("app::main::{closure#0}", "app::main"),
            ("app::run::{{closure}}::{{closure}}", "app::run"),
            ("app::run::{async_block#0}::inner", "app::run::inner"),
            ("app::main::closure$0", "app::main"),
            (
                "core::ops::function::FnOnce::call_once{{vtable.shim}}::h0123456789abcdef",
                "core::ops::function::FnOnce::call_once",
            ),
            ("<app::Job as app::Run>::run", "<app::Job as app::Run>::run"),
            ("lambda$main$0", "main"),
            ("lambda$main$12", "main"),
            ("$anonfun$main$1", "main"),
            ("$anonfun$main$1$adapted", "main"),
            (
                "com.example.Main$$Lambda$14/0x0000000800c03000",
                "com.example.Main",
            ),
            (
                "com.example.Main$$Lambda/0x00007f0123456789",
                "com.example.Main",
            ),
            ("com.example.Main$$Lambda$14", "com.example.Main"),
            ("com.example.Main$1", "com.example.Main"),
            ("com.example.Main$1$2", "com.example.Main"),
            ("com.example.Main$Inner", "com.example.Main$Inner"),
            (
                "com.example.Svc$$EnhancerBySpringCGLIB$$1a2b3c4d",
                "com.example.Svc",
            ),
            ("com.example.Svc$$SpringCGLIB$$0", "com.example.Svc"),
            ("<lambda>", ""),
            ("Shop.order.<locals>.<lambda>", "Shop.order"),
            ("<module>", "<module>"),
            ("<listcomp>", ""),
            ("Object.<anonymous>", "Object"),
            ("Shop.order [as handler]", "Shop.order"),
            ("main.(*Server).handle.func1", "main.(*Server).handle"),
            ("main.(*Server).handle.func1.2", "main.(*Server).handle"),
            ("main.run.func2.gowrap1", "main.run"),
            ("main.glob..func1", "main"),
            ("main.Map[...]", "main.Map"),
            ("main.run(0xc000012345, 0x1)", "main.run"),
            ("block in order", "order"),
            ("block (2 levels) in order", "order"),
            ("Shop.<OrderAsync>d__12.MoveNext()", "Shop.<OrderAsync>"),
            ("Shop.<>c__DisplayClass3_0.<Main>b__1", "Shop.<Main>"),
            ("{closure}", ""),
            ("sha256_of_v2", "sha256_of_v2"),
            ("page_12345_render", "page_*_render"),
            ("deadbeef", "deadbeef"),
        ];
        for (name, clean_name) in cases {
            assert_eq!(clean(name), clean_name, "{name}");
        }
    }

    #[test]
    fn a_clean_name_stays() {
        for name in [
            "main",
            "__init__",
            "std::panicking::begin_panic",
            "com.example.Main",
            "main.(*T).M",
            "operator()",
        ] {
            assert_eq!(clean(&clean(name)), clean(name), "{name}");
        }
    }

    #[test]
    fn the_loader_before_a_class_is_cut() {
        assert_eq!(clean_module("app//com.example.Main"), "com.example.Main");
        assert_eq!(
            clean_module("java.base@17.0.1/java.lang.Thread"),
            "java.lang.Thread"
        );
        assert_eq!(
            clean_module("app/shop@1.0/com.example.Main$1"),
            "com.example.Main"
        );
        assert_eq!(clean_module("com.example.Main"), "com.example.Main");
    }

    #[test]
    fn of_a_file_only_its_name_is_left() {
        assert_eq!(clean_file("/srv/app/v12/main.py"), "main.py");
        assert_eq!(clean_file(r"C:\app\Main.cs"), "Main.cs");
        assert_eq!(
            clean_file("https://x.example/static/main.3f2a9b1c.js?v=12"),
            "main.*.js"
        );
        assert_eq!(clean_file("<ipython-input-12345>"), "<ipython-input-*>");
        assert_eq!(clean_file("Main.java"), "Main.java");
        assert_eq!(clean_file(""), "");
    }
}
