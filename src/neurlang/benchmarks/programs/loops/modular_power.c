#include <stdint.h>

uint64_t modular_power(uint64_t n, uint8_t *memory) {
    (void)memory;
    uint64_t modulus = 1000003, sum = 0;
    for (uint64_t i = 1; i <= n; i++) {
        uint64_t base = i, exponent = i + n, power = 1;
        do {
            if (exponent & 1)
                power = power * base % modulus;
            base = base * base % modulus;
            exponent >>= 1;
        } while (exponent);
        sum += power;
    }
    return sum;
}
