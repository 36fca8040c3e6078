"""Single bits, groups of bits, and orders of bits in 64-bit words."""

from __future__ import annotations

from neurlang.programs.stdlib.types import bswap, clz, ctz, i64, popcount, rotl, rotr, u64

# Counting


def count_ones(x: u64) -> u64:
    """How many bits of a word are set.

    Parameters:
        x (0 .. 2^64 - 1): a word

    Returns: 0 to 64
    Difficulty: 1

    Prompts:
        how many bits are set in {x}?
        popcount({x})
        number of ones in the binary form of {x}
        count the 1 bits of {x}
        hamming weight of {x}
        write {x} in base two: how many ones are there?
        population count for the word {x}
        sum of the binary digits of {x}
        of how many powers of two is {x} the sum?
        how many switches are on in the mask {x}?
    """
    return popcount(x)


def count_zeros(x: u64) -> u64:
    """How many of the 64 bits of a word are clear.

    Parameters:
        x (0 .. 2^64 - 1): a word

    Returns: 0 to 64
    Difficulty: 1

    Prompts:
        how many of the 64 bits of {x} are zero?
        count_zeros({x})
        number of clear bits in the 64-bit word {x}
        count the 0 bits of {x}, as a word of 64 bits
        64 minus the number of ones in {x}
        how many positions of the register holding {x} are off?
        zeros in {x} when it is stored in 64 bits
        how much room, in bits, is unset in the bitmap word {x}?
        population count of the complement of {x}
        free slots in the 64-slot mask {x}
    """
    return popcount(~x)


def leading_zeros(x: u64) -> u64:
    """How many zero bits stand above the highest set bit of a word.

    Parameters:
        x (0 .. 2^64 - 1): a word

    Returns: 0 to 64
    Difficulty: 1

    Prompts:
        leading zeros of {x} as a 64-bit word
        clz({x})
        how many zero bits come before the first one in {x}?
        count the zeros at the top of the 64-bit word {x}
        number of unused high bits in {x}
        by how much can {x} be shifted left before a set bit is lost?
        zero bits above the highest 1 of {x}
        in 64-bit binary, how many zeros does {x} start with?
        find the leading zero count for {x}
        how many bits would normalising {x} shift it?
    """
    return clz(x)


def trailing_zeros(x: u64) -> u64:
    """How many zero bits stand below the lowest set bit of a word.

    Parameters:
        x (0 .. 2^64 - 1): a word

    Returns: 0 to 64
    Difficulty: 1

    Prompts:
        trailing zeros of {x} in binary
        ctz({x})
        how many zero bits does {x} end with?
        count the zeros at the bottom of the word {x}
        how many times does 2 divide {x}, as read from its bits?
        zero bits below the lowest 1 of {x}
        position of the lowest set bit in {x}
        by how much can {x} be shifted right before a set bit is lost?
        find the trailing zero count for {x}
        exponent of the power of two in {x}, seen in its low bits
    """
    return ctz(x)


def bit_length(x: u64) -> u64:
    """How many bits are needed to write a number.

    Parameters:
        x (0 .. 2^64 - 1): a number

    Returns: 0 for 0, else the place of the highest set bit, counted from 1
    Difficulty: 1

    Prompts:
        how many bits does {x} need?
        bit_length({x})
        bit length of {x}
        number of binary digits of {x}
        how long is {x} in base two?
        what is the width in bits of the number {x}?
        count the digits of {x} when written in binary
        the smallest k with {x} < 2^k
        in how many bits can {x} be stored?
        size of an integer type that just holds {x}, in bits
    """
    return 64 - clz(x)


def parity(x: u64) -> u64:
    """Whether the number of set bits is odd.

    Parameters:
        x (0 .. 2^64 - 1): a word

    Returns: 1 for an odd number of ones, else 0
    Difficulty: 1

    Prompts:
        parity bit of {x}
        parity({x})
        is the number of ones in {x} odd? 1 for yes, 0 for no
        xor all bits of {x} together
        which even-parity check bit belongs to the word {x}?
        number of set bits in {x} modulo 2
        compute the parity of the binary form of {x}
        does {x} have an odd count of 1 bits, as 0 or 1?
        sum of the bits of {x} mod two
        what bit makes the count of ones in {x} even?
    """
    return popcount(x) & 1


