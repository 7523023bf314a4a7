#!/usr/bin/env escript
%% Writes terms.txt: terms of every kind, as Erlang writes and prints them.
%%
%%     escript tests/etf/terms.escript > tests/etf/terms.txt
%%
%% A line is a term by minor version 2, by minor version 1 or `=` if that is the same, compressed or
%% `-` if that is no shorter, all three in hex, and what `~w` prints; tabs in between. Two things are
%% not as `~w` has them: pids, ports and references show the name of their node, whose number differs
%% from run to run, and the entries of maps are in the order in which they are written, from which
%% `~w` departs in maps of over 32. Made with Erlang/OTP 25.
-mode(compile).

main(_) ->
    ok = io:setopts([{encoding, unicode}]),
    rand:seed(exsss, {20261124, 7, 70}),
    Bytes = fun(Term) -> term_to_binary(Term, [{minor_version, 2}]) end,
    Terms = lists:uniq(Bytes, systematic() ++ [term(rand:uniform(3)) || _ <- lists:seq(1, 1500)]),
    lists:foreach(fun line/1, Terms).

line(Term) ->
    Two = term_to_binary(Term, [{minor_version, 2}]),
    One = term_to_binary(Term, [{minor_version, 1}]),
    Small = term_to_binary(Term, [compressed, {minor_version, 2}]),
    Text = lists:flatten(print(Term)),
    %% The printer below is that of Erlang, but for what is said above.
    case is_usual(Term) of
        true -> Text = lists:flatten(io_lib:format("~w", [Term]));
        false -> ok
    end,
    io:format("~s\t~s\t~s\t~ts~n", [hex(Two), if One =:= Two -> "="; true -> hex(One) end,
        case Small of <<131, 80, _/binary>> -> hex(Small); _ -> "-" end, Text]).

hex(Bytes) -> string:lowercase(binary_to_list(binary:encode_hex(Bytes))).

%% Printing.

print(Map) when is_map(Map) ->
    ["#{", join([[print(K), " => ", print(V)] || {K, V} <- written(Map)]), "}"];
print(Tuple) when is_tuple(Tuple) -> ["{", join([print(E) || E <- tuple_to_list(Tuple)]), "}"];
print([]) -> "[]";
print([Head | Tail]) -> ["[", print(Head), rest(Tail), "]"];
print(Pid) when is_pid(Pid) -> named(pid_to_list(Pid), Pid);
print(Port) when is_port(Port) -> named(port_to_list(Port), Port);
print(Ref) when is_reference(Ref) -> named(ref_to_list(Ref), Ref);
print(Other) -> io_lib:format("~w", [Other]).

rest([]) -> "";
rest([Head | Tail]) -> [",", print(Head) | rest(Tail)];
rest(Tail) -> ["|", print(Tail)].

join([]) -> "";
join(Texts) -> lists:join(",", Texts).

named(Text, Of) ->
    [Before, After] = string:split(Text, "<"),
    [_Number, Rest] = string:split(After, "."),
    [Before, "<", io_lib:format("~w", [node(Of)]), ".", Rest].

%% The entries in the order in which they are written.
written(Map) when map_size(Map) =< 32 -> maps:to_list(Map);
written(Map) ->
    <<131, 116, _:32, Rest/binary>> = term_to_binary(Map),
    written(Rest, []).

written(<<>>, Entries) -> lists:reverse(Entries);
written(Bytes, Entries) ->
    {Key, Used} = binary_to_term(<<131, Bytes/binary>>, [used]),
    <<_:(Used - 1)/binary, Behind/binary>> = Bytes,
    {Value, More} = binary_to_term(<<131, Behind/binary>>, [used]),
    <<_:(More - 1)/binary, Left/binary>> = Behind,
    written(Left, [{Key, Value} | Entries]).

is_usual(Map) when is_map(Map) ->
    map_size(Map) =< 32 andalso
        lists:all(fun({K, V}) -> is_usual(K) andalso is_usual(V) end, maps:to_list(Map));
is_usual(Tuple) when is_tuple(Tuple) -> lists:all(fun is_usual/1, tuple_to_list(Tuple));
is_usual([Head | Tail]) -> is_usual(Head) andalso is_usual(Tail);
is_usual(Term) -> not (is_pid(Term) orelse is_port(Term) orelse is_reference(Term)).

%% Terms.

systematic() ->
    integers() ++ [-I || I <- integers()] ++ floats() ++ [-F || F <- floats(), F =/= 0.0] ++ atoms()
        ++ binaries() ++ lists() ++ tuples() ++ maps() ++ identifiers() ++ funs().

integers() ->
    lists:flatten([[(1 bsl Bits) - 1, 1 bsl Bits, (1 bsl Bits) + 1]
        || Bits <- [0, 1, 7, 8, 15, 16, 27, 28, 31, 32, 52, 53, 59, 60, 63, 64, 65, 127, 128, 2039, 2040]])
        ++ [80351110224678912, 175928847299117063, 1 bsl 2100].

