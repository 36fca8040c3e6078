"""Talk: languages, definitions, spelling, small talk, opinions, news, law, relationships, statements."""

from __future__ import annotations

from typing import Final

TEMPLATES: Final[dict[str, str]] = {
    "translation": """
        {how do you|how to|how do i} say {phrase} in {language}
        translate {{phrase}|{phrase}|this page|{noun}|"{phrase}"|{n} pages} {in|}to {language}
        what does {{phrase}|{vocabulary}|{noun}|hola|c'est la vie|danke|carpe diem|arigato} mean in \
            {{language}|english|{language}}
        what is {{noun}|{noun}|{phrase}|{n}|hello} in {language}
        count to {n} in {language}
        what language is {{phrase}|bonjour|namaste|{vocabulary}}
        is {language} hard to learn
        how long does it take to learn {language}
        teach me {few} {words|phrases|sentences} in {language}
        how many people speak {language}
        conjugate {to be|{verb}|ser|avoir|ir} in {language}
        numbers from {few} to {n} in {language}
        how do you pronounce {{vocabulary}|{vocabulary}|{person}|{city}}
        what's the plural of {noun} in {language}
        speak {language} please
        switch to {language}
        how is {n} written in chinese characters
        how do you write {year} in {language}
    """,
    "definitions": """
        {define|what does|what's the definition of|what is meant by} \
            {{vocabulary}|{vocabulary}|{adjective}|{verb}}
        what's {a|another} {word|synonym|antonym} for {{adjective}|{adjective}|{vocabulary}|{noun}}
        use {vocabulary} in a sentence
        what {is|are} {{subject}|{vocabulary}|{subject}|an adverb|a noun|an idiom}
        what's the difference between {vocabulary} and {vocabulary}
        what part of speech is {{adjective}|{vocabulary}|{verb}|and|plus|minus}
        {vocabulary} definition
        where does the word {{vocabulary}|{noun}|{vocabulary}|factorial|plus|algebra|zero} come from
        give me {{few}|{n}} {synonyms|antonyms|adjectives|words} for {adjective}
        what rhymes with {{noun}|{noun}|{verb}|seven|orange|{color}}
        what is the meaning of {life|{vocabulary}|{adjective}|{n} in texting|add|sum|mod|hash}
        what's a {few} letter word for {adjective}
        what's the past tense of {verb}
        is it {affect or effect|who or whom|its or it's|less or fewer|then or than}
        what does plus size mean
    """,
    "spelling": """
        {how do you|can you|how to|please} spell \
            {{vocabulary}|{vocabulary}|{person}|{country}|forty|eighth|ninety}
        spell {{vocabulary}|{vocabulary}|{city}|twelve|{adjective}} {backwards|for me|}
        is {vocabulary} spelled with {one|two} {c|m|s|n|r|l}{s|}
        {few} letter words {starting with {a|b|q|x|z}|ending in {ing|ed|y}|with no vowels}
        unscramble {tca|odg|elppa|rtsae|ghtil|nwdiow}
        proofread this: {relative} have {few} {things}
        fix the grammar: me and {person} was at the {nearby}
        what's the {ord} letter of the alphabet
        is there a {hyphen|comma|capital} in {vocabulary}
        how many vowels are in {vocabulary}
        what does {c|k|q|x} stand for in {vocabulary}
        write {big} in words
        how do you write {n} as a word on a check
        make this sound {professional|friendly|shorter}: see you at {time}
    """,
    "small talk": """
        {hi|hello|hey|good morning|good evening|howdy|yo|what's up|sup|greetings} \
            {there|{person}|friend|buddy|}
        how {are you|are you doing|is it going|was your day|old are you|do you feel {today|}}
        {what's your name|who are you|what are you|are you a robot|are you real|are you human|do you sleep}
        {thanks|thank you|thank you so much|cheers|thx|much appreciated} {{person}|a million|for the help|a \
            lot|}
        {bye|goodbye|see you {weekday}|good night|talk to you at {time}|later|take care}
        {who made you|where do you live|what can you do|how do you work|do you have feelings}
        i {love|hate|like|miss|can't stand} {you|{animals}|{dish}|{weekday}|my {job}|{relative}|{weather}}
        i'm {feeling}
        {nice|cool|great|awesome|ok|sure|no way|yes|nope|maybe|whatever|never mind|i see|got it|stop|forget \
            it}
        can you hear me
        you're {smart|funny|useless|wrong|the best|number {few}}
        what should i do {today|tonight|this weekend|about {relative}|in {city}}
        i have {few} {animals} and {few} kids
        my name is {person}
        do you like {{dish}|{dish}|{artist}|{animals}|{color}|{game}}
        what's your favorite {color|number|movie|song|food|{sport} team|day of the week}
        my favorite number is {n}
        i'm {n} years old {and {feeling}|today|}
        it's my {ord} birthday
        i was born in {year}
        guess how old i am
        talk to me
        are you smarter than {{app}|siri|alexa|a {animal}|a {few} year old}
        {say that again|what did you say|i didn't get that|speak {up|slower}}
        long time no see
        how was the {meeting}
        give me a compliment
        what's new
        ask me {a question|{few} questions|about {subject}}
        i'll be {n} in {month}
    """,
    "opinions": """
        what do you think {of|about} {{celebrity}|{movie}|{subject}|{country}|{dish}|{stock}|pineapple on \
            {dish}}
        {is|are} {{animals}|{dish}|{subject}|{religion}|{sport}} {overrated|good|evil|worth it|better than \
            {sport}}
        which is {better|worse|more fun} {hobby} or {hobby}
        {gadget} or {gadget}
        {city} or {city} for {a {few} day trip|students|{holiday}}
        who's the best {{job}|{sport} player|actor|singer} {of all time|in {country}|since {year}|}
        should i {quit my job|get a {animal}|buy the {thing}|move to {city}|text {person}|dye my hair {color}}
        would you say {n} is old
        rate {{movie}|my outfit|{song}|this {thing}} {out of {n}|from {few} to {n}|}
        what's the meaning of life
        is it wrong to {verb}
        do we have free will
        what would {philosopher} say about {noun}
        what is {happiness|truth|beauty|justice|infinity|nothing}
        is infinity a number
        pros and cons of {{hobby}|{subject}|{language}|remote work|a {n} hour week}
        why do people {verb}
        convince me to {verb}
        {few} reasons to {verb} every day
        i think therefore i am
        what's so special about the number {n}
        is {n} your lucky number
        if a tree falls in the forest does it make a sound
    """,
    "news and politics": """
        {what's|show me|read me|give me} the {latest |top {few} |}{news|headlines} {from {country}|about \
            {subject}|today|}
        who is the {president|prime minister|mayor|king|chancellor|governor} of \
            {{country}|{country}|{city}|{state}}
        who won the {year} election {in {country}|}
        what happened in {country} {today|on {date}|in {year}|last night}
        who is running for {president|mayor|senate} in {year}
        how many {senators|seats|votes|electoral votes} does {{state}|{state}|{country}} {have|get}
        {pct} of voters {support|oppose} {{subject}|proposition {n}|question {few}}
        what is {prop|proposition|article|section|title} {n}{ about|}
        when was {celebrity} elected
        polls close at {time}
        the senate voted {n} to {n}
        {country} {signed|left} the treaty {in {year}|}
        unemployment is {real} percent in {country}
        what are the sanctions on {country}
        inflation hit {pct} in {month}
        {n} people {were injured|died|arrested} in {city} {on {date}|}
        did {country} win the vote
        what's the minimum wage in {state}
        the g{int} summit in {city}
        how do i register to vote
        covid cases are {up|down} {pct} in {country}
        bill {n} passed the house
    """,
    "law": """
        is it legal to {own a {animal}|drive at {n}|record a call|{verb} in {country}|marry at {n}} {in \
            {state}|}
        what's the {drinking age|age limit|speed limit|penalty for speeding|statute of limitations} in \
            {{state}|{country}|{state}}
        how do i {get a divorce|write a will|sue {store}|fight a ticket|file a patent} {in {state}|}
        my landlord kept {price} of my deposit
        i got a {price} ticket for going {n} in a {n} zone
        how many points is a speeding ticket
        do i need a lawyer for {a {tax}|a contract|small claims}
        {few} years in prison for {theft|fraud}
        what are my rights if i'm fired after {duration}
        can my landlord raise the rent by {pct}
        how long is a copyright
        section {n} paragraph {few} of the contract
        sign here and on page {few}
        notice period of {duration}
        how do i change my name
        what is power of attorney
        jury duty on {date}
        product liability claim for a {thing}
    """,
    "relationships": """
        how do i {ask {person} out|apologize to {relative}|get over {person}|make friends {at {n}|}|tell \
            {relative}}
        {relative} and i {broke up|had a fight|got married {in {year}|}|have been together for {duration}}
        gift ideas for {relative} {under {price}|who is turning {n}|for {holiday}}
        what should i {say|write} {in a card for {relative}|at the wedding|to {person}}
        does {person} like me
        we've been dating for {duration}
        is a {n} year age gap too much
        {relative} forgot my birthday
        our {ord} anniversary is {date}
        what do i wear on a {ord} date
        plan a party for {n} people {on {date}|}
        {person} {has|got} {few} kids with {person}
        best man speech in {few} minutes
        my {n} year old won't talk to me
        {few} of my friends are coming {at {time}|for {meal}}
        how many guests can i invite
        i feel like my {other|better} half doesn't listen
    """,
    "statements": """
        {the|our|this} {house|office|hotel|school|plane} has {n} {rooms|windows|floors|seats|doors}
        i {bought|ate|lost|sold|found|saw|broke} {few} {things} {at {store}|{weekday}|in {city}|yesterday}
        {person} is {n} {and lives in {city}|years old|feet from the door|pages into {book}}
        {relative} {works|worked} {at {store} |}{for {duration}|since {year}|until {time}}
        we {moved|drove|flew} {to {city} |}{in {year}|for {duration}|{length} today}
        there are {n} {things} {in the {room}|on the table|for {few} people}
        {few} out of {n} {people|doctors|dentists} {agree|recommend {medicine}|own a {animal}}
        the {thing} weighs {weight}
        it took {duration} to get to {city}
        the {team} store is on floor {few}
        my {car} has {big} miles on it
        the {meeting} lasted {duration}
        chapter {n} is about {subject}
        the bus number {n} was late again
        it rained for {few} days
        {person} came in {ord} in the race
        the {animal} had {few} babies
        about {pct} of people {verb} every day
        he is {length} tall
        the room is {length} by {length}
        the {ord} of {month} was a {monday|friday|tuesday}
        {n} years ago i lived in {country}
        i'm at {digits} {ord} street apartment {few}
        my locker combination is {n} {n} {n}
        page {n} of {n}
        the password is {digits}{noun}{int}
        {few} down {few} to go
        somebody left {few} {things} in the {room}
        the {adjective} {animal} {verb}s in the {room}
        every {adjective} {noun} needs a {noun}
        nobody told {relative} about the {meeting}
    """,
}
