"""Texts: bytes that end with a NUL. Measuring, searching, changing, numbers as text, checksums.

Letters are those of ASCII. A function that writes a new text puts it into its parameter `target`.
"""

from __future__ import annotations

from random import Random

from neurlang.programs.stdlib.source.math import digit_count
from neurlang.programs.stdlib.types import clz, i64, popcount, ptr_u8, ptr_u64, u64

# Measuring and comparing


def text_length(text: ptr_u8) -> u64:
    r"""How many bytes a text has before its NUL.

    Parameters:
        text (text of any): a text

    Tests:
        text (text[0 .. 1000] of "\x01 AZaz\x7f\x80\xff")

    Returns: the number of bytes
    Difficulty: 2

    Prompts:
        length of {text}
        strlen({text})
        how many characters does {text} have?
        how long is the text {text}?
        count the characters in {text}
        number of letters and other signs in {text}
        measure the string {text}
        text_length({text})
        if i type {text}, how many keys is that?
        size of {text} in bytes
    """
    length = 0
    while text[length]:
        length += 1
    return length


def text_compare(a: ptr_u8, b: ptr_u8) -> i64:
    r"""The order of two texts by their bytes: the first difference decides.

    Parameters:
        a (text of any): a text
        b (text of any): another text

    Tests:
        a (text[0 .. 1000] of "ab\x80\xff")
        b (text[0 .. 1000] of "ab\x80\xff")

    Returns: -1 if a comes first, 1 if b does, 0 if they are equal
    Difficulty: 2

    Prompts:
        compare the texts {a} and {b}
        strcmp({a}, {b})
        which comes first in byte order, {a} or {b}, as -1, 0 or 1?
        text_compare({a}, {b})
        is {a} before, equal to or after {b} in the dictionary of bytes?
        three-way comparison of the strings {a} and {b}
        does {a} sort before {b}? give -1 if so, 1 if after
        order {a} against {b} alphabetically by code
        lexicographic sign of the string {a} versus {b}
        put {a} and {b} in order: -1, 0 or 1
    """
    i = 0
    while a[i] and a[i] == b[i]:
        i += 1
    return i64(a[i] > b[i]) - i64(a[i] < b[i])


def texts_equal(a: ptr_u8, b: ptr_u8) -> bool:
    """Whether two texts are the same.

    Parameters:
        a (text of any): a text
        b (text of any): another text

    Tests:
        a (text[0 .. 1000] of "ab")
        b (text[0 .. 1000] of "ab")

    Returns: true if all bytes are equal
    Difficulty: 2

    Prompts:
        are the texts {a} and {b} equal?
        texts_equal({a}, {b})
        is {a} the same string as {b}?
        do {a} and {b} read exactly alike?
        {a} == {b} as strings
        check the spelling {a} against {b}
        true if {a} matches {b} letter by letter
        does nothing differ between the words {a} and {b}?
        compare the password {a} with {b}: same or not?
        was {b} copied correctly from {a}?
    """
    i = 0
    while a[i] and a[i] == b[i]:
        i += 1
    return a[i] == b[i]


def common_prefix_length(a: ptr_u8, b: ptr_u8) -> u64:
    """How many bytes two texts share at their start.

    Parameters:
        a (text of ascii): a text
        b (text of ascii): another text

    Tests:
        a (text[0 .. 1000] of "ab")
        b (text[0 .. 1000] of "ab")

    Returns: the length of the common beginning
    Difficulty: 2

    Prompts:
        length of the common prefix of {a} and {b}
        common_prefix_length({a}, {b})
        how many characters do {a} and {b} share at the start?
        up to which place do {a} and {b} agree?
        for how many letters is {a} like {b} from the beginning?
        where do the strings {a} and {b} first differ?
        count the leading characters that {a} and {b} have in common
        size of the longest text that both {a} and {b} begin with
        how far does autocompletion get with {a} and {b}?
        matching letters from the left in {a} versus {b}
    """
    i = 0
    while a[i] and a[i] == b[i]:
        i += 1
    return i


def text_hamming_distance(a: ptr_u8, b: ptr_u8) -> u64:
    """At how many places two texts differ; what one has more counts as different.

    Parameters:
        a (text of ascii): a text
        b (text of ascii): another text

    Tests:
        a (text[0 .. 1000] of "ACGT")
        b (text[0 .. 1000] of "ACGT")

    Returns: the number of places
    Difficulty: 4

    Prompts:
        hamming distance of the texts {a} and {b}
        text_hamming_distance({a}, {b})
        at how many places do the words {a} and {b} differ?
        count the letters in which {a} is unlike {b}
        number of point mutations between the strands {a} and {b}
        how many characters must be replaced to turn {a} into {b}, place by place?
        mismatches when {b} is laid under {a}
        compare {a} and {b} letter by letter and count the differences
        how many typing errors separate {a} from {b} if nothing was inserted or left out?
        substitutions between the strings {a} and {b}
    """
    differences = 0
    i = 0
    while a[i] and b[i]:
        differences += u64(a[i] != b[i])
        i += 1
    return differences + text_length(a + i) + text_length(b + i)


def edit_distance(a: ptr_u8, b: ptr_u8, scratch: ptr_u64) -> u64:
    """How many letters must be inserted, removed or replaced to turn one text into another.

    Parameters:
        a (text of ascii): a text
        b (text[0 .. 100] of ascii): another text
        scratch (room[101]): one row of the table of distances

    Tests:
        a (text[0 .. 100] of "abc")
        b (text[0 .. 100] of "abc")

    Returns: the smallest number of changes
    Difficulty: 3
    Note: Wagner and Fischer 1974, with one row.

    Prompts:
        edit distance between {a} and {b}
        levenshtein({a}, {b})
        how many edits turn {a} into {b}?
        fewest insertions, deletions and replacements from {a} to {b}
        edit_distance({a}, {b})
        how different are the words {a} and {b}, in keystrokes of change?
        the spelling {a} was meant to be {b}: how many letters are off?
        levenshtein distance of the strings {a} and {b}
        cost of transforming {a} to {b}, one for each changed letter
        how close is the typo {a} to the word {b}?
    """
    columns = text_length(b)
    for j in range(columns + 1):
        scratch[j] = j
    i = 0
    while a[i]:
        diagonal = scratch[0]
        scratch[0] = i + 1
        for j in range(columns):
            replaced = diagonal + u64(a[i] != b[j])
            diagonal = scratch[j + 1]
            scratch[j + 1] = min(replaced, diagonal + 1, scratch[j] + 1)
        i += 1
    return scratch[columns]


# Searching


def find_char(text: ptr_u8, char: u64) -> i64:
    """Where a character first occurs in a text.

    Parameters:
        text (text of ascii): a text
        char (character): a character

    Tests:
        text (text[0 .. 1000] of "abc d")
        char (97 .. 101)

    Returns: the first index, counted from 0, or -1 if there is none
    Difficulty: 2

    Prompts:
        first {char} in {text}
        find_char({text}, {char})
        where does the character {char} first occur in {text}?
        strchr({text}, {char})
        index of the character {char} in the text {text}
        search {text} from the left for the sign {char}
        how many characters of {text} come before the first {char}?
        position of the leftmost {char} within {text}, from 0
        scan {text} until {char} shows up, at what index?
        at which place of {text} is {char} seen for the first time?
    """
    i = 0
    while text[i]:
        if text[i] == char:
            return i64(i)
        i += 1
    return -1


def find_last_char(text: ptr_u8, char: u64) -> i64:
    """Where a character last occurs in a text.

    Parameters:
        text (text of ascii): a text
        char (character): a character

    Tests:
        text (text[0 .. 1000] of "abc d")
        char (97 .. 101)

    Returns: the last index, counted from 0, or -1 if there is none
    Difficulty: 2

    Prompts:
        last {char} in {text}
        find_last_char({text}, {char})
        where does the character {char} last occur in {text}?
        strrchr({text}, {char})
        rightmost index of the character {char} in the text {text}
        search {text} from the right for the sign {char}
        after which place does {text} have no more {char}?
        position of the final {char} within {text}, from 0
        of all the {char}s in {text}, where is the last one?
        at which place of {text} is {char} seen for the last time?
    """
    found: i64 = -1
    i = 0
    while text[i]:
        if text[i] == char:
            found = i64(i)
        i += 1
    return found


