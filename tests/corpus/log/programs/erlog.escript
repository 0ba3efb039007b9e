%% The depot's business through Erlang's logger (OTP's own formatter).
main(Args) ->
    Single = Args =:= ["single"],
    F = case Single of
        true -> #{single_line => true, template => [time, " ", level, " ", pid, " ", msg, "\n"]};
        false -> #{legacy_header => true, single_line => false}
    end,
    ok = logger:update_handler_config(default, formatter, {logger_formatter, F}),
    ok = logger:set_primary_config(level, debug),
    logger:info("depot opens, ~p errors carried over", [0]),
    logger:error("shelf ~p is empty", [7]),
    logger:warning("shelf 12 is low, ERROR soon"),
    logger:notice("error: none"),
    logger:error("customs said:~nparcel 120: no papers~nparcel 121: no papers", []),
    logger:critical("cold room too warm"),
    logger:info("depot closes"),
    timer:sleep(300).
