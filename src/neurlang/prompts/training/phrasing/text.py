"""How people ask about texts: length, comparison, copy, hash; and for the sum of a list."""

from __future__ import annotations

from neurlang.prompts.training.phrasing.phrase import Mood, phrases

STRLEN = (
    *phrases(Mood.SYMBOLIC, """
        [len|strlen|length|LEN|STRLEN|std::strlen|string_length|str.length|size|str_len|stringLength]({a:text})
        [len|strlen|length|STRLEN|string length|strlen of|char count] {a:text}
        {a:text}.[length|len()|size()|length()|count]
        (string-length {a:text})
        {a:text} [length|len|strlen]
    """),
    *phrases(Mood.NOMINAL, """
        [the length|length|the string length|string length|the size|the character count|character count] \
            of {a:text}
        [the length|length|the size|character count] of [the string|the text|the word|string|the \
            phrase|the sentence] {a:text}
        [the number of|number of|the count of|how many] [characters|letters|chars|symbols|bytes|letters \
            and spaces] in {a:text}
        [the number of|number of|the count of] [characters|letters|chars|symbols|bytes] in [the \
            string|the word|the text|the phrase|the sentence] {a:text}
        the length in [characters|bytes|letters] of {a:text}
        the length of the [word|string] {a:bare}
        the number of letters in the word {a:bare}
    """),
    *phrases(Mood.IMPERATIVE, """
        count the [characters|letters|chars|symbols|bytes] [in|of] [{a:text}|the string {a:text}|the \
            word {a:text}|the text {a:text}]
        [measure|find|get|compute|determine|calculate] the [length|size|string length|character count] \
            of [{a:text}|the string {a:text}|the word {a:text}]
        count [characters|letters|chars] in [{a:text}|string {a:text}]
        count how many [characters|letters|chars] [are in {a:text}|{a:text} has|there are in {a:text}]
        [tell me how long|say how long] [{a:text} is|the string {a:text} is]
        count the letters in the word {a:bare}
    """),
    *phrases(Mood.QUESTION, """
        how long is [{a:text}|the string {a:text}|the word {a:text}|the text {a:text}|the phrase {a:text}]
        how many [characters|letters|chars|symbols|bytes] [are in|are there in|does|in|make up] \
            [{a:text}|the string {a:text}|the word {a:text}]
        how many [characters|letters|chars|bytes] does [{a:text}|the string {a:text}|the word {a:text}] \
            [have|contain]
        what is the [length|size|string length|character count] of [{a:text}|the string {a:text}|the \
            word {a:text}]
        how many letters are [there |]in the word {a:bare}
        how long is the [word|string] {a:bare}
    """),
)  # fmt: skip

STRCMP = (
    *phrases(Mood.SYMBOLIC, """
        [strcmp|STRCMP|std::strcmp|string_compare|str_cmp|strcoll|compareStrings|cmp|compare]({a:text}[, \
            |,]{b:text})
        [strcmp|STRCMP|cmp|compare strings|string compare|str cmp] {a:text}[ |, |,]{b:text}
        {a:text}.[compareTo|localeCompare|compare|cmp]({b:text})
        {a:text} [<=>|strcmp|cmp] {b:text}
    """),
    *phrases(Mood.NOMINAL, """
        [the comparison|comparison|string comparison|the string comparison|the lexicographic comparison] \
            of {a:text} [and|with|to|against] {b:text}
        [lexicographic|alphabetical|dictionary|lexical] [comparison|order|ordering] of {a:text} \
            [and|with] {b:text}
        the [order|ordering|relative order|alphabetical order] of [the strings|the words|] {a:text} and \
            {b:text}
        {a:text} compared [to|with|against] {b:text}
        [strcmp|the strcmp|the string compare] of {a:text} and {b:text}
        whether {a:text} [comes before or after|sorts before or after|is less than or greater than] {b:text}
    """),
    *phrases(Mood.IMPERATIVE, """
        compare {a:text} [with|to|and|against] {b:text}
        compare [the strings|strings|the words|the texts|both strings|words] {a:text} \
            [and|with|to|against] {b:text}
        compare {a:text} [with|to|and|against] {b:text} [alphabetically|lexicographically|in dictionary \
            order|as strings]
        compare the string {a:text} [with|to|against] [the string |]{b:text}
        [string compare|string-compare|strcmp|lexicographically compare|alphabetically compare] {a:text} \
            [and|with|to] {b:text}
        [do|perform|run] a string comparison [of|on|between] {a:text} and {b:text}
        [tell me|find out|determine|check] which [comes|sorts|is] first[, |: | ]{a:text} or {b:text}
        [check|tell me|say] [if|whether] {a:text} comes before or after {b:text}
    """),
    *phrases(Mood.QUESTION, """
        how [does|do] {a:text} compare [to|with|against] {b:text}
        how do [the strings |the words |]{a:text} and {b:text} compare
        what [is|does] the [comparison|string comparison] of {a:text} [and|with] {b:text} [give|]
        what does strcmp [of {a:text} and {b:text}|({a:text}, {b:text})] [return|give]
        does {a:text} [come|sort|rank] before or after {b:text} [alphabetically|in the \
            dictionary|lexicographically|in order|]
        which [comes|sorts|is] first [alphabetically|in the alphabet|in the \
            dictionary|lexicographically][, |: | ]{a:text} or {b:text}
        is {a:text} [less than|smaller than|before|greater than or less than] or [equal to|greater \
            than|after] {b:text} [alphabetically|as strings|lexicographically|in string order]
    """),
)  # fmt: skip