def find_text(text: ptr_u8, wanted: ptr_u8) -> i64:
    """Where a text first occurs within another.

    Parameters:
        text (text of ascii): the text to search
        wanted (text of ascii): the text to find

    Tests:
        text (text[0 .. 1000] of "ab")
        wanted (text[0 .. 1000] of "ab")

    Returns: the first index, counted from 0, or -1 if there is none
    Difficulty: 3

    Prompts:
        where does {wanted} occur in {text}?
        find_text({text}, {wanted})
        strstr({text}, {wanted})
        index of the substring {wanted} in {text}
        search {text} for the string {wanted}
        at which position does {text} first contain {wanted}?
        how many characters stand before {wanted} in {text}?
        find the word {wanted} inside {text}, by its index
        locate {wanted} within the longer text {text}
        position of the first match for {wanted} in {text}
    """
    i = 0
    while True:
        j = 0
        while wanted[j] and text[i + j] == wanted[j]:
            j += 1
        if wanted[j] == 0:
            return i64(i)
        if text[i] == 0:
            return -1
        i += 1


def text_contains(text: ptr_u8, wanted: ptr_u8) -> bool:
    """Whether a text occurs within another.

    Parameters:
        text (text of any): the text to search
        wanted (text of any): the text to find

    Tests:
        text (text[0 .. 1000] of "ab")
        wanted (text[0 .. 1000] of "ab")

    Returns: true if it occurs
    Difficulty: 4

    Prompts:
        does {text} contain {wanted}?
        text_contains({text}, {wanted})
        is {wanted} a substring of {text}?
        {wanted} in {text}, as strings
        check whether {wanted} occurs somewhere within {text}
        can you read {wanted} inside {text}?
        true if {text} has {wanted} as a part
        is the word {wanted} hidden in {text}?
        look for {wanted} in the string {text}: is it there?
        does any stretch of {text} spell {wanted}?
    """
    return find_text(text, wanted) >= 0


def starts_with(text: ptr_u8, prefix: ptr_u8) -> bool:
    """Whether a text begins with another.

    Parameters:
        text (text of any): a text
        prefix (text of any): the beginning to test

    Tests:
        text (text[0 .. 1000] of "ab")
        prefix (text[0 .. 1000] of "ab")

    Returns: true if it does
    Difficulty: 2

    Prompts:
        does {text} start with {prefix}?
        starts_with({text}, {prefix})
        is {prefix} a prefix of {text}?
        check that {text} begins with {prefix}
        are the first characters of {text} exactly {prefix}?
        true if {prefix} stands at the very front of {text}
        does the name {text} open with {prefix}?
        test the beginning of {text} for {prefix}
        has {text} the leading part {prefix}?
        could {text} be a continuation of {prefix}?
    """
    i = 0
    while prefix[i]:
        if text[i] != prefix[i]:
            return False
        i += 1
    return True


def ends_with(text: ptr_u8, suffix: ptr_u8) -> bool:
    """Whether a text ends with another.

    Parameters:
        text (text of any): a text
        suffix (text of any): the end to test

    Tests:
        text (text[0 .. 1000] of "ab")
        suffix (text[0 .. 1000] of "ab")

    Returns: true if it does
    Difficulty: 4

    Prompts:
        does {text} end with {suffix}?
        ends_with({text}, {suffix})
        is {suffix} a suffix of {text}?
        check that {text} finishes with {suffix}
        are the last characters of {text} exactly {suffix}?
        true if {suffix} stands at the very end of {text}
        does the file name {text} have the ending {suffix}?
        test the end of {text} for {suffix}
        has {text} the closing part {suffix}?
        does {text} rhyme, letter for letter, with {suffix} at its end?
    """
    length = text_length(text)
    suffix_length = text_length(suffix)
    return suffix_length <= length and texts_equal(text + (length - suffix_length), suffix)


def is_subsequence(part: ptr_u8, text: ptr_u8) -> bool:
    """Whether the characters of one text occur in another in the same order, with others between them or not.

    Parameters:
        part (text of ascii): the characters to find
        text (text of ascii): the text to search

    Tests:
        part (text[0 .. 1000] of "ab")
        text (text[0 .. 1000] of "ab")

    Returns: true if they do
    Difficulty: 2

    Prompts:
        is {part} a subsequence of {text}?
        is_subsequence({part}, {text})
        can {part} be made from {text} by crossing out letters?
        do the letters of {part} appear in {text} in this order?
        is {part} left over if the right characters of {text} are deleted?
        check that {text} contains {part} with gaps allowed
        does fuzzy search for {part} match {text}?
        true if {part} can be read in {text} while skipping letters
        walk through {text} and pick the letters of {part} one after the other: does it work?
        is {part} hidden, in order, among the letters of {text}?
    """
    found = 0
    i = 0
    while part[found] and text[i]:
        found += u64(part[found] == text[i])
        i += 1
    return part[found] == 0


def matches_wildcard(text: ptr_u8, pattern: ptr_u8) -> bool:
    """Whether a text fits a pattern, in which ? stands for any character and * for any characters.

    Parameters:
        text (text of ascii): a text
        pattern (text of ascii): the pattern

    Tests:
        text (text[0 .. 1000] of "ab")
        pattern (text[0 .. 1000] of "ab?*")

    Returns: true if the whole text fits
    Difficulty: 3

    Prompts:
        does {text} match the wildcard pattern {pattern}?
        matches_wildcard({text}, {pattern})
        fnmatch({text}, {pattern})
        is {text} covered by the glob {pattern}?
        check {text} against {pattern}, where * and ? are wildcards
        would the shell expand {pattern} to {text}?
        true if the file name {text} fits {pattern}
        can the stars and question marks of {pattern} be filled in to give {text}?
        glob match: {pattern} on {text}
        with ? for one and * for any number of characters, does {pattern} describe {text}?
    """
    i = 0
    j = 0
    retry = 0  # where the text goes on if the latest star takes one more character
    star = 0  # the place behind the latest star; 0 before any
    while text[i]:
        if pattern[j] == ord("*"):
            j += 1
            star = j
            retry = i
        elif pattern[j] == ord("?") or pattern[j] == text[i]:
            i += 1
            j += 1
        elif star:
            retry += 1
            i = retry
            j = star
        else:
            return False
    while pattern[j] == ord("*"):
        j += 1
    return pattern[j] == 0


# Counting


def _is_upper(c: u64) -> bool:
    """Whether a character is one of A to Z."""
    return c - ord("A") < 26


def _is_lower(c: u64) -> bool:
    """Whether a character is one of a to z."""
    return c - ord("a") < 26


def _is_letter(c: u64) -> bool:
    """Whether a character is one of A to Z or a to z."""
    return (c | 32) - ord("a") < 26


def _is_digit(c: u64) -> bool:
    """Whether a character is one of 0 to 9."""
    return c - ord("0") < 10


def _is_vowel(c: u64) -> bool:
    """Whether a character is one of a, e, i, o, u or their capitals: bits 1, 5, 9, 15 and 21 of the mask."""
    return _is_letter(c) and 0x20_8222 >> (c & 31) & 1 != 0


def count_char(text: ptr_u8, char: u64) -> u64:
    """How often a character occurs in a text.

    Parameters:
        text (text of any): a text
        char (character): a character

    Tests:
        text (text[0 .. 1000] of "abc d")
        char (97 .. 101)

    Returns: the number of its occurrences
    Difficulty: 2

    Prompts:
        how often does the character {char} occur in {text}?
        count_char({text}, {char})
        count the {char}s in the text {text}
        number of times {char} appears in the string {text}
        how many characters of {text} are {char}?
        frequency of the letter {char} in {text}
        go through {text} and count each {char}
        in the word {text}, how many {char} are there?
        occurrences of the sign {char} within {text}
        tally the letter {char} over {text}
    """
    count = 0
    i = 0
    while text[i]:
        count += u64(text[i] == char)
        i += 1
    return count


