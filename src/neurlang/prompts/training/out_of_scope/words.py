"""The word tables that fill the slots of the templates."""

from __future__ import annotations

from neurlang.prompts.training.out_of_scope.grammar import words_of

PEOPLE = {
    "person": """Anna, Ben, Carlos, Dana, Emma, Farid, Grace, Hannah, Ivan, Jack, Kate, Liam, Maria, Noah,
        Olivia, Priya, Quinn, Rosa, Sam, Tom, Uma, Victor, Wendy, Yusuf, Zoe, Mike, Sarah, John, Alice, Bob,
        Mr. Smith, Dr. Lee, Mrs. Patel, Chris, Jenny, David, Laura, Ahmed, Mei, Kenji""",
    "relative": """mom, dad, my mother, my father, my wife, my husband, my sister, my brother, grandma, my
        uncle, my aunt, my boss, my son, my daughter, my girlfriend, my boyfriend, my cousin, my roommate, my
        neighbor, the landlord, my teacher, the kids, everyone, my best friend, my team, a colleague""",
    "celebrity": """Taylor Swift, Tom Hanks, Beyonce, Elon Musk, Oprah, Brad Pitt, Rihanna, Lionel Messi,
        Adele, Serena Williams, Keanu Reeves, Drake, LeBron James, Bill Gates, Madonna, Cher, Will Smith,
        Emma Watson, Cristiano Ronaldo, Barack Obama, Paul McCartney, Meryl Streep, Jackie Chan, Usain Bolt,
        Michael Jordan""",
    "historical": """Napoleon, Cleopatra, Julius Caesar, George Washington, Abraham Lincoln, Genghis Khan,
        Gandhi, Queen Victoria, Henry VIII, Joan of Arc, Marie Curie, Nelson Mandela, Winston Churchill,
        Louis XIV, Lenin, Charlemagne, Alexander the Great, Marco Polo, Columbus, Catherine the Great, Martin
        Luther King, Lafayette""",
    "scientist": """Einstein, Newton, Darwin, Galileo, Euler, Gauss, Tesla, Turing, Fermat, Kepler,
        Copernicus, Pythagoras, Archimedes, Mendeleev, Pasteur, Hawking, Feynman, Bohr, Maxwell, Fibonacci,
        Riemann, Hilbert, Ada Lovelace, Boole, Euclid, Ramanujan, Noether, Shannon, Dijkstra, Knuth, Grace
        Hopper""",
    "author": """Shakespeare, Tolstoy, Jane Austen, Orwell, Stephen King, Dickens, Hemingway, Kafka, Tolkien,
        Homer, Agatha Christie, Mark Twain, Dante, Rumi, Goethe, Cervantes, Virginia Woolf, Murakami, Borges,
        Poe""",
    "artist": """the Beatles, Queen, Adele, Bach, Beethoven, Mozart, Coldplay, Drake, Eminem, Abba,
        Metallica, Prince, Bob Marley, Pink Floyd, Blink 182, U2, Maroon 5, Radiohead, Nirvana, Miles Davis,
        Shakira, BTS, Chopin, Jay Z, 50 Cent, Bad Bunny, Daft Punk, Led Zeppelin, One Direction, Lady Gaga,
        Vivaldi, Dua Lipa""",
    "job": """nurse, teacher, plumber, lawyer, software engineer, electrician, pilot, dentist, chef,
        accountant, baker, police officer, firefighter, mechanic, journalist, data scientist, barista,
        carpenter, judge, vet, actor""",
    "philosopher": """Plato, Aristotle, Kant, Nietzsche, Socrates, Descartes, Hume, Sartre, Confucius, Marx,
        Seneca""",
    "god": """Zeus, Thor, Odin, Ra, Anubis, Shiva, Athena, Poseidon, Loki, Apollo, Hercules, Medusa, Osiris,
        Vishnu""",
}