def hamming_distance(a: u64, b: u64) -> u64:
    """In how many bits two words differ.

    Parameters:
        a (0 .. 2^64 - 1): a word
        b (0 .. 2^64 - 1): another word

    Returns: 0 to 64
    Difficulty: 1

    Prompts:
        hamming distance between {a} and {b}
        hamming_distance({a}, {b})
        in how many bits do {a} and {b} differ?
        count the bits that must be flipped to turn {a} into {b}
        number of bit positions where {a} is unlike {b}
        popcount({a} xor {b})
        how many binary digits of {a} and {b} disagree?
        compare {a} with {b} bit by bit and count the mismatches
        how many bit errors separate the sent word {a} from the received {b}?
        bitwise difference count for {a} versus {b}
    """
    return popcount(a ^ b)


# Single bits


def set_bit(x: u64, place: u64) -> u64:
    """A word with one bit set.

    Parameters:
        x (0 .. 2^64 - 1): a word
        place (0 .. 63): which bit, counted from the lowest as 0

    Returns: the word with that bit 1
    Difficulty: 1

    Prompts:
        set bit {place} of {x}
        set_bit({x}, {place})
        turn on bit number {place} in {x}
        {x} | (1 << {place})
        make the bit at position {place} of {x} a one
        what is {x} with bit {place} switched on?
        raise flag {place} in the mask {x}
        add the power 2^{place} to the bit set {x}
        given {x}, force its bit {place} to 1
        put a 1 into place {place} of the word {x}
    """
    return x | 1 << place


def clear_bit(x: u64, place: u64) -> u64:
    """A word with one bit cleared.

    Parameters:
        x (0 .. 2^64 - 1): a word
        place (0 .. 63): which bit, counted from the lowest as 0

    Returns: the word with that bit 0
    Difficulty: 1

    Prompts:
        clear bit {place} of {x}
        clear_bit({x}, {place})
        turn off bit number {place} in {x}
        {x} & ~(1 << {place})
        make the bit at position {place} of {x} a zero
        what is {x} with bit {place} switched off?
        lower flag {place} in the mask {x}
        remove the power 2^{place} from the bit set {x}
        given {x}, force its bit {place} to 0
        reset place {place} of the word {x}
    """
    return x & ~(1 << place)


def toggle_bit(x: u64, place: u64) -> u64:
    """A word with one bit inverted.

    Parameters:
        x (0 .. 2^64 - 1): a word
        place (0 .. 63): which bit, counted from the lowest as 0

    Returns: the word with that bit changed
    Difficulty: 1

    Prompts:
        toggle bit {place} of {x}
        toggle_bit({x}, {place})
        flip bit number {place} in {x}
        {x} ^ (1 << {place})
        invert the bit at position {place} of {x}
        what is {x} after bit {place} has changed?
        switch flag {place} of the mask {x} to its other state
        xor {x} with 2^{place}
        if bit {place} of {x} is 0 make it 1, else make it 0
        negate only place {place} of the word {x}
    """
    return x ^ 1 << place


def bit_is_set(x: u64, place: u64) -> bool:
    """Whether one bit of a word is set.

    Parameters:
        x (0 .. 2^64 - 1): a word
        place (0 .. 63): which bit, counted from the lowest as 0

    Returns: true if that bit is 1
    Difficulty: 1

    Prompts:
        is bit {place} of {x} set?
        bit_is_set({x}, {place})
        check bit number {place} in {x}
        ({x} >> {place}) & 1
        does {x} have a one at bit position {place}?
        read the bit at position {place} of {x}
        is flag {place} raised in the mask {x}?
        does the binary form of {x} contain 2^{place}?
        true if place {place} of the word {x} holds a 1
        look up bit {place} in {x}: is it on?
    """
    return x >> place & 1 != 0


def lowest_bit(x: u64) -> u64:
    """The lowest set bit of a word, alone.

    Parameters:
        x (0 .. 2^64 - 1): a word

    Returns: a power of two; 0 for 0
    Difficulty: 1

    Prompts:
        lowest set bit of {x} as a value
        lowest_bit({x})
        {x} & -{x}
        isolate the rightmost one of {x}
        the largest power of two that divides {x}, from its bits
        keep only the least significant 1 of {x}
        which power of two is the smallest in the sum that makes {x}?
        clear all bits of {x} but the lowest one that is set
        mask out everything above the last 1 in {x}
        the step of a Fenwick tree at index {x}
    """
    return x & -x


