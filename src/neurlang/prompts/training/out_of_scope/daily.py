"""The day: alarms, timers, calendars, reminders, messages, calls, things at home that obey."""

from __future__ import annotations

from typing import Final

TEMPLATES: Final[dict[str, str]] = {
    "alarms": """
        {set|make|create} an alarm {for|at} {time} {on {weekday}|every day|tomorrow|}
        wake me {up |}{at {time}|in {duration}|when the sun rises} {on {weekday}|}
        {delete|cancel|turn off|snooze} {my|the|all my|{few}} {{time} |}alarm{s|}
        snooze {for {few} minutes|}
        how many alarms do i have {set|for {weekday}|}
        change my {time} alarm to {time}
        is my alarm {on|set} for {time}
        set {few} alarms starting at {time}
        why didn't my {time} alarm go off
        alarm {time} {weekday}
    """,
    "timers": """
        set a {n} minute timer {for the {dish}|called {dish}|}
        set a timer for {duration}
        start a {duration} timer for {{dish}|the {dish}}
        how much time is left on {my|the {dish}} timer
        {cancel|pause|stop|reset} {the|my} {n} minute timer
        add {few} minutes to {the|my} {{dish} |}timer
        {few} minute timer
        stop the stopwatch at lap {few}
        timer for {few} eggs
        set {few} timers one for {duration} and one for {duration}
        remind me when the timer hits {few} minutes
    """,
    "calendars": """
        what's on my calendar {{weekday}|on {date}|at {time}|this week|}
        {schedule|add|book|put} {a|my} {meeting} {on {date}|at {time}|for {weekday} at {time}|to my calendar}
        move my {time} {meeting} to {{time}|{time}|{weekday}|{date}}
        when is {my {meeting}|{holiday}|{holiday} in {year}|my next meeting}
        cancel my {time} {on {weekday}|with {person}|}
        do i have anything {at {time}|on {date}|after {time}|{weekday}}
        am i free {at {time}|on {date}|from {time} to {time}|{weekday} afternoon}
        block {time} to {time} for {hobby}
        invite {person} and {person} to the {time} meeting
        how many meetings do i have {{weekday}|on {date}|this week}
        {meeting} {weekday} at {time}
        {meeting} with {person} {date} {time}
        reschedule the {meeting} {{few} days later|for {date}|}
        what day {is {date}|was {date}|is it {on {date}|today}|is {holiday}}
        what's {the date {on {weekday}|next {weekday}}|tomorrow's date|yesterday's date}
        how many days {until|till|before|since} {{holiday}|{date}|my {meeting}|{date}}
        how {long|many weeks} {until|till} {{holiday}|{date}|summer|i turn {n}}
        what week of the year is it
        is {year} a leap year
        how many days {are|} in {{month}|{month}|{month} {year}|a leap year}
        what weekday {was|is} {date}
        what century is {year} in
        the meeting runs from {time} to {time}
        we meet every {ord} {monday|friday|tuesday} at {time}
        countdown to {holiday}
        how old am i if i was born {on |in }{date}
        {n} business days from {date}
        what's the date {duration} from {now|{date}}
    """,
    "reminders": """
        remind me to {task} {at {time}|in {duration}|on {date}|every {weekday}|{weekday}|when i get home}
        {set|create|add} a reminder to {task} {at {time}|{weekday}|on the {ord}|}
        don't let me forget to {task} {at {time}|}
        {delete|show|read|clear} {all |}my reminders {for {date}|for {weekday}|}
        add {{task}|"{task}"|{task}} to my {to do list|todos|tasks}
        what's {on|left on} my to do list
        mark {task number {few}|the {ord} task|{task}} as done
        i have {n} tasks and {few} are overdue
        remind {person} about the {meeting} at {time}
        nudge me {few} times a day to drink water
        move {task} to {ord} place on my list
        note to self {task} {before {time}|}
        take a note: {task}
        write down {phone} for {person}
    """,
    "messages": """
        {text|message|whatsapp|email|tell} {{relative}|{relative}|{person}} {that |}i'll be {n} minutes late
        {text|send a message to} {person} {i'm on my way|happy birthday|call me at {time}|see you at {time}}
        {read|show} {my|the last {few}|me my} {unread |}{messages|texts|emails} {from {person}|}
        send {an email|{few} photos|the file|my location} to {{person}|{person}|{email}|everyone}
        reply {yes|no|ok see you at {time}|i'll be there in {few}}
        do i have {any|{few}} new {messages|emails|voicemails} {from {person}|since {time}|}
        write an email to {relative} {about {meeting}|asking for {few} days off|saying i'm sick}
        draft a {few} line {apology|thank you note|reply} to {person}
        how do i unsend a message {from {time}|after {few} minutes|}
        forward {the|} email from {person} to {email}
        my inbox has {big} unread emails
        share this with {few} friends
        block number {phone}
        {person} sent {few} messages at {time}
        delete {n} spam emails
        did {person} reply {to my email|yet|at {time}}
        tell {relative} dinner is at {time}
        ask {person} if {time} works
        email {email} about invoice {n}
        archive everything older than {duration}
    """,
    "calls": """
        {call|dial|ring|phone} {{relative}|{relative}|{person}|{phone}|{restaurant}} {on speaker|at \
            work|back|}
        {call|dial} {phone} {please|extension {n}|}
        call {person} {few} times at {time}
        {redial|hang up|answer the phone|mute the call|put it on speaker}
        what's {person}'s phone number
        is {phone} a scam
        who called {me |}at {time}
        i have {few} missed calls from {person}
        save {phone} as {person}
        my number is {phone}
        leave a voicemail for {person}
        how long was my call with {person}
        conference call with {person} and {person} at {time}
        facetime {relative} {at {time}|}
        voicemail from {phone} at {time}
        extension {digits}
        press {few} for english
    """,
    "smart home": """
        turn {on|off} the {device} {in the {room}|at {time}|in {duration}|}
        turn {the |}{device} {on|off}
        {dim|brighten} the {room} lights {to {pct}|by {pct}|}
        set {the |}{thermostat|heat|ac|temperature} {to|at} {temp} {in the {room}|at {time}|}
        set {the |}{room} lights to {{pct}|{color}|{color}|{pct}}
        make {the {room}|it} {few} degrees {warmer|cooler}
        what's the temperature in the {room}
        {lock|unlock|open|close} the {front door|garage|blinds|back door|gate} {at {time}|}
        is the {device} {on|off|still on|running}
        {start|stop|dock} the {vacuum|robot|dishwasher|washer} {at {time}|}
        {raise|lower|turn up|turn down} the {volume|heat|blinds|fan} {to {n}|by {n}|a bit|}
        volume {n}
        fan speed {few}
        show me the {front door|backyard} camera {from {time}|}
        run the sprinklers for {duration}
        the {room} is {temp}
        who rang the doorbell at {time}
        pair the {device} with hub {n}
        good night mode
        turn everything off at {time}
        if it's below {temp} turn on the {device}
        schedule the {device} from {time} to {time}
        switch to lamp {few}
    """,
    "packages and parcels": """
        when will my package {arrive|get here|be delivered}
        how much is postage for {weight}
        mail {few} {things} to {country}
        how many stamps for a {weight} letter
        where's the nearest mailbox
        ship a {weight} box to {city} by {date}
        tracking number {label}{digits}
        is there mail on {holiday}
        what's the zip code for {city}
        the parcel measures {length} by {length}
        package max weight {weight}
        sign for a package at {time}
        left the parcel at number {n}
        copy of the shipping label {label}
    """,
}
