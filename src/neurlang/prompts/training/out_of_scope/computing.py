"""Computers: programming questions, databases, systems, devices, and what stands in files and terminals."""

from __future__ import annotations

from typing import Final

TEMPLATES: Final[dict[str, str]] = {
    "programming": """
        {write|give me|show me|i need} {a|some} {code} {function|program|script|code|one liner} {to|that \
            can} {program}
        how do i {program} in {code}
        {fix|debug|explain|refactor|review} this {code} {code|function|loop|script}
        what does {error} mean {in {code}|}
        why {am i getting|do i get} {a|an} {error} {in {code}|on line {n}|}
        error {on|in|at} line {n} {of {file}|unexpected token|expected semicolon|}
        how do i {install|upgrade|import} {library} {{version}|on {os}|}
        what's new in {code} {version}
        {code} or {code} {for beginners|in {year}|for the backend}
        what's the difference between {a list and a tuple|an int and a float|== and ===|a stack and a \
            queue|& and &&}
        how do i write a {for|while} loop {in {code}|that runs {n} times|over a list}
        how {do|does} {recursion|the modulo operator|bit shifting|xor|hashing|a hash map|a bitwise \
            and|floor division} work{ in {code}|}
        write unit tests for {file}
        what is the time complexity of {quicksort|a hash lookup|binary search|bubble sort}
        is {code} {slow|dead|hard to learn|typed}
        convert this {code} code to {code}
        what is a {pointer|closure|monad|mutex|lambda|class|for loop|null pointer|string buffer|regex|hash \
            table}
        regex {for|to match} {an email|a phone number|{few} digits|a date|prime numbers}
        how do i round to {few} decimals in {code}
        how do i get the length of {a string|an array|a list} in {code}
        how do i compare two strings in {code}
        how do i generate a random number in {code}
        how do i get the current time in {code}
        how do i divide without remainder in {code}
        {code} array index {n} out of bounds for length {few}
        int x = {n} what is the type of x
        what is the max size of an int in {code}
        leetcode problem {n}
        implement {a binary tree|an lru cache|fizzbuzz|a linked list|tic tac toe} in {code}
        write a loop that prints {n} rows of stars
        how many bits are in a {byte|word|long|double} in {code}
        {code} tutorial for beginners
        make a website with {library}
        what port does {library} use
    """,
    "git and databases": """
        how do i {undo|revert|squash|amend|rebase} {a commit|the last {few} commits|a merge} {in git|}
        git {push|pull|merge|rebase|cherry-pick} {is rejected|origin main|--force|conflict in {file}}
        merge pull request {n}
        close issue #{int}
        branch feature-{int} is {few} commits ahead of main
        bump the version to {version}
        revert to commit {hex}
        write a sql query {to|that can} {find duplicate rows|get the top {n} customers|count orders by \
            {month}|delete row {n}}
        how do i {join {few} tables|add a column|add an index|limit rows to {n}} in {sql|postgres|mysql}
        select * from orders where id = {n}
        select count(*) from users where age > {n} limit {few}
        select sum(price) from {products|orders} group by month
        what's a left join and a right join
        update users set name = '{person}' where id = {n}
        insert into items values ({int}, {n}, '{noun}')
        drop table students
        back up the database at {time}
        how many rows are in table {few}
        what's a primary key
        deploy version {version} to production
        roll back to {version}
        what's new in release {version}
        tag the commit as {version}
    """,
    "systems": """
        how {do i|to} {update|install|uninstall|speed up|reinstall} {{os}|{app}|{os}|drivers}
        {my|the} {gadget} {is slow|won't turn on|keeps crashing|is at {pct}|froze at {pct}|shows {error}|is \
            {n} years old}
        how do i {connect|reset|restart|charge|unlock|update|clean} {my|the|an old} {gadget}
        how much {ram|storage|memory|space} {does|do i have on} {my|a} {gadget}
        {size} {of |}{ram|storage|data|memory}
        is {size} enough for {{app}|{app}|{game}|{os}|a {gadget}}
        how long does it take to download {size} at {n} mbps
        my wifi {is slow|password is {digits}{noun}|keeps dropping|speed is {n} mbps}
        how do i {take a screenshot|copy and paste|print double sided|scan a page|change my password} on \
            {{os}|{gadget}|{os}}
        {gadget} {n} or {gadget} {n}
        which is better {iphone|pixel|galaxy} {n} or {iphone|pixel|galaxy} {n}
        iphone {n} vs iphone {n}
        {open|close|install|launch|update|delete} {app} {please|on my {gadget}|version {version}|}
        {error} {on|when i open} {app} {{version}|on {os}|}
        {gadget} battery {pct}
        what's my ip address
        ping {ip}
        block {ip} on port {digits}
        format the {n} gb drive
        print {few} copies of {file}
        print pages {few} to {n} of {file} {double sided|in color|}
        copy {file} to {the desktop|folder {few}|my usb drive}
        rename {file} to {file}
        open {file}
        delete {few} files older than {duration}
        zip these {n} photos
        what's the max file size on {app}
        how do i sum a column in excel
        how do i split cells in excel
        what does vlookup return in column {few}
        the excel formula in cell b{int} is wrong
        merge cells a{int} to b{int}
        how many gigabytes are in a terabyte
        what's a {n} bit processor
        is a {n} core cpu enough for {game}
        reboot the server at {time}
        server {few} is down since {time}
        disk usage is {pct}
        encrypt my {{gadget}|hard drive|{gadget}|phone}
        is my {gadget} encrypted
        what's my password for {app}
        how do i turn on two factor authentication
        reset my {app} password
        what is sha 256 used for
        is aes {n} secure
    """,
    "accounts and apps": """
        log me {in to|out of} {app}
        how do i delete my {app} account
        how many {followers|likes|views|friends} do i have on {app}
        my video got {big} views
        post {few} photos on {app}
        who viewed my {app} profile
        {app} subscription is {price} a month
        cancel {app} {before {date}|after {duration}|}
        why is {app} down
        what's the {code|promo code} for {app}
        share my screen on {app}
        mute {person} on {app} for {duration}
        upload {file} to {app}
        {app} shows {n} notifications
        turn off notifications from {time} to {time}
        like and subscribe for part {few}
        the verification code is {digits}
        your code is {digits}
        update {app} to {version}
        {app} keeps asking me to sign in
        report post number {n}
    """,
}