def highest_bit(x: u64) -> u64:
    """The highest set bit of a word, alone.

    Parameters:
        x (0 .. 2^64 - 1): a word

    Returns: a power of two; 0 for 0
    Difficulty: 1

    Prompts:
        highest set bit of {x} as a value
        highest_bit({x})
        isolate the leftmost one of {x}
        keep only the most significant 1 of {x}
        which power of two is the largest in the sum that makes {x}?
        clear all bits of {x} but the highest one that is set
        value of the top bit in {x}
        strip {x} down to its first binary 1
        what does the leading one of {x} stand for?
        mask out everything below the first 1 in {x}
    """
    return 1 << 63 - clz(x) if x else 0


def clear_lowest_bit(x: u64) -> u64:
    """A word without its lowest set bit.

    Parameters:
        x (0 .. 2^64 - 1): a word

    Returns: the word with that bit 0; 0 for 0
    Difficulty: 1

    Prompts:
        clear the lowest set bit of {x}
        clear_lowest_bit({x})
        {x} & ({x} - 1)
        remove the rightmost one from {x}
        drop the least significant 1 of {x}
        what is {x} without its last set bit?
        turn off the smallest power of two in {x}
        one step of Kernighan's bit count on {x}
        pop the first member of the bit set {x} and return the rest
        erase from {x} the 1 that is furthest to the right
    """
    return x & x - 1


def swap_bits(x: u64, i: u64, j: u64) -> u64:
    """A word with two of its bits exchanged.

    Parameters:
        x (0 .. 2^64 - 1): a word
        i (0 .. 63): a bit, counted from the lowest as 0
        j (0 .. 63): another bit

    Returns: the word in which they have changed places
    Difficulty: 1

    Prompts:
        swap bits {i} and {j} of {x}
        swap_bits({x}, {i}, {j})
        exchange bit {i} with bit {j} in {x}
        in the word {x}, let the bits at {i} and {j} trade places
        what is {x} once its bits {i} and {j} have changed places?
        move bit {i} of {x} to place {j} and bit {j} to place {i}
        permute {x} by the transposition of bit positions {i} and {j}
        interchange two bits of {x}: numbers {i} and {j}
        given {x}, switch around positions {i} and {j}
        cross over bit {i} and bit {j} within {x}
    """
    difference = (x >> i ^ x >> j) & 1
    return x ^ (difference << i | difference << j)


# Groups of bits


def low_mask(count: u64) -> u64:
    """A word in which only the lowest bits are set.

    Parameters:
        count (0 .. 64): how many bits are set

    Returns: 2^count - 1
    Difficulty: 1

    Prompts:
        a mask of the lowest {count} bits
        low_mask({count})
        {count} ones in binary, as a number
        2^{count} - 1 as a 64-bit mask
        make a word whose last {count} bits are set
        what number consists of {count} consecutive 1 bits?
        bit mask that keeps {count} low bits
        all ones in a field of {count} bits
        the largest unsigned value with {count} bits
        fill {count} bits from the right with ones
    """
    return (1 << count) - 1 if count < 64 else -u64(1)


def extract_bits(x: u64, start: u64, count: u64) -> u64:
    """A group of neighbouring bits of a word, as a number.

    Parameters:
        x (0 .. 2^64 - 1): a word
        start (0 .. 63): the lowest bit of the group
        count (1 .. 63): how many bits

    Returns: the bits, moved down to bit 0; bits above 63 count as 0
    Difficulty: 1

    Prompts:
        extract {count} bits of {x} starting at bit {start}
        extract_bits({x}, {start}, {count})
        bit field of {x} from bit {start}, {count} bits wide
        read the {count}-bit field at offset {start} in {x}
        ({x} >> {start}) & (2^{count} - 1)
        which number do the {count} bits above position {start} of {x} form?
        cut {count} bits out of {x}, the lowest of them being bit {start}
        shift {x} right by {start} and keep {count} bits
        unpack from {x} the field that begins at {start} and has {count} bits
        get bits {start} and up, {count} of them, from the register value {x}
    """
    return x >> start & ((1 << count) - 1)


