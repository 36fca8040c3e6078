#include <stdint.h>

uint64_t insertion_sort(uint64_t n, uint8_t *memory) {
    uint64_t *values = (uint64_t *)(memory + 0x20000);
    uint64_t random = 88172645463325252, sum = 0;
    for (uint64_t k = 0; k < n; k++) {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        values[k] = random >> 34;
    }
    for (uint64_t k = 1; k < n; k++) {
        uint64_t value = values[k], at = k;
        while (at != 0 && values[at - 1] > value) {
            values[at] = values[at - 1];
            at--;
        }
        values[at] = value;
    }
    for (uint64_t k = 0; k < n; k++)
        sum += values[k] * (k + 1);
    return sum;
}
