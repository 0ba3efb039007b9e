# Print an optspec for argparse to handle cmd's options that are independent of any subcommand.
function __fish_aiops_global_optspecs
    string join \n q/quiet v/verbose config= color= h/help V/version
end

function __fish_aiops_needs_command
    # Figure out if the current invocation already has a command.
    set -l cmd (commandline -opc)
    set -e cmd[1]
    argparse -s (__fish_aiops_global_optspecs) -- $cmd 2>/dev/null
    or return
    if set -q argv[1]
        # Also print the command, so this can be used to figure out what it is.
        echo $argv[1]
        return 1
    end
    return 0
end

function __fish_aiops_using_subcommand
    set -l cmd (__fish_aiops_needs_command)
    test -z "$cmd"
    and return 1
    contains -- $cmd[1] $argv
end

complete -c aiops -n "__fish_aiops_needs_command" -l config -d 'Configuration file [default: aiops/config.toml in `$XDG_CONFIG_HOME` or ~/.config, else /etc/aiops/config.toml]' -r -F
complete -c aiops -n "__fish_aiops_needs_command" -l color -d 'When to use colours; `NO_COLOR`, CLICOLOR and TERM=dumb are honoured' -r -f -a "auto\t''
always\t''
never\t''"
complete -c aiops -n "__fish_aiops_needs_command" -s q -l quiet -d 'Say less: warnings are not printed (twice: nor errors)'
complete -c aiops -n "__fish_aiops_needs_command" -s v -l verbose -d 'Say more about what aiops itself does (repeat for more)'
complete -c aiops -n "__fish_aiops_needs_command" -s h -l help -d 'Print help'
complete -c aiops -n "__fish_aiops_needs_command" -s V -l version -d 'Print version'
complete -c aiops -n "__fish_aiops_needs_command" -f -a "scan" -d 'Read files once and print the incidents in them, grouped and ranked'
complete -c aiops -n "__fish_aiops_needs_command" -f -a "pipe" -d 'Pass stdin to stdout byte for byte, and print incidents to stderr'
complete -c aiops -n "__fish_aiops_needs_command" -f -a "watch" -d 'Follow files for ever and print incidents as they happen'
complete -c aiops -n "__fish_aiops_needs_command" -f -a "redact" -d 'Pass stdin to stdout without secrets and personal data'
complete -c aiops -n "__fish_aiops_needs_command" -f -a "explain" -d 'Tell how a line was read: header, patterns, rules, fingerprint'
complete -c aiops -n "__fish_aiops_needs_command" -f -a "patterns" -d 'List, show and check pattern files'
complete -c aiops -n "__fish_aiops_needs_command" -f -a "config" -d 'Show every setting and where it comes from'
complete -c aiops -n "__fish_aiops_needs_command" -f -a "completions" -d 'Print a completion script'
complete -c aiops -n "__fish_aiops_needs_command" -f -a "man" -d 'Print a man page, or write all of them'
complete -c aiops -n "__fish_aiops_needs_command" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c aiops -n "__fish_aiops_using_subcommand scan" -s j -l jobs -d 'Files read at the same time, at most 256 [default: the number of cores]' -r
complete -c aiops -n "__fish_aiops_using_subcommand scan" -l format -d 'How incidents are printed' -r -f -a "text\t'For people'
ndjson\t'One JSON object a line, see aiops-incident(5)'"
complete -c aiops -n "__fish_aiops_using_subcommand scan" -l patterns -d 'Folder with pattern files of your own; one named like a built-in replaces it' -r -f -a "(__fish_complete_directories)"
complete -c aiops -n "__fish_aiops_using_subcommand scan" -l min-level -d 'Least level of an incident: debug, info, warning, error, critical' -r
complete -c aiops -n "__fish_aiops_using_subcommand scan" -l context -d 'Lines of context kept before an incident, at most 100' -r
complete -c aiops -n "__fish_aiops_using_subcommand scan" -l timezone -d 'Zone of times that name none: local, utc, or an offset such as +02:00' -r
complete -c aiops -n "__fish_aiops_using_subcommand scan" -l dedup-window -d 'How long a repeat of the same failure only counts; 0 tells every occurrence' -r
complete -c aiops -n "__fish_aiops_using_subcommand scan" -l drain-timeout -d 'How long the end of a run may take to deliver what is queued' -r
complete -c aiops -n "__fish_aiops_using_subcommand scan" -l config -d 'Configuration file [default: aiops/config.toml in `$XDG_CONFIG_HOME` or ~/.config, else /etc/aiops/config.toml]' -r -F
complete -c aiops -n "__fish_aiops_using_subcommand scan" -l color -d 'When to use colours; `NO_COLOR`, CLICOLOR and TERM=dumb are honoured' -r -f -a "auto\t''
always\t''
never\t''"
complete -c aiops -n "__fish_aiops_using_subcommand scan" -l line-by-line -d 'Read every line, also those that no incident can be near to; for measurements'
complete -c aiops -n "__fish_aiops_using_subcommand scan" -l show-hidden -d 'Show what is hidden as well: noise, and what is below the least level'
complete -c aiops -n "__fish_aiops_using_subcommand scan" -l exit-code -d 'Exit with 1 if incidents were found'
complete -c aiops -n "__fish_aiops_using_subcommand scan" -s q -l quiet -d 'Say less: warnings are not printed (twice: nor errors)'
complete -c aiops -n "__fish_aiops_using_subcommand scan" -s v -l verbose -d 'Say more about what aiops itself does (repeat for more)'
complete -c aiops -n "__fish_aiops_using_subcommand scan" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c aiops -n "__fish_aiops_using_subcommand pipe" -l output -d 'Add incidents to this file, as one JSON object a line, instead of printing them to stderr' -r -F
complete -c aiops -n "__fish_aiops_using_subcommand pipe" -l format -d 'How incidents are printed' -r -f -a "text\t'For people'
ndjson\t'One JSON object a line, see aiops-incident(5)'"
complete -c aiops -n "__fish_aiops_using_subcommand pipe" -l patterns -d 'Folder with pattern files of your own; one named like a built-in replaces it' -r -f -a "(__fish_complete_directories)"
complete -c aiops -n "__fish_aiops_using_subcommand pipe" -l min-level -d 'Least level of an incident: debug, info, warning, error, critical' -r
complete -c aiops -n "__fish_aiops_using_subcommand pipe" -l context -d 'Lines of context kept before an incident, at most 100' -r
complete -c aiops -n "__fish_aiops_using_subcommand pipe" -l timezone -d 'Zone of times that name none: local, utc, or an offset such as +02:00' -r
complete -c aiops -n "__fish_aiops_using_subcommand pipe" -l dedup-window -d 'How long a repeat of the same failure only counts; 0 tells every occurrence' -r
complete -c aiops -n "__fish_aiops_using_subcommand pipe" -l drain-timeout -d 'How long the end of a run may take to deliver what is queued' -r
complete -c aiops -n "__fish_aiops_using_subcommand pipe" -l config -d 'Configuration file [default: aiops/config.toml in `$XDG_CONFIG_HOME` or ~/.config, else /etc/aiops/config.toml]' -r -F
complete -c aiops -n "__fish_aiops_using_subcommand pipe" -l color -d 'When to use colours; `NO_COLOR`, CLICOLOR and TERM=dumb are honoured' -r -f -a "auto\t''
always\t''
never\t''"
complete -c aiops -n "__fish_aiops_using_subcommand pipe" -l lossless -d 'Wait for the analysis rather than let output pass unread when it falls behind'
complete -c aiops -n "__fish_aiops_using_subcommand pipe" -l show-hidden -d 'Show what is hidden as well: noise, and what is below the least level'
complete -c aiops -n "__fish_aiops_using_subcommand pipe" -l exit-code -d 'Exit with 1 if incidents were found'
complete -c aiops -n "__fish_aiops_using_subcommand pipe" -s q -l quiet -d 'Say less: warnings are not printed (twice: nor errors)'
complete -c aiops -n "__fish_aiops_using_subcommand pipe" -s v -l verbose -d 'Say more about what aiops itself does (repeat for more)'
complete -c aiops -n "__fish_aiops_using_subcommand pipe" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c aiops -n "__fish_aiops_using_subcommand watch" -l format -d 'How incidents are printed' -r -f -a "text\t'For people'
ndjson\t'One JSON object a line, see aiops-incident(5)'"
complete -c aiops -n "__fish_aiops_using_subcommand watch" -l patterns -d 'Folder with pattern files of your own; one named like a built-in replaces it' -r -f -a "(__fish_complete_directories)"
complete -c aiops -n "__fish_aiops_using_subcommand watch" -l min-level -d 'Least level of an incident: debug, info, warning, error, critical' -r
complete -c aiops -n "__fish_aiops_using_subcommand watch" -l context -d 'Lines of context kept before an incident, at most 100' -r
complete -c aiops -n "__fish_aiops_using_subcommand watch" -l timezone -d 'Zone of times that name none: local, utc, or an offset such as +02:00' -r
complete -c aiops -n "__fish_aiops_using_subcommand watch" -l dedup-window -d 'How long a repeat of the same failure only counts; 0 tells every occurrence' -r
complete -c aiops -n "__fish_aiops_using_subcommand watch" -l drain-timeout -d 'How long the end of a run may take to deliver what is queued' -r
complete -c aiops -n "__fish_aiops_using_subcommand watch" -l config -d 'Configuration file [default: aiops/config.toml in `$XDG_CONFIG_HOME` or ~/.config, else /etc/aiops/config.toml]' -r -F
complete -c aiops -n "__fish_aiops_using_subcommand watch" -l color -d 'When to use colours; `NO_COLOR`, CLICOLOR and TERM=dumb are honoured' -r -f -a "auto\t''
always\t''
never\t''"
complete -c aiops -n "__fish_aiops_using_subcommand watch" -l from-start -d 'Read files that exist from their start, not from their end'
complete -c aiops -n "__fish_aiops_using_subcommand watch" -l show-hidden -d 'Show what is hidden as well: noise, and what is below the least level'
complete -c aiops -n "__fish_aiops_using_subcommand watch" -l exit-code -d 'Exit with 1 if incidents were found'
complete -c aiops -n "__fish_aiops_using_subcommand watch" -s q -l quiet -d 'Say less: warnings are not printed (twice: nor errors)'
complete -c aiops -n "__fish_aiops_using_subcommand watch" -s v -l verbose -d 'Say more about what aiops itself does (repeat for more)'
complete -c aiops -n "__fish_aiops_using_subcommand watch" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c aiops -n "__fish_aiops_using_subcommand redact" -l config -d 'Configuration file [default: aiops/config.toml in `$XDG_CONFIG_HOME` or ~/.config, else /etc/aiops/config.toml]' -r -F
complete -c aiops -n "__fish_aiops_using_subcommand redact" -l color -d 'When to use colours; `NO_COLOR`, CLICOLOR and TERM=dumb are honoured' -r -f -a "auto\t''
always\t''
never\t''"
complete -c aiops -n "__fish_aiops_using_subcommand redact" -l stats -d 'At the end, print to stderr how many redactions were made, by rule'
complete -c aiops -n "__fish_aiops_using_subcommand redact" -s q -l quiet -d 'Say less: warnings are not printed (twice: nor errors)'
complete -c aiops -n "__fish_aiops_using_subcommand redact" -s v -l verbose -d 'Say more about what aiops itself does (repeat for more)'
complete -c aiops -n "__fish_aiops_using_subcommand redact" -s h -l help -d 'Print help'
complete -c aiops -n "__fish_aiops_using_subcommand explain" -l patterns -d 'Folder with pattern files of your own' -r -f -a "(__fish_complete_directories)"
complete -c aiops -n "__fish_aiops_using_subcommand explain" -l min-level -d 'Least level of an incident' -r
complete -c aiops -n "__fish_aiops_using_subcommand explain" -l config -d 'Configuration file [default: aiops/config.toml in `$XDG_CONFIG_HOME` or ~/.config, else /etc/aiops/config.toml]' -r -F
complete -c aiops -n "__fish_aiops_using_subcommand explain" -l color -d 'When to use colours; `NO_COLOR`, CLICOLOR and TERM=dumb are honoured' -r -f -a "auto\t''
always\t''
never\t''"
complete -c aiops -n "__fish_aiops_using_subcommand explain" -s q -l quiet -d 'Say less: warnings are not printed (twice: nor errors)'
complete -c aiops -n "__fish_aiops_using_subcommand explain" -s v -l verbose -d 'Say more about what aiops itself does (repeat for more)'
complete -c aiops -n "__fish_aiops_using_subcommand explain" -s h -l help -d 'Print help'
complete -c aiops -n "__fish_aiops_using_subcommand patterns; and not __fish_seen_subcommand_from list show check help" -l patterns -d 'Folder with pattern files of your own' -r -f -a "(__fish_complete_directories)"
complete -c aiops -n "__fish_aiops_using_subcommand patterns; and not __fish_seen_subcommand_from list show check help" -l config -d 'Configuration file [default: aiops/config.toml in `$XDG_CONFIG_HOME` or ~/.config, else /etc/aiops/config.toml]' -r -F
complete -c aiops -n "__fish_aiops_using_subcommand patterns; and not __fish_seen_subcommand_from list show check help" -l color -d 'When to use colours; `NO_COLOR`, CLICOLOR and TERM=dumb are honoured' -r -f -a "auto\t''
always\t''
never\t''"
complete -c aiops -n "__fish_aiops_using_subcommand patterns; and not __fish_seen_subcommand_from list show check help" -s q -l quiet -d 'Say less: warnings are not printed (twice: nor errors)'
complete -c aiops -n "__fish_aiops_using_subcommand patterns; and not __fish_seen_subcommand_from list show check help" -s v -l verbose -d 'Say more about what aiops itself does (repeat for more)'
complete -c aiops -n "__fish_aiops_using_subcommand patterns; and not __fish_seen_subcommand_from list show check help" -s h -l help -d 'Print help'
complete -c aiops -n "__fish_aiops_using_subcommand patterns; and not __fish_seen_subcommand_from list show check help" -f -a "list" -d 'List the patterns with their kind and number of rules and examples'
complete -c aiops -n "__fish_aiops_using_subcommand patterns; and not __fish_seen_subcommand_from list show check help" -f -a "show" -d 'Print a pattern file'
complete -c aiops -n "__fish_aiops_using_subcommand patterns; and not __fish_seen_subcommand_from list show check help" -f -a "check" -d 'Check pattern files and run their examples; all that are built in, if none is named'
complete -c aiops -n "__fish_aiops_using_subcommand patterns; and not __fish_seen_subcommand_from list show check help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c aiops -n "__fish_aiops_using_subcommand patterns; and __fish_seen_subcommand_from list" -l patterns -d 'Folder with pattern files of your own' -r -f -a "(__fish_complete_directories)"
complete -c aiops -n "__fish_aiops_using_subcommand patterns; and __fish_seen_subcommand_from list" -l config -d 'Configuration file [default: aiops/config.toml in `$XDG_CONFIG_HOME` or ~/.config, else /etc/aiops/config.toml]' -r -F
complete -c aiops -n "__fish_aiops_using_subcommand patterns; and __fish_seen_subcommand_from list" -l color -d 'When to use colours; `NO_COLOR`, CLICOLOR and TERM=dumb are honoured' -r -f -a "auto\t''
always\t''
never\t''"
complete -c aiops -n "__fish_aiops_using_subcommand patterns; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Say less: warnings are not printed (twice: nor errors)'
complete -c aiops -n "__fish_aiops_using_subcommand patterns; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Say more about what aiops itself does (repeat for more)'
complete -c aiops -n "__fish_aiops_using_subcommand patterns; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help'
complete -c aiops -n "__fish_aiops_using_subcommand patterns; and __fish_seen_subcommand_from show" -l patterns -d 'Folder with pattern files of your own' -r -f -a "(__fish_complete_directories)"
complete -c aiops -n "__fish_aiops_using_subcommand patterns; and __fish_seen_subcommand_from show" -l config -d 'Configuration file [default: aiops/config.toml in `$XDG_CONFIG_HOME` or ~/.config, else /etc/aiops/config.toml]' -r -F
complete -c aiops -n "__fish_aiops_using_subcommand patterns; and __fish_seen_subcommand_from show" -l color -d 'When to use colours; `NO_COLOR`, CLICOLOR and TERM=dumb are honoured' -r -f -a "auto\t''
always\t''
never\t''"
complete -c aiops -n "__fish_aiops_using_subcommand patterns; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Say less: warnings are not printed (twice: nor errors)'
complete -c aiops -n "__fish_aiops_using_subcommand patterns; and __fish_seen_subcommand_from show" -s v -l verbose -d 'Say more about what aiops itself does (repeat for more)'
complete -c aiops -n "__fish_aiops_using_subcommand patterns; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help'
complete -c aiops -n "__fish_aiops_using_subcommand patterns; and __fish_seen_subcommand_from check" -l patterns -d 'Folder with pattern files of your own' -r -f -a "(__fish_complete_directories)"
complete -c aiops -n "__fish_aiops_using_subcommand patterns; and __fish_seen_subcommand_from check" -l config -d 'Configuration file [default: aiops/config.toml in `$XDG_CONFIG_HOME` or ~/.config, else /etc/aiops/config.toml]' -r -F
complete -c aiops -n "__fish_aiops_using_subcommand patterns; and __fish_seen_subcommand_from check" -l color -d 'When to use colours; `NO_COLOR`, CLICOLOR and TERM=dumb are honoured' -r -f -a "auto\t''
always\t''
never\t''"
complete -c aiops -n "__fish_aiops_using_subcommand patterns; and __fish_seen_subcommand_from check" -s q -l quiet -d 'Say less: warnings are not printed (twice: nor errors)'
complete -c aiops -n "__fish_aiops_using_subcommand patterns; and __fish_seen_subcommand_from check" -s v -l verbose -d 'Say more about what aiops itself does (repeat for more)'
complete -c aiops -n "__fish_aiops_using_subcommand patterns; and __fish_seen_subcommand_from check" -s h -l help -d 'Print help'
complete -c aiops -n "__fish_aiops_using_subcommand patterns; and __fish_seen_subcommand_from help" -f -a "list" -d 'List the patterns with their kind and number of rules and examples'
complete -c aiops -n "__fish_aiops_using_subcommand patterns; and __fish_seen_subcommand_from help" -f -a "show" -d 'Print a pattern file'
complete -c aiops -n "__fish_aiops_using_subcommand patterns; and __fish_seen_subcommand_from help" -f -a "check" -d 'Check pattern files and run their examples; all that are built in, if none is named'
complete -c aiops -n "__fish_aiops_using_subcommand patterns; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c aiops -n "__fish_aiops_using_subcommand config; and not __fish_seen_subcommand_from show help" -l config -d 'Configuration file [default: aiops/config.toml in `$XDG_CONFIG_HOME` or ~/.config, else /etc/aiops/config.toml]' -r -F
complete -c aiops -n "__fish_aiops_using_subcommand config; and not __fish_seen_subcommand_from show help" -l color -d 'When to use colours; `NO_COLOR`, CLICOLOR and TERM=dumb are honoured' -r -f -a "auto\t''
always\t''
never\t''"
complete -c aiops -n "__fish_aiops_using_subcommand config; and not __fish_seen_subcommand_from show help" -s q -l quiet -d 'Say less: warnings are not printed (twice: nor errors)'
complete -c aiops -n "__fish_aiops_using_subcommand config; and not __fish_seen_subcommand_from show help" -s v -l verbose -d 'Say more about what aiops itself does (repeat for more)'
complete -c aiops -n "__fish_aiops_using_subcommand config; and not __fish_seen_subcommand_from show help" -s h -l help -d 'Print help'
complete -c aiops -n "__fish_aiops_using_subcommand config; and not __fish_seen_subcommand_from show help" -f -a "show" -d 'Print every setting and where it comes from; keys are not shown'
complete -c aiops -n "__fish_aiops_using_subcommand config; and not __fish_seen_subcommand_from show help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c aiops -n "__fish_aiops_using_subcommand config; and __fish_seen_subcommand_from show" -l config -d 'Configuration file [default: aiops/config.toml in `$XDG_CONFIG_HOME` or ~/.config, else /etc/aiops/config.toml]' -r -F
complete -c aiops -n "__fish_aiops_using_subcommand config; and __fish_seen_subcommand_from show" -l color -d 'When to use colours; `NO_COLOR`, CLICOLOR and TERM=dumb are honoured' -r -f -a "auto\t''
always\t''
never\t''"
complete -c aiops -n "__fish_aiops_using_subcommand config; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Say less: warnings are not printed (twice: nor errors)'
complete -c aiops -n "__fish_aiops_using_subcommand config; and __fish_seen_subcommand_from show" -s v -l verbose -d 'Say more about what aiops itself does (repeat for more)'
complete -c aiops -n "__fish_aiops_using_subcommand config; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help'
complete -c aiops -n "__fish_aiops_using_subcommand config; and __fish_seen_subcommand_from help" -f -a "show" -d 'Print every setting and where it comes from; keys are not shown'
complete -c aiops -n "__fish_aiops_using_subcommand config; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c aiops -n "__fish_aiops_using_subcommand completions" -l config -d 'Configuration file [default: aiops/config.toml in `$XDG_CONFIG_HOME` or ~/.config, else /etc/aiops/config.toml]' -r -F
complete -c aiops -n "__fish_aiops_using_subcommand completions" -l color -d 'When to use colours; `NO_COLOR`, CLICOLOR and TERM=dumb are honoured' -r -f -a "auto\t''
always\t''
never\t''"
complete -c aiops -n "__fish_aiops_using_subcommand completions" -s q -l quiet -d 'Say less: warnings are not printed (twice: nor errors)'
complete -c aiops -n "__fish_aiops_using_subcommand completions" -s v -l verbose -d 'Say more about what aiops itself does (repeat for more)'
complete -c aiops -n "__fish_aiops_using_subcommand completions" -s h -l help -d 'Print help'
complete -c aiops -n "__fish_aiops_using_subcommand man" -l write -d 'Write all pages into this folder instead' -r -f -a "(__fish_complete_directories)"
complete -c aiops -n "__fish_aiops_using_subcommand man" -l config -d 'Configuration file [default: aiops/config.toml in `$XDG_CONFIG_HOME` or ~/.config, else /etc/aiops/config.toml]' -r -F
complete -c aiops -n "__fish_aiops_using_subcommand man" -l color -d 'When to use colours; `NO_COLOR`, CLICOLOR and TERM=dumb are honoured' -r -f -a "auto\t''
always\t''
never\t''"
complete -c aiops -n "__fish_aiops_using_subcommand man" -s q -l quiet -d 'Say less: warnings are not printed (twice: nor errors)'
complete -c aiops -n "__fish_aiops_using_subcommand man" -s v -l verbose -d 'Say more about what aiops itself does (repeat for more)'
complete -c aiops -n "__fish_aiops_using_subcommand man" -s h -l help -d 'Print help'
complete -c aiops -n "__fish_aiops_using_subcommand help; and not __fish_seen_subcommand_from scan pipe watch redact explain patterns config completions man help" -f -a "scan" -d 'Read files once and print the incidents in them, grouped and ranked'
complete -c aiops -n "__fish_aiops_using_subcommand help; and not __fish_seen_subcommand_from scan pipe watch redact explain patterns config completions man help" -f -a "pipe" -d 'Pass stdin to stdout byte for byte, and print incidents to stderr'
complete -c aiops -n "__fish_aiops_using_subcommand help; and not __fish_seen_subcommand_from scan pipe watch redact explain patterns config completions man help" -f -a "watch" -d 'Follow files for ever and print incidents as they happen'
complete -c aiops -n "__fish_aiops_using_subcommand help; and not __fish_seen_subcommand_from scan pipe watch redact explain patterns config completions man help" -f -a "redact" -d 'Pass stdin to stdout without secrets and personal data'
complete -c aiops -n "__fish_aiops_using_subcommand help; and not __fish_seen_subcommand_from scan pipe watch redact explain patterns config completions man help" -f -a "explain" -d 'Tell how a line was read: header, patterns, rules, fingerprint'
complete -c aiops -n "__fish_aiops_using_subcommand help; and not __fish_seen_subcommand_from scan pipe watch redact explain patterns config completions man help" -f -a "patterns" -d 'List, show and check pattern files'
complete -c aiops -n "__fish_aiops_using_subcommand help; and not __fish_seen_subcommand_from scan pipe watch redact explain patterns config completions man help" -f -a "config" -d 'Show every setting and where it comes from'
complete -c aiops -n "__fish_aiops_using_subcommand help; and not __fish_seen_subcommand_from scan pipe watch redact explain patterns config completions man help" -f -a "completions" -d 'Print a completion script'
complete -c aiops -n "__fish_aiops_using_subcommand help; and not __fish_seen_subcommand_from scan pipe watch redact explain patterns config completions man help" -f -a "man" -d 'Print a man page, or write all of them'
complete -c aiops -n "__fish_aiops_using_subcommand help; and not __fish_seen_subcommand_from scan pipe watch redact explain patterns config completions man help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c aiops -n "__fish_aiops_using_subcommand help; and __fish_seen_subcommand_from patterns" -f -a "list" -d 'List the patterns with their kind and number of rules and examples'
complete -c aiops -n "__fish_aiops_using_subcommand help; and __fish_seen_subcommand_from patterns" -f -a "show" -d 'Print a pattern file'
complete -c aiops -n "__fish_aiops_using_subcommand help; and __fish_seen_subcommand_from patterns" -f -a "check" -d 'Check pattern files and run their examples; all that are built in, if none is named'
complete -c aiops -n "__fish_aiops_using_subcommand help; and __fish_seen_subcommand_from config" -f -a "show" -d 'Print every setting and where it comes from; keys are not shown'