def insert_bits(x: u64, value: u64, start: u64, count: u64) -> u64:
    """A word in which a group of neighbouring bits is replaced.

    Parameters:
        x (0 .. 2^64 - 1): a word
        value (0 .. 2^64 - 1): its lowest bits are inserted
        start (0 .. 63): the lowest bit of the group
        count (1 .. 63): how many bits

    Returns: the word with the group set to the value
    Difficulty: 1

    Prompts:
        insert {value} into {x} at bit {start} with a width of {count} bits
        insert_bits({x}, {value}, {start}, {count})
        replace {count} bits of {x} from bit {start} by {value}
        write {value} into the {count}-bit field at offset {start} of {x}
        set the field of {x} that begins at {start} and has {count} bits to {value}
        pack {value} into {x}: {count} bits, lowest at {start}
        overwrite bits {start} and up, {count} of them, in {x} with {value}
        what is {x} once its {count} bits from {start} on read {value}?
        deposit the low {count} bits of {value} at place {start} of {x}
        given the register value {x}, change the field ({start}, {count}) to {value}
    """
    mask = (1 << count) - 1 << start
    return x & ~mask | value << start & mask


def sign_extend(x: u64, count: u64) -> i64:
    """The lowest bits of a word, read as a signed number.

    Parameters:
        x (0 .. 2^64 - 1): a word
        count (1 .. 64): how many bits the number has

    Returns: the number in two's complement
    Difficulty: 1

    Prompts:
        sign-extend the low {count} bits of {x}
        sign_extend({x}, {count})
        read {x} as a signed number of {count} bits
        interpret the last {count} bits of {x} in two's complement
        what signed value do {count} bits of {x} hold?
        widen the {count}-bit integer {x} to 64 bits with its sign
        {x} as a {count}-bit signed integer
        convert from {count}-bit two's complement: {x}
        if bit {count} - 1 of {x} is the sign, what is the value?
        treat {x} as int{count} and give the number
    """
    shift = 64 - count
    return i64(x << shift) >> shift


def select_bits(mask: u64, a: u64, b: u64) -> u64:
    """A word that takes each bit from one of two others, as a mask says.

    Parameters:
        mask (0 .. 2^64 - 1): its set bits select from a
        a (0 .. 2^64 - 1): the word for set bits
        b (0 .. 2^64 - 1): the word for clear bits

    Returns: the mixed word
    Difficulty: 1

    Prompts:
        select bits from {a} where {mask} is set and from {b} elsewhere
        select_bits({mask}, {a}, {b})
        merge {a} and {b} under the mask {mask}
        ({a} & {mask}) | ({b} & ~{mask})
        bitwise choice: where {mask} has a 1 take {a}, where it has a 0 take {b}
        blend the words {a} and {b} by {mask}
        use {mask} as a stencil that lets {a} through over {b}
        for every bit, if {mask} then {a} else {b}
        mux {a} and {b} with the control word {mask}
        copy into {b} those bits of {a} that {mask} marks
    """
    return b ^ (a ^ b) & mask


# Orders of bits


def rotate_left(x: u64, count: u64) -> u64:
    """A word whose bits are rotated towards the high end.

    Parameters:
        x (0 .. 2^64 - 1): a word
        count (0 .. 63): by how many bits

    Returns: the rotated word
    Difficulty: 1

    Prompts:
        rotate {x} left by {count} bits
        rotl({x}, {count})
        circular left shift of {x} by {count}
        shift {x} left by {count} and bring the lost bits in at the right
        turn the 64 bits of {x} to the left {count} times
        what is {x} after a left rotation of {count}?
        roll the word {x} upwards by {count} bits
        rotate_left({x}, {count})
        cycle the bits of {x}, {count} positions towards the top
        move the top {count} bits of {x} around to the bottom
    """
    return rotl(x, count)


def rotate_right(x: u64, count: u64) -> u64:
    """A word whose bits are rotated towards the low end.

    Parameters:
        x (0 .. 2^64 - 1): a word
        count (0 .. 63): by how many bits

    Returns: the rotated word
    Difficulty: 1

    Prompts:
        rotate {x} right by {count} bits
        rotr({x}, {count})
        circular right shift of {x} by {count}
        shift {x} right by {count} and bring the lost bits in at the left
        turn the 64 bits of {x} to the right {count} times
        what is {x} after a right rotation of {count}?
        roll the word {x} downwards by {count} bits
        rotate_right({x}, {count})
        cycle the bits of {x}, {count} positions towards the bottom
        move the last {count} bits of {x} around to the top
    """
    return rotr(x, count)


def swap_bytes(x: u64) -> u64:
    """A word whose eight bytes are in reverse order.

    Parameters:
        x (0 .. 2^64 - 1): a word

    Returns: the word in the other byte order
    Difficulty: 1

    Prompts:
        swap the bytes of {x}
        bswap({x})
        convert {x} between little and big endian, 64 bits
        reverse the byte order of {x}
        {x} with its eight bytes turned around
        host to network order for the 64-bit value {x}
        what is {x} when read in the opposite endianness?
        first byte last: reorder {x}
        change the endianness of the word {x}
        mirror {x} byte by byte
    """
    return bswap(x)