def count_text(text: ptr_u8, wanted: ptr_u8) -> u64:
    """How often a text occurs within another, without overlaps.

    Parameters:
        text (text of any): the text to search
        wanted (text[1 .. 2^32] of any): the text to count

    Tests:
        text (text[0 .. 1000] of "ab")
        wanted (text[1 .. 1000] of "ab")

    Returns: the number of its occurrences
    Difficulty: 4

    Prompts:
        how often does the string {wanted} occur in {text}?
        count_text({text}, {wanted})
        count the substring {wanted} in {text}
        number of places where {text} contains {wanted}, not overlapping
        how many times can {wanted} be cut out of {text}?
        occurrences of the word {wanted} within {text}
        search {text} for {wanted} again and again: how many hits?
        how many matches for {wanted} does {text} have, none sharing a letter?
        if every {wanted} in {text} were replaced, how many replacements is that?
        frequency of the text {wanted} inside {text}
    """
    count = 0
    step = text_length(wanted)
    while True:
        place = find_text(text, wanted)
        if place < 0:
            return count
        count += 1
        text += u64(place) + step


def count_words(text: ptr_u8) -> u64:
    """How many words a text has: stretches without spaces.

    Parameters:
        text (text of plain): a text

    Tests:
        text (text[0 .. 1000] of "ab  ")

    Returns: the number of words
    Difficulty: 2

    Prompts:
        how many words are in {text}?
        count_words({text})
        word count of {text}
        number of words separated by spaces in {text}
        of how many words does the sentence {text} consist?
        split {text} at the spaces, how many parts are there?
        count the words of {text}
        wc -w for {text}
        if {text} is read aloud word by word, how many is that?
        length of {text} in words
    """
    count = 0
    i = 0
    while text[i]:
        if text[i] > 32:
            count += 1
            while text[i] > 32:
                i += 1
        else:
            i += 1
    return count


def count_lines(text: ptr_u8) -> u64:
    r"""How many lines a text has: each ends with a line feed, the last one may end without.

    Parameters:
        text (text of any): a text

    Tests:
        text (text[0 .. 1000] of "ab\n")

    Returns: the number of lines
    Difficulty: 2

    Prompts:
        how many lines has {text}?
        count_lines({text})
        line count of {text}
        number of lines in the text {text}
        into how many lines do the line feeds split {text}?
        count the rows of the document {text}
        wc -l for {text}, a last line without line feed included
        how many lines would an editor show for {text}?
        split {text} at its newlines, how many lines is that?
        height of {text} in lines
    """
    lines = 0
    last = 10
    i = 0
    while text[i]:
        last = text[i]
        lines += u64(last == 10)
        i += 1
    return lines + u64(last != 10)


def count_vowels(text: ptr_u8) -> u64:
    """How many vowels a text has: a, e, i, o, u, small or capital.

    Parameters:
        text (text of ascii): a text

    Tests:
        text (text[0 .. 1000])

    Returns: the number of vowels
    Difficulty: 2

    Prompts:
        how many vowels are in {text}?
        count_vowels({text})
        number of vowels in the word {text}
        count the letters a, e, i, o and u in {text}
        go through {text} and count every vowel
        how often does {text} have one of aeiou?
        vowel count of {text}
        of the letters of {text}, how many are vowels?
        tally a, e, i, o, u over the text {text}
        how many sounds of {text} could be sung, going by the vowels?
    """
    count = 0
    i = 0
    while text[i]:
        count += u64(_is_vowel(text[i]))
        i += 1
    return count


def count_consonants(text: ptr_u8) -> u64:
    """How many consonants a text has: the letters that are not a, e, i, o or u.

    Parameters:
        text (text of ascii): a text

    Tests:
        text (text[0 .. 1000])

    Returns: the number of consonants
    Difficulty: 2

    Prompts:
        how many consonants are in {text}?
        count_consonants({text})
        number of consonants in the word {text}
        count the letters of {text} that are not vowels
        go through {text} and count every consonant
        consonant count of {text}
        of the letters of {text}, how many are consonants?
        leave out a, e, i, o, u and all that is no letter: how many characters of {text} remain?
        how often does {text} have a letter besides aeiou?
        tally the consonants over the text {text}
    """
    count = 0
    i = 0
    while text[i]:
        c = text[i]
        count += u64(_is_letter(c) and not _is_vowel(c))
        i += 1
    return count


def count_letters(text: ptr_u8) -> u64:
    """How many letters a text has.

    Parameters:
        text (text of any): a text

    Tests:
        text (text[0 .. 1000])

    Returns: the number of letters, A to Z and a to z
    Difficulty: 2

    Prompts:
        how many letters are in {text}?
        count_letters({text})
        number of alphabetic characters in {text}
        count only the letters of {text}, not digits or signs
        of the characters of {text}, how many are from the alphabet?
        how many letters a to z, small or capital, does {text} have?
        strip {text} of all but its letters, how long is it then?
        letter count of {text}
        go through {text} and count each letter of the alphabet
        without spaces, digits and punctuation, how long is {text}?
    """
    count = 0
    i = 0
    while text[i]:
        count += u64(_is_letter(text[i]))
        i += 1
    return count


def count_digits(text: ptr_u8) -> u64:
    """How many decimal digits a text has.

    Parameters:
        text (text of any): a text

    Tests:
        text (text[0 .. 1000])

    Returns: the number of digits
    Difficulty: 2

    Prompts:
        how many digits are in the text {text}?
        count_digits({text})
        number of characters 0 to 9 in {text}
        count only the digits of the string {text}
        of the characters of {text}, how many are digits?
        strip {text} of all but its digits, how many are left?
        digit count of the text {text}
        go through {text} and count each of 0 to 9
        how many places of {text} hold a decimal digit?
        does the password {text} have digits, and how many?
    """
    count = 0
    i = 0
    while text[i]:
        count += u64(_is_digit(text[i]))
        i += 1
    return count


def count_capitals(text: ptr_u8) -> u64:
    """How many capital letters a text has.

    Parameters:
        text (text of ascii): a text

    Tests:
        text (text[0 .. 1000])

    Returns: the number of capitals, A to Z
    Difficulty: 2

    Prompts:
        how many capital letters are in {text}?
        count_capitals({text})
        number of uppercase letters in {text}
        count the letters A to Z of {text}, not the small ones
        of the characters of {text}, how many are uppercase?
        how often was shift held to type the letters of {text}?
        uppercase count of {text}
        go through {text} and count each capital
        how many letters would change if {text} were put in lower case?
        tally the capitals over the text {text}
    """
    count = 0
    i = 0
    while text[i]:
        count += u64(_is_upper(text[i]))
        i += 1
    return count


def longest_word_length(text: ptr_u8) -> u64:
    """How long the longest word of a text is; words are stretches without spaces.

    Parameters:
        text (text of printable): a text

    Tests:
        text (text[0 .. 1000] of "ab ")

    Returns: its number of characters; 0 without a word
    Difficulty: 2

    Prompts:
        length of the longest word in {text}
        longest_word_length({text})
        how long is the longest word of {text}?
        the most characters in a row without a space in {text}
        split {text} into words, how many letters has the longest?
        how wide must a column be to hold every word of {text}?
        find the longest stretch between the spaces of {text}, by its length
        what is the maximum word length in the sentence {text}?
        size of the biggest word that occurs in {text}
        among the words of {text}, the greatest number of letters
    """
    longest = 0
    i = 0
    while text[i]:
        start = i
        while text[i] > 32:
            i += 1
        longest = max(longest, i - start)
        while 0 < text[i] <= 32:
            i += 1
    return longest


