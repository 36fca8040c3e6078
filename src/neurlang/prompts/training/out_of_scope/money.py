"""Money: banks, cards, shops, prices, shares, taxes, insurance."""

from __future__ import annotations

from typing import Final

TEMPLATES: Final[dict[str, str]] = {
    "banking": """
        what's the balance {of|in|on} my {account} account
        how much {money |}do i have in {my {account} account|{bank}|savings}
        transfer {price} from {account} to {account}
        move {price} {to|into} my {account} account {on {date}|today|}
        send {person} {price} {for lunch|for rent|on venmo|}
        did my {price} deposit {clear|go through|post} yet
        why was i charged {price} {twice|on {date}|by {store}|for a subscription}
        what are the last {few} transactions on my {account} account
        freeze my {account} account please
        what's the routing number {for|of} {bank}
        my account number ends in {digits}
        is there a {price} fee for wire transfers at {bank}
        pay my {bill} of {price} {from checking|on {date}|}
        when is my {bill} due {this month|}
        set up autopay for my {bill} on the {ord}
        how do i dispute a {price} charge from {date}
        what interest rate does {bank} pay on {account}
        open a {account} account with {price}
        what is the minimum balance for a {account} account
        order {few} checkbooks for my {account} account
        deposit {price} into {account}
        how long does a transfer to {bank} take
        i forgot my pin for {bank}
        is {bank} open on {weekday}
        can i withdraw {price} from an atm in {country}
        what did i spend {on groceries|at {store}|on gas|eating out} in {month}
        show my spending {since {date}|for the last {duration}|by category}
        can i afford a {thing} for {price}
        do i have enough for {few} nights at the {hotel}
        a check for {price} bounced
    """,
    "cards": """
        what's the credit limit on my {card}
        raise my {card} limit to {price}
        report my {card} {lost|stolen}
        my {card} {expires|expired} in {month} {year}
        why was my {card} declined at {store}
        what's the apr on {a|my|the} {card}
        how many points do i have on my {card}
        does the {card} charge {pct} abroad
        what's my credit score
        is {big} a good credit score
        how do i get my score above {big}
        activate the {card} ending in {digits}
        i want a {card} with {pct} cash back
        what is the minimum payment on my {card}
        cancel my {card} please
        card number 4111 1111 1111 {digits} exp {int}/{int}
        when does my new {card} arrive
        can you waive the {price} late fee
    """,
    "prices": """
        how much is a {thing} at {store}
        how much does {a new {thing}|{a |}{car}|a gallon of milk|a {drink}} cost {in {country}|in \
            {year}|these days|}
        what's the price of {a {gadget}|gas|gold|{fruit}|a stamp} {today|now|in {city}|}
        find me a {thing} {under|below|for less than|around} {price}
        is {price} {a good price|too much|fair|cheap|a lot} for {a {thing}|a used {car}|{few} {things}}
        {fruit} are {price} {a|per} pound at {store}
        do you have this {thing} in size {n}
        is there a {pct} {off|discount} {coupon|code|deal} {for|at} {store}
        is {pct} off at {store} {today|still on|a good deal|real}
        {store} has {pct} off {everything|all {things}|this {weekday}}
        when does the {pct} off sale {end|start}
        which {store} stores are open until {time}
        where can i buy {few} {things} {near me|in {city}|online}
        what's cheaper {store} or {store}
        my coupon for {pct} off {doesn't work|expired on {date}|won't apply}
        rent for a {few} bedroom in {city}
        how much is a house in {city}
        the {thing} costs {price} and ships in {duration}
        the product costs {price} plus shipping
        would you pay {price} for a {thing}
        i paid {price} for this {thing} in {year}
    """,
    "shopping": """
        add {few} {container} of {ingredient} to {my|the} {cart|shopping list|list|grocery list|basket}
        add {ingredient} to my {shopping|grocery} list
        order {few} {things} {from {store}|on amazon|}
        where is my {order|package}{ {label}|}
        track {order|package} {number |}{label}
        return the {thing} i bought on {date}
        my order {label} arrived with {few} {things} missing
        cancel order {label}
        reorder {few} {container} of {drink}
        remove the {thing} from my cart
        what {thing} should i buy {|for under {price}|in {year}}
        compare {gadget} {n} and {gadget} {n}
        best {thing} {of {year}|under {price}|for students}
        how long is the warranty on {a|my} {thing}
        does {store} deliver on {weekday}
        what's the return policy at {store} after {duration}
        do these {clothing} run small
        what size is {n} in european shoes
        is there a {store} {near me|within {length}|in {city}}
        buy {few} get one free
        who sells {ingredient} by the {container}
        what's in my shopping cart
        how many {things} come in a pack
        i need {few} {container} of {ingredient} and {few} {things}
    """,
    "shares and coins": """
        what's {stock} {trading at|worth|at now|at today}
        buy {n} shares of {stock} {at {price}|if it drops {pct}|}
        sell {n} shares of {stock}
        {stock} is {up|down} {pct} {today|this week|since {date}}
        why is {stock} {up|down} {pct}
        how did {stock} do {today|in {year}|last quarter|since {month}}
        what is {coin} worth in {currency}
        how much is {real} {coin}
        convert {n} {currency} to {currency}
        exchange {big} {currency} {to|into|for} {currency}
        what's the exchange rate {for|between} {currency} and {currency}
        {price} in {currency}
        should i buy {stock} or {stock}
        will {coin} hit {big} {by {year}|soon|}
        when does {stock} report q{int} earnings
        what's the dividend yield of {stock}
        alert me when {stock} {falls below|goes above|hits} {price}
        what is a p/e ratio of {n}
        {coin} just passed {big}
        who owns {pct} of {stock}
        stock split {ratio} for {stock}
    """,
    "taxes and insurance": """
        when are taxes due in {year}
        where do i file my {tax}
        what tax bracket is {big} a year in
        can i deduct {price} for {a home office|mileage|a {thing}}
        do i owe tax on a gift of {price}
        how do i fill out {line {n} of |}{a |}{tax}
        what's the sales tax {rate |}in {state}
        is vat {pct} in {country}
        how long until my {big} refund arrives
        what does {insurance} insurance cover
        how much is {insurance} insurance for a {n} year old
        raise my deductible to {price}
        file a claim for the accident on {date}
        my {insurance} policy number is {label}
        does {insurance} insurance cover {few} people
        compare {insurance} insurance quotes
        what's the difference between a {tax} and a {tax}
        max out my {account} for {year}
        how much can i put in a roth ira in {year}
        is {big} enough to retire at {n}
        what mortgage can i get with {pct} down
        is a {n} year mortgage at {pct} any good
        what are today's mortgage rates
        refinance my {n} year loan
    """,
}
