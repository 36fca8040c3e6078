"""How people ask for what lies outside a program: the console, the clock, a pause, chance."""

# ruff: noqa: E501  (a phrase is a line, its alternatives beside each other)

from __future__ import annotations

from neurlang.prompts.training.phrasing.phrase import Mood, constant, literal, phrases

PRINT = (
    *phrases(Mood.SYMBOLIC, """
        [print|println|puts|printf|echo|console.log|PRINT|System.out.println|fmt.Println|write|cout|show]({a:text})
        [print|echo|puts|PRINT|println|cout <<|say|display|output|print:] {a:text}
        [print|println|echo|console.log|write]({a})
    """),
    *phrases(Mood.IMPERATIVE, """
        [print|output|display|show|write|echo|say|emit|type|log] [{a:text}|the text {a:text}|the word {a:text}|the \
            message {a:text}|the string {a:text}|the line {a:text}]
        [print|write|output|display|show|log|send|put|echo] [{a:text}|the text {a:text}|the message {a:text}|the string \
            {a:text}] [to|on] [the console|the screen|standard output|stdout|the terminal|my screen|the display]
        [print|output|display|show|write] out [{a:text}|the text {a:text}]
        [print|output|write out|echo] [{a}|the number {a}|the value {a}|the integer {a}]
        print [{a}|the number {a}] [to|on] [the console|the screen|stdout|the terminal]
        say the [words|word|phrase] {a:text}
        let the program [say|print|show] {a:text}
    """),
    *phrases(Mood.NOMINAL, """
        [a program|code|a script|something] that [prints|says|writes|displays|outputs|shows] {a:text}
    """),
)  # fmt: skip

READ_LINE = (
    *phrases(Mood.SYMBOLIC, """
        [readline|read_line|input|gets|READ_LINE|getline|sys.stdin.readline|readLine|stdin.readline|raw_input|fgets]()
        [readline|read_line|read line|getline|stdin line|READ_LINE]
    """),
    *phrases(Mood.NOMINAL, """
        [a line|{1} line|the next line|a single line|a line of text|{1} line of text] [of input|of user input|from \
            the user|from stdin|from standard input|from the console|from the keyboard|from the terminal|of console input]
        [the user's input|user input|console input|keyboard input|the next input line|the input line]
    """),
    *phrases(Mood.IMPERATIVE, """
        [read|get|take|accept|fetch|receive|grab|scan] [a line|{1} line|the next line|a single line|a line of text|one \
            line of text|an input line|the next input line]
        [read|get|take|accept|fetch|receive|grab|scan] [a line|{1} line|the next line|a line of text|{1} line of text] \
            [of input|of user input|from the user|from stdin|from standard input|from the console|from the \
            keyboard|from the terminal|from the input|that i type|i type]
        [read|get|take|accept|wait for] [user input|input from the user|console input|keyboard input|my input|input|text \
            input|the user's input]
        [read|wait for] what [i type|the user types|is typed|the user enters] [next|on the keyboard|]
        [wait for|let] [me|the user] to [type|enter|input] [a line|something|{1} line|a line of text|some text]
        [ask|prompt] [the user|me|] for [a line|input|{1} line|a line of input|a line of text|some input|{1} line of input]
        let [me|the user] [type|enter|input] [a line|something|{1} line|some text]
        read from [stdin|standard input|the keyboard|the console|the terminal]
    """),
    *phrases(Mood.QUESTION, """
        what [did|does] the user [type|enter|write]
        [can i|may i|let me] [type|enter] [a line|something|a line of text]
    """),
)  # fmt: skip

TIME_NOW = (
    *phrases(Mood.SYMBOLIC, """
        [time|now|time_now|time.time|Date.now|clock|TIME_NOW|unix_time|time.now|current_time|get_time|gettime|timestamp]()
        [time now|TIME_NOW|unix time|epoch time|unix timestamp|timestamp|date +%s|current timestamp|time.now]
    """),
    *phrases(Mood.NOMINAL, """
        [the|] [current|present|actual|exact] [time|unix time|timestamp|unix timestamp|epoch time|system time|clock \
            time|posix time|time in seconds|epoch timestamp|time stamp]
        [the|] [unix|epoch|posix|system|machine] [time|timestamp|clock] [now|right now|at the moment|of now|at present]
        [the time|time] [now|right now|at the moment|as a unix timestamp|in seconds since the epoch|since the epoch|in unix \
            seconds|of day]
        [the number of|] seconds [since|from] [the epoch|{1970}|january {1970}|the unix epoch|the start of {1970}]
        [the|this] moment as a [unix time|timestamp|unix timestamp|number of seconds]
        [now|right now|today] [as a unix timestamp|in unix time|in epoch seconds|as an epoch time|as seconds]
    """),
    *phrases(Mood.IMPERATIVE, """
        [get|read|fetch|show|tell me|give me|return|display|check|look up|report|find] [the|] [current|present|exact] \
            [time|unix time|timestamp|unix timestamp|epoch time|system time]
        [get|read|show|tell me|give me|check|return] [the time|what time it is|the clock|the system clock|the time now|the \
            unix time|the epoch time|the time right now|the time of day]
        [look at|check|read|consult|query|ask] the [clock|system clock|computer clock|computer's clock]
        [count|tell me|give me] the seconds since [the epoch|{1970}|the unix epoch]
    """),
    *phrases(Mood.QUESTION, """
        [what time is it|what's the time|whats the time|what is the time|what time it is|what time do we have|got the time] \
            [now|right now|please|currently|at the moment|]
        [what is|what's|whats] [the current|the present|the exact|the system|the unix|the epoch] [time|timestamp] \
            [now|right now|in seconds|please|]
        [do you have|do you know|can you tell me|could you tell me] [the time|what time it is|the current time|the time now]
        how many seconds [have passed|have gone by|are there|is it|passed|has it been] since [the epoch|{1970}|the unix \
            epoch|the start of {1970}]
        how late is it [now|right now|]
        what does the clock say [now|right now|]
    """),
)  # fmt: skip