PLACES = {
    "city": """Paris, London, New York, Tokyo, Berlin, Madrid, Rome, Chicago, Boston, Seattle, Denver,
        Austin, Miami, Toronto, Sydney, Melbourne, Dubai, Mumbai, Delhi, Beijing, Shanghai, Cairo, Lagos,
        Nairobi, Moscow, Oslo, Vienna, Prague, Lisbon, Dublin, Amsterdam, Zurich, Istanbul, Athens, Bangkok,
        Singapore, Seoul, Lima, Bogota, San Francisco, Los Angeles, Las Vegas, Houston, Atlanta,
        Philadelphia, Phoenix, Dallas, Portland""",
    "country": """France, Germany, Italy, Spain, Portugal, Brazil, Mexico, Canada, China, Japan, India,
        Russia, Egypt, Kenya, Nigeria, Turkey, Greece, Sweden, Norway, Finland, Poland, Peru, Chile,
        Argentina, Australia, Vietnam, Thailand, Iceland, Ireland, Morocco, South Africa, New Zealand,
        Switzerland, Austria, Belgium, Cuba""",
    "state": """Texas, California, Ohio, Florida, Alaska, Nevada, Oregon, Utah, Maine, Georgia, Kansas, Iowa,
        Hawaii""",
    "landmark": """the Eiffel Tower, the Great Wall, Mount Everest, the Statue of Liberty, Niagara Falls, Big
        Ben, the Grand Canyon, the Taj Mahal, Stonehenge, the Colosseum, the Golden Gate Bridge, Machu
        Picchu, Mount Fuji, the pyramids, the Empire State Building, Kilimanjaro, the Leaning Tower of Pisa,
        the White House""",
    "river": """the Nile, the Amazon, the Danube, the Mississippi, the Rhine, the Ganges, the Thames, the
        Volga, the Great Wall of China, the English Channel, the Amazon river, the Yangtze, the Mekong""",
    "planet": """Mars, Venus, Jupiter, Saturn, Mercury, Neptune, Uranus, Pluto, the moon, the sun, Earth,
        Europa, Titan""",
    "nearby": """gas station, coffee shop, pharmacy, hospital, park, gym, library, supermarket, post office,
        bank, atm, bakery, hardware store, museum, subway station, bus stop, laundromat, barber, swimming
        pool, cinema""",
    "store": """Walmart, Target, Costco, Ikea, Best Buy, Home Depot, Whole Foods, Trader Joe's, Aldi, Amazon,
        CVS, Macy's, Sephora, Lidl, Tesco, Walgreens, Nike, Starbucks, McDonald's, Burger King, Chipotle""",
    "airport": """JFK, LAX, Heathrow, O'Hare, CDG, Logan, SFO, Denver international, Schiphol, gate B12,
        terminal 2""",
    "airline": """Delta, United, Lufthansa, American Airlines, Southwest, Ryanair, Emirates, JetBlue, KLM,
        easyJet""",
    "hotel": "Hilton, Marriott, Holiday Inn, Hyatt, Best Western, airbnb, hostel, motel, Ritz, Sheraton",
    "room": """kitchen, living room, bedroom, bathroom, garage, hallway, office, basement, attic, dining
        room, porch, kids room, guest room, laundry room, backyard, closet""",
}

FOOD = {
    "dish": """pizza, lasagna, sushi, tacos, ramen, curry, burgers, pancakes, lentil soup, fried rice, chili,
        paella, risotto, pad thai, meatloaf, apple pie, chicken noodle soup, carbonara, falafel, burritos,
        cheesecake, brownies, banana bread, french toast, mac and cheese, caesar salad, beef stew, dumplings,
        pho, hummus, omelette""",
    "ingredient": """flour, sugar, butter, eggs, milk, salt, olive oil, rice, garlic, onions, chicken,
        tomatoes, basil, baking powder, yeast, honey, cream, cheese, potatoes, carrots, lemon juice, vanilla,
        soy sauce, tofu, black beans, cinnamon, ginger, spinach, oats, almonds, buttermilk, brown sugar,
        shrimp, bacon""",
    "drink": """coffee, tea, beer, red wine, latte, water, orange juice, coke, whiskey, martini, smoothie,
        cappuccino""",
    "fruit": """apples, bananas, oranges, grapes, mangoes, strawberries, lemons, peaches, pears, blueberries,
        avocados""",
    "cuisine": """italian, thai, mexican, indian, chinese, vegan, korean, greek, ethiopian, japanese, bbq,
        french""",
    "restaurant": """Olive Garden, Nobu, the steakhouse, Luigi's, the thai place, Red Lobster, the sushi bar,
        Denny's, the new bistro, the diner on main street, the rooftop bar, Panda Express, Cheesecake Factory
        """,
    "meal": "breakfast, lunch, dinner, brunch, supper, dessert, a snack, thanksgiving dinner",
    "container": """bottles, cans, boxes, bags, packs, jars, loaves, pounds, cartons, slices, dozen, cases,
        pieces""",
}

