#include <stdint.h>

uint64_t trial_division(uint64_t n, uint8_t *memory) {
    (void)memory;
    uint64_t primes = 1;
    for (uint64_t number = 3; number <= n; number += 2) {
        uint64_t divisor = 3;
        while (divisor * divisor <= number && number % divisor != 0)
            divisor += 2;
        if (divisor * divisor > number)
            primes++;
    }
    return primes;
}
