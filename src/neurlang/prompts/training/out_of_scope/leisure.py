"""Leisure: music, films, series, games, sports, books, hobbies, jokes."""

from __future__ import annotations

from typing import Final

TEMPLATES: Final[dict[str, str]] = {
    "music": """
        play {{song}|{song}|{song} by {artist}|{artist}|some {genre}|my {genre} playlist|the new {artist} \
            album}
        {skip|next song|previous track|pause|shuffle|repeat this song|stop the music}
        skip {few} songs
        repeat {this song|{song}|the chorus} {few} times
        play track {n} {of|on} {the album|{artist}'s {ord} album}
        turn the {music|volume} {up|down} {to {n}|by {n}|by {pct}|}
        who {sings|wrote|sang|produced} {song}
        when did {song} come out
        what album is {song} on
        how many {grammys|albums|number one hits|members} {does|did} {artist} have
        add {song} to my {genre} playlist
        top {n} {genre} songs {of {year}|}
        play {few} songs by {artist}
        what's this song
        what's playing {on {real} fm|}
        tune to {real} fm
        what are the lyrics to {song}
        how long is {song}
        {artist} tickets {in {city}|on {date}|for {few}|under {price}}
        how do i play {a |}{c|g|d minor|f sharp|b flat} {chord |}on {instrument}
        what key is {song} in
        {song} is at {n} bpm
        is {int}/{int} a common time signature
        how many strings does a {instrument} have
        {genre} from {year}
        who won best album in {year}
        best {artist} song
        count in {few} beats then play
    """,
    "films": """
        who {directed|starred in|plays the villain in|wrote} {movie}
        when did {movie} come out
        what year was {movie} released
        {play|rent|stream|watch} {movie} {on {app}|tonight|in 4k|}
        how long is {movie}
        is {movie} {good|scary|on netflix|ok for a {n} year old|worth watching}
        how many {oscars|sequels|movies} {did|does} {movie} {win|have}
        {movie} {showtimes|tickets} {for {few}|at {time}|in {city}|{weekday}}
        {few} {tickets|seats} {to|for} {movie} {at {time}|on {weekday}|in row {few}}
        what's {movie} rated on imdb
        {movie} got {real} out of {few} on {imdb|rotten tomatoes}
        {movie} has {pct} on rotten tomatoes
        what movies came out in {year}
        recommend {{few}|{few}|some|a few} movies like {movie}
        what's the plot of {movie}
        how does {movie} end
        who won best {picture|actor|actress|director} in {year}
        what movies has {celebrity} been in
        explain the ending of {movie}
        i give {movie} {ratio} {stars|}
        top {n} movies of {year}
        {movie} made {big} at the box office
        rewind {few} minutes
        part {few} of {movie} is the best
    """,
    "series": """
        {play|watch|put on|resume} {show} {season {few} |s{int}e{int} |}{episode {n}|}
        {next|previous|last} episode {of {show}|}
        how many {seasons|episodes} {of|are there of|does} {show} {have|}
        season {few} episode {n} of {show}
        when {does|is} {season {few} of |}{show} {come out|start|air|back}
        who plays {the dad|the lead|the boss} in {show}
        what channel is {the game|{show}} on
        change {the |}channel {to {n}|}
        channel {n}
        is {show} worth watching after season {few}
        what happened in the {ord} episode of {show}
        prime video season {few}
        skip {the intro|{n} seconds|{few} episodes}
        record {show} at {time}
        what's on {tv|channel {n}|hbo} {at {time}|tonight|}
        turn on subtitles in {language}
        spoilers for {show} season {few}
        why did they cancel {show} after {few} seasons
        {show} or {show}
    """,
    "games": """
        how do {i|you} {beat|play|win at|start} {{game}|{game}|level {n} of {game}|the {ord} boss in {game}}
        {let's play|can we play|want to play} {{game}|{game}|{n} questions|tic tac toe|hangman|trivia|a \
            game|i spy}
        what are the rules of {game}
        how many {players|cards|pieces|levels} {does|in} {game} {have|}
        cheat codes for {game}
        when does {game} come out
        i'm stuck on level {n} {of {game}|}
        how do i craft {few} {ingredient|torches|swords|beds} in {game}
        what's the max level in {game}
        my high score {is|in {game} is} {big}
        is {game} {fun|free|on xbox|cross platform|rated 18}
        {few} player {game}
        queen to e{int} {check|}
        knight takes d{int}
        e4 e5 nf3 nc6 {few}
        how many squares on a chess board
        i rolled {few} {sixes|twenties|doubles}
        {game} speedrun in {n} minutes
        what's a {few} letter word for {noun}
        what beats a {pair|flush|straight|full house} in poker
        who goes {ord} in {game}
        square enix {few} sequel
        shift to {ord} gear in {game}
        beat my score of {big}
        {n} xp to level {n}
        best build for {game}
    """,
    "sports": """
        {who won|what was the score of|what time is|did you see} the {team} game {last night|on \
            {date}|{weekday}|}
        did the {team} win {by {n}|on {weekday}|}
        {team} {beat|lost to|tied|vs} {team} {score}
        what's the score {of the {team} game|in the {sport} match|}
        {score} {team}
        who won the {event} {in {year}|}
        how many {points|goals|home runs|assists|touchdowns} did {{celebrity}|{celebrity}|the {team}} \
            {score|have} {in {year}|}
        how many {titles|championships|rings|medals} {does|do} {{celebrity}|{celebrity}|the {team}} have
        when {is|do} the {next |}{team} {play|game} {{team}|at home|}
        when is the {year} {event}
        what's the {record|offside rule|infield fly rule} in {sport}
        how many players {are on|on} a {sport} team
        where will the {event} be held in {year}
        {team} are {n} and {n} this season
        who is number {n} on the {team}
        what's {celebrity}'s {batting average|jersey number|world record}
        what channel is the {team} game on
        who's {ord} in the {sport} {standings|league|rankings}
        {team} are up by {n} {in the {ord}|at half time|}
        odds on {team} {at {few} to {few}|plus {tens}|minus {tens}|}
        bet {price} on the {team}
        {team} minus {real} points
        the {team} are plus {tens} on the money line
        {ord} and {few} at the {n} yard line
        {few} sets to {few} in {sport}
        fantasy {sport} who do i start week {n}
        {celebrity} scored {n} points in {n} minutes
        how long is a {sport} {match|game}
        over under {real} for {team}
    """,
    "books": """
        who wrote {book}
        how many {pages|chapters|words|books} {are in|does|in} {book} {have|}
        {summarize|sum up} {{book}|chapter {n}|{book} in {n} words|chapter {few} of {book}}
        what happens in chapter {n} {of {book}|}
        read {me |}{{book}|chapter {n}|a story|a poem|page {n}}
        what should i read {after {book}|next|at {n}}
        i'm on page {digits} of {book}
        when was {book} {written|published}
        what is the theme of {book}
        who is the main character {in|of} {book}
        how many books did {author} write
        what's the {ord} book in the {author} series
        turn to page {n}
        renew {few} library books until {date}
        isbn 978{digits}
        books like {book}
        is {book} a true story
        first line of {book}
        {author} was born in {year}
        quote from {author} about {noun}
        who said {to be or not to be|i think therefore i am|i have a dream|the power of one}
        write a {sonnet|haiku|poem|limerick|short story} about {{noun}|{noun}|a {animal}|{few} {animals}}
        write a {n} line poem
        chapter {few} verse {n}
        act {few} scene {few} of {book}
    """,
    "jokes and play": """
        tell me {a|another|{few}} {joke|jokes|riddle|riddles|fun fact|story|knock knock joke|bedtime story}
        tell me a joke about {{animals}|{animals}|{noun}|a {job}|math|{few} {animals}}
        knock knock
        why did the {animal} cross the road
        how many {job}s does it take to change a lightbulb
        make me laugh {in {n} words|}
        sing {me a song|happy birthday|{song}}
        rap about {{noun}|{noun}|{few} {animals}}
        {few} {animals} walk into a bar
        what's brown and sticky
        truth or dare
        would you rather {verb} or {verb}
        give me {{few}|{n}} {facts|fun facts|ideas|reasons} about {{animals}|{animals}|{subject}|{noun}}
        say something funny
        tell me a {n} word story
        do you know any {animal} puns
        why is {few} afraid of {few}
        because seven ate nine
        give me a tongue twister
        what has {few} legs and can't walk
        guess what i'm thinking
        read my palm
        what's my horoscope for {date}
        {aries|leo|virgo|gemini|scorpio} horoscope {today|for {weekday}}
    """,
    "hobbies": """
        how do i {craft} {in {few} steps|for beginners|}
        how {do i|to} start {hobby} {at {n}|with {price}|}
        {hobby} {classes|lessons} {in {city}|for {few} year olds|near me}
        knit {few} purl {few} repeat to end of row
        cast on {n} stitches
        chain {n} then {few} double crochet in each
        how many {stitches|balls of yarn} for a {sweater|blanket|size {few} sock|hat}
        what camera settings for {n} mm at f{real}
        shutter speed 1/{tens} iso {hundreds}
        what's a good {instrument} for {price}
        cut {few} strips {length} by {length}
        fold the paper in half {few} times
        best place to {fish|hike|camp|ski} {in {state}|near {city}|in {month}}
        trail {n} is {length} long
        how do i tune a {instrument}
        a {n} piece puzzle
        stamp worth {price} from {year}
        a telescope with a {n} mm lens
        paint by numbers set with {n} colors
        is {hobby} an expensive hobby
        spray {few} coats and sand with {tens} grit
        what are the best {few} {hobby} books
    """,
}
