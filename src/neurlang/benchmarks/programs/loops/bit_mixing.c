#include <stdint.h>

uint64_t bit_mixing(uint64_t n, uint8_t *memory) {
    (void)memory;
    uint64_t value = 0x243f6a8885a308d3;
    for (; n; n--) {
        uint64_t by = (__builtin_popcountll(value) + 1) & 63;
        value = value << by | value >> (-by & 63);
        uint64_t leading = value ? __builtin_clzll(value) : 64;
        uint64_t trailing = value ? __builtin_ctzll(value) : 64;
        value ^= (leading << 7) + trailing;
        value = __builtin_bswap64(value * 0x9e3779b97f4a7c15u) + n;
    }
    return value;
}