THINGS = {
    "thing": """laptop, headphones, sofa, bike, toaster, backpack, phone case, blender, jacket, guitar,
        camera, tent, desk, mattress, vacuum, shoes, dress, watch, tv, monitor, keyboard, lamp, umbrella,
        rug, drill, tire, couch, printer, microwave, suitcase, book, toy, mirror, blanket, wallet, coffee
        maker, stroller, air fryer""",
    "things": """tickets, chairs, bottles, books, boxes, photos, emails, towels, batteries, pens, candles,
        pillows, seats, cookies, socks, balloons, cups, stamps, plates, keys, shirts, cards, roses, stickers,
        bags, eggs, light bulbs, napkins, folders, balls, blankets, sandwiches""",
    "device": """lights, thermostat, fan, heater, air conditioner, tv, speaker, vacuum, blinds, garage door,
        dishwasher, oven, sprinklers, security camera, front door, lamp, humidifier, coffee machine, alarm
        system""",
    "gadget": """iphone, ipad, macbook, laptop, printer, router, android phone, kindle, airpods, smart tv,
        xbox, playstation, chromebook, mouse, webcam, monitor, smartwatch, hard drive, bluetooth speaker,
        galaxy, pixel""",
    "clothing": """jeans, a suit, sneakers, boots, a black dress, a t-shirt, a tie, a coat, heels, shorts, a
        scarf""",
    "color": "red, blue, green, black, white, yellow, purple, orange, pink, gray, brown, beige, navy, teal",
    "appliance": """fridge, dishwasher, washing machine, dryer, furnace, water heater, oven, toilet, faucet,
        sink""",
    "car": """Toyota Corolla, Honda Civic, Ford F-150, Tesla Model 3, BMW, Audi A4, Jeep, Subaru, Prius,
        Mazda 3, van, truck, car, motorcycle, minivan, Volkswagen Golf, Porsche 911, Mercedes, Camry, Chevy
        """,
    "part": """brakes, oil, battery, tires, engine, clutch, transmission, spark plugs, radiator, headlight,
        alternator""",
    "tool": """hammer, drill, wrench, saw, screwdriver, ladder, level, sander, soldering iron, chisel, tape
        measure""",
    "plant": """tomatoes, roses, basil, tulips, lavender, cactus, orchids, grass, succulents, peppers, a
        fern, maple""",
    "instrument": "guitar, piano, violin, drums, flute, ukulele, cello, trumpet, bass, saxophone, harmonica",
    "animal": """dog, cat, hamster, rabbit, elephant, whale, parrot, horse, shark, spider, penguin, goldfish,
        turtle, octopus, giraffe, bear, tiger, snake, bee, cow, dolphin, kangaroo, owl, ant, crocodile, fox,
        duck, otter""",
    "animals": """cats, dogs, bees, whales, bats, sharks, ants, birds, horses, snakes, owls, cows, spiders,
        bears, fish""",
    "craft": """knit a scarf, make candles, fold a paper crane, sew a button, crochet a hat, build a
        birdhouse, draw a cat""",
    "hobby": """chess, photography, knitting, hiking, painting, fishing, birdwatching, yoga, pottery,
        origami, dancing""",
}

LEISURE = {
    "song": """Hey Jude, Bohemian Rhapsody, Imagine, Yesterday, 99 Problems, 7 Rings, Happy, Let It Be,
        Hallelujah, Summer of 69, Seven Nation Army, 500 Miles, Thriller, Despacito, Rolling in the Deep,
        1979, One, 24K Magic""",
    "movie": """Titanic, Inception, Jaws, the Godfather, Star Wars, Frozen 2, Toy Story 3, 12 Angry Men, the
        Matrix, Ocean's Eleven, Avatar, Dune part two, Rocky 4, Alien, Parasite, Casablanca, 300, Se7en, 2001
        a space odyssey, Fast and Furious 9, the Lion King, Interstellar, Oppenheimer, Barbie, the Sixth
        Sense, Kill Bill vol 2""",
    "show": """Friends, Breaking Bad, the Office, Stranger Things, 24, Game of Thrones, Seinfeld, the Crown,
        Lost, Squid Game, Sherlock, the Simpsons, Jeopardy, 30 Rock, Brooklyn Nine Nine, Doctor Who, Dark,
        Bridgerton""",
    "game": """Minecraft, Fortnite, chess, Mario Kart 8, Zelda, Monopoly, Tetris, Final Fantasy 7, Grand
        Theft Auto 5, Skyrim, Halo 3, Pokemon, 2048, Catan, Among Us, poker, Uno, scrabble, Elden Ring, Sims
        4, Half-Life 2""",
    "book": """1984, Dune, the Hobbit, Catch-22, Fahrenheit 451, War and Peace, the Bible, Hamlet, Moby Dick,
        Ulysses, Harry Potter 3, Pride and Prejudice, the Great Gatsby, Slaughterhouse-Five, the Odyssey,
        Emma, Dracula""",
    "team": """Lakers, Yankees, Real Madrid, Arsenal, Cowboys, Warriors, Bulls, 49ers, Manchester United,
        Barcelona, Red Sox, Patriots, Bayern, Chelsea, Celtics, Packers, Mets, Liverpool, Eagles, Maple
        Leafs, Juventus""",
    "sport": """soccer, tennis, basketball, baseball, cricket, golf, hockey, rugby, volleyball, football,
        boxing, f1""",
    "event": """world cup, super bowl, olympics, world series, wimbledon, stanley cup, champions league,
        masters, oscars""",
    "genre": """jazz, rock, hip hop, classical, country, techno, blues, reggae, 80s pop, lo-fi, metal, indie,
        90s""",
    "exercise": """push-ups, squats, sit-ups, burpees, lunges, deadlifts, planks, pull-ups, bench press,
        jumping jacks""",
}