def longest_run_length(text: ptr_u8) -> u64:
    """The most times in a row that the same character stands in a text.

    Parameters:
        text (text of ascii): a text

    Tests:
        text (text[0 .. 1000] of "ab")

    Returns: the length of the longest run; 0 for the empty text
    Difficulty: 2

    Prompts:
        longest run of the same character in {text}
        longest_run_length({text})
        how many equal characters stand in a row in {text}, at most?
        length of the longest repetition of one letter in {text}
        the most times in a row that {text} repeats a character
        find the longest streak of heads or tails in {text}
        what is the maximum number of identical neighbours in {text}?
        how long is the longest block of one letter in {text}?
        run-length encode {text}, what is the largest count?
        longest stammer in the text {text}
    """
    longest = 0
    length = 0
    previous = 0
    i = 0
    while text[i]:
        length = length + 1 if text[i] == previous else 1
        longest = max(longest, length)
        previous = text[i]
        i += 1
    return longest


def count_distinct_letters(text: ptr_u8) -> u64:
    """How many different letters a text has; small and capital ones are the same.

    Parameters:
        text (text of any): a text

    Tests:
        text (text[0 .. 1000])

    Returns: 0 to 26
    Difficulty: 4

    Prompts:
        how many different letters are in {text}?
        count_distinct_letters({text})
        number of distinct letters of {text}, ignoring case
        how much of the alphabet does {text} use?
        count each letter of {text} only once
        size of the set of letters in {text}
        of the 26 letters, how many occur in {text}?
        how many letter stamps do i need to print {text}, whatever the case?
        unique letters within the text {text}
        if repeated letters in {text} are dropped, how many are left?
    """
    return popcount(_letter_mask(text))


def _letter_mask(text: ptr_u8) -> u64:
    """A bit for each letter of the alphabet that a text has."""
    seen = 0
    i = 0
    while text[i]:
        if _is_letter(text[i]):
            seen |= 1 << (text[i] & 31)
        i += 1
    return seen


def is_pangram(text: ptr_u8) -> bool:
    """Whether a text has every letter of the alphabet, small or capital.

    Parameters:
        text (text of any): a text

    Tests:
        text (from _nearly_pangram)

    Returns: true if no letter is missing
    Difficulty: 4

    Prompts:
        is {text} a pangram?
        is_pangram({text})
        does {text} contain every letter of the alphabet?
        check that no letter from a to z is missing in {text}
        are all 26 letters in {text}?
        true if {text} uses the whole alphabet
        would {text} show off each letter of a typeface?
        is the sentence {text} like the quick brown fox one, with all letters?
        test {text} for covering a to z
        has {text} got at least one of each letter?
    """
    return _letter_mask(text) == 0x7FF_FFFE


def most_common_char(text: ptr_u8, scratch: ptr_u64) -> u64:
    """The character that occurs most often in a text; of several, the one with the smallest code.

    Parameters:
        text (text[1 .. 2^32] of ascii): a text
        scratch (room[256]): zeros; memory for the counts

    Tests:
        text (text[1 .. 1000] of "abcd")

    Returns: the character
    Answer: character
    Difficulty: 3

    Prompts:
        most common character of {text}
        most_common_char({text})
        which character occurs most often in {text}?
        most frequent letter in the text {text}
        count all characters of {text} and return the winner
        what sign does {text} use the most?
        mode of the characters in {text}
        for breaking a cipher: which letter leads in {text}?
        the character with the highest frequency in {text}
        if each character of {text} is a vote, who wins?
    """
    best = 0
    i = 0
    while text[i]:
        scratch[text[i]] += 1
        i += 1
    for c in range(1, 256):
        if scratch[c] > scratch[best]:
            best = c
    return best


def first_unique_char(text: ptr_u8, scratch: ptr_u64) -> i64:
    """Where the first character stands that occurs only once in a text.

    Parameters:
        text (text of ascii): a text
        scratch (room[256]): zeros; memory for the counts

    Tests:
        text (text[0 .. 1000] of "abcde")

    Returns: its index, counted from 0, or -1 if there is none
    Difficulty: 3

    Prompts:
        first character that occurs once in {text}
        first_unique_char({text})
        where is the first unrepeated character of {text}?
        index of the first unique letter in {text}
        which place of {text} holds the first character without a double?
        find the earliest character of {text} that never comes again or before
        position of the first letter that {text} uses exactly once
        skip everything repeated in {text}, where is the first character left?
        at what index does {text} have its first one-off character?
        look for the first loner among the characters of {text}, by index
    """
    i = 0
    while text[i]:
        scratch[text[i]] += 1
        i += 1
    i = 0
    while text[i]:
        if scratch[text[i]] == 1:
            return i64(i)
        i += 1
    return -1


# Testing


def is_numeric(text: ptr_u8) -> bool:
    """Whether a text consists of decimal digits only.

    Parameters:
        text (text of any): a text

    Tests:
        text (text[0 .. 1000] of "0189a")

    Returns: true if it has a digit and nothing else
    Difficulty: 2

    Prompts:
        is {text} numeric?
        is_numeric({text})
        does {text} consist of digits only?
        is the string {text} a whole number without sign?
        check that {text} has nothing but 0 to 9
        are all characters of {text} digits?
        true if {text} could be a PIN
        can {text} be read as an unsigned decimal number?
        isdigit({text})
        validate {text} as digits
    """
    i = 0
    while _is_digit(text[i]):
        i += 1
    return i > 0 and text[i] == 0


def is_alphabetic(text: ptr_u8) -> bool:
    """Whether a text consists of letters only.

    Parameters:
        text (text of ascii): a text

    Tests:
        text (text[0 .. 1000] of "azAZ1")

    Returns: true if it has a letter and nothing else
    Difficulty: 2

    Prompts:
        is {text} alphabetic?
        is_alphabetic({text})
        does {text} consist of letters only?
        check that {text} has nothing but letters
        are all characters of {text} letters of the alphabet?
        true if {text} is free of digits, spaces and signs
        isalpha({text})
        could {text} be a single word of plain letters?
        is there nothing in {text} besides a to z and A to Z?
        validate {text} as letters
    """
    i = 0
    while _is_letter(text[i]):
        i += 1
    return i > 0 and text[i] == 0


def text_is_palindrome(text: ptr_u8) -> bool:
    """Whether a text reads the same in both directions, byte by byte.

    Parameters:
        text (text of ascii): a text

    Tests:
        text (text[0 .. 1000] of "ab")

    Returns: true if it equals its reversal
    Difficulty: 4

    Prompts:
        is {text} a palindrome?
        text_is_palindrome({text})
        does the word {text} read the same backwards?
        is {text} equal to its reversal?
        check the text {text} for symmetry
        would {text} look the same if its letters were turned around?
        true if {text} is spelled alike from both ends
        do the first and last letters of {text} match, and so on inwards?
        is {text} a word like racecar?
        test the string {text} for being a palindrome
    """
    low = 0
    high = text_length(text)
    while low < high:
        high -= 1
        if text[low] != text[high]:
            return False
        low += 1
    return True


def is_anagram(a: ptr_u8, b: ptr_u8, scratch: ptr_u64) -> bool:
    """Whether two texts consist of the same characters, each as often.

    Parameters:
        a (text of ascii): a text
        b (text of ascii): another text
        scratch (room[256]): zeros; memory for the counts

    Tests:
        a (text[0 .. 1000] of "ab")
        b (text[0 .. 1000] of "ab")

    Returns: true if one is a rearrangement of the other
    Difficulty: 3

    Prompts:
        are {a} and {b} anagrams?
        is_anagram({a}, {b})
        is {a} an anagram of {b}?
        can the letters of {a} be rearranged to {b}?
        do {a} and {b} consist of the same letters?
        check that {b} is {a} with its characters shuffled
        true if {a} and {b} have each character equally often
        with the letter tiles of {a}, can i lay exactly {b}?
        do {a} and {b} become equal when their letters are sorted?
        is the word {b} made by reordering {a}?
    """
    i = 0
    while a[i]:
        scratch[a[i]] += 1
        i += 1
    j = 0
    while b[j]:
        if scratch[b[j]] == 0:
            return False
        scratch[b[j]] -= 1
        j += 1
    return i == j