floats() ->
    [0.0, 1.0, 1.5, 0.1, 0.01, 0.001, 0.0001, 1.0e-5, 1.25e-5, 1.0e-10, 123.456, 123456.0, 1.0e5, 1.0e6,
        1.0e7, 1234567.0, 12345678.9, 1.0e10, 1.1e10, 1.23456789e10, 1.0e15, 1.0e16, 4503599627370496.0,
        9007199254740991.0, 9007199254740992.0, 9007199254740994.0, 1.8e16, 1.0e20, 1.0e21, 1.0e22, 1.0e23,
        1.0e100, 1.7976931348623157e308, 2.2250738585072014e-308, 5.0e-324, 1 / 3, 2 / 3, 1.0e3, 1.0e4,
        100.0, 10.0, 1200.0, 12000.0, 120000.0, 1200000.0, 0.12, 0.012, 0.0012, 0.00012, 0.000012].

atoms() ->
    Words = ['', a, ok, nil, null, true, false, undefined, 'after', 'and', 'andalso', 'band', 'begin',
        'bnot', 'bor', 'bsl', 'bsr', 'bxor', 'case', 'catch', 'cond', 'div', 'end', 'fun', 'if', 'let',
        'maybe', 'not', 'of', 'or', 'orelse', 'receive', 'rem', 'try', 'when', 'xor', 'else', 'A', '_',
        '_a', a_b, a@b, 'a.b', 'a-b', 'a b', '1', '0a', a1, 'Elixir.Some.Name'],
    Words ++ [list_to_atom([C]) || C <- lists:seq(0, 255)]
        ++ [list_to_atom([$a, C]) || C <- lists:seq(0, 255), C < 48 orelse C > 90]
        ++ [list_to_atom(Text) || Text <- [[16#100], [16#20ac], "a" ++ [16#20ac], [16#fffd], [16#ffff],
            [16#10000], [16#1f600], [16#10ffff], "nil" ++ [16#1f600], lists:duplicate(255, $x),
            lists:duplicate(255, 16#e9), lists:duplicate(127, 16#e9), lists:duplicate(128, 16#e9),
            lists:duplicate(255, 16#20ac), lists:duplicate(255, 16#1f600)]].

binaries() ->
    [<<>>, <<0>>, <<255>>, <<"nil">>, <<"text">>, <<"caf", 16#e9/utf8>>, <<16#1f600/utf8>>, <<16#ed, 16#a0, 16#80>>,
        binary:copy(<<7>>, 300)]
        ++ [<<(16#a5a5 bsr (16 - Bits)):Bits>> || Bits <- lists:seq(1, 16)]
        ++ [<<1, 2, 3, 5:3>>, <<0:1>>, <<1:1>>, <<0:7>>, <<127:7>>].

lists() ->
    [[], [0], [255], [256], [-1], [1, 2, 3], "text", [1, 256], [256, 1], [a], [[]], [[[]]], [[1], [2]],
        [1 | 2], [1, 2 | 3], [a | b], [1 | <<>>], [1, 2, 3 | {4}], [[1 | 2] | 3], [[] | a], ["ab" | "cd"],
        lists:seq(0, 255), lists:seq(1, 256), lists:duplicate(300, 1), lists:duplicate(300, a),
        [1.0], [1, 1.0], [1 bsl 64], [#{}], [{}], [{}, #{}, [], <<>>, '']].

tuples() ->
    [{}, {1}, {1, 2}, {{}}, {{}, {}}, {{{{{}}}}}, {a, "b", <<"c">>, 1.5, [d]}, {ok, #{a => 1}},
        list_to_tuple(lists:seq(1, 255)), list_to_tuple(lists:seq(1, 256)), list_to_tuple(lists:duplicate(300, []))].

maps() ->
    Of = fun(Keys) -> maps:from_list([{K, I} || {K, I} <- lists:zip(Keys, lists:seq(1, length(Keys)))]) end,
    [#{}, #{a => 1}, #{a => 1, b => 2}, #{1 => a, 1.0 => b}, #{a => 1, <<"a">> => 2, "a" => 3},
        #{[] => [], {} => {}, #{} => #{}}, #{#{a => 1} => #{b => 2}, #{#{} => 1} => 2}, #{-0.0 => 1},
        #{nil => nil, true => false}, #{<<1:1>> => 1, <<1>> => 2}, #{[1 | 2] => 3, {1, 2} => 4}, #{1 bsl 70 => 1, -1 => 2},
        Of(lists:seq(1, 32)), Of(lists:seq(1, 33)), Of(lists:seq(1, 80)), #{x => Of(lists:seq(1, 40)), y => 1},
        Of([integer_to_binary(I) || I <- lists:seq(1, 50)]), Of([list_to_atom("key_" ++ integer_to_list(I)) || I <- lists:seq(1, 40)]),
        Of([{I, #{I => I}} || I <- lists:seq(1, 36)])].

nodes_() -> [a, 'node@host', '', 'Big Node@host', 'n' , list_to_atom("n" ++ [16#e9]), list_to_atom([16#20ac] ++ "@h")].

atom_bytes(Atom) -> <<131, Bytes/binary>> = term_to_binary(Atom, [{minor_version, 2}]), Bytes.

identifiers() ->
    Words = [0, 1, 255, 16#0fffffff, 16#10000000, 16#ffffffff],
    Nodes = [{atom_bytes(N), N} || N <- nodes_()],
    [{First, _} | _] = Nodes,
    Pids = [<<131, 88, First/binary, W:32, V:32, 7:32>> || W <- Words, V <- Words]
        ++ [<<131, 88, N/binary, 1:32, 2:32, C:32>> || {N, _} <- Nodes, C <- [1, 16#ffffffff]],
    Ports = [<<131, 89, First/binary, W:32, 7:32>> || W <- Words]
        ++ [<<131, 120, N/binary, W:64, 9:32>> || {N, _} <- Nodes, W <- Words ++ [1 bsl 32, (1 bsl 64) - 1]],
    Refs = [<<131, 90, Count:16, N/binary, 5:32, (binary:copy(<<W:32>>, Count))/binary>>
        || {N, _} <- Nodes, W <- Words, Count <- [1, 2, 3], W > 0 orelse Count =:= 1]
        ++ [<<131, 90, 3:16, First/binary, 5:32, 1:32, 2:32, 3:32>>],
    %% The older tags, which are written anew with the newer ones.
    Old = [<<131, 103, First/binary, 1:32, 2:32, 3>>, <<131, 102, First/binary, 1:32, 3>>, <<131, 101, First/binary, 1:32, 2>>,
        <<131, 114, 3:16, First/binary, 1, 1:32, 2:32, 3:32>>],
    [binary_to_term(B) || B <- Pids ++ Ports ++ Refs ++ Old].

funs() ->
    Exports = [fun lists:map/2, fun a:b/0, fun 'A':'b c'/255, binary_to_term(<<131, 113, 119, 1, $a, 119, 1, $b, 98, 300:32>>)],
    %% A function is known by module, index and hash, so that each has a hash of its own.
    Funs = [fun_(I, list_to_atom("module_" ++ integer_to_list(I rem 3)), Env)
        || {I, Env} <- lists:enumerate([[], [1], [a, b], ["text"], [{1, [2 | 3]}, #{k => v}], [1.5, <<"b">>], [[]], [1 bsl 80]])],
    Exports ++ Funs ++ [[F, F] || F <- Funs] ++ [#{K => hd(Funs)} || K <- [1, hd(Exports)]].

fun_(Hash, Module, Env) ->
    Terms = [begin <<131, B/binary>> = term_to_binary(E, [{minor_version, 2}]), B end || E <- Env],
    Body = iolist_to_binary([<<(Hash rem 4)>>, binary:copy(<<Hash>>, 16), <<(Hash * 3):32, (length(Env)):32>>,
        atom_bytes(Module), <<97, Hash>>, <<98, (Hash * 1000003):32>>, <<88>>, atom_bytes(a), <<1:32, 2:32, 3:32>>, Terms]),
    binary_to_term(<<131, 112, (byte_size(Body) + 4):32, Body/binary>>).

%% Random terms, most of them small.
term(0) -> scalar();
term(Depth) ->
    case rand:uniform(9) of
        1 -> [term(Depth - 1) || _ <- few()];
        2 -> list_to_tuple([term(Depth - 1) || _ <- few()]);
        3 -> maps:from_list([{term(Depth - 1), term(Depth - 1)} || _ <- few()]);
        4 -> maps:from_list([{key(), term(Depth - 1)} || _ <- few()]);
        5 -> [rand:uniform(256) - 1 || _ <- few()];
        6 -> [term(Depth - 1) | term(Depth - 1)];
        _ -> scalar()
    end.

few() -> lists:seq(1, rand:uniform(5) - 1).

key() -> case rand:uniform(2) of 1 -> atom(); 2 -> text() end.

scalar() ->
    case rand:uniform(10) of
        1 -> rand:uniform(256) - 1;
        2 -> (rand:uniform(1 bsl 33) - (1 bsl 32)) bsr rand:uniform(20);
        3 -> rand:uniform(1 bsl (8 * rand:uniform(20))) - (1 bsl 70);
        4 -> float_(rand:uniform(1 bsl 64) - 1);
        5 -> rand:normal() * 1000;
        6 -> atom();
        7 -> text();
        8 -> << <<(rand:uniform(256) - 1)>> || _ <- few() >>;
        9 -> <<(rand:uniform(1 bsl 30)):(rand:uniform(30))>>;
        10 -> lists:nth(rand:uniform(length(identifiers())), identifiers())
    end.

float_(Bits) -> case <<Bits:64>> of <<F/float>> -> F; _ -> 0.5 end.

atom() -> list_to_atom([character() || _ <- few()]).

text() -> unicode:characters_to_binary([character() || _ <- few()]).

character() ->
    case rand:uniform(12) of
        1 -> rand:uniform(256) - 1;
        2 -> 16#400 + rand:uniform(256);
        3 -> 16#1f5ff + rand:uniform(64);
        _ -> $a + rand:uniform(26) - 1
    end.