_MS = "[ms|milliseconds|msec|millis|millisecond]"
_SECONDS = "[s|seconds|sec|secs|second]"
_MINUTES = "[minutes|min|mins|minute]"
_PAUSE = "[sleep|wait|pause|delay|hold|halt|rest|idle|nap|stop|hold on|stand by|stay idle|do nothing]"


def _pauses(unit: str) -> str:
    """Imperatives for a pause in one unit."""
    return f"""
        {_PAUSE} [for |]{{a}}[ |]{unit}
        {_PAUSE} for {{a}} {unit}
        [sleep|wait|pause|delay|block] [the program|the thread|execution|this process] [for |]{{a}} {unit}
        [let|make] [the program|it|the thread] [sleep|wait|pause] [for |]{{a}} {unit}
        [take|make|insert|add] a [pause|break|delay|nap|sleep] of {{a}} {unit}
        [take|make|insert|add] a {{a}} {unit} [pause|delay|sleep|wait]
        [wait|pause|sleep] {{a}} {unit} [then continue|and go on|before going on|and return]
    """


SLEEP = (
    *phrases(Mood.SYMBOLIC, """
        [sleep|sleep_ms|Thread.sleep|msleep|SLEEP|delay|usleep_ms|pause|wait|time.sleep_ms|setTimeout]({a})
        [sleep|SLEEP|delay|msleep] {a}
        [sleep|wait|delay|pause] {a}ms
    """),
    *phrases(Mood.IMPERATIVE, _pauses(_MS)),
    *phrases(Mood.NOMINAL, f"""
        a [pause|delay|sleep|wait] of {{a}} {_MS}
        a {{a}} {_MS} [pause|delay|sleep|wait]
        a {{a}}ms [pause|delay|sleep]
    """),
    *phrases(Mood.IMPERATIVE, _pauses(_SECONDS), (literal("a"), constant(1))),
    *phrases(Mood.NOMINAL, f"""
        a [pause|delay|sleep|wait] of {{a}} {_SECONDS}
        a {{a}} {_SECONDS} [pause|delay|sleep|wait]
    """, (literal("a"), constant(1))),
    *phrases(Mood.IMPERATIVE, f"""
        {_PAUSE} [for |]{{a}} {_MINUTES}
        [wait|pause|sleep] {{a}} {_MINUTES}
    """, (literal("a"), constant(2))),
)  # fmt: skip

RANDOM = (
    *phrases(Mood.SYMBOLIC, """
        [random|rand|RANDOM|random.random|Math.random|randint|rand64|random_u64|rnd|getrandom|rand.u64|randomNumber]()
        [RANDOM|random number|random int|rand.u64|rng|random integer|random value|random u64|rnd]
    """),
    *phrases(Mood.NOMINAL, """
        [a|any|some|another] [random|randomly chosen|arbitrary random|truly random|fresh random|unpredictable|pseudo \
            random|pseudorandom] [number|integer|value|int|whole number|word|figure]
        a random [{64}-bit|{64} bit|unsigned|big|large|machine] [number|integer|value|word]
        {64} random bits
        [a number|an integer|some number|a value] [at random|chosen at random|picked at random|drawn at random|by chance]
    """),
    *phrases(Mood.IMPERATIVE, """
        [give me|generate|get|produce|make|create|draw|pick|choose|roll|make up|think of|i need|show me] [a|any|some] [random|randomly chosen|unpredictable|fresh random] [number|integer|value|\
            int|whole number]
        [give me|generate|get|produce|make|draw|pick] a random [{64}-bit|{64} bit|unsigned|large] [number|integer|value]
        [pick|choose|draw|give me|take|select] [a number|any number|an integer|some number] [at random|randomly|by chance]
        [randomly|at random] [pick|choose|generate|draw] [a number|an integer]
        [use|ask|call|run] the random number generator
        surprise me with a [random number|number]
    """),
    *phrases(Mood.QUESTION, """
        [can i have|may i have|could i get|can i get|do you have|could you give me|can you think of] [a|some] [random|\
            randomly chosen] [number|integer|value]
        what is a random number
    """),
)  # fmt: skip

SYSTEM = {"PRINT": PRINT, "READ_LINE": READ_LINE, "TIME_NOW": TIME_NOW, "SLEEP": SLEEP, "RANDOM": RANDOM}
