"""Travel: flights, hotels, roads, restaurants, places, weather."""

from __future__ import annotations

from typing import Final

TEMPLATES: Final[dict[str, str]] = {
    "flights": """
        book {a|{few}} flight{s|} {from {city} |}to {city} {on {date}|for {date}|{weekday}|under {price}}
        {find|show me|are there} {cheap |direct |}flights from {city} to {city} {in {month}|leaving at \
            {time}|}
        is flight {n} on time
        is {airline} {flight |}{label} {delayed|on time|cancelled|boarding}
        when does flight {label} {land|leave|arrive|board|depart}
        what gate is {airline} {n} {leaving from|at}
        how long is the flight from {city} to {city}
        change my {airline} flight to {date} at {time}
        my flight is {delayed|late} {by {duration}|until {time}|}
        can i bring {few} bags {on {airline}|for free|}
        what's the baggage limit on {airline}
        how many carry ons can i bring on {airline}
        seat {n}{a|b|c|f} {please|window or aisle|on {airline}}
        i have a {duration} layover in {city}
        how early should i get to {airport}
        upgrade {few} tickets to business class
        is {few} hours enough to connect at {airport}
        do i need a visa for {country} {for {duration}|}
        what do i pack for {duration} in {country}
        how far is {airport} from downtown
        cancel my trip to {city} {on {date}|}
        how many miles do i need for a flight to {city}
    """,
    "hotels": """
        book a {hotel} {room |}in {city} {for {few} nights|for {few} people|from {date} to {date}|}
        find {a hotel|hotels} near {landmark} {under {price}|for {few}|with a pool}
        {few} nights at the {hotel} in {city}
        does the {hotel} have {parking|a gym|{few} double beds|a pool|wifi}
        what time is check {in|out} at the {hotel}
        i need {few} rooms {for {few} nights|on {date}|with {few} beds}
        the {hotel} is rated {ratio}
        cancel my {hotel} reservation {number {label}|for {date}|}
        we are in room {digits} and the {device} is broken
        extra towels for room {digits}
        wake up call at {time} in room {big}
        max {few} people per room
        how far is the {hotel} from {landmark}
        is {price} a night {good|too much} for {city}
        how many stars does the {hotel} have
        late checkout at {time} please
        which floor is the pool on
    """,
    "roads": """
        how do i get to {{city}|{landmark}|the nearest {nearby}} {from here|by train|without tolls|}
        directions to {n} {main street|oak avenue|{ord} street|baker street}
        how long {is the drive|does it take|} {from {city} |}to {city} {by car|by train|at {time}|}
        how far {is|away is|is it to} {city} {from {city}|}
        how many miles {is it|} to {city}
        take exit {n} {on|off} {route|highway|i-} {n}
        route {n} {is closed|to {city}|or highway {n}}
        traffic on {i-|highway |route }{int} {right now|}
        when {is the next|does the} {bus|train|ferry} {to {city}|from platform {few}|after {time}|}
        does the {n} bus stop at {n}{th|} street
        the {bus|train|tram} {leaves|left} {at {time}|{few} minutes ago|from platform {few}}
        get me {an uber|a taxi|a lyft} {to {airport}|for {few}|at {time}|home}
        turn left {in {length}|at the light|after {length}} then right
        keep right at the fork for {length}
        where can i park {near {landmark}|for {duration}|downtown}
        what's the speed limit on {highway {n}|i-{int}|{ord} street}
        is there a {nearby} {open now|nearby|within {length}|on {ord} avenue}
        rent a car {in {city}|for {duration}|at {airport}}
        meet me at the corner of {ord} and {ord}
        how much is a {duration} train pass in {country}
        what are the gps coordinates of {landmark}
        plan a {few} day trip to {country}
        how many stops to {city}
        shift into {ord} gear before the hill
    """,
    "restaurants": """
        table for {few} at {time}
        book a table {for {few} |}at {restaurant} {for {time}|on {weekday}|at {time}|tonight}
        reserve {few} seats at {restaurant} {on {date}|for {time}}
        {find|recommend|suggest} {a|{few}} good {cuisine} {restaurant|restaurants|place|places} {near me|in \
            {city}|}
        what time does {restaurant} {open|close} {on {weekday}|today|}
        is {restaurant} open {until {time}|on {weekday}|now|for {meal}}
        i'd like {few} {dish} and {few} {drink}s to go
        order {few} large {dish} {for delivery|from {restaurant}|with extra cheese}
        {cancel|change} my reservation {for {few}|at {time}|to {few} people}
        how is {restaurant} rated
        {restaurant} is rated {real} stars
        does {restaurant} take reservations for {n}
        do they have {cuisine} food for under {price}
        what's on the menu at {restaurant}
        party of {n} under {person} at {time}
        can we get {few} menus and {few} {drink}s
        split the check {few} ways please
        is there a wait for a table of {few} at {restaurant}
        how long is the wait at {restaurant}
        what's the best {dish} in {city}
        {dish} for {few} please
        the waiter forgot {few} of our {drink}s
    """,
    "places": """
        what's the population of {{city}|{country}|{city}|{state}}
        {how many people live|how many people are there} in {{city}|{country}|{state}|{city}}
        what's the capital of {{country}|{state}}
        how {tall|high|old|wide|big} is {landmark}
        how long is {river}
        how deep is {the ocean|lake superior|the mariana trench|the pool}
        where is {{landmark}|{city}|{country}} {located|on the map|}
        which country has {the most people|{n} million people|{few} official languages|{few} time zones}
        what continent is {country} {in|on}
        what countries border {country}
        how many {states|islands|lakes|provinces|cities|time zones} {are there in|does} {country} {have|}
        what's the area code {for|of} {city}
        zip code for {city} {int}th street
        what's the elevation of {city}
        what is the distance between {city} and {city}
        is {city} {north|south|east|west} of {city}
        name {few} {cities|rivers|countries|mountains} in {country}
        what is the {ord} {largest|smallest} {country|city|state} {in the world|}
        {country} has {n} {states|regions} and {big} people
        what's the flag of {country} look like
        what language do they speak in {country}
        list the {few} biggest cities in {country}
        latitude {real} longitude {real}
        what currency does {country} use
    """,
    "weather": """
        what's the {weather|forecast|temperature|humidity|uv index} {in {city}|{weekday}|outside|on \
            {date}|at {time}}
        will {it rain|it snow|there be {weather}} {in {city}|{weekday}|at {time}|this weekend|on {date}}
        is it {going to rain|cold|hot|windy|snowing} {in {city}|{weekday}|outside|today}
        how {hot|cold|warm|windy|humid} {is it|will it be} {in {city}|{weekday}|at {time}}
        do i need {an umbrella|a jacket|sunscreen} {{weekday}|in {city}|today|}
        what's the chance of {weather} {{weekday}|in {city}|on {date}}
        {pct} chance of {weather} {{weekday}|in {city}|tonight}
        {temp} and {sunny|cloudy|raining|humid} in {city}
        it's {temp} {outside|here|in {city}}
        high of {temp} low of {temp} {{weekday}|}
        {few} {inches|feet|cm} of snow {{weekday}|in {city}|fell last night}
        {n} day forecast {for {city}|}
        when is {sunset|sunrise|high tide|the next full moon} {in {city}|{weekday}|today|}
        is {temp} too {hot|cold} {for a run|to swim|for {plant}|for a {animal}}
        what was the weather {in {city} |}on {date}
        how many inches of rain does {city} get
        wind from the {north|south|west} at {n} mph
        category {few} hurricane near {state}
        is a tornado warning in effect until {time}
        what's the {hottest|coldest} it's ever been in {city}
        what's the air quality in {city}
        earthquake magnitude {real} near {city}
    """,
    "time zones": """
        what time is it in {{city}|{country}|{city}} {right now|when it's {time} here|}
        what's the time difference between {city} and {city}
        convert {time} {timezone} to {timezone}
        {time} {timezone} in {city}
        what's {time} {timezone} in {timezone}
        when it's {time} in {city} what time is it in {city}
        how many hours ahead is {city} of {city}
        is {city} ahead of {city}
        what time zone is {city} in
        when does daylight saving time {start|end} {in {year}|}
        utc{+|-}{int} is which cities
        how many time zones does {country} have
    """,
}
