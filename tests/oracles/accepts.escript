#!/usr/bin/env escript
%% Whether Erlang itself accepts what the tests take for terms:
%%
%%     escript tests/oracles/accepts.escript tests/etf/erlpack.txt testdata/*.etf.plain.gwcap.gz
%%
%% A .txt file has rows of a value in JSON and of its term in hexadecimal; of long terms it has a
%% checksum, which is passed over. Any other file is a capture of plain ETF, whose format
%% testdata/README.md has.
%%
%% `binary_to_term/2` has to take every term, to its last byte, and what Erlang packs of it has to
%% be the same term again. Numbers and texts, which Erlang and Discord's erlpack write alike, have
%% to be the same bytes, and numbers the value that they stand for.

main([]) ->
    io:put_chars(standard_error, "usage: accepts.escript FILE...\n"),
    halt(2);
main(Files) ->
    Failures = lists:sum([check_file(File) || File <- Files]),
    halt(min(Failures, 1)).

check_file(File) ->
    {ok, Bytes} = file:read_file(File),
    {Terms, Skipped} =
        case filename:extension(File) of
            ".txt" -> table(Bytes);
            _ -> {capture(Bytes), 0}
        end,
    Wrong = [{Name, Why} || {Name, Expected, Term} <- Terms, Why <- check(Expected, Term)],
    [io:format("~ts: ~ts: ~tp~n", [File, Name, Why]) || {Name, Why} <- Wrong],
    io:format("~ts: ~b terms, ~b wrong, ~b passed over~n",
        [File, length(Terms), length(Wrong), Skipped]),
    %% A file without terms was not understood.
    length(Wrong) + case Terms of [] -> 1; _ -> 0 end.

%% What is wrong with a term; nothing, if it is right.
check(Expected, Bytes) ->
    try
        {Term, Used} = binary_to_term(Bytes, [used]),
        [{used, Used, 'of', byte_size(Bytes)} || Used =/= byte_size(Bytes)]
            ++ [not_the_same_again || binary_to_term(term_to_binary(Term)) =/= Term]
            ++ [{other_bytes, pack(Term)} || is_alike(Term), pack(Term) =/= Bytes]
            ++ [{other_value, Term} || Expected =/= any, Term =/= Expected]
    catch
        error:Reason -> [Reason]
    end.

pack(Term) -> term_to_binary(Term, [{minor_version, 1}]).

is_alike(Term) -> is_number(Term) orelse is_binary(Term).

table(Bytes) ->
    Rows = [binary:split(Row, <<"\t">>) || Row <- binary:split(Bytes, <<"\n">>, [global, trim])],
    Terms = [{Text, number(Text), unhex(Hex)} || [Text, Hex] <- Rows, binary:first(Hex) =/= $#],
    {Terms, length(Rows) - length(Terms)}.

%% The number that a text is, if it is one.
number(Text) ->
    try binary_to_integer(Text)
    catch error:badarg ->
        try binary_to_float(with_point(Text))
        catch error:badarg -> any
        end
    end.

%% Erlang wants a point in every float: 1e+16 is 1.0e+16.
with_point(Text) -> re:replace(Text, "^(-?[0-9]+)e", "\\1.0e", [{return, binary}]).

unhex(Hex) -> << <<(binary_to_integer(<<Digit, Next>>, 16))>> || <<Digit, Next>> <= Hex >>.

capture(<<16#1F, 16#8B, _/binary>> = Packed) -> capture(zlib:gunzip(Packed));
capture(<<"GWCP", 1, 1, 0, _, Records/binary>>) -> records(Records, 1).

%% An empty record says that the connection was opened anew.
records(<<>>, _) -> [];
records(<<0:32, Rest/binary>>, Number) -> records(Rest, Number);
records(<<Length:32, Message:Length/binary, Rest/binary>>, Number) ->
    [{io_lib:format("frame ~b", [Number]), any, Message} | records(Rest, Number + 1)].
