#include <stdint.h>

uint64_t gcd_sum(uint64_t n, uint8_t *memory) {
    (void)memory;
    uint64_t sum = 0;
    for (uint64_t i = 1; i <= n; i++)
        for (uint64_t j = 1; j <= i; j++) {
            uint64_t a = i, b = j;
            do {
                uint64_t rest = a % b;
                a = b;
                b = rest;
            } while (b);
            sum += a;
        }
    return sum;
}
