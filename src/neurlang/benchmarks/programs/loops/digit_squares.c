#include <stdint.h>

uint64_t digit_squares(uint64_t n, uint8_t *memory) {
    (void)memory;
    uint64_t happy = 0;
    for (uint64_t number = 1; number <= n; number++) {
        uint64_t rest = number;
        do {
            uint64_t sum = 0;
            do {
                uint64_t digit = rest % 10;
                sum += digit * digit;
                rest /= 10;
            } while (rest);
            rest = sum;
        } while (rest != 1 && rest != 89);
        happy += rest == 1;
    }
    return happy;
}
