"""Other languages: everyday sentences, most in Spanish, French, German, Italian, Portuguese and Dutch."""

from __future__ import annotations

from typing import Final

LITERAL_TEMPLATES: Final[dict[str, str]] = {
    "spanish": """
        ¿qué {hora es en {city}|tiempo hace hoy|día es mañana|significa esta palabra}?
        {hola|buenos días|buenas tardes|buenas noches}, {¿cómo estás?|¿qué tal?|{person}|me llamo {person}}
        pon una alarma a las {int}
        recuérdame {llamar a mamá|comprar leche|pagar la luz} a las {int}
        ¿cuánto cuesta {un café|el billete|una habitación para {int}|este {noun}}?
        ¿dónde está {el baño|la estación|mi teléfono|el hotel|{city}}?
        quiero reservar una mesa para {int} personas a las {int}
        ¿cuántos años tiene {celebrity}?
        tengo {int} años y vivo en {city}
        me duele {la cabeza|la espalda|el estómago} desde hace {int} días
        ¿quién ganó el partido {de ayer|del domingo|{score}}?
        cuéntame un chiste
        pon música de {artist}
        escribe un poema sobre {el mar|la luna|el amor}
        ¿cuál es la capital de {country}?
        traduce esto al inglés por favor
        enciende la luz de la cocina
        ¿cómo se hace una paella para {int}?
        gracias por todo
        no entiendo la pregunta {int}
        el vuelo {int} sale a las {int}:{int}
        ¿va a llover {mañana|el lunes|en {city}}?
        necesito {int} entradas para el {int} de mayo
        me gustan los perros
        ¿hablas español?
        ¿quién escribió {book}?
        mañana tengo examen de historia
        la casa tiene {int} habitaciones
    """,
    "french": """
        quelle {heure est-il à {city}|est la capital de {country}|est la météo|est ta couleur préférée} ?
        {bonjour|salut|bonsoir|bonne nuit|merci beaucoup} {{person}|tout le monde|à tous|et à demain}
        mets une alarme à {int} heures
        rappelle-moi d'appeler {person} à {int}h
        combien coûte {un café|le billet|une chambre pour {int}|ce livre} ?
        où est {la gare|le musée|mon téléphone|la pharmacie} ?
        je voudrais réserver une table pour {int} à {int} heures
        quel âge a {celebrity} ?
        j'ai {int} ans et j'habite à {city}
        j'ai mal {à la tête|au dos|au ventre} depuis {int} jours
        qui a gagné le match {hier|de dimanche|{score}} ?
        raconte-moi une blague
        joue une chanson de {artist}
        écris un poème sur {la mer|l'amour|la pluie}
        traduis cette phrase en anglais
        allume la lumière du salon
        comment faire des crêpes pour {int} personnes ?
        je ne comprends pas la question {int}
        le train {int} part à {int}h{int}
        est-ce qu'il va pleuvoir {demain|lundi|ce soir} ?
        il me faut {int} billets pour le {int} mars
        j'aime les chats
        parlez-vous français ?
        qui a écrit {book} ?
        la maison a {int} chambres
        c'est quoi la photosynthèse ?
        ouvre la fenêtre s'il te plaît
        à quelle heure ferme le magasin ?
    """,
    "german": """
        {wie spät ist es in {city}|wie wird das wetter morgen|was ist die hauptstadt von {country}|wie geht \
            es dir}?
        {hallo|guten morgen|guten abend|gute nacht|vielen dank|tschüss} {{person}|zusammen|und bis \
            morgen|mein freund}
        stell einen wecker auf {int} uhr
        erinnere mich um {int} uhr an {den termin|den arzt|die wäsche}
        was kostet {ein kaffee|die fahrkarte|ein zimmer für {int} nächte|dieses buch}?
        wo ist {der bahnhof|das hotel|mein handy|die apotheke}?
        ich möchte einen tisch für {int} personen um {int} uhr
        wie alt ist {celebrity}?
        ich bin {int} jahre alt und wohne in {city}
        mein {kopf|rücken|bauch|knie} tut seit {int} tagen weh
        wer hat das spiel {gestern|am sonntag|{score}} gewonnen?
        erzähl mir einen witz
        spiel ein lied von {artist}
        schreib ein gedicht über {das meer|die liebe|den regen}
        übersetze das ins englische
        mach das licht in der küche an
        rezept für kartoffelsalat für {int} personen
        ich verstehe frage {int} nicht
        der zug {int} fährt um {int}:{int} von gleis {int}
        wird es {morgen|am montag|heute abend} regnen?
        ich brauche {int} karten für den {int}. mai
        ich mag hunde
        sprechen sie deutsch?
        wer hat {book} geschrieben?
        das haus hat {int} zimmer
        wann macht der laden zu?
        wie weit ist es nach {city}?
        mein auto springt nicht an
    """,
    "italian and portuguese": """
        {ciao|buongiorno|buonasera|buonanotte|grazie mille} {{person}|a tutti|e a domani|amico mio}
        {che ore sono a {city}|che tempo fa domani|qual è la capitale di {country}|come stai oggi}?
        metti una sveglia alle {int}
        quanto costa {un caffè|il biglietto|una camera per {int} notti|questo libro}?
        vorrei un tavolo per {int} alle {int}
        quanti anni ha {celebrity}?
        ho {int} anni e vivo a {city}
        dov'è {la stazione|il bagno|il mio telefono}?
        chi ha vinto la partita {ieri|di domenica|{score}}?
        raccontami una barzelletta
        il treno {int} parte alle {int}
        domani pioverà?
        mi fa male la testa da {int} giorni
        scrivi una poesia sul mare
        accendi la luce in cucina
        come si fa la carbonara per {int}?
        {olá|bom dia|boa tarde|boa noite|muito obrigado} {{person}|a todos|e até amanhã|meu amigo}
        {que horas são em {city}|como está o tempo amanhã|qual é a capital de {country}|tudo bem com você}?
        coloque um alarme para as {int}
        quanto custa {um café|a passagem|um quarto para {int} noites|este livro}?
        quero uma mesa para {int} pessoas às {int}
        quantos anos tem {celebrity}?
        tenho {int} anos e moro em {city}
        onde fica {a estação|o banheiro|o hotel}?
        quem ganhou o jogo {ontem|de domingo|{score}}?
        conte uma piada
        o voo {int} sai às {int}
        vai chover amanhã?
        estou com dor de cabeça há {int} dias
        escreva um poema sobre o mar
        acenda a luz da cozinha
        toque uma música de {artist}
    """,
    "dutch and others": """
        {hallo|goedemorgen|goedenavond|welterusten|dank je wel} {{person}|allemaal|en tot morgen|vriend}
        {hoe laat is het in {city}|wat voor weer wordt het morgen|wat is de hoofdstad van {country}|hoe \
            gaat het}?
        zet een wekker om {int} uur
        hoeveel kost {een koffie|het kaartje|een kamer voor {int} nachten|dit boek}?
        een tafel voor {int} personen om {int} uur graag
        hoe oud is {celebrity}?
        ik ben {int} jaar en woon in {city}
        waar is {het station|het toilet|mijn telefoon}?
        wie heeft de wedstrijd {gisteren|van zondag|{score}} gewonnen?
        vertel een mop
        de trein {int} vertrekt om {int} uur van spoor {int}
        gaat het morgen regenen?
        ik heb al {int} dagen hoofdpijn
        doe het licht in de keuken aan
        schrijf een gedicht over de zee
        ik begrijp vraag {int} niet
        hej {person}, hur mår du?
        vad kostar en kopp kaffe i {city}?
        hvor gammel er {celebrity}?
        jag är {int} år och bor i {city}
        dzień dobry, jak się masz?
        ile kosztuje bilet do {city}?
        mam {int} lat
        merhaba, nasılsın?
        {city} kaç kilometre uzakta?
        привет, как дела?
        сколько стоит билет в москву?
        мне {int} лет
        こんにちは、元気ですか
        今日は何曜日ですか
        {int}人で予約したいです
        你好，今天天气怎么样
        我今年{int}岁
        안녕하세요
        मेरा नाम {person} है
        مرحبا كيف حالك
        γεια σου, τι κάνεις;
        salve, quid agis hodie?
        hyvää päivää, mitä kuuluu?
        magandang umaga, kumusta ka?
    """,
}
