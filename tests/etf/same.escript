#!/usr/bin/env escript
%% Reads lines of two terms in hex, and says of each line whether they are the same.
-mode(compile).

main(_) ->
    case io:get_line("") of
        eof ->
            ok;
        Line ->
            [One, Two] = string:lexemes(string:trim(Line), " "),
            io:format("~w~n", [term(One) =:= term(Two)]),
            main([])
    end.

term(Hex) -> binary_to_term(binary:decode_hex(list_to_binary(Hex))).