def reverse_bits(x: u64) -> u64:
    """A word whose 64 bits are in reverse order.

    Parameters:
        x (0 .. 2^64 - 1): a word

    Returns: bit 0 becomes bit 63, and so on
    Difficulty: 1

    Prompts:
        reverse the bits of {x}
        reverse_bits({x})
        mirror the 64-bit word {x}
        {x} with its bits in the opposite order
        let bit 0 of {x} become bit 63, bit 1 bit 62, and so on
        read the binary form of {x}, 64 digits, from right to left
        flip {x} end for end, bit by bit
        what is {x} bit-reversed?
        bit reversal permutation of the word {x}
        turn the order of all bits in {x} around
    """
    x = x >> 1 & 0x5555_5555_5555_5555 | (x & 0x5555_5555_5555_5555) << 1
    x = x >> 2 & 0x3333_3333_3333_3333 | (x & 0x3333_3333_3333_3333) << 2
    x = x >> 4 & 0x0F0F_0F0F_0F0F_0F0F | (x & 0x0F0F_0F0F_0F0F_0F0F) << 4
    return bswap(x)


def spread_bits(x: u64) -> u64:
    """The lowest 32 bits of a word, moved to the even places.

    Parameters:
        x (0 .. 2^32 - 1): 32 bits

    Returns: bit i at place 2 i, zeros between
    Difficulty: 1

    Prompts:
        spread the bits of {x} to the even positions
        spread_bits({x})
        put a zero between each two bits of {x}
        dilate the 32-bit number {x} by one bit
        move bit i of {x} to place 2i, for every i
        {x} with its bits interleaved with zeros
        read the binary digits of {x} in base four
        stretch {x} to twice its width, leaving gaps
        what is {x} once every bit has a 0 above it?
        half of a Morton code: {x}
    """
    x = (x | x << 16) & 0x0000_FFFF_0000_FFFF
    x = (x | x << 8) & 0x00FF_00FF_00FF_00FF
    x = (x | x << 4) & 0x0F0F_0F0F_0F0F_0F0F
    x = (x | x << 2) & 0x3333_3333_3333_3333
    return (x | x << 1) & 0x5555_5555_5555_5555


def interleave_bits(x: u64, y: u64) -> u64:
    """The Morton code of a point: the bits of its coordinates alternate.

    Parameters:
        x (0 .. 2^32 - 1): its bits go to the even places
        y (0 .. 2^32 - 1): its bits go to the odd places

    Returns: the Morton code
    Difficulty: 4

    Prompts:
        interleave the bits of {x} and {y}
        interleave_bits({x}, {y})
        morton code of the point ({x}, {y})
        z-order index for column {x} and row {y}
        zip the bits of {x} with those of {y}, {x} lowest
        where on the Z-curve does ({x}, {y}) lie?
        alternate the binary digits of {x} and {y}
        map the pair {x}, {y} to one number that keeps neighbours close, by Morton
        what number has {x} in its even bits and {y} in its odd bits?
        put {x} on even and {y} on odd bit positions
    """
    return spread_bits(x) | spread_bits(y) << 1


def to_gray(x: u64) -> u64:
    """The Gray code of a number: neighbours differ in one bit.

    Parameters:
        x (0 .. 2^64 - 1): a number

    Returns: the Gray code
    Difficulty: 1

    Prompts:
        gray code of {x}
        to_gray({x})
        convert {x} to Gray code
        {x} ^ ({x} >> 1)
        which reflected binary code belongs to {x}?
        encode {x} so that neighbours differ in a single bit
        what does a rotary encoder show at position {x}?
        binary to Gray: {x}
        entry {x} of the reflected binary sequence
        from plain binary {x} to the Gray pattern
    """
    return x ^ x >> 1


def from_gray(x: u64) -> u64:
    """The number that a Gray code stands for.

    Parameters:
        x (0 .. 2^64 - 1): a Gray code

    Returns: the number
    Difficulty: 1

    Prompts:
        number of the gray code {x}
        from_gray({x})
        convert {x} from Gray code
        decode the reflected binary code {x}
        which number has the Gray code {x}?
        Gray to binary: {x}
        a rotary encoder shows the pattern {x}, at which position is it?
        undo the Gray coding of {x}
        where in the reflected binary sequence does {x} stand?
        translate Gray {x} back to a plain number
    """
    x ^= x >> 1
    x ^= x >> 2
    x ^= x >> 4
    x ^= x >> 8
    x ^= x >> 16
    return x ^ x >> 32