STRCPY = (
    *phrases(Mood.SYMBOLIC, """
        [strcpy|STRCPY|strdup|std::strcpy|copy_string|string_copy|str_copy|copyString|duplicate]({a:text})
        [strcpy|STRCPY|strdup|string copy|copy string|str copy] {a:text}
        {a:text}.[copy()|clone()|dup|to_owned()]
    """),
    *phrases(Mood.NOMINAL, """
        [a copy|the copy|copy|a duplicate|the duplicate|a clone|an exact copy|a fresh copy] of {a:text}
        [a copy|the copy|copy|a duplicate|a clone|an exact copy|a string copy] of the \
            [string|text|word|phrase] {a:text}
        {a:text} [copied|duplicated|cloned|copied to another buffer|copied to a new buffer]
        the string {a:text} copied
    """),
    *phrases(Mood.IMPERATIVE, """
        [copy|duplicate|clone|replicate] [{a:text}|the string {a:text}|the text {a:text}|string \
            {a:text}|the word {a:text}|the phrase {a:text}]
        [make|create|produce|give me|return] a [copy|duplicate|clone] of [{a:text}|the string \
            {a:text}|the text {a:text}]
        copy [{a:text}|the string {a:text}] [into a buffer|to a new buffer|into memory|to another \
            place|into a new string|to another string]
        [strcpy|string copy|string-copy] [the string|the text|of] {a:text}
    """),
    *phrases(Mood.QUESTION, """
        can i [have|get] a [copy|duplicate] of [{a:text}|the string {a:text}]
        what comes out [if|when] you copy [{a:text}|the string {a:text}]
    """),
)  # fmt: skip

HASH_STRING = (
    *phrases(Mood.SYMBOLIC, """
        [hash|fnv1a|fnv|hash_string|fnv1a_64|hashString|FNV1a|string_hash|fnv_hash|fnv1a64|HASH]({a:text})
        [hash|fnv1a|fnv|hash string|fnv-1a|FNV-1a|string hash|hashcode|HASH] {a:text}
        {a:text}.[hash|hashCode()|hash()|fnv1a()]
        {a:text} [hash|hashed|fnv1a|fnv hash]
    """),
    *phrases(Mood.NOMINAL, """
        [the hash|hash|the string hash|string hash|the hash value|hash value|the hash code|hash code|a \
            hash] of {a:text}
        [the hash|hash|the hash value|hash code|a hash] [of|for] [the string|the text|the \
            word|string|the phrase] {a:text}
        [the fnv-1a|fnv-1a|the fnv1a|fnv1a|the fnv|fnv] [hash|hash value|] of \
            [{a:text}|the string {a:text}|the text {a:text}]
        [the FNV-1a hash|the fnv-1a checksum|the fnv hash code] [for|of] {a:text}
        {a:text} [hashed|hashed with fnv-1a|hashed with fnv1a|run through fnv-1a|put \
            through the hash function]
        the numeric hash of {a:text}
        the {64}-bit [hash|fnv-1a hash|fnv hash] of {a:text}
    """),
    *phrases(Mood.IMPERATIVE, """
        hash [{a:text}|the string {a:text}|the text {a:text}|the word {a:text}|string {a:text}|the \
            phrase {a:text}]
        [compute|calculate|find|get|produce|generate|work out] [the|a] [hash|hash value|hash code|string \
            hash|fnv-1a hash|fnv hash] [of|for] [{a:text}|the string {a:text}]
        hash {a:text} [with fnv-1a|using fnv1a|with fnv|using the fnv-1a function]
        [run|put|feed|pass] [{a:text}|the string {a:text}] through [the hash function|fnv-1a|a \
            hash function|the fnv hash]
        [apply|use] [the hash function|fnv-1a|fnv1a|string hashing] [to|on] {a:text}
    """),
    *phrases(Mood.QUESTION, """
        what is the [hash|hash value|hash code|fnv-1a hash|fnv hash|string hash] [of|for] \
            [{a:text}|the string {a:text}|the word {a:text}]
        what does {a:text} hash to
        what [number|value] does [{a:text}|the string {a:text}] hash to
        what is the result [when|if] you hash {a:text}
    """),
)  # fmt: skip

