"""Knowledge: trivia, history, nature, physics, chemistry, the sky, machines, myths."""

from __future__ import annotations

from typing import Final

TEMPLATES: Final[dict[str, str]] = {
    "trivia": """
        who {is|was} {{celebrity}|{celebrity}|{historical}|{scientist}|{author}|the {ord} president|the \
            pope in {year}}
        how {old|tall|rich} is {celebrity}
        when {was|is} {{celebrity}|{celebrity}|{scientist}|{historical}} {born|'s birthday}
        where {was|is} {{celebrity}|{celebrity}|{historical}|{artist}} {born|from|buried}
        who invented {the telephone|the light bulb|the {instrument}|zero|the internet|{sport}|paper|the \
            number system}
        what is {celebrity} {famous for|worth|doing these days}
        is {celebrity} {married|still alive|from {country}|over {n}}
        how many {kids|siblings|children} does {celebrity} have
        who was the {ord} {president|king|person on the moon|man to climb everest|woman in space|pope}
        what are the {few} {wonders of the world|deadly sins|primary colors|states of matter|great \
            lakes|oceans}
        name the {few} {dwarfs|continents|oceans|planets|reindeer|horsemen|commandments}
        what's the {biggest|fastest|oldest|tallest|smallest|deadliest} \
            {{animal}|{animal}|building|tree|city|car|train} in the world
        why is the {sky blue|ocean salty|grass green|moon white|tower leaning}
        how many {bones|teeth|muscles|chromosomes} {does a {n} year old have|are in the body|do {animals} \
            have}
        what does {the acronym |}{nasa|fbi|lol|gps|ceo|wifi|unicef|hiv} stand for
        how many {colors are in a rainbow|keys are on a piano|cards are in a deck|hearts does an octopus have}
        what's {a group of {animals} called|the opposite of {adjective}|a baby {animal} called}
        which came first the chicken or the egg
        why do {animals} {sleep|migrate|sing|have tails|live in groups}
        how do {airplanes|magnets|batteries|tides|vaccines|{animals}|elevators} {work|fly|communicate}
        what is the meaning of {the number {n}|42|friday the 13th|666|route 66|catch 22|cloud 9|9 to 5}
        why are there {n} {hours in a day|minutes in an hour|inches in a foot|days in {month}|letters}
        how many people have {walked on the moon|climbed everest|been president}
        what is area {n}
        who lives at {n} downing street
        what happened to apollo {n}
        where is the world's largest {nearby}
        {n} fun facts about {country}
        i have {few} legs and fly what am i
    """,
    "history": """
        {when|what year|where} {did|was} {world war {few}|the {ord} world war|the civil war|the black \
            death} {start|end|begin}
        what happened {in|on} {{year}|{date}|{year} in {country}|the year {year}}
        who {won|fought in|started} {world war {few}|the war of {year}|the battle of waterloo|the hundred \
            years war}
        when did {historical} {die|live|rule|become famous}
        how did {historical} {die|come to power|change the world|lose}
        who ruled {country} in {year}
        when did {country} {become independent|join the un|win the {event}|abolish slavery}
        why did {the roman empire|the soviet union|{country}|the maya} {fall|collapse|go to war in {year}}
        in {year} {historical} {invaded|visited|left|conquered} {country}
        the treaty of {year} was signed in {city}
        how long did {the cold war|the {n} years war|{historical}|the roman empire} {last|reign}
        how many people died in {the civil war|world war {few}|the {year} earthquake}
        what was the cause of {subject}
        {subject} started in {year}
        what are the {ord} {few} amendments
        what is the {ord} amendment
        explain {subject} {in {few} sentences|like i'm {few}|to a {n} year old}
        who signed the declaration in 1776
        what year did the berlin wall come down
        the {int}th century in {country}
        between {year} and {year} the population of {city} doubled
        {n} bc or {n} ad
        king {george|henry|louis|charles} the {ord}
        how many wives did henry the eighth have
        timeline of {country} from {year} to {year}
    """,
    "biology": """
        what is {the mitochondria|dna|osmosis|a cell|natural selection|an enzyme|mitosis} {made of|for|}
        how long do {animals} {live|sleep|stay pregnant}
        how many {legs|eyes|teeth|hearts|stomachs|chromosomes} does a {animal} have
        how fast can a {animal} {run|swim|fly}
        what do {animals} eat
        are {animals} {mammals|dangerous|endangered|intelligent|color blind}
        how much does a {animal} weigh
        where do {animals} live
        what's the difference between a {animal} and a {animal}
        a {animal} can run {n} miles per hour
        the human body has {digits} bones
        how do cells divide
        what happens during cell division
        how do plants make food
        what is the function of the {liver|spleen|cortex|square muscle|left ventricle|prime meridian}
        what's the life cycle of a {animal}
        {pct} of {animals} are {left handed|male|blind}
        how many species of {animals} are there
        what blood type is {most common|o positive|compatible with ab negative}
        what is the half life of {medicine}
        {animals} have {n} chromosomes
    """,
    "physics and chemistry": """
        what is the {speed of light|speed of sound|gravitational constant|planck constant|charge of an \
            electron}
        what is {ohm's law|newton's {ord} law|absolute zero|dark matter|the {ord} law of thermodynamics|a \
            quark}
        what's the {atomic number|symbol|melting point|boiling point|density|half life} of {element}
        what element {has {n} protons|is number {n}|is {ord} in the periodic table}
        what's the chemical formula {for|of} {compound}
        balance the equation {h2 + o2 -> h2o|c3h8 + o2 -> co2 + h2o|fe + o2 -> fe2o3|n2 + h2 -> nh3}
        what is the ph of {{compound}|{compound}|vinegar|lemon juice|milk}
        a ph of {real} is acidic
        how many {electrons|neutrons|protons|isotopes} does {element} have
        what happens when you mix {compound} and {compound}
        at what temperature does {compound} {freeze|boil|melt}
        how many {volts|watts|amps} {does a {gadget} use|are in a battery|is {n} horsepower}
        how much force does it take to lift {weight}
        what is the power of a {n} watt bulb over {duration}
        power equals work over time
        what is the product of the reaction between {compound} and {element}
        positive and negative charges attract
        how strong is a {n} tesla magnet
        a car accelerates at {real} m/s for {few} s
        drop a ball from {length} when does it land
        what wavelength is {color} light
        {few} moles of {compound}
        dilute {volume} of a {pct} solution with {volume} of {compound}
        what's the frequency of {n} hz in music
        light travels {big} km per second
        how does a {gadget|battery|nuclear reactor|laser|rocket|magnet} work
        why does {compound} {burn|smell|dissolve|float}
        what is a sign convention in optics
    """,
    "the sky": """
        how far {is|away is} {planet} {from {planet}|in light years|}
        how many moons {does {planet} have|are there}
        how {big|hot|old|heavy} is {planet}
        how long is a {day|year} on {planet}
        when is the next {eclipse|meteor shower|full moon|mars launch|leap second}
        can i see {planet} {tonight|from {city}|at {time}|in {month}}
        what's the gravity on {planet}
        how long does it take to get to {planet}
        is there life on {planet}
        how many {stars|galaxies|planets} are {there|in the milky way|in the sky}
        {planet} has {n} moons
        what is a {light year|black hole|pulsar|nebula|supernova|comet}
        who was the {ord} {man|woman|dog} in space
        when did apollo {n} land
        {real} light years away
        how old is the universe
        a star with magnitude {real}
        is pluto a planet
    """,
    "faith and myth": """
        who {is|was} {{god}|{god}|{god}|the god of {noun}|muhammad|moses|buddha}
        who is {god}'s {father|wife|brother}
        what do people believe in {religion}
        how many {people follow|gods are in|branches of} {religion} {are there|}
        read {psalm {n}|john {int}:{int}|genesis {few}|surah {n}|matthew {few} verse {n}}
        what are the {ten commandments|{few} pillars of {religion}|{few} noble truths|{few} virtues}
        when is {holiday} {in {year}|celebrated|this year}
        what is the {ord} commandment
        how many labors did hercules have
        why did noah take {few} of every {animal}
        the {few} disciples of {god}
        what does the number {n} mean in the bible
        is there a god
        when does {religion} say the world began
        pray for {relative}
        what time is mass on {weekday}
        {few} days and {few} nights of rain
        norse gods and the {few} realms
    """,
    "engineering": """
        how does a {{car}|{part}|diesel engine|jet engine|transistor|solar panel|bridge} work
        what gauge wire for a {n} amp circuit
        a {n} volt battery and a {n} ohm resistor
        what is a {few} bit register
        what's a shift register used for
        what is a full adder
        what is a logic gate
        explain how an and gate differs from an or gate
        what's a multiplier in circuits
        torque spec for a m{int} bolt
        how many watts is a {n} amp fuse
        wire {few} switches to {few} lights
        what thickness of steel holds {weight}
        how do i read a resistor with {color} {color} {color} bands
        what's the tolerance on a {n} mm shaft
        {n} teeth on the gear and {n} rpm
        how deep is a footing for a {few} story house
        what is a limit switch
        square tube {n} by {n} by {few}
        3d print a {thing} at {pct} infill
        the power supply has {n} watts
        {pct} grade on a {length} ramp
    """,
}
