"""Near misses: the words of arithmetic in other senses, with the numbers that the operation would need."""

from __future__ import annotations

from typing import Final

TEMPLATES: Final[dict[str, str]] = {
    "plus and add elsewhere": """
        add {few} {things} to {my|the} {order|cart|basket|list} {for {n}|by {date}|}
        add {person} {and {person} |}to the {group chat|list|call|team} {at {time}|}
        add {n} {minutes|songs|photos|people} to {the|my} {timer|playlist|album|event}
        add {few} more {things} and {few} {container} of {ingredient} please
        add {volume} {ingredient} and {volume} {ingredient} to the {dish}
        add a {ord} {driver|line|guest|user|bedroom} {to my {insurance} policy|for {price}|}
        add row {n} after row {n}
        add {meeting} at {time} on the {ord}
        add page {n} and page {n} to bookmarks
        add {person} at {phone}
        add {color} and {color} {to the palette|together what color do you get}
        add {few} friends on {app}
        what do you get when you add {color} and {color} {paint|light}
        does {n} {and|&} {n} make a good team
        {app} plus costs {price}
        disney plus season {few} episode {n}
        one plus {n} phone
        oneplus {few} or oneplus {n}
        plus size {clothing} in {n}
        a plus grade on test {few}
        {few} adults plus {few} kids at {restaurant} at {time}
        room for {few} plus a {animal}
        {price} plus {tax|shipping|tip} {for the {thing}|}
        {price} plus tip for table {n}
        {n} plus years of experience
        ages {n} plus
        must be {n} or older plus {few} forms of id
        google plus in {year}
        me plus {few} others are going to {city}
        i have {few} {animals} plus a {animal}
        the additional {few} {things} arrive on {date}
        in addition to the {few} {things} we need a {thing}
        additive number e{int}
        it all adds up to a bad {weekday}
        who added {few} people to the chat at {time}
        {few} plus one invites to the wedding
        is there a plus one for guest {n}
        add salt
        add subtitles
        add a {ord} monitor
        what's the address of {n} {ord} street
        summer {year} plans for {few}
        summit of {landmark} at {length}
        sum up {chapter {n}|{book}|the news|{subject}|the {meeting}} {in {few} {sentences|points|lines}|}
        the sum insured is {price} for {duration}
        dim sum for {few} at {time}
        dim sum place on {ord} street
        he paid a large sum in {year}
        a sum of money was stolen from room {n}
        a zero sum game with {few} players
        total eclipse in {year}
        total recall {year} or {year}
        total wine on {ord} avenue
        totaled my {car} on highway {n}
        my {car} was totaled {few} days ago
        is {few} {things} in total a lot
        the total came to {price} {at {restaurant}|for {few} people|}
        why is my total {price}
        cereal total {few} boxes
        both {few} and {n} are taken
        together {few} years and {few} kids
        put {few} and {few} {things} in box {n}
        seats {few} and {n} are together
        join table {few} and table {few}
        join the {time} meeting with code {digits}
        combine {few} pdf files
        combine room {n} and room {n}
        increase the {volume|brightness|heat|font size} {by {few}|to {n}|}
        increase my limit to {price}
        rents increased {pct} since {year}
    """,
    "minus and less elsewhere": """
        it's minus {n} {in {city}|outside|degrees}
        minus {n} degrees {in {city}|at {time}|tonight}
        {few} minus points for {person}
        {n} points minus for the {team}
        an a minus in {course}
        got a b minus on test {few}
        team is plus {n} minus {few} this season
        plus minus stat for number {n}
        take {few} {medicine} and {few} days off
        take {few} {steps|minutes|deep breaths|photos} {away from the edge|at {time}|before gate {n}|}
        take the {n} bus from {ord} street
        take {few} {things} from box {n}
        take me to {n} {ord} avenue
        take out {few} {dish}
        take away {cuisine} for {few} at {time}
        take exit {n} from route {n}
        subtract my name from the list
        why did you subtract {few} points from my essay
        deduct {price} from my pay on {date}
        how do {few} points get subtracted from my license
        {few} fewer {animals} every year since {year}
        {n} days less than last year in {city}
        less than {price} for {few} nights
        less than {few} weeks until {holiday}
        no less than {n} people at the {meeting}
        for less than {price} at {store}
        what's the difference between {gadget} {n} and {gadget} {n}
        what's the difference between {label} and {label}
        difference between a {n} and a {n} inch tv
        what is the difference between type {few} and type {few} diabetes
        spot the {few} differences
        what's the age difference between {celebrity} and {celebrity}
        goal difference {n} for {team}
        remove {few} {things} from {my order|cart|row {n}|the list}
        remove page {n} from {file}
        left {few} {things} at {restaurant} at {time}
        how many seats are left on flight {n}
        {few} minutes left in the {ord} {quarter|half}
        only {few} {things} left at {store}
        {n} left in stock for {price}
        decrease the {volume|brightness|font size} {to {n}|}
        reduce stress in {few} steps
        reduce the file to {size}
        price reduced from {price} to {price}
        {temp} below {n}
        {n} down {few} across
        lost {weight} in {duration}
        lost {few} games to {n} this season
        negative {feedback|covid test} {on day {few}|from {n} people|}
        {n} negative reviews and {n} positive ones
        double negative in sentence {few}
        i'm {few} short of {n} followers
        from {n} to {few} people in {duration}
        cut {few} {length} from each end
        give me {few} from the top {n}
        give or take {few} minutes at {time}
    """,
    "times and multiply elsewhere": """
        {call|ring|text} {person} {few} times {at {time}|before {n}|}
        i've {called|tried|asked|been there} {few} times {since {time}|in {duration}|}
        how many times {did|has} {{celebrity}|{celebrity}|the {team}} {win|won|been married} {since {year}|}
        how many times {a day |}should i {feed my {animal}|brush my teeth|{verb}|take {medicine}}
        {few} times {a|per} {day|week|month} for {duration}
        {few} times in {n} {days|years|games}
        the new york times on {date}
        times square in {year}
        times square at {time} on {date}
        times new roman size {n}
        showtimes for {movie} {at {time}|}
        train times from {city} to {city} after {time}
        opening times for {store} {on {date}|}
        prayer times in {city}
        tee times at {time} for {few}
        {few} time world champion {celebrity}
        {few} time winner of the {event} in {year}
        first time in {n} years
        at the same time on {date} and {date}
        at what times do buses {n} and {n} leave
        the best of times in chapter {few}
        in {year} times were hard for {n} million people
        ring the bell {few} times at {time}
        repeat the {ord} verse {few} times
        hit snooze {few} times at {time}
        times have changed since {year}
        which times work {weekday} {time} or {time}
        double time pay after {n} hours
        the titanic sank how many times
        rated {few} times by {n} people
        play {song} {few} times
        read chapter {n} {few} times
        knock {few} times on door {n}
        {n} times out of {n} i {verb}
        multiply like {animals}
        do {animals} multiply in {month}
        bacteria multiply in {duration} at {temp}
        how fast do {animals} multiply
        multiple choice question {n} of {n}
        multiple {things} for {price} each
        is there a multiple entry visa for {duration}
        multiplayer for {few} on {game}
        {few} by {n} {room|rug|photo|lumber|frame}
        {few} by {n} inch picture frames
        a {few} x {few} rubik's cube
        {few} x {n} rug in {color}
        {few} x {dish} and {few} x {drink}
        zoom in {int}x on page {n}
        {int}x speed on episode {n}
        x {few} and y {n} on the map
        mr x is {n}
        product number {digits} in {color}
        the product {costs {price}|weighs {weight}|is rated {ratio}} and {ships in {duration}|comes in \
            {few} colors}
        which product has {few} {things} for {price}
        product of {country} since {year}
        product launch on {date} at {time}
        product manager for {duration}
        production of {element} in {year}
        return product {label} for {price}
        gross domestic product of {country} in {year}
        productive day {n} of {n}
        of {n} people {few} said yes
        {few} of {n} {things} are broken
        {few} of the {n} {animals} escaped
        page {few} of {n}
        {few} of clubs and {few} of hearts
        best of {few} games to {n}
    """,
    "divide and fractions elsewhere": """
        divide chapter {few} into {few} parts
        divide the {team} into {few} {teams|groups}
        divide {relative} and {relative} into {few} teams
        divide the {room} with a {length} wall
        how do i divide {plant} in {month}
        the great divide in {year}
        continental divide trail mile {n}
        divide and conquer in {game} level {n}
        a house divided by {few} brothers
        {country} was divided in {year} into {few} parts
        divided highway {n} exit {n}
        division {few} {sport} scores
        {ord} division {team} in {year}
        {team} won the division in {year} and {year}
        the {ord} armored division in {year}
        which division is {store} on floor {few}
        cell division takes {duration}
        how many divisions are in the {sport} league
        split the {bill|rent|{dish}} with {person}
        split {movie} into {few} parts
        split {few} {fruit} with {person} at {time}
        split screen on {gadget} {n}
        banana split for {few}
        7 10 split in bowling
        stock split {few} for {few} on {date}
        share {few} photos with {n} friends
        share {n} of {stock} at {price}
        shared by {n} people in {few} hours
        over {n} people in {few} rooms
        over {n} years in {city}
        {few} over par on hole {n}
        over {price} in {few} days
        1{int} over {tens} is that good blood pressure
        per person {price} for {few} nights
        {few} per {person|day|customer|household} limit {n}
        {n} per {hour|gallon|week} on highway {n}
        {ratio} {people|dentists|stars|doctors|{animals}}
        rated {few} out of {n} {by {person}|on {app}|}
        {few} out of {n} {people|students|{things}} {prefer {drink}|agree|failed {course}}
        ran out of {ingredient} {few} days ago
        {n} miles per gallon for {few} people
        half marathon in {n} minutes
        half past {few}
        half life {few} release date
        half time score {score}
        halfway to {n} followers
        half of the {team} is sick
        half of {country} lost power at {time}
        half a {container} of {ingredient}
        my better half is {n}
        half price {dish} after {time}
        half baked {dish} at {temp}
        half dozen {things} for {price}
        half and half for my {drink}
        {few} and a half {men|stars|hours|years old}
        quarter past {few}
        quarter pounder with {few} {container} of ketchup
        {ord} quarter results for {stock}
        {few} quarters and {few} dimes in my pocket
        quarter final {few} at {time}
        a quarter mile in {n} seconds
        french quarter hotels for {few}
        third time in {n} days
        two thirds of {country} voted in {year}
        a fraction of the cost at {store}
        fractional reserve banking in {year}
        a {few} to {few} ratio of {ingredient} to {ingredient}
        slash {n} percent from prices on {date}
        and {few} quarters of an hour
        {few} into {few} won't go said {person}
        into the woods act {few}
        bus {n} goes into {city} at {time}
    """,
    "percent elsewhere": """
        {pct} off {coupon|promo} code {label}
        is {pct} off at {store} {today|on {date}}
        {pct} off everything at {store} until {date}
        my {gadget} is at {pct}
        {pct} battery left at {time}
        {pct} of {people|men|{animals}|the {team}|{country}|voters} {agree|are tall|eat {dish}|{verb}}
        give {pct} {effort|every day}
        i'm {pct} {sure|done|irish|with you}
        {pct} cotton {clothing} in size {n}
        {pct} chance of {weather} at {time}
        set brightness to {pct}
        interest of {pct} on my {card}
        top {pct} in {course}
        {pct} tip at {restaurant} is normal
        {pct} dark chocolate
        {pct} humidity and {temp}
        {n} percent club members get {few} {things}
        the {few} percent rule in {year}
        who are the {few} percent
        what percent of people {verb}
        what percentage of {country} is {water|desert|under {n}}
        what percent battery is my {gadget} at
        {pct} alcohol by volume in {volume}
        download stuck at {pct}
        loading {pct}
        {pct} unemployment in {city} in {year}
        only {pct} of {n} {things} sold
        {pct} of flights to {city} are late by {n} minutes
    """,
    "power, root and square elsewhere": """
        the power {went out|is out|came back} {at {time}|in {few} houses|on {ord} street}
        power {off|on} the {{device}|{gadget}|{device}} {at {time}|}
        power rangers season {few} episode {n}
        power bank with {n} watts
        power {forward|hitter|couple|nap} number {n}
        {n} power {rangers|plants|tools} in {year}
        austin powers {few}
        the power of {n} minutes a day
        the power of {noun} in {book}
        power bi dashboard {n}
        power level over {big}
        raise power to {pct} on the {appliance}
        {n} horse power for {price}
        raised to {ord} floor in {few} seconds
        raised {few} kids in {city}
        raised {big} for charity in {year}
        raise my salary to {price}
        raise the {few} blinds in the {room}
        to the {ord} floor please
        to the {ord} {things} in row {few}
        which {few} world powers met in {year}
        nuclear power plant {few} in {country}
        super power in {few} minutes
        super powers {celebrity} has in {movie}
        powerball numbers for {date}
        powerball jackpot is {n} million
        square {feet|meters} in a {few} bedroom
        square enix {few} sequel
        square one after {duration}
        town square at {time}
        {ord} square on the left
        square dance for {n} couples
        red square in {year}
        times square hotel for {few}
        square deal for {price}
        square up with {person} for {price}
        {n} square {miles|feet|blocks|acres} {of land|in {city}|for {price}}
        square brackets around word {few}
        pay with square at table {few}
        madison square garden on {date} row {n} seat {n}
        spongebob squarepants season {few}
        a {n} square quilt
        squared away by {time}
        root {canal|beer} {at {time}|for {few}|for {price}}
        root for the {team} in game {few}
        root vegetables for {n} in {month}
        root user on {os}
        root of {subject} in {year}
        the roots season {few}
        square root the movie from {year}
        {few} root canals in {duration}
        roots {n} feet deep under {plant}
        how do i root my {gadget} {n}
        root cause of the {date} outage
        the cube {few} escape room
        ice cube movie {year}
        {few} ice cubes in my {drink}
        bouillon cubes for {volume} of water
        rubik's cube in {n} seconds
        cubed {ingredient} {weight}
        {few} cubes of sugar
        square eyes after {n} hours of {show}
    """,
}
