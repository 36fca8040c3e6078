"""Food and health: recipes, cooking, nutrition, symptoms, medicines, fitness, sleep."""

from __future__ import annotations

from typing import Final

TEMPLATES: Final[dict[str, str]] = {
    "recipes": """
        {how do i|how to|teach me to} {make|cook|bake|prepare} {dish} {for {n}|for {few} people|without \
            {ingredient}|}
        {recipe|easy recipe|find a recipe} for {dish} {with {ingredient}|for {few}|under {n} minutes|}
        {fraction} {cup|cups|teaspoon|tablespoon|tsp} {of |}{ingredient}
        {volume} {of |}{ingredient} and {volume} {of |}{ingredient}
        mix {volume} of {ingredient} with {weight} of {ingredient}
        add {volume} of {ingredient} {and stir|to the bowl|slowly|and whisk for {few} minutes}
        {few} eggs {volume} {ingredient} {volume} {ingredient}
        stir in {fraction} cup {ingredient} until smooth
        what can i {make|cook} with {ingredient} and {ingredient}
        what can i {use instead of|substitute for} {volume of |}{ingredient}
        how much {ingredient} {do i need|goes} {for {few} people|in {dish}|per person|}
        how many {cups|grams|ounces|tablespoons} {are in|in} {a stick of butter|{weight} of {ingredient}|a \
            pint}
        double this {dish} recipe
        halve the recipe for {dish}
        divide the dough into {n} pieces and roll each
        cut the {dish} into {n} {slices|squares|pieces}
        serves {few} {prep time {n} minutes|}
        is there {ingredient} in {dish}
        what goes {well |}with {dish}
        makes {n} {cookies|muffins|pancakes|servings}
        what should i cook for {meal} {tonight|for {few}|on {weekday}}
        next step in the {dish} recipe
        step {few} of the {dish} recipe
        how many servings does {weight} of {ingredient} make
        {ingredient} {weight}
        fold in {few} egg whites with {fraction} cup of {ingredient}
    """,
    "cooking times": """
        how long {do i|should i|to} {bake|boil|cook|roast|grill|fry|steam} {{dish}|{ingredient}|{dish}|an \
            egg|{weight} of {ingredient}}
        bake {dish} at {temp} for {n} minutes
        preheat the oven to {temp}
        cook {on low|at {temp}|covered} for {duration}
        boil {ingredient} for {n} minutes
        what temperature {do i|should i} {cook|bake|roast} {{dish}|{dish}|{ingredient}} {at|}
        is {temp} {hot enough|safe} for {ingredient}
        microwave {ingredient} for {few} minutes
        how long does {ingredient} {last|keep} {in the fridge|in the freezer|}
        is {ingredient} good after {duration}
        can you freeze {{dish}|{dish}|{ingredient}}
        let it rest {few} minutes before you slice it
        simmer {few} hours stirring every {n} minutes
        how do i know when {dish} is done
        minutes per pound for a {weight} turkey
        air fryer {dish} at {temp}
    """,
    "drinks": """
        how do i make {a |}{drink}
        how much caffeine is in {a |}{drink}
        how many {cups|glasses} of {drink} {a day|is too many|can i have}
        is {few} cups of {drink} {a day |}too much
        {few} shots of espresso and {volume} milk
        what wine goes with {dish}
        {drink} with {few} sugars please
        what's the alcohol percentage of {drink}
        is {pct} alcohol strong
        {n} oz of {drink}
        best {drink} in {city}
        is {drink} bad for you
    """,
    "nutrition": """
        how many {calories|carbs|grams of protein|grams of sugar} {are in|in|does} {{few} |a slice of |}{dish}
        how {much|many grams of} {protein|fiber|sugar|fat} is in {{fruit}|{fruit}|{weight} of {ingredient}}
        {are|is} {fruit} {healthy|good for you|high in sugar}
        is {big} calories {a day |}{too much|enough|ok}
        i ate {n} calories {today|for {meal}|}
        log {few} {fruit} {for {meal}|}
        log {volume} of water
        how many calories should a {n} year old eat
        is {dish} {vegan|gluten free|keto|halal}
        {pct} of my calories come from {ingredient}
        does {ingredient} have gluten
        what foods have {iron|vitamin c|protein|vitamin b12}
        low carb {meal} ideas under {n} calories
        how do i lose {weight} in {duration}
        plan a {big} calorie diet
        what's a serving of {ingredient}
    """,
    "symptoms": """
        i have a {symptom} {for {duration}|since {weekday}|and a fever of {temp}|}
        my {body} {hurts|is swollen|has hurt for {duration}|aches when i run}
        what {causes|helps with|is good for} {{symptom}|{symptom}|{symptom} at {n}|{illness}}
        is {temp} a fever
        is 1{int} over {tens} {high |normal |}blood pressure {high|normal|}
        my blood pressure is 1{int} over {tens}
        resting heart rate of {tens}
        what's a normal {heart rate|blood sugar|blood pressure} {for a {n} year old|}
        when should i see a doctor about {symptom}
        how long does {{illness}|{illness}|{symptom}|the flu} last
        what are the symptoms of {illness}
        is {illness} contagious {after {few} days|}
        can {symptom} be a sign of {illness}
        my kid has a {symptom} and is {temp}
        i burned my {hand|{body}} {few} minutes ago
        {symptom} for {few} days now
        book a doctor's appointment {for {date}|at {time}|}
        how do i get rid of a {symptom}
        on a scale of {few} to {n} my pain is a {few}
        positive covid test on day {few}
        my cholesterol is {digits}
        what does a positive test mean
        how many people have {illness}
    """,
    "medicines": """
        how {much|many mg of|many} {medicine} can i take {at once|in a day|every {few} hours|}
        can i take {medicine} {with {medicine}|on an empty stomach|if i'm pregnant|twice a day}
        take {few} {pills|tablets|capsules} {of {medicine} |}every {few} hours
        {tens} mg of {medicine} {twice a day|every {few} hours|for {duration}|}
        is {tens} mg of {medicine} {too much|safe|enough for a {n} year old}
        what is {medicine} {for|used for}
        what are the side effects of {medicine}
        what's the dose of {medicine} for a {weight} {child|{animal}|adult}
        i missed {few} doses of {medicine}
        refill my {medicine} prescription {number {label}|}
        {few} drops in each eye {few} times a day
        how many {medicine} are left in my bottle of {n}
        when did i last take {medicine}
        max dose of {medicine} in {n} hours
        does {medicine} expire
        the maximum is {few} {pills|tablets} per day
        add {medicine} to my pill schedule at {time}
        how long does {medicine} take to work
        took {few} {medicine} at {time}
    """,
    "fitness": """
        do {few} sets of {n} {exercise}
        how many {exercise} should i do {a day|to lose {weight}|at {n}|}
        {n} {exercise} {in {few} minutes|every morning|and {n} {exercise}|}
        how many steps {did i walk|have i done} {today|on {date}|this week|}
        start a {duration} {run|workout|yoga session|walk}
        i ran {length} in {n} minutes
        what's my {pace|best time} for {length}
        how do i train for a {marathon|5k|10k|half marathon} in {duration}
        how long {does it take|should it take} to {run|walk|bike} {length}
        what muscles do {exercise} work
        make me a {few} day workout plan
        log {n} minutes of {{exercise}|{exercise}|yoga|cycling}
        how much should i bench at {weight}
        burned {tens} calories on the treadmill
        rest {n} seconds between sets
        couch to 5k week {few}
        is a {n} minute mile fast
        am i overweight at {weight}
        round {few} of {n} {exercise}
        hold the plank for {n} seconds then switch
        what is a power rack
        {few} reps max on {exercise}
    """,
    "sleep and mind": """
        how {many hours of sleep|much sleep} do i need {at {n}|}
        i only slept {few} hours {last night|}
        i can't sleep {it's {time}|}
        how can i fall asleep in {few} minutes
        play {rain|ocean|white noise} sounds for {duration}
        is {few} hours of sleep enough
        i went to sleep at {time} and woke up at {time}
        how do i deal with {stress|anxiety|a breakup|burnout}
        i feel {feeling} {today|all the time|since {weekday}|}
        guide me through a {few} minute meditation
        breathe in for {few} hold for {few} out for {few}
        track my sleep
        why do i wake up at {time} every night
        how many hours should a {few} month old baby sleep
        sleep mode at {time}
        what does it mean to dream of {animals}
    """,
}
