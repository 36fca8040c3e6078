#include <stdint.h>

uint64_t tokens(uint64_t n, uint8_t *memory) {
    uint8_t *text = memory + 0x20000, *end = memory + 0x24000;
    uint64_t random = 88172645463325252, found = 0;
    for (uint8_t *at = text; at != end; at++) {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        *at = random & 127;
    }
    for (; n; n--) {
        enum { BETWEEN, WORD, NUMBER } state = BETWEEN;
        for (uint8_t *at = text; at != end; at++) {
            uint8_t byte = *at;
            if (byte >= 97 && byte <= 122) {
                if (state != WORD) {
                    state = WORD;
                    found += 1;
                }
            } else if (byte >= 48 && byte < 58) {
                if (state == BETWEEN) {
                    state = NUMBER;
                    found += 3;
                }
            } else {
                state = BETWEEN;
                if (byte <= 63)
                    found += 1;
            }
        }
    }
    return found;
}