# Texts that are not English sentences: they stay as they are written.
LITERAL_TEMPLATES: Final[dict[str, str]] = {
    "code snippets": """
        for i in range({int}): print(i)
        for (int i = 0; i < {int}; i++) ⦃ sum += a[i]; ⦄
        if (x == {int}) ⦃ return {int}; ⦄
        while True: pass
        def f(x): return x * {int} if x > {int} else None
        const {noun} = [{int}, {int}, {int}].map(x => x * {int});
        console.log("{noun}", {int});
        import numpy as np; x = np.zeros(({int}, {int}))
        int {noun} = {int};
        let mut {noun}: u32 = {int};
        print(f"⦃{noun}⦄ {int}")
        #include <stdio.h>
        return max(a, b) if a else {int}
        <div class="{noun}">{int}</div>
        <a href="{url}">{noun}</a>
        .{noun} ⦃ margin: {int}px; color: #{hex}; ⦄
        public static void main(String[] args)
        {noun}.append({int}); {noun}.sort()
        assert len({noun}) == {int}
        SELECT {noun} FROM {noun}s WHERE id = {int};
        lambda x, y: x + y
        a[{int}] = b[{int}]; c += 1
        try: {verb}() except ValueError: pass
        switch (n) ⦃ case {int}: break; ⦄
        mov eax, {int}
        add r0, r1, r2
        jmp 0x{hex}
        {verb}({int}, {int}, "{noun}")
        self.{noun} = {noun} or {int}
        // TODO: {verb} the {noun} before line {int}
        # {noun}: {int}
    """,
    "shell commands": """
        ls -la /home/{noun}
        cd .. && make -j{int}
        git commit -m "fix {noun} #{int}"
        git checkout -b {noun}-{int}
        pip install {noun}=={version}
        npm run {verb} --port {digits}
        docker run -p {int}80:{int}80 {noun}:{version}
        curl -X POST {url}
        chmod {digits} {file}
        sudo apt-get install {noun}
        kill -9 {big}
        ssh {noun}@{ip} -p {int}
        grep -rn "{noun}" src | head -{int}
        tar xzf {noun}-{version}.tar.gz
        rm -rf /tmp/{noun}{int}
        head -n {int} {file}
        wc -l {file}
        ps aux | grep {noun}
        mv {file} {file}
        cp -r {noun} {noun}{int}
        python {file} --epochs {int} --lr {real}
        ffmpeg -i {file} -t {int} out.mp4
        crontab: {int} {int} * * {int}
    """,
    "addresses and files": """
        {url}
        {url}?page={int}&id={int}
        {email}
        {noun}{int}@{noun}.com
        {file}
        /usr/local/{noun}/{version}/bin
        C:\\Users\\{person}\\{file}
        {ip}:{digits}
        @{noun}{int}
        #{noun}{int}
        {noun}-{int}.{noun}.org/{verb}/{int}
        {label}-{label}
        {int} {ord} street, {city}
        {int} {color} lane, {city}, {state} {digits}
        po box {int}
    """,
    "records and logs": """
        ⦃"id": {int}, "name": "{noun}", "price": {real}⦄
        ⦃"{noun}": [{int}, {int}], "{verb}": true⦄
        ⦃{"year": {int}|"{noun}": null|"items": []}⦄
        {year}-{int}-{int} {int}:{int}:{int} ERROR {noun} failed with code {int}
        [INFO] {noun} started in {real}s
        WARN  {file}:{int} {adjective} {noun}
        Traceback (most recent call last): File "{file}", line {int}
        {noun}: {error}
        id,name,qty
        {int},{noun},{int},{real}
        {noun}={int};{noun}={int}
        GET /{noun}/{int} HTTP/1.1 {hundreds}
        {ip} - - [{int}/{month}/{year}] "GET /{noun}" 200 {int}
        <xml><{noun} id="{int}"/></xml>
        {noun}: {int}ms, {noun}: {int}ms
        | {noun} | {int} | {real} |
        build #{int} {failed|passed} in {int}s
        {int} passed, {int} failed, {int} skipped
        {noun} v{version} ({hex})
        ---
        name: {noun}, replicas: {int}
        panic: runtime error: index out of range [{int}] with length {int}
        pid {big} exited with status {int}
        ETA {int}:{int} {int}% [{int}/{int}]
    """,
}