BODY = {
    "body": """back, knee, head, stomach, throat, left ear, right shoulder, ankle, tooth, wrist, neck, eye,
        elbow, chest""",
    "symptom": """headache, fever, cough, rash, sore throat, nausea, back pain, dizziness, heartburn, runny
        nose, cramps""",
    "medicine": """ibuprofen, tylenol, aspirin, amoxicillin, insulin, benadryl, vitamin d, melatonin,
        metformin, paracetamol, zinc, cough syrup, prednisone, omeprazole, iron supplements, vitamin b12""",
    "illness": """diabetes, the flu, covid 19, asthma, arthritis, migraine, anemia, measles, type 2 diabetes,
        insomnia""",
}

IDEAS = {
    "subject": """photosynthesis, inflation, the french revolution, evolution, world war 2, democracy,
        climate change, gravity, black holes, supply and demand, the water cycle, the cold war, the
        renaissance, plate tectonics, quantum mechanics, machine learning, the roman empire, genetics, the
        stock market, string theory, capitalism, volcanoes, vaccines, the industrial revolution, the solar
        system, dna, electricity, relativity""",
    "course": """algebra, biology 101, history, physics, chemistry, english lit, calculus 2, economics, art,
        geometry, psych""",
    "language": """spanish, french, german, italian, japanese, chinese, korean, arabic, russian, hindi,
        latin, dutch, portuguese, swedish, polish, turkish, greek, hebrew, swahili, vietnamese""",
    "phrase": """good morning, thank you, i love you, where is the bathroom, happy birthday, how are you, see
        you later, i am hungry, excuse me, good luck, cheers, one two three, nice to meet you, the check
        please, i'm lost, two beers please, how much does it cost, merry christmas, my name is Sam, ten
        thousand, water""",
    "vocabulary": """ephemeral, ubiquitous, serendipity, entropy, paradigm, irony, quixotic, benevolent,
        algorithm, recursion, synergy, hyperbole, fiduciary, photon, metaphor, osmosis, catalyst, zeitgeist,
        inertia, tariff, mitochondria, onomatopoeia, rhythm, necessary, definitely, accommodate, conscience,
        bureaucracy, receipt""",
    "adjective": """happy, tired, big, cheap, loud, old, new, slow, strange, funny, sad, bright, cold, heavy,
        quick, lazy, gentle, clever, boring, famous, healthy, dangerous, expensive, beautiful, empty, quiet,
        rude, weird""",
    "noun": """kindness, love, money, music, water, house, friend, dream, road, storm, morning, garden, idea,
        heart, letter, river, shadow, mountain, window, story, fire, silence, city, dance, winter, stranger,
        promise, ocean""",
    "verb": """run, sleep, think, dance, laugh, write, swim, wait, grow, travel, listen, jump, cook, work,
        learn, drive, win, cry, sing, climb, forget, believe, wonder, breathe, argue, paint, study""",
    "religion": """buddhism, islam, christianity, hinduism, judaism, taoism, sikhism, the catholic church,
        zen, atheism""",
    "element": """oxygen, iron, gold, helium, carbon, hydrogen, sodium, lead, mercury, uranium, neon, copper,
        zinc, silver""",
    "compound": """water, salt, ammonia, methane, glucose, ethanol, baking soda, carbon dioxide, aspirin,
        caffeine, ozone""",
    "holiday": """christmas, halloween, thanksgiving, new year, easter, my birthday, valentine's day,
        ramadan, diwali, labor day, mother's day, hanukkah, memorial day, the weekend, spring break, our
        anniversary""",
    "weekday": "monday, tuesday, wednesday, thursday, friday, saturday, sunday, tomorrow, tonight, next week",
    "month": """january, february, march, april, may, june, july, august, september, october, november,
        december""",
    "weather": """rain, snow, wind, fog, humidity, a storm, sunshine, hail, pollen, thunder, frost, a heat
        wave""",
    "timezone": "EST, PST, GMT, UTC, CET, IST, JST, central time, pacific, eastern",
    "task": """call the dentist, water the plants, take out the trash, pay rent, pick up the kids, buy milk,
        submit the report, take my pills, feed the cat, renew my passport, charge the car, book flights, do
        laundry, walk the dog, email Sarah, check the oven, cancel the trial, return the library books, clean
        the gutters""",
    "meeting": """dentist appointment, team meeting, standup, lunch with Kate, interview, yoga class,
        doctor's visit, budget review, parent teacher conference, date night, piano lesson, call with the
        client, haircut, exam""",
    "feeling": """sad, lonely, anxious, great, bored, stressed out, excited, exhausted, angry, hopeful, fine,
        sick, lost""",
}

