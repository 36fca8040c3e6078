"""Home and work: cars, repairs, gardens, pets, children, school, university, jobs, clothes."""

from __future__ import annotations

from typing import Final

TEMPLATES: Final[dict[str, str]] = {
    "cars": """
        how often should i {change|check|replace} {my|the} {part} {on a {year} {car}|every {big} miles|}
        what {oil|size tires|gas|battery} does a {year} {car} {take|use}
        how much does it cost to {fix|replace} {the|my} {part} {on a {car}|}
        my {car} {won't start|makes a noise at {n} mph|overheats|shakes|has {big} miles}
        what does code p0{digits} mean
        tire pressure {n} psi
        how many {miles per gallon|seats|cylinders|airbags} does a {year} {car} {get|have}
        is a {year} {car} {reliable|worth {price}|good for {few} kids}
        how far can a {car} go on a full tank
        jump start a {car}
        {few} liter v{int} engine
        {n} mpg on the highway
        when is my {ord} service due
        how do i parallel park
        charge the {car} to {pct}
        {car} lease for {price} a month
        put it in reverse and turn the wheel left
        0 to 60 in {real} seconds
        where did i park
        what gear for a {pct} hill
        how long does it take to charge a {car}
    """,
    "repairs": """
        how {do i|to} {fix|unclog|repair|clean|reset} {a|my|the} {appliance} {in {few} steps|}
        my {appliance} {is leaking|won't turn on|shows error {label}|is {n} years old|makes a noise}
        how much paint {do i need|for} a {length} by {length} {room}
        what size {screw|nail|bolt|drill bit} {do i need|for} {a {thing}|{weight}|drywall}
        how many {tiles|bricks|boards|bags of concrete} {do i need |}for a {length} by {length} \
            {patio|wall|floor|deck}
        hang a {thing} {length} from the floor
        call a plumber {for {time}|near me|}
        how do i use a {tool}
        replace the filter every {duration}
        cut the board at {n} and {fraction} inches
        square the corners before you nail
        the fuse on circuit {n} blew
        is mold behind the {appliance} dangerous
        cost to remodel a {n} square foot {room}
        {n} square feet of {carpet|tile|hardwood} in {color}
        {n} by {n} lumber
        the power went out at {time}
        level the shelf {length} above the {appliance}
        drill {few} holes {length} apart
        what {color} goes with {color} walls
        smoke detector beeps {few} times
    """,
    "gardening": """
        {when|how|where} {do i|should i} {plant|prune|water|harvest|fertilize} {plant}
        how far apart {do i|should i} plant {plant}
        how {often|much} {do i|should i} water {my |}{plant}
        why are {the leaves on |}my {plant} {yellow|brown|dying|turning {color}}
        plant {n} {plant} {length} apart in {few} rows
        how do i get rid of {animals} in my garden
        {plant} need {few} hours of sun
        what grows in zone {few}
        how deep should {plant} seeds be
        {weight} bag of mulch
        how long do {plant} take to grow
        is {plant} poisonous to {animals}
        how do i divide {plant}
        square root rot in a {plant}
        divide the {plant} roots in {month}
        mow the lawn every {few} days
        how do i root {plant} cuttings in water
        multiply {plant} from cuttings
    """,
    "pets": """
        can {animals} eat {{fruit}|{fruit}|{dish}|{ingredient}|chocolate}
        how {often|much} should i {feed|walk|bathe} {a|my} {n} {week|month|year} old {animal}
        why does my {animal} {bark|hide|lick me|eat grass|cry at {time}|scratch}
        my {animal} {ate {few} {fruit}|is sick|weighs {weight}|ran away {on {date}|}|is {n} years old}
        what should i name my {{animal}|{few} {animals}|{color} {animal}}
        how do i train a {animal} {to {verb}|in {duration}|not to bite}
        how many {animals} can live in a {n} gallon tank
        {n} {dog|cat} years in human years
        is a {animal} a good pet {for a {n} year old|}
        vet appointment for my {animal} {at {time}|on {date}|}
        how much does it cost to keep a {animal}
        what shots does a {n} week old {animal} need
        lost {color} {animal} near {ord} street
        a litter of {few} {animals}
        feed the {animal} {few} times a day
    """,
    "children": """
        when do babies start {walking|talking|teething|sleeping through the night}
        how do i {potty train|discipline|entertain|feed} a {few} year old
        activities for a {n} year old {in {city}|on a rainy {weekday}|}
        how much {milk|sleep|screen time} does a {few} {month|year} old need
        baby names that start with {a|b|m|s|z}
        read a bedtime story {about {animals}|for {few} minutes|}
        my {few} month old weighs {weight}
        what size diaper for {weight}
        {few} kids under {n}
        is {temp} too hot for a baby bath
        pick up the kids at {time}
        birthday party for {n} kids at {time}
        what toys are safe for ages {few} and up
        why do toddlers {bite|cry|say no}
        how do i teach my kid to {count|multiply|tell time|share|subtract}
        my daughter is learning her times tables
        at what age do kids learn division
        my son is in {ord} grade
        songs to help kids count to {n}
    """,
    "school": """
        help me {study for|with my|pass} {course} {homework|test|final {on {date}|}|}
        write {a {n} word |an |a {few} paragraph }essay {about|on} {subject}
        {summarize|sum up|explain} {subject} {in {n} words|in {few} bullet points|for {ord} graders|}
        {who|what|why|when|how} was {subject} {important|discovered|}
        what's on the {course} test {{weekday}|}
        i {got|scored} {a {n}|{pct}|{n} out of {n}} on my {course} {test|quiz|final}
        what grade do i need on the final to {pass|get an a|get {pct}}
        what's a {real} gpa
        when is {course} homework {n} due
        page {n} exercise {few} {of {course}|}
        question {few} on page {n}
        make {n} flashcards {about|on} {subject}
        quiz me on {{subject}|{subject}|{course}|the times tables|my {few} times table|state capitals}
        what score do i need on the {sat|act|gre|lsat}
        is {tens} a good sat score
        the class has {n} students
        who is the {course} teacher in room {digits}
        what college should i go to
        how much is tuition at {harvard|stanford|a community college}
        study group at {time} for {course}
        how do i cite a {book|website|paper} in {apa|mla} {few}
        my essay is due in {duration}
        chapter {few} problem {n} in {course}
        how many credits is {course}
        lesson {n} covers addition and subtraction
        worksheet on multiplication and division for grade {few}
        what is taught in {ord} grade math
        who is my math tutor {weekday}
    """,
    "jobs": """
        how much does a {job} {make|earn} {in {city}|per hour|a year|with {duration} of experience}
        find {job} jobs {in {city}|that pay {price} an hour|near me}
        write {a|my} {cover letter|resume|resignation letter|reference} for a {job}
        how do i {become a {job}|ask for a raise|ask for {pct} more|quit my job|prepare for an interview}
        what should i say {in an interview|to my boss|on linkedin}
        i {work|worked} {n} hours {this week|last week|at {store}}
        is {price} an hour {good|a lot} for a {job}
        log {few} hours on project {n}
        i've been a {job} for {duration}
        my shift {starts|ends} at {time}
        who has the night shift on {weekday}
        swap my {weekday} shift with {person}
        clock {in|out} at {time}
        how many vacation days do i have {left|in {year}|}
        request {few} days off {starting {date}|in {month}|}
        my boss wants the report by {time}
        the company has {big} employees
        interview questions for a {job}
        what does a {job} do
        employee number {digits}
        our team of {few} needs {few} more people
        {pct} raise after {duration}
        meeting minutes from {date}
        agenda item {few} for {weekday}
        quarter {few} results are due {date}
        q{int} revenue was {big}
        add {person} to the {time} call
        sum up the meeting in {few} points
    """,
    "clothes": """
        what should i wear {to {a wedding|an interview|the {meeting}}|in {temp} weather|on {holiday}|today}
        does {color} go with {color}
        what size {clothing} {for a {n} inch waist|if i'm {length} tall|do i wear}
        how do i {wash|iron|fold|hem} {clothing}
        wash {clothing} at {temp}
        how do i get {drink} stains out of {clothing}
        {clothing} in size {n}
        is a size {few} a {medium|large|small}
        {clothing} for under {price}
        how do i tie a {bow tie|tie|scarf}
        are {clothing} in style in {year}
        {few} pairs of {color} {socks|shoes|pants}
        is it ok to wear {color} after labor day
        how tight should {clothing} be
        waist {n} length {n}
        do you have these in {color} size {n}
    """,
    "moving and cleaning": """
        how do i clean {a|my|the} {{thing}|{appliance}|{thing}|{room}|{thing}}
        how often should i wash {sheets|towels|{clothing}|my hair}
        rent a {n} foot truck {for {duration}|}
        how many boxes {do i need|for} to move a {few} bedroom apartment
        {few} bedroom {few} bath house in {city}
        apartment {n} on floor {few}
        how do i get rid of {{animals}|mold|dust|a smell} in the {room}
        movers come at {time} on {date}
        storage unit {n} by {n} feet
        is the {room} {length} wide
        trash day is {weekday}
        mop the {room} {few} times a week
        vacuum the {room} at {time}
        a {n} square foot apartment for {price} a month
        organize my {room} in {few} hours
        i need {few} more shelves in the {room}
    """,
}
