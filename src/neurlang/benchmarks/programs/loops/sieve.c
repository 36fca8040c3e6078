#include <stdint.h>

uint64_t sieve(uint64_t n, uint8_t *memory) {
    /* The memory starts as zeros. */
    uint8_t *struck = memory + 0x20000;
    uint64_t primes = 0;
    for (uint64_t number = 2; number < n; number++) {
        if (struck[number])
            continue;
        primes++;
        for (uint64_t multiple = number * number; multiple < n; multiple += number)
            struck[multiple] = 1;
    }
    return primes;
}