def brackets_balanced(text: ptr_u8, scratch: ptr_u8) -> bool:
    """Whether each bracket of a text is closed by its partner in the right order; other characters do not count.

    Parameters:
        text (text[0 .. 1000] of any): a text
        scratch (room[1001]): memory for the brackets that are open

    Tests:
        text (text[0 .. 1000] of "()[]{}x")

    Returns: true if all brackets match
    Difficulty: 3

    Prompts:
        are the brackets in {text} balanced?
        brackets_balanced({text})
        does every bracket of {text} have its partner?
        check that the parentheses of {text} match
        is {text} well-formed in its (), [] and braces?
        are all brackets that {text} opens also closed, in the right order?
        true if the nesting in {text} is correct
        is there an unmatched bracket in {text}? true means there is none
        would a parser accept the bracket structure of {text}?
        validate the brackets of the expression {text}
    """
    depth = 0
    i = 0
    while text[i]:
        c = text[i]
        if c == ord("("):
            scratch[depth] = ord(")")
            depth += 1
        elif c == ord("[") or c == ord("{"):
            scratch[depth] = c + 2  # the code of its partner
            depth += 1
        elif c == ord(")") or c == ord("]") or c == ord("}"):
            if depth == 0:
                return False
            depth -= 1
            if scratch[depth] != c:
                return False
        i += 1
    return depth == 0


def luhn_is_valid(text: ptr_u8) -> bool:
    """Whether a number's last digit is right by the method of Luhn, as on payment cards.

    Parameters:
        text (text[1 .. 2^32] of "0123456789"): decimal digits

    Tests:
        text (text[1 .. 1000] of "0123456789")

    Returns: true if the sum, with every second digit from the right doubled, is a multiple of 10
    Difficulty: 4

    Prompts:
        is the card number {text} valid by Luhn?
        luhn_is_valid({text})
        does {text} pass the Luhn check?
        check the check digit of {text}
        luhn test for {text}
        was a digit of the card number {text} mistyped? true if it looks right
        validate the digits {text} modulo 10, after Luhn
        is the last digit of {text} the right one by the doubling method?
        true if {text} could be a real credit card number
        run the mod 10 algorithm over {text}
    """
    total = 0
    i = text_length(text)
    doubled = 0
    while i:
        i -= 1
        digit = text[i] - ord("0")
        if doubled:
            digit += digit
            digit = digit - 9 if digit > 9 else digit
        total += digit
        doubled ^= 1
    return total % 10 == 0


# Making texts


def text_copy(target: ptr_u8, text: ptr_u8) -> u64:
    """Copy a text to another place.

    Parameters:
        target (room[1001]): where the copy goes
        text (text[0 .. 1000] of any): a text

    Tests:
        text (text[0 .. 1000])

    Returns: the length of the copy
    Difficulty: 2

    Prompts:
        copy the text {text}
        strcpy({text})
        make a copy of the string {text}
        text_copy({text})
        duplicate {text} character by character
        write {text} once more into a fresh buffer
        clone the word {text}
        transfer {text} up to its end into another place
        store the string {text} elsewhere
        i need a second copy of the sentence {text}
    """
    i = 0
    while text[i]:
        target[i] = text[i]
        i += 1
    target[i] = 0
    return i


def text_copy_bounded(target: ptr_u8, text: ptr_u8, limit: u64) -> u64:
    """Copy the beginning of a text to another place, at most as many characters as a limit says.

    Parameters:
        target (room[limit + 1]): where the copy goes
        text (text of ascii): a text
        limit (0 .. 1000): the most characters to copy

    Tests:
        text (text[0 .. 1000])

    Returns: the length of the copy
    Difficulty: 2

    Prompts:
        the first {limit} characters of {text}
        text_copy_bounded({text}, {limit})
        copy at most {limit} characters of {text}
        cut {text} off after {limit} characters
        truncate {text} to {limit} characters
        strncpy of {text} with the limit {limit}
        shorten the string {text} so that it fits in {limit} places
        the left part of {text}, {limit} long
        keep no more than {limit} letters from the start of {text}
        what is left of {text} if only {limit} characters are allowed?
    """
    i = 0
    while i < limit and text[i]:
        target[i] = text[i]
        i += 1
    target[i] = 0
    return i


def text_concat(target: ptr_u8, a: ptr_u8, b: ptr_u8) -> u64:
    """Join two texts.

    Parameters:
        target (room[1001]): where the joined text goes
        a (text[0 .. 500] of any): the first text
        b (text[0 .. 500] of any): the second text

    Tests:
        a (text[0 .. 500])
        b (text[0 .. 500])

    Returns: the length of both together
    Difficulty: 4

    Prompts:
        join {a} and {b}
        text_concat({a}, {b})
        concatenate {a} with {b}
        strcat({a}, {b})
        append {b} to {a}
        {a} followed by {b}, as one text
        put the strings {a} and {b} together
        what is {a} + {b} for texts?
        glue {b} to the end of {a}
        write {a} and right after it {b}
    """
    length = text_copy(target, a)
    return length + text_copy(target + length, b)


def substring(target: ptr_u8, text: ptr_u8, start: u64, count: u64) -> u64:
    """A part of a text.

    Parameters:
        target (room[count + 1]): where the part goes
        text (text of ascii): a text
        start (0 .. 2^64 - 1): the index of its first character, counted from 0
        count (0 .. 1000): the most characters it has

    Tests:
        text (text[0 .. 1000])
        start (0 .. 1000)

    Returns: the length of the part, which is shorter if the text ends before
    Difficulty: 4

    Prompts:
        {count} characters of {text} from index {start} on
        substring({text}, {start}, {count})
        take the part of {text} that starts at {start} and is {count} long
        slice {text} at {start} for {count} characters
        skip {start} characters of {text}, then copy {count}
        the substring of {text} with offset {start} and length {count}
        extract {count} letters out of {text}, beginning at position {start}
        what do you read in {text} from place {start}, {count} characters long?
        mid({text}, {start}, {count})
        cut a piece of {count} characters out of {text} at index {start}
    """
    while start and text[0]:
        text += 1
        start -= 1
    return text_copy_bounded(target, text, count)


def repeat_text(target: ptr_u8, text: ptr_u8, times: u64) -> u64:
    """A text several times in a row.

    Parameters:
        target (room[2001]): where the repetitions go
        text (text[0 .. 40] of any): a text
        times (0 .. 50): how many times

    Tests:
        text (text[0 .. 40])

    Returns: the length of all together
    Difficulty: 4

    Prompts:
        repeat {text} {times} times
        repeat_text({text}, {times})
        {text} * {times}, as a text
        write {text} {times} times in a row
        say {text} again and again, {times} times
        string together {times} copies of {text}
        what is {text} repeated {times}-fold?
        concatenate {times} times the string {text}
        print {text} {times} times without a gap
        make a line of {times} {text}s
    """
    length = 0
    target[0] = 0
    while times:
        length += text_copy(target + length, text)
        times -= 1
    return length


def pad_left(target: ptr_u8, text: ptr_u8, width: u64, char: u64) -> u64:
    """A text filled up on its left to a width.

    Parameters:
        target (room[201]): where the filled text goes
        text (text[0 .. 100] of ascii): a text
        width (0 .. 200): the least length of the result
        char (character): the character to fill with

    Tests:
        text (text[0 .. 100])
        char (32 .. 126)

    Returns: the length of the result
    Difficulty: 4

    Prompts:
        pad {text} on the left with {char} to a width of {width}
        pad_left({text}, {width}, {char})
        right-align {text} in {width} columns, filled with {char}
        put as many {char} before {text} as make it {width} long
        rjust({text}, {width}, {char})
        bring {text} to {width} characters by leading {char}
        fill up {text} from the left with {char} until it has {width} characters
        in a field {width} wide with filler {char}, print {text} at the right edge
        lengthen {text} with {char} in front, to {width}
        what is {text} with leading {char} at a total length of {width}?
    """
    length = text_length(text)
    padding = 0
    while padding + length < width:
        target[padding] = char
        padding += 1
    return text_copy(target + padding, text) + padding


