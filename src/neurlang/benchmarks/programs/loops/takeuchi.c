#include <stdint.h>

static int64_t value(int64_t x, int64_t y, int64_t z) {
    if (y >= x)
        return z;
    return value(value(x - 1, y, z), value(y - 1, z, x), value(z - 1, x, y));
}

uint64_t takeuchi(uint64_t n, uint8_t *memory) {
    (void)memory;
    uint64_t third = n / 3;
    return value(n, 2 * third, third);
}