# Powers of two


def next_power_of_two(x: u64) -> u64:
    """The smallest power of two that is not below a number.

    Parameters:
        x (0 .. 2^63): a number

    Returns: the power of two; 1 for 0
    Difficulty: 1

    Prompts:
        next power of two from {x}
        next_power_of_two({x})
        smallest power of 2 not below {x}
        round {x} up to a power of two
        which is the first number of 1, 2, 4, 8, ... that is at least {x}?
        what size must a power-of-two buffer have to hold {x} items?
        raise {x} to the closest power of two above it, if it is none
        bucket capacity, as a power of 2, for {x} entries
        double 1 until it is {x} or more, what is it then?
        ceil {x} to a power of two
    """
    return 1 << 64 - clz(x - 1) if x > 1 else 1


def previous_power_of_two(x: u64) -> u64:
    """The largest power of two that is not above a number.

    Parameters:
        x (1 .. 2^64 - 1): a number

    Returns: the power of two
    Difficulty: 1

    Prompts:
        previous power of two from {x}
        previous_power_of_two({x})
        largest power of 2 not above {x}
        round {x} down to a power of two
        which is the last number of 1, 2, 4, 8, ... that is at most {x}?
        floor {x} to a power of two
        double 1 as long as it stays within {x}, where does it stop?
        how big is the largest power-of-two block that fits into {x}?
        lower {x} to the closest power of two below it, if it is none
        with {x} players, how many enter a full knockout round?
    """
    return 1 << 63 - clz(x)


def next_same_ones(x: u64) -> u64:
    """The next larger number with as many set bits.

    Parameters:
        x (1 .. 2^62): a number

    Returns: the next number with the same number of ones
    Difficulty: 1
    Note: Gosper's hack (HAKMEM, item 175).

    Prompts:
        next number after {x} with the same number of set bits
        next_same_ones({x})
        smallest number above {x} that has as many ones as {x}
        the following subset of the same size, as a mask, after {x}
        apply Gosper's hack to {x}
        which mask comes after {x} among those with equally many bits?
        step from {x} to the next combination of bits
        what is the next larger integer whose popcount equals that of {x}?
        go up from {x} until the count of ones is the same again
        successor of {x} with its Hamming weight unchanged
    """
    lowest = x & -x
    ripple = x + lowest
    return ripple | (x ^ ripple) >> 2 >> ctz(x)


# Mixing


def xorshift(x: u64) -> u64:
    """The next state of Marsaglia's generator xorshift64.

    Parameters:
        x (1 .. 2^64 - 1): the state

    Returns: the next state
    Difficulty: 1
    Note: Marsaglia 2003, with the shifts 13, 7, 17.

    Prompts:
        next xorshift64 state after {x}
        xorshift({x})
        advance the xorshift generator from {x}
        marsaglia's xorshift of the state {x}
        which pseudo-random number follows {x} by xorshift64?
        one step of xorshift with shifts 13, 7, 17 from {x}
        seed xorshift64 with {x} and draw once
        scramble {x} by three shifts and xors, as Marsaglia does
        random number generator state {x}: what comes next by xorshift?
        run xorshift64 on {x}
    """
    x ^= x << 13
    x ^= x >> 7
    return x ^ x << 17


def splitmix(x: u64) -> u64:
    """The output of the generator SplitMix64 for a state.

    Parameters:
        x (0 .. 2^64 - 1): the state

    Returns: 64 well mixed bits
    Difficulty: 1
    Note: Steele, Lea and Flood 2014.

    Prompts:
        splitmix64 of {x}
        splitmix({x})
        mix the bits of {x} with SplitMix64
        which pseudo-random number does SplitMix64 give for seed {x}?
        hash the 64-bit integer {x} by SplitMix
        first output of a SplitMix64 generator seeded with {x}
        draw one number from SplitMix64 in the state {x}
        spread {x} over all 64 bits, as SplitMix64 does
        finalise {x} by the SplitMix mixer
        turn the counter {x} into a random-looking word with SplitMix64
    """
    x += 0x9E37_79B9_7F4A_7C15
    x = (x ^ x >> 30) * 0xBF58_476D_1CE4_E5B9
    x = (x ^ x >> 27) * 0x94D0_49BB_1331_11EB
    return x ^ x >> 31
