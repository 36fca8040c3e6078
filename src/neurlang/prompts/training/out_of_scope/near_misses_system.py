"""Near misses: clocks, pauses, chance, consoles, secrets and bytes, where people ask for something else."""

from __future__ import annotations

from typing import Final

TEMPLATES: Final[dict[str, str]] = {
    "the time of something": """
        what time {does|will} {the {nearby}|{restaurant}|the {event}|{store}} {open|close|start|end}
        what time is {my|the|our} {flight|train|meeting|appointment|class|dinner|{event}}
        what time is it in {city}
        what's the time in {city} {right now|}
        what time zone is {city} in
        what time should i {leave|wake up|eat|go to bed|call {person}}
        what time did {person} {call|leave|arrive|get here}
        when does the {train|bus|show|game|{event}} {leave|start|end|arrive}
        when is {holiday}
        what day is it {today|tomorrow|}
        what's the date {today|tomorrow|}
        what year {was {person} born|did {country} win|is it}
        how long until {holiday}
        how many {days|weeks|hours} until {holiday|my {event}|{date}}
        how much time {do i have|is left|did it take|does it take to {verb}}
        it's time to {verb}
        time to go
        time flies
        the time traveler's wife
        a brief history of time
        at what time
        my time is running out
        this is the last time
        once upon a time in {city}
        current {events|affairs|weather|location|president of {country}|mood}
        the current {president|king|champion|price of gold|exchange rate}
        now playing
        not now
        do it now
        right now i'm {busy|at work|in {city}}
        set {an alarm|a timer|a reminder} {for {time}|}
        wake me up {at {time}|tomorrow}
        is the clock {broken|right|fast|slow}
        {clockwork orange|clock tower|alarm clock|biological clock}
        turn the clock {back|forward}
        change the clock to {time}
        seconds {count|matter|later}
        wait a second
        give me a second
        {n} seconds left in the game
        the epoch of {the dinosaurs|{person}|steam}
    """,
    "sleeping and waiting elsewhere": """
        {good night|sleep well|sweet dreams|sleep tight}
        i {need|want} to sleep
        i can't wait {for {holiday}|to {verb}|}
        i slept {badly|{few} hours|well|on the couch}
        why {do|don't} {animals|people|cats} sleep
        {wait for me|wait here|wait a minute|wait what|please wait|hold on|hang on}
        wait until {time|{weekday}|the rain stops}
        wait for {person}
        how long {is the wait|should i sleep|do i wait} {at {restaurant}|}
        pause the {music|movie|game|show}
        pause for {effect|thought|a photo}
        put {the baby|my laptop|the dog} to sleep
        sleep {apnea|walking|schedule|mask|music}
        stop {it|that|the car|following me}
        rest in peace
        take a {break|nap|rest|day off}
        delay my {flight|payment|order}
        my {flight|train} is delayed {n} minutes
        do nothing {all day|this weekend|}
        idle {hands|gossip|engine}
    """,
    "chance elsewhere": """
        tell me a random {fact|joke|story|thing}
        pick a random {movie|restaurant|card|student|color|name|place to eat}
        a random {person|stranger|guy|dog} {called|smiled|asked me}
        random {thoughts|acts of kindness|facts|play|house|forest}
        {that's|this is|you are} so random
        choose {a color|a movie|a name|between {city} and {city}}
        flip a coin
        roll {a die|the dice|two dice}
        shuffle {my playlist|the deck|the cards}
        what are the chances {of rain|i win|}
        lucky {numbers|number seven|charm}
        what number am i thinking of
        what's your {favorite|lucky} number
        what is {person}'s {phone|house|account} number
        give me {person}'s number
        my number is {digits}
        number {plates|theory|crunching|one hit}
        a number of people {left|came|agreed}
        generate {a report|a password for {app}|leads|an invoice|electricity}
        random access memory
        how does a random {forest|number generator} work
        is anything truly random
        who {invented|discovered} random numbers
    """,
    "printing and reading elsewhere": """
        print {my tax return|the document|{file}|my boarding pass|the photo|this page|a map}
        print {n} {copies|flyers|posters|tickets|pages} {for the {event}|}
        {where can i|how do i} print {{file}|photos|in color}
        my printer {is jammed|won't print|is out of ink}
        {echo|echo chamber|an echo|alexa echo} {in the valley|}
        say {cheese|something|hello to {person}|sorry|it again|please}
        what did {he|she|{person}} say
        show me {the menu|my photos|{city} on a map|the way|pictures of {animals}}
        display {settings|brightness|my calendar}
        write {a poem|an essay|a letter to {person}|me a song|an email|a story about {animals}}
        write down {my order|{person}'s number|the address}
        log {in|out|cabin|into {app}}
        output of the {factory|power plant|speaker}
        type {faster|a diabetes|o blood}
        read {me a story|chapter {few}|{book}|my messages|the news|the room|my palm|{file}}
        read {between the lines|a book|the manual|it again}
        did you read {my email|{book}|the news}
        the {next|last|first} line {of the poem|of the song|in the queue|is busy}
        line {up|of credit|dance|at gate {n}|in the sand}
        a line from {movie|shakespeare|{song}}
        what's my line
        input {is welcome|tax credit|from the team}
        i want your input {on this|}
        get user {feedback|reviews|accounts}
        the user {called|is angry|left}
        keyboard {layout|shortcuts|player|is broken}
        enter {the room|the contest|sandman}
    """,
    "secrets and bytes elsewhere": """
        what is {aes|sha-256|hmac|encryption|a hash|a nonce|a cipher}
        how {does|do} {aes|sha256|hmac|encryption|hashing|public keys} work
        is {aes|sha-256|md5|my password|{app}} {secure|broken|safe}
        who invented {aes|sha-256|hmac|encryption}
        explain {aes|sha256|hmac|encryption} to me
        difference between {aes and rsa|sha-256 and md5|hashing and encryption}
        encrypt {my phone|my hard drive|everything|all files|my emails}
        decrypt {the mystery|my drive|this file|{person}'s smile|my heart}
        {lost|forgot|lost the} key to {the {room}|my car|my bike}
        the key {to success|of c minor|is under the mat|to happiness}
        {my|the} password {is wrong|expired|doesn't work|for {app}}
        change my password
        keep {a secret|it secret|my secret}
        the secret {garden|ingredient|of my success|service}
        seal the {envelope|deal|window}
        unlock {the door|my phone|achievement}
        open the {door|window|envelope|bottle}
        hash {browns|tag|house harriers}
        corned beef hash {recipe|}
        sign {the contract|here|up|language|me out}
        authenticate my {account|login|painting}
        copy {that|me on the email|my homework|cat|right}
        make a copy of {my passport|the key|{file}|the contract}
        copy {the file|{file}|the folder|the photos} to {my drive|the cloud|{person}}
        fill {the tank|out the form|my glass|the position}
        fill up {the tank|}{ with {n} liters|}
        set {the table|a date|sail|the mood|the thermostat to {temp}}
        clear {my history|the table|the air|skies}
        zero {tolerance|calories|waste|dark thirty}
        compare {prices|insurance|{city} and {city}|iphone and android|notes}
        do the twins look the same
        memory {foam|lane|loss|card|of a goldfish}
        i have {no memory of that|a bad memory|fond memories}
        bite {me|the bullet|size}
        secure {parking|the perimeter|a loan|checkout}
        a safe {place|word|bet|distance}
        token {of love|ring|economy|gesture}
        salt {and pepper|lake city|of the earth}
        entropy of {the universe|a gas|mixing}
        a strong {coffee|opinion|password tip}
    """,
}
