"""Near misses: the words of limits, properties of numbers, logic, shifts and bits in other senses."""

from __future__ import annotations

from typing import Final

TEMPLATES: Final[dict[str, str]] = {
    "max and min elsewhere": """
        max {n} people {per room|in pool {few}|at table {few}}
        max {weight} per {bag|elevator|shelf} on {label}
        mad max {few} and mad max {few}
        hbo max season {few} episode {n}
        pepsi max {few} for {price}
        iphone {n} pro max {size}
        iphone {n} pro max or iphone {n} pro
        air max {n} in size {n}
        max verstappen won {few} of {n} races
        my dog max is {few} and weighs {weight}
        max and {person} are {n} and {n}
        is max coming at {time} or {time}
        call max at {phone}
        my cousin max turned {n} on {date}
        737 max flight {n} to {city}
        maximum occupancy {n} on floor {few}
        what's the maximum {dose|speed|penalty|stay|number of bags} {for {duration}|on flight {n}|in room \
            {few}|}
        the maximum fine is {price} and {duration} in jail
        what's the max you would pay for {few} {things}
        min {n} characters and {few} numbers in the password
        the {n} min run starts at {time}
        {n} min {walk|drive|wait|read} to {{city}|room {few}|the {nearby}|gate {n}}
        wait {n} min for the {n} bus
        back in {few} min or {few} min
        {few} min left and we're {n} down
        every {n} min from {time} to {time}
        minimum age {n} for {few} day rentals
        what's the minimum {wage|order|deposit|age|credit score} {in {state}|for {price}|in {year}|}
        minimum {few} nights for {n} guests
        mini {car} from {year} for {price}
        mini bar in room {digits}
        the biggest {city|animal|tree|star} in {year}
        which is bigger {state} or {country}
        which is bigger {animal} or {animal}
        which is {smaller|larger} {country} or {country}
        who is {older|taller|richer} {celebrity} or {celebrity}
        the larger of the {few} {animals} is {n}
        the smallest of {few} rooms is {n} by {n}
        the greater {city} area has {big} people
        the top {few} of {n} teams go through
        {n} is the highest floor in building {few}
        lowest price for {few} {things}
        great for {few} to {n} players
        between {price} and {price} for {few} {things}
        between {time} and {time} on {date}
        between {n} and {n} {dollars|people|miles|degrees|years old}
        something between size {n} and size {n}
        ages {few} to {n}
        keep it between {n} and {n} mph
        limit {few} per customer until {date}
        speed limit {n} in zone {few}
        what's the limit on my {card}
        time limit {n} minutes for part {few}
        limited edition {few} of {n}
        city limits {few} miles
        clamp {few} boards to the bench at {n} inches
        a {few} inch c clamp for {price}
        wheel clamp fine {price} on {date}
        clam chowder for {few} at {time}
    """,
    "even, odd, prime, positive elsewhere": """
        even {person} got {n} out of {n}
        even if it costs {price} i want {few}
        even at {n} he can {verb}
        we're even after {n} games
        break even at {n} units in {duration}
        let's get even with {person}
        is the {room} floor even after {n} years
        even out the {few} rows
        i can't even
        good evening {person} table for {few}
        odd jobs for {price} an hour
        {few} odd socks in drawer {few}
        the odd couple season {few}
        against all odds {team} won {score}
        what are the odds of {few} {animals} in {n} days
        odds are {few} to {few} on the {team}
        {n} odd people came to the {meeting}
        oddly {few} of {n} {things} were {color}
        that's odd it's {n} degrees
        isn't it odd that {n} people came
        prime video season {few}
        prime rib for {few} medium rare
        amazon prime costs {price} a month
        prime day {year} deals under {price}
        optimus prime in transformers {few}
        prime minister of {country} in {year}
        is {celebrity} past his prime at {n}
        prime time at {n} on channel {few}
        metroid prime {few}
        prime number {few} on the {team} is hurt
        primer coat {few} on wall {few}
        prime delivery in {few} days
        primary school for ages {few} to {n}
        primary election on {date} in {state}
        covid positive on day {few}
        tested positive {few} times in {duration}
        blood type o positive {few} units
        {n} positive reviews for {label}
        are you positive it's at {time}
        think positive for {n} days
        positive vibes only {year}
        is {weight} positive for a {n} year old
        what is my {star|zodiac} sign if i was born {on |}{date}
        sign me up for {n} classes at {price}
        sign the {tax} on page {few}
        sign of {few} in {book}
        stop sign at {ord} and {ord}
        sign language for {number {n}|{noun}|{phrase}}
        sign in to {app} with code {digits}
        exit sign {n} on route {n}
        what does the sign at exit {n} say
        signed copy {n} of {n}
        signs of {illness} at {n}
        signal is {few} bars
        absolute beginner at {n}
        absolute vodka {volume} for {price}
        absolutely {n} percent sure
        abs workout {n} minutes a day
        how do i get abs in {n} days
        {n} {exercise} for abs and {n} for arms
        value meal number {few} with {drink}
        best value {gadget} under {price}
        what's the value of a {year} {car}
        face value {price} row {n}
        value pack of {n} {things}
        fact of the day {n}
        factory reset {gadget} {n}
        factor {few} fantasy show {year}
        the x factor season {n}
        spf factor {n} for {duration}
        deciding factor in game {few}
        {few} risk factors for {illness}
        factorial of his fame in {year}
        gcd airport to {city}
        common {few} errors in {language}
        the greatest common mistake in {course}
        what do {celebrity} and {celebrity} have in common
        common core grade {few}
        common cold for {n} days
        least common {color} of {animal}
        the least {few} people can do
        last but not least number {n}
        fibonacci was born in {year}
        who was fibonacci and where did he live
        fib about my age {n}
        sequence dance for {few} beginners
    """,
    "average and value elsewhere": """
        what's the average {temperature|rainfall|salary|rent|house price|commute} in {city} {in {month}|in \
            {year}|}
        what's the average {height|weight|lifespan|speed} of a {n} year old {animal}
        average {age|income|height} of {n} people in {country}
        on average {few} of {n} {people|{things}} {break|{verb}|are late}
        batting average of {celebrity} in {year}
        dow jones industrial average on {date}
        above average for a {n} year old
        just an average {weekday} at {time}
        grade point average of {real} at {few} schools
        average {job} makes {price}
        what do you mean by {n}
        what do you mean {n} or {n}
        mean girls {few} on {date}
        mean {animal} at number {n}
        greenwich mean time plus {few}
        does {n} mean {noun} and {n} mean {noun}
        middle seat in row {n}
        the median {home|income|age} in {state} is {big}
        typical {meal} for {few} in {country}
        usual {few} {dish} please
        what is a normal value for {few} year olds
    """,
    "and, or, not, mod elsewhere": """
        {few} {animals} and {few} {animals}
        {few} {things} and {n} {things} {for {person}|from {store}|please}
        rooms {n} and {n} are booked
        chapters {n} and {n} for {weekday}
        exits {n} and {n} are closed
        {date} and {date} work for me
        {time} and {time} are taken
        {person} is {n} and {person} is {n}
        h and m {n} percent off
        at and t bill {price}
        m and ms {few} bags
        r and b from {year}
        b and b for {few} in {city}
        and then there were {few}
        and {few} {drink}s please
        {n} or {n} {people|inches|nights|dollars|{things}}
        {few} or {few} {drink}s
        is it {n} or {n} {degrees|floors up|days|street}
        is it {date} or {date}
        {gadget} {n} or {n}
        size {n} or {n} in {clothing}
        trick or treat {n} houses
        {few} or more {things} ship free
        do or die game {few}
        now or never
        all or nothing in round {few}
        either {weekday} at {time} or {weekday} at {time}
        neither {few} nor {n} fits
        not {n} but {n} {things} please
        not before {time}
        why not {few}
        it's not {n} it's {n}
        not bad for {n}
        not more than {few} of {n} can go
        xor gate chip {digits}
        what's an xor cipher
        x or y chromosome number {n}
        exclusive {n} deals or {few} coupons
        exclusive or shared bathroom for {few}
        bitwise wallet review {year}
        mod for {game} version {version}
        install {few} mods for {game}
        best skyrim mods of {year}
        sims {few} mod folder
        minecraft mod {version} for {few} players
        mod podge {volume}
        mod squad {year}
        mods banned {few} users on {app}
        is the mod of r/{noun} {n}
        {year} mod style {clothing}
        modulo bank branch {n}
        modern family season {few} episode {n}
        model {n} or model {n}
        modify my order {label} to {few}
        module {few} lesson {n}
        module {n} quiz is due {date}
        remainder of {year}
        the remainder of my {price} deposit is due {date}
        for the remainder of the {n} days
        remainders table at the bookstore {few} for {price}
        a gentle reminder {few} days before {date}
        gate {n} or gate {n}
        and gate or gate {n}
    """,
    "shift, bits, bytes elsewhere": """
        shift {few} {things} left of row {few}
        shift my {time} {meeting} to {time}
        shift {person} from {time} to {time}
        swap shift {few} with {person}
        night shift from {time} to {time}
        my shift at {store} is {n} hours
        {few} shifts left this {month}
        double shift on {date}
        shift key number {few} is stuck
        press shift and {few}
        shift gears at {n} rpm
        shift left on the couch {person}
        ctrl shift {few}
        stick shift {year} {car}
        paradigm shift in {year}
        which shift works {weekday} {few} or {few}
        the wind shifts left at {n} knots
        turn left at {ord} and right at {ord}
        left turn in {length} then right in {length}
        {few} left in row {n}
        left lane {few} is closed for {duration}
        left my {thing} in room {n}
        left at {time} got there at {time}
        right after {time} on {date}
        right now it's {temp}
        right {few} then left {n} on the lock
        {n} left {n} right {n} left is my locker
        human right {few} of {n}
        all right {few} more minutes
        is it the {ord} door on the right
        move {few} left and {few} up
        move {few} squares left
        slide {few} inches right
        {few} bits of advice for a {n} year old
        {n} bit game from {year}
        {n} bit or {n} bit {os}
        a bit after {time}
        a bit more than {n} and less than {n}
        drill bit {few} for a {n} mm hole
        bits and pieces box {few}
        fish bit {few} times in {duration}
        bite {few} of {n}
        mega bytes pizza for {few}
        a {n} byte header in packet {few}
        {n} megabytes a second for {price}
        the dog bit {few} people
        bit rate {tens} kbps
        set {few} plates and {few} glasses
        set the table for {few} at {time}
        set {few} goals for {year}
        set {few} of {n} {exercise}
        game set and match {few} {few}
        box set of {show} seasons {few} to {few}
        pop {n} people off the list
        population count of {city} in {year}
        pop music from {year} to {year}
        zeros and ones in {movie}
        leading role in {movie} {year}
        leading by {n} in the {ord}
        the {team} are leading {score}
        trailing {few} to {n} in the {ord}
        swap {few} {things} for {few} {things}
        swap seats {n} and {n}
        reverse the {car} {length}
        reverse the charge of {price}
        reverse order {label} on {date}
        next {few} stops to {city}
        next power cut on {date} at {time}
        next {few} episodes of {show}
        two by two in {year}
        mask {n} and gloves {n}
        toggle {device} {few}
        clear {few} dishes from table {n}
    """,
}