def text_reverse(text: ptr_u8) -> None:
    """Turn the order of the characters of a text around.

    Parameters:
        text (text of ascii): a text

    Tests:
        text (text[0 .. 1000])

    Difficulty: 4

    Prompts:
        reverse {text}
        text_reverse({text})
        write the word {text} backwards
        {text} spelled from right to left
        turn the text {text} around
        what is {text} in reverse?
        flip the order of the letters in {text}
        last letter first: {text}
        mirror the string {text}
        read {text} from its end to its start
    """
    length = text_length(text)
    if length == 0:
        return
    low = 0
    high = length - 1
    while low < high:
        text[low], text[high] = text[high], text[low]
        low += 1
        high -= 1


def text_upper(text: ptr_u8) -> None:
    """Turn the small letters of a text into capitals.

    Parameters:
        text (text of ascii): a text

    Tests:
        text (text[0 .. 1000])

    Difficulty: 2

    Prompts:
        {text} in upper case
        text_upper({text})
        make {text} all capitals
        convert the letters of {text} to uppercase
        capitalise every letter in {text}
        what does {text} look like in capital letters?
        shout {text}
        toupper for the string {text}
        raise all small letters of {text} to big ones
        write {text} with caps lock on
    """
    i = 0
    while text[i]:
        if _is_lower(text[i]):
            text[i] -= 32
        i += 1


def text_lower(text: ptr_u8) -> None:
    """Turn the capitals of a text into small letters.

    Parameters:
        text (text of ascii): a text

    Tests:
        text (text[0 .. 1000])

    Difficulty: 2

    Prompts:
        {text} in lower case
        text_lower({text})
        make {text} all small letters
        convert the letters of {text} to lowercase
        turn every capital in {text} into a small letter
        what does {text} look like without capitals?
        whisper {text}, all in lowercase
        tolower for the string {text}
        lower all big letters of {text}
        write {text} without ever pressing shift
    """
    i = 0
    while text[i]:
        if _is_upper(text[i]):
            text[i] += 32
        i += 1


def swap_case(text: ptr_u8) -> None:
    """Turn capitals of a text into small letters and small letters into capitals.

    Parameters:
        text (text of ascii): a text

    Tests:
        text (text[0 .. 1000])

    Difficulty: 2

    Prompts:
        swap the case of {text}
        swap_case({text})
        exchange capitals and small letters in {text}
        invert upper and lower case in {text}
        make big letters of {text} small and small ones big
        {text} as typed with caps lock on by mistake
        toggle the case of every letter in {text}
        what is {text} with all its letter cases flipped?
        turn uppercase into lowercase and the reverse in {text}
        change each letter of {text} to its other case
    """
    i = 0
    while text[i]:
        if _is_letter(text[i]):
            text[i] ^= 32
        i += 1


def text_title(text: ptr_u8) -> None:
    """Make the first letter of each word a capital and the others small; a word is letters in a row.

    Parameters:
        text (text of ascii): a text

    Tests:
        text (text[0 .. 1000])

    Difficulty: 2

    Prompts:
        {text} in title case
        text_title({text})
        capitalise each word of {text}
        make the first letter of every word in {text} a capital
        write {text} like a headline
        every word of {text} with an initial capital
        format the name {text} with capital initials
        start all words of {text} big and go on small
        what would {text} be as a book title?
        proper case for {text}
    """
    inside = False
    i = 0
    while text[i]:
        c = text[i]
        letter = _is_letter(c)
        if letter:
            text[i] = c | 32 if inside else c & 0xDF
        inside = letter
        i += 1


def trim(text: ptr_u8) -> u64:
    """Remove the spaces before and after a text.

    Parameters:
        text (text of plain): a text

    Tests:
        text (text[0 .. 1000] of "a b  ")

    Returns: the length that is left
    Answer: text
    Difficulty: 2

    Prompts:
        trim {text}
        strip the spaces around {text}
        remove leading and trailing spaces from {text}
        {text} without blanks at its ends
        cut the white space off both ends of {text}
        clean up the user's input {text} at its edges
        what is left of {text} when outer spaces are dropped?
        let {text} begin and end with something visible
        delete blanks before the first and after the last word of {text}
        crop the string {text} to its visible part
    """
    start = 0
    while 0 < text[start] <= 32:
        start += 1
    end = 0
    i = 0
    while text[start + i]:
        text[i] = text[start + i]
        i += 1
        if text[i - 1] > 32:
            end = i
    text[end] = 0
    return end


def collapse_spaces(text: ptr_u8) -> u64:
    """Leave one space between the words of a text, and none around them.

    Parameters:
        text (text of plain): a text

    Tests:
        text (text[0 .. 1000] of "ab  ")

    Returns: the length that is left
    Answer: text
    Difficulty: 2

    Prompts:
        collapse the spaces in {text}
        collapse_spaces({text})
        leave single spaces between the words of {text}
        normalise the white space of {text}
        turn runs of blanks in {text} into one
        squeeze repeated spaces out of {text}
        join the words of {text} with one space each
        remove surplus spaces from {text}
        what is {text} when it is split into words and joined again?
        tidy the gaps between words in {text}
    """
    length = 0
    i = 0
    while text[i]:
        if text[i] > 32:
            if i > 0 and length > 0 and text[i - 1] <= 32:
                text[length] = ord(" ")
                length += 1
            text[length] = text[i]
            length += 1
        i += 1
    text[length] = 0
    return length


def remove_char(text: ptr_u8, char: u64) -> u64:
    """Remove all occurrences of a character from a text.

    Parameters:
        text (text of any): a text
        char (character): a character

    Tests:
        text (text[0 .. 1000] of "abc")
        char (97 .. 100)

    Returns: the length that is left
    Answer: text
    Difficulty: 2

    Prompts:
        remove the character {char} from {text}
        remove_char({text}, {char})
        delete every {char} in the text {text}
        {text} without the letter {char}
        filter the sign {char} out of {text}
        what is left of {text} if each {char} is dropped?
        strike all {char}s from the word {text}
        keep of {text} what is not {char}
        take {char} out of {text} wherever it stands
        erase the character {char} throughout {text}
    """
    length = 0
    i = 0
    while text[i]:
        c = text[i]
        if c != char:
            text[length] = c
            length += 1
        i += 1
    text[length] = 0
    return length


def replace_char(text: ptr_u8, old: u64, new: u64) -> u64:
    """Replace all occurrences of a character in a text by another.

    Parameters:
        text (text of any): a text
        old (character): the character to replace
        new (character): what stands in its place

    Tests:
        text (text[0 .. 1000] of "abc")
        old (97 .. 100)
        new (32 .. 126)

    Returns: how many were replaced
    Answer: text
    Difficulty: 2

    Prompts:
        replace the character {old} by {new} in {text}
        replace_char({text}, {old}, {new})
        change every {old} of {text} to {new}
        put {new} wherever {text} has {old}
        {text} with {new} for each {old}
        substitute {new} for the letter {old} throughout {text}
        tr {old} {new} on {text}
        turn all {old}s of the word {text} into {new}s
        what is {text} if each {old} becomes {new}?
        swap out {old} against {new} in the string {text}
    """
    count = 0
    i = 0
    while text[i]:
        if text[i] == old:
            text[i] = new
            count += 1
        i += 1
    return count


