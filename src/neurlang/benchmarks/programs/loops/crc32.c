#include <stdint.h>

uint64_t crc32(uint64_t n, uint8_t *memory) {
    (void)memory;
    uint64_t random = 88172645463325252, crc = 0xffffffff;
    for (; n; n--) {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        crc ^= random & 0xffffffff;
        for (int bit = 0; bit < 32; bit++) {
            uint64_t low = crc & 1;
            crc >>= 1;
            if (low)
                crc ^= 0xedb88320;
        }
    }
    return crc ^ 0xffffffff;
}