_LIST = "[{a:list}|{a:enumeration}]"

ARRAY_SUM = (
    *phrases(Mood.SYMBOLIC, """
        [sum|array_sum|np.sum|Sum|SUM|math.fsum|sum_array|arraySum|add_all|total|std::accumulate]({a:list})
        [sum|array sum|SUM|sum array|total|arraysum|sum:] [{a:list}|{a:enumeration}]
        {a:list}.[sum()|iter().sum()|reduce(add)]
        (sum {a:list})
        [{a:list}|{a:enumeration}] [sum|total|=> sum|summed]
        reduce(add, {a:list})
    """),
    *phrases(Mood.NOMINAL, f"""
        [the sum|sum|the total|total|the grand total|the combined total|the sum total|the overall sum] \
            of {_LIST}
        [the sum|sum|the total|the combined value] of [the list|the array|all numbers in|the numbers|the \
            elements of|these numbers:|the values|the vector] {_LIST}
        [the array sum|array sum|list sum|the element sum] of {{a:list}}
        all [the numbers|elements|values] in {{a:list}} [added together|added up|summed|combined]
        {{a:enumeration}} [added together|added up|in total|altogether|summed up|combined|all together|summed]
        the sum [over|across] {{a:list}}
    """),
    *phrases(Mood.IMPERATIVE, f"""
        [add up|sum up|total|sum|tally|add together|tot up|add|total up|accumulate] {_LIST}
        [add up|sum up|total|sum|add together|add] [the numbers|all of|the list|the array|these \
            numbers:|the values|the elements of|all numbers in|the items in] {_LIST}
        [compute|calculate|find|get|work out|determine] the [sum|total|array sum] of \
            [{{a:list}}|{{a:enumeration}}|the array {{a:list}}|the list {{a:list}}]
        add all [the numbers |the elements |values |]in {{a:list}}
        [add|put] {{a:enumeration}} together
        [take|given|for] [the list|the array|] {{a:list}}[, | and ][sum it|add it up|return the sum|find \
            the total]
        loop over {{a:list}} and [add everything|sum|add up the elements]
    """),
    *phrases(Mood.QUESTION, f"""
        what is the [sum|total|combined total] of [{{a:list}}|{{a:enumeration}}|all numbers in \
            {{a:list}}|the array {{a:list}}|the elements of {{a:list}}]
        [how much|what] is {{a:enumeration}} [together|altogether|in total|added up|combined|added together]
        what do {{a:enumeration}} [add up to|sum to|come to|make|total|amount to]
        what do [the elements of|the numbers in|the values in] {{a:list}} [add up to|sum to|total]
        what does {{a:list}} [sum to|add up to|total]
        what comes out [if|when] you add {_LIST}
    """),
    *phrases(Mood.STATEMENT, """
        [numbers|values|items|prices|scores|inputs]: {a:enumeration}. [total|sum|add them|what is the \
            total|sum them up]
        {name} [scored|earned|collected|counted|picked|ran] {a:enumeration} {nouns}. how many [in \
            total|altogether|is that in all]
        [the bills were|the scores are|the days had|i bought things for|we paid] {a:enumeration}. [what \
            is the total|how much altogether|what is the sum]
    """),
)  # fmt: skip

TEXT = {
    "ARRAY_SUM": ARRAY_SUM,
    "STRLEN": STRLEN,
    "STRCMP": STRCMP,
    "STRCPY": STRCPY,
    "HASH_STRING": HASH_STRING,
}