def caesar_shift(text: ptr_u8, shift: u64) -> None:
    """Move each letter of a text along the alphabet, from Z on to A.

    Parameters:
        text (text of any): a text
        shift (0 .. 25): by how many letters

    Tests:
        text (text[0 .. 1000])

    Difficulty: 3

    Prompts:
        caesar cipher of {text} with shift {shift}
        caesar_shift({text}, {shift})
        shift each letter of {text} by {shift} along the alphabet
        encrypt {text} like Caesar, with the key {shift}
        move all letters of {text} on by {shift}, going from z to a
        rot-{shift} of {text}
        encipher {text} by an alphabet turned {shift} places
        what does {text} become if every letter is the one {shift} later?
        turn the cipher disk by {shift} and write {text}
        substitute in {text} each letter by the {shift}th after it
    """
    i = 0
    while text[i]:
        c = text[i]
        if _is_letter(c):
            letter = (c & 31) + shift
            letter = letter - 26 if letter > 26 else letter
            text[i] = c & 0xE0 | letter
        i += 1


# Numbers as text


def parse_integer(text: ptr_u8) -> i64:
    """The integer at the start of a text: spaces, a sign and decimal digits; what follows does not count.

    Parameters:
        text (text[0 .. 18] of any): a text

    Tests:
        text (text[0 .. 18] of " +-0123456789a")

    Returns: the integer; 0 if there is no digit
    Difficulty: 3

    Prompts:
        parse {text} as an integer
        atoi({text})
        parse_integer({text})
        convert the string {text} to a whole number
        what number does the text {text} begin with?
        read a decimal integer from {text}
        turn the digits of the text {text} into a number
        the value of {text} as an int
        make a number out of the string {text}
        interpret {text} as a signed decimal
    """
    i = 0
    while text[i] == ord(" "):
        i += 1
    negative = text[i] == ord("-")
    if negative or text[i] == ord("+"):
        i += 1
    value = 0
    while _is_digit(text[i]):
        value = value * 10 + text[i] - ord("0")
        i += 1
    return i64(-value if negative else value)


def parse_hex(text: ptr_u8) -> u64:
    """The value of a text of hexadecimal digits.

    Parameters:
        text (text[0 .. 16] of "0123456789abcdefABCDEF"): hexadecimal digits

    Returns: the number; 0 without a digit
    Difficulty: 2

    Prompts:
        parse {text} as hexadecimal
        parse_hex({text})
        value of the hexadecimal number {text}
        convert hex {text} to a number
        what is {text} in decimal, if it is written in base 16?
        read {text} as base sixteen digits
        int({text}, 16)
        from hex: {text}
        which number does 0x{text} stand for?
        decode the hexadecimal text {text}
    """
    value = 0
    i = 0
    while text[i]:
        c = text[i]
        value = value << 4 | (c & 15) + 9 * (c >> 6)  # letters have bit 6 set and low bits from 1
        i += 1
    return value


def parse_binary(text: ptr_u8) -> u64:
    """The value of a text of binary digits.

    Parameters:
        text (text[0 .. 64] of "01"): binary digits

    Returns: the number; 0 without a digit
    Difficulty: 2

    Prompts:
        parse {text} as binary
        parse_binary({text})
        value of the binary number {text}
        convert the bits {text} to a number
        what is {text} in decimal, if it is written in base 2?
        read {text} as base two digits
        int({text}, 2)
        from binary: {text}
        which number does 0b{text} stand for?
        decode the string of ones and zeros {text}
    """
    value = 0
    i = 0
    while text[i]:
        value = value << 1 | text[i] & 1
        i += 1
    return value


def parse_octal(text: ptr_u8) -> u64:
    """The value of a text of octal digits.

    Parameters:
        text (text[0 .. 21] of "01234567"): octal digits

    Returns: the number; 0 without a digit
    Difficulty: 2

    Prompts:
        parse {text} as octal
        parse_octal({text})
        value of the octal number {text}
        convert octal {text} to a number
        what is {text} in decimal, if it is written in base 8?
        read {text} as base eight digits
        int({text}, 8)
        from octal: {text}
        which number does 0o{text} stand for?
        the file mode {text} as a plain number
    """
    value = 0
    i = 0
    while text[i]:
        value = value << 3 | text[i] & 7
        i += 1
    return value


def format_integer(target: ptr_u8, n: i64) -> u64:
    """An integer as decimal text.

    Parameters:
        target (room[21]): where the text goes
        n (-2^63 .. 2^63 - 1): an integer

    Returns: the length of the text
    Difficulty: 4

    Prompts:
        {n} as text
        itoa({n})
        format_integer({n})
        convert the integer {n} to a string
        write the number {n} in decimal digits
        turn {n} into characters
        what is the decimal spelling of {n}, in digits?
        str({n})
        make a string of the number {n}
        print {n} into a buffer
    """
    rest = u64(-n if n < 0 else n)
    length = digit_count(rest) + u64(n < 0)
    target[0] = ord("-")
    target[length] = 0
    place = length
    while True:
        place -= 1
        target[place] = ord("0") + rest % 10
        rest //= 10
        if rest == 0:
            return length


def _format_bits(target: ptr_u8, n: u64, bits: u64, length: u64) -> u64:
    """Write a number with so many bits in a digit and so many digits."""
    mask = (1 << bits) - 1
    target[length] = 0
    place = length
    while place:
        place -= 1
        digit = n & mask
        target[place] = digit + (ord("0") if digit < 10 else ord("a") - 10)
        n >>= bits
    return length


def to_hex(target: ptr_u8, n: u64) -> u64:
    """A number as hexadecimal text, in small letters.

    Parameters:
        target (room[17]): where the text goes
        n (0 .. 2^64 - 1): a number

    Returns: the length of the text
    Difficulty: 4

    Prompts:
        {n} in hexadecimal
        to_hex({n})
        hex({n})
        convert {n} to base 16
        write the number {n} with hexadecimal digits
        what is {n} in hex?
        the base sixteen representation of {n}
        format {n} as %x
        turn {n} into digits 0 to f
        which hex string stands for {n}?
    """
    return _format_bits(target, n, 4, (67 - clz(n | 1)) >> 2)