MONEY = {
    "account": "checking, savings, joint, business, credit card, retirement, brokerage, student loan, 401k",
    "bank": """Chase, Wells Fargo, Bank of America, Citi, Capital One, HSBC, Barclays, my credit union,
        PayPal, Venmo""",
    "card": "visa, mastercard, amex, debit card, credit card, discover card, gift card, rewards card",
    "bill": """electric bill, rent, water bill, phone bill, car payment, mortgage, internet bill, student
        loan, gym""",
    "currency": """dollars, euros, pounds, yen, rupees, pesos, swiss francs, yuan, usd, eur, canadian
        dollars, won""",
    "coin": "bitcoin, ethereum, dogecoin, solana, litecoin, btc, eth, cardano, ripple",
    "stock": """apple, tesla, google, microsoft, amazon, nvidia, the s&p 500, TSLA, GME, the dow, nasdaq,
        ibm, netflix""",
    "insurance": "car, health, home, life, travel, dental, pet, renters, flood",
    "tax": "1040, w2, w-9, 1099, schedule c, tax return, k-1, vat return",
}

COMPUTING = {
    "code": """python, javascript, java, c++, rust, go, c#, ruby, typescript, bash, swift, kotlin, php,
        haskell, sql""",
    "library": """react, numpy, django, pandas, flask, node 18, tensorflow 2, spring boot, pytorch, vue 3,
        docker, qt 6""",
    "error": """404, 500, segfault, null pointer exception, 403 forbidden, 0x80070057, keyerror, stack
        overflow, out of memory, syntaxerror on line 12, exit code 137, blue screen, connection refused, 502
        bad gateway, E24""",
    "os": """windows 10, windows 11, ubuntu 22.04, macos, linux, android 14, ios 17, debian 12, chrome os,
        fedora 40""",
    "app": """spotify, netflix, chrome, excel, word, photoshop, slack, zoom, whatsapp, instagram, gmail,
        youtube, uber, google maps, facebook, tiktok, discord, steam, outlook, firefox, notion, teams""",
    "file": """report.pdf, main.py, photo_2.jpg, notes.txt, budget2024.xlsx, index.html, data-3.csv, app.log,
        IMG_0042.png, setup.exe, config.yaml, backup.zip, chapter7.docx, test_12.js, song03.mp3, Makefile,
        invoice_118.pdf""",
    "program": """reverse a linked list, sort a list, find duplicates in an array, parse json, read a csv
        file, check whether a word is a palindrome, merge 2 sorted lists, scrape a website, compute prime
        numbers up to 100, print the first 10 fibonacci numbers, add two numbers, convert a string to an int,
        send an email, draw a circle, multiply two matrices, find the max of an array, count words in a file,
        flatten a list, swap two variables, remove vowels from a string, binary search a sorted array,
        calculate the factorial of a number""",
    "url": """https://example.com/page/3, www.google.com, http://localhost:8080, github.com/user/repo,
        youtu.be/dQw4w9, https://shop.example.org/item?id=442, en.wikipedia.org/wiki/Pi,
        ftp://files.example.net""",
    "email": "anna@example.com, info@acme.org, j.smith42@mail.net, support@shop.io, ben.lee@school.edu",
}

TABLES = (PEOPLE, PLACES, FOOD, THINGS, LEISURE, BODY, IDEAS, MONEY, COMPUTING)
WORDS: dict[str, tuple[str, ...]] = {
    name: words_of(table) for tables in TABLES for name, table in tables.items()
}
