#include <stdint.h>

static uint64_t number(uint64_t n) { return n < 2 ? n : number(n - 1) + number(n - 2); }

uint64_t fibonacci(uint64_t n, uint8_t *memory) {
    (void)memory;
    return number(n);
}