def to_octal(target: ptr_u8, n: u64) -> u64:
    """A number as octal text.

    Parameters:
        target (room[23]): where the text goes
        n (0 .. 2^64 - 1): a number

    Returns: the length of the text
    Difficulty: 4

    Prompts:
        {n} in octal
        to_octal({n})
        oct({n})
        convert {n} to base 8
        write the number {n} with octal digits
        what is {n} in base eight?
        the octal representation of {n}
        format {n} as %o
        turn {n} into digits 0 to 7
        which octal string stands for {n}?
    """
    return _format_bits(target, n, 3, (66 - clz(n | 1)) // 3)


def to_binary(target: ptr_u8, n: u64) -> u64:
    """A number as binary text.

    Parameters:
        target (room[65]): where the text goes
        n (0 .. 2^64 - 1): a number

    Returns: the length of the text
    Difficulty: 4

    Prompts:
        {n} in binary
        to_binary({n})
        bin({n})
        convert {n} to base 2
        write the number {n} with ones and zeros
        what is {n} in base two?
        the binary representation of {n}
        format {n} as %b
        turn {n} into bits, as a text
        which string of bits stands for {n}?
    """
    return _format_bits(target, n, 1, 64 - clz(n | 1))


def to_base(target: ptr_u8, n: u64, base: u64) -> u64:
    """A number as text in any base from 2 to 36, with small letters for digits above 9.

    Parameters:
        target (room[65]): where the text goes
        n (0 .. 2^64 - 1): a number
        base (2 .. 36): the base

    Returns: the length of the text
    Difficulty: 3

    Prompts:
        {n} in base {base}
        to_base({n}, {base})
        convert {n} to base {base}
        write the number {n} with digits of base {base}
        what is {n} in the number system of {base}?
        the base-{base} representation of {n}
        express {n} with {base} different digits
        turn {n} into its digits to the base {base}
        which string stands for {n} when the radix is {base}?
        count with {base} fingers: how is {n} written?
    """
    length = 1
    rest = n // base
    while rest:
        rest //= base
        length += 1
    target[length] = 0
    place = length
    while place:
        place -= 1
        digit = n % base
        target[place] = digit + (ord("0") if digit < 10 else ord("a") - 10)
        n //= base
    return length


def _put_roman(target: ptr_u8, digit: u64, one: u64, five: u64, ten: u64) -> u64:
    """Write one decimal digit with these Roman letters; returns how many it takes."""
    if digit % 5 == 4:
        target[0] = one
        target[1] = five if digit == 4 else ten
        return 2
    count = 0
    if digit >= 5:
        target[0] = five
        count = 1
        digit -= 5
    while digit:
        target[count] = one
        count += 1
        digit -= 1
    return count


def to_roman(target: ptr_u8, n: u64) -> None:
    """A number in Roman numerals.

    Parameters:
        target (room[16]): where the text goes
        n (1 .. 3999): a number

    Difficulty: 4

    Prompts:
        {n} in Roman numerals
        to_roman({n})
        convert {n} to Roman numerals
        how did the Romans write {n}?
        write the year {n} with the letters I, V, X, L, C, D and M
        what is {n} as a Roman number?
        the Roman numeral for {n}
        carve {n} into stone the old way
        roman spelling of the number {n}
        chapter {n}, numbered with Roman numerals
    """
    target += _put_roman(target, n // 1000, ord("M"), 0, 0)
    target += _put_roman(target, n // 100 % 10, ord("C"), ord("D"), ord("M"))
    target += _put_roman(target, n // 10 % 10, ord("X"), ord("L"), ord("C"))
    target += _put_roman(target, n % 10, ord("I"), ord("V"), ord("X"))
    target[0] = 0


def _roman_value(c: u64) -> u64:
    """What a Roman letter stands for; 0 for other characters."""
    if c == ord("I"):
        return 1
    if c == ord("V"):
        return 5
    if c == ord("X"):
        return 10
    if c == ord("L"):
        return 50
    if c == ord("C"):
        return 100
    if c == ord("D"):
        return 500
    return 1000 if c == ord("M") else 0


def parse_roman(text: ptr_u8) -> u64:
    """The value of a number in Roman numerals: a letter before one of higher value is subtracted.

    Parameters:
        text (text[0 .. 15] of "IVXLCDM"): Roman numerals

    Returns: the number
    Difficulty: 4

    Prompts:
        value of the Roman numeral {text}
        parse_roman({text})
        which number is {text} in Roman numerals?
        convert {text} from Roman numerals
        read the Roman number {text}
        the clock face says {text}, which hour is that?
        decode the numeral {text}, written the Roman way
        from Roman: {text}
        the building bears the inscription {text}, what number is it?
        how much is {text} if I is 1, V is 5, X is 10 and so on?
    """
    total = 0
    value = _roman_value(text[0])
    i = 0
    while value:
        i += 1
        following = _roman_value(text[i])
        total = total - value if value < following else total + value
        value = following
    return total


# Checksums


def text_fnv1a(text: ptr_u8) -> u64:
    r"""The 64-bit FNV-1a hash of a text.

    Parameters:
        text (text of any): a text

    Tests:
        text (text[0 .. 1000] of "\x01 AZaz\x7f\x80\xff")

    Returns: the hash
    Difficulty: 2
    Note: Fowler, Noll and Vo.

    Prompts:
        FNV-1a hash of {text}
        text_fnv1a({text})
        hash the string {text} with FNV-1a, 64 bits
        fnv1a({text})
        the Fowler-Noll-Vo hash for {text}
        which 64-bit FNV-1a value does {text} have?
        compute FNV over the bytes of {text}
        fingerprint {text} by FNV-1a
        xor and multiply through {text} as FNV-1a does
        bucket key of {text}, by the FNV hash
    """
    value = 0xCBF2_9CE4_8422_2325
    i = 0
    while text[i]:
        value = (value ^ text[i]) * 0x100_0000_01B3
        i += 1
    return value


def text_djb2(text: ptr_u8) -> u64:
    r"""Bernstein's hash djb2 of a text, in 64 bits.

    Parameters:
        text (text of any): a text

    Tests:
        text (text[0 .. 1000] of "\x01 AZaz\x7f\x80\xff")

    Returns: the hash
    Difficulty: 2

    Prompts:
        djb2 hash of {text}
        text_djb2({text})
        hash the string {text} with djb2
        bernstein's hash for {text}
        which value does djb2 give for {text}?
        start with 5381 and go h * 33 + c over {text}
        compute djb2 over the bytes of {text}
        fingerprint {text} by Bernstein's method
        bucket key of {text}, by djb2
        times-33 hash on the text {text}
    """
    value = 5381
    i = 0
    while text[i]:
        value = value * 33 + text[i]
        i += 1
    return value


def text_java_hash(text: ptr_u8) -> i64:
    r"""The 32-bit hash that Java gives a text.

    Parameters:
        text (text of ascii): a text

    Tests:
        text (text[0 .. 1000] of "\x01 AZaz\x7f\x80\xff")

    Returns: the hash, signed
    Difficulty: 2

    Prompts:
        java hash code of {text}
        text_java_hash({text})
        what does hashCode() return for the Java string {text}?
        {text}.hashCode()
        hash {text} the way Java's String does
        times-31 hash on the text {text}, 32 bits and signed
        the 32-bit signed string hash of {text}, as in Java
        go h * 31 + c over {text} in 32 bits
        which hash would a Java HashMap use for {text}?
        compute String.hashCode over {text}
    """
    value = 0
    i = 0
    while text[i]:
        value = value * 31 + text[i]
        i += 1
    return i64(value << 32) >> 32


def text_crc32(text: ptr_u8) -> u64:
    r"""The checksum CRC-32 of a text, as in zip files.

    Parameters:
        text (text of any): a text

    Tests:
        text (text[0 .. 1000] of "\x01 AZaz\x7f\x80\xff")

    Returns: 32 bits
    Difficulty: 3

    Prompts:
        CRC-32 of {text}
        crc32({text})
        text_crc32({text})
        cyclic redundancy check, 32 bits, over {text}
        which CRC would a zip file store for {text}?
        checksum {text} with the polynomial EDB88320
        was {text} damaged? give its CRC32
        compute the Ethernet checksum of the bytes {text}
        the 32-bit CRC for the string {text}
        verify {text} by its CRC-32 value
    """
    crc = 0xFFFF_FFFF
    i = 0
    while text[i]:
        crc ^= text[i]
        for _ in range(8):
            crc = crc >> 1 ^ 0xEDB8_8320 & -(crc & 1)
        i += 1
    return crc ^ 0xFFFF_FFFF


def text_adler32(text: ptr_u8) -> u64:
    r"""The checksum Adler-32 of a text, as in zlib streams.

    Parameters:
        text (text of any): a text

    Tests:
        text (text[0 .. 1000] of "\x01 AZaz\x7f\x80\xff")

    Returns: 32 bits
    Difficulty: 2

    Prompts:
        Adler-32 of {text}
        adler32({text})
        text_adler32({text})
        adler checksum for the string {text}
        which Adler-32 would zlib append for {text}?
        two sums modulo 65521 over {text}
        compute Mark Adler's checksum of {text}
        checksum {text} by the method Adler-32
        the rolling sum pair of {text}, as Adler-32 packs it
        verify {text} by its Adler-32 value
    """
    low = 1
    high = 0
    i = 0
    while text[i]:
        low = (low + text[i]) % 65521
        high = (high + low) % 65521
        i += 1
    return high << 16 | low


def _nearly_pangram(random: Random) -> bytearray:
    """Up to 26 different letters in any order, small or capital, with spaces and other characters among them."""
    letters = random.sample("abcdefghijklmnopqrstuvwxyz", random.choice((0, 5, 24, 25, 26, 26, 26)))
    letters = [letter.upper() if random.random() < 0.3 else letter for letter in letters]
    letters += random.choices(" .@[`{09ez", k=random.randrange(8))
    random.shuffle(letters)
    return bytearray("".join(letters).encode() + b"\0")
