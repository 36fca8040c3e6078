#include <stdint.h>

uint64_t collatz(uint64_t n, uint8_t *memory) {
    (void)memory;
    uint64_t steps = 0;
    for (uint64_t start = 1; start <= n; start++) {
        uint64_t value = start;
        while (value != 1) {
            steps++;
            if (value & 1)
                value = value * 3 + 1;
            else
                value >>= 1;
        }
    }
    return steps;
}
