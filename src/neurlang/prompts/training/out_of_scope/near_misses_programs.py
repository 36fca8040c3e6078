"""Near misses: the words of loops, arrays, texts, secrets, clocks and printing in other senses."""

from __future__ import annotations

from typing import Final

TEMPLATES: Final[dict[str, str]] = {
    "counting and loops elsewhere": """
        count me in for {few} {|at {time}}
        count the {things} in box {n}
        count the {words|letters|pages} in {{file}|chapter {n}|{book}|my essay}
        count {animals} to sleep at {time}
        count on {person} {few} times
        count dracula chapter {few}
        count olaf book {few}
        count of monte cristo chapter {n}
        {few} counts of fraud and {n} years
        white blood cell count {hundreds}
        platelet count of {digits}
        thread count {hundreds} sheets in {color}
        pitch count {n} in inning {few}
        word count {hundreds} due {date}
        head count for table {n}
        lost count after {n}
        vote count {n} to {n}
        calorie count of {dish}
        how many {things} can you count in the picture
        {n} and counting
        my account has {n} followers
        account number {digits} at {bank}
        discount {n} percent code {label}
        country road {n} mile {few}
        county road {n} exit {few}
        counter {few} at the {nearby}
        counter strike {few} at {n} fps
        countless {things} since {year}
        countdown to {holiday} {year}
        countdown show on channel {few} at {time}
        countdown clock for the {event}
        final countdown by europe from {year}
        how does the countdown work in rocket launch {n}
        apollo {n} countdown in {year}
        new year's countdown in {city} at {time}
        loop {song} {few} times
        loop around the block {few} times and call {person}
        loop trail {n} is {length}
        fruit loops {few} boxes
        in the loop about {label}
        loop {person} in on the {time} email
        keep me in the loop on {date}
        the loop in {city} at {time}
        belt loop {few} is torn
        infinite loop on line {n}
        my for loop stops at {n} instead of {n}
        hula hoop loop for {n} minutes
        loopholes in section {n}
        repeat after me {few} times
        repeat step {few} and step {few}
        repeat every {few} weeks until {date}
        row {n} seat {n}
        step {few} of {n}
        {n} steps to {noun}
        {n} from the top
        from {few} to {n} how much do you love {dish}
        on a scale of {few} to {n} how {adjective} is it
        {few} {few} {few} go
        ready set go in {few}
        {ord} in line with {n} behind me
        floor {few} of {n}
        number {n} of {n}
        numbers {n} and {n} on the menu
        array of {n} solar panels on house {few}
        a wide array of {things} from {price}
        {n} watt solar array
        fill {few} glasses with {drink}
        fill the tank with {n} liters
        fill {n} boxes with {few} {things} each
        fill out form {n} in {few} copies
        memory card {size} for {price}
        a memory from {year}
        memory lane {n}
        memory foam mattress {n} inch
        how much memory does a {gadget} {n} have
        memorial day {year}
    """,
    "texts and copies elsewhere": """
        copy {file} {few} times to {folder {few}|the usb}
        {few} copies of {file} double sided
        make {n} copies of page {few}
        copy and paste row {n}
        copy that {few} over
        copy {person} on the email
        copyright {year} {person}
        copy machine on floor {few} is broken
        can i get a copy of my {tax} from {year}
        i need {few} copies of {book} for class {n}
        carbon copy to {email}
        copycat recipe for {dish}
        length of {river}
        what is the length of {{movie}|a {sport} field|a {car}|{song}|the {nearby} pool|a year on {planet}}
        length of stay {few} nights for {n}
        length {n} and width {n} for the rug
        knee length dress size {n}
        pool length {n} in lane {few}
        at length on page {n}
        feature length film in {n} minutes
        how long is {the word of god|a piece of string|chapter {n}|{landmark}|a {animal}|your {meeting}}
        string {few} on my guitar is flat
        string cheese {n} pack
        string theory in {n} dimensions
        g string tuned to {n} hz
        second string quarterback number {n}
        {few} string bass for {price}
        string {n} {color} lights on the porch
        a string of {few} {adjective} days
        shoestring fries for {few}
        hash browns for {few}
        hash browns and {few} eggs
        corned beef hash for {n}
        rehash of season {few}
        hashtag {n} on {app}
        add {few} hashtags to post {n}
        hash it out with {person} at {time}
        hash mark on the {n} yard line
        what is hash rate of {n} in {coin}
        compare {store} and {store} on {price}
        compare {country} and {country}
        compare {book} with {book}
        compare {car} {year} with {year}
        compare prices for {few} {things} at {store}
        compare the cast of season {few} and season {few}
        compare {hotel} and {hotel} for {few} nights
        compare plan {few} and plan {few}
        shall i compare thee to a summer's day
        compared to {year} it's {pct} more
        are {gadget} {n} and {gadget} {n} the same size
        equal pay day {year}
        equal rights in {year}
        all men are created equal in {year}
        equalizer {few} the movie
        equal parts {ingredient} and {ingredient}
        same time {few} days later
        the letter from {date} says {few}
        how many letters are in the {language} alphabet
        a {few} letter word with {a|e|o|z}
        characters in {show} season {few}
        who is the main character of {game} {few}
        what text did {person} send at {time}
        text size {n}
        text {phone} with code {n}
        word {few} of verse {n}
        word problem {n} on page {few}
        password must be {n} characters
        first letter of {ord} word on page {n}
        concatenate {noun} and {noun}
        reverse the {word|string} {noun}
        uppercase {noun}
        is {noun} a palindrome
        capitalize {phrase}
        replace {noun} with {noun} in {file}
        find {noun} in {file}
        split {noun} by {letter|comma}
        how many {e|a|s|t}s are in {vocabulary}
        sort the words {noun} {noun} {noun}
    """,
    "secrets and clocks elsewhere": """
        random fact about {year}
        random {movie|song|restaurant|person|word} from {year}
        random acts of kindness day {year}
        some random guy called {few} times
        random house published {n} books
        pick a random {movie|{dish} recipe|baby name|{country} city|card|song}
        play {few} random songs
        a random thought about {n} {animals}
        random access memory {size} for {price}
        at random {few} of {n} were {color}
        who's that random person in photo {n}
        secure {few} seats for {date}
        is my {bank} account secure
        secure the {thing} with {few} screws
        security code {digits} on my {card}
        social security at {n}
        security line {few} takes {n} minutes
        national security agency in {year}
        is {app} end to end encrypted
        how do i encrypt {{file}|my {gadget}|{few} folders|an email in outlook}
        encrypt the {size} drive with bitlocker
        decrypt the message in {movie}
        can you decrypt my {gadget}
        cipher level {n} in {game}
        who cracked the enigma cipher in {year}
        key {few} opens room {n}
        i lost {few} keys to apartment {n}
        key of {c|d|e flat|g} minor
        key west in {few} days
        florida keys mile {n}
        low key {few} out of {n}
        secret {noun} level {n}
        the secret of {n} {noun}s
        secret santa for {n} people under {price}
        victoria's secret size {n}
        victoria's secret near exit {n}
        bytes of {dish} for {price}
        what time does {{store}|the {nearby}|{show}|the {n} bus|flight {n}|the {meeting}} \
            {open|close|start|leave|end}
        what time {should i {verb}|did i wake up|is dinner|is the {team} game|is sunset} {on \
            {date}|{weekday}|in {city}|}
        what time is {the {meeting}|{show} on|my {time} call|checkout at the {hotel}|high tide|kickoff}
        time flies when you're {n}
        time magazine from {year}
        time person of the year {year}
        time travel to {year}
        time out in the {ord} with {n} seconds left
        it's {few} minutes past {n}
        it's {time} already
        at the time i was {n}
        a long time ago in {year}
        full time {job} for {price}
        dinner time is {time}
        bed time for a {n} year old
        time to {verb} {few} miles
        for the {ord} time in {n} days
        on time for the {time} {meeting}
        is flight {n} on time
        is my {time} train on time
        now showing {movie} at {time}
        now hiring {n} {job}s
        now {few} for {price}
        date night at {time} for {few}
        current {stock|president|events|weather} in {country}
        current in a {n} ohm wire
        sleep number bed {n}
        sleep over at {person}'s for {few} nights
        sleeps {few} with {few} beds
        sleepless in {city} {year}
        sleeping bag rated to {temp}
        how long do {animals} sleep
        i sleep at {time} and wake at {time}
        put the {gadget} to sleep after {n} minutes
        my {few} month old won't sleep past {time}
        go to sleep
        wait time at {restaurant} for {few}
        wait list number {n} for {course}
        wait at gate {n} until {time}
        wait for {person} at door {few}
        can't wait for season {few}
        how long should i wait {after eating|to {verb}|between {few} doses|at gate {n}}
        weight {n} and height {n}
        pause {show} at minute {n}
        pause my {app} membership for {duration}
        delayed {n} minutes at gate {few}
        print {few} photos at {store}
        print page {few} of {file}
        print {n} shipping labels
        {few} prints for {price}
        floral print {clothing} size {n}
        fine print in section {few}
        the {int}d printer on floor {few}
        printer {n} is out of {color} ink
        finger prints on {few} glasses
        out of print since {year}
        what's on display in room {n}
        display {n} is black
        show {few} is sold out
        show me {few} {things} under {price}
        show up at {time}
        showers at {time} and {n} degrees
        read {few} books by {date}
        read line {few} of the poem on page {n}
        read between the lines in chapter {few}
        bus line {few} or line {n}
        a {n} line poem about {noun}
        {few} lines at the {nearby}
        input {few} on my tv
        hdmi input {few}
        clothes line for {n} shirts
        line {few} train to {city}
        online class at {time}
        float {few} in the {holiday} parade
        root beer float for {few}
        floating point park trail {n}
        real madrid {score}
        real estate in {city} for {price}
        keep it real {year}
        decimal point in {real} is wrong on my bill
        point {few} on the agenda
        power point slide {n}
        what's the point of {n} meetings
        {few} points for {team}
        {n} points on my license
        point guard number {n}
    """,
}
