#include <stdint.h>

static uint64_t place(uint64_t all, uint64_t columns, uint64_t left, uint64_t right) {
    if (columns == all)
        return 1;
    uint64_t solutions = 0;
    uint64_t free = ~(columns | left | right) & all;
    while (free) {
        uint64_t lowest = free & -free;
        free ^= lowest;
        solutions += place(all, columns | lowest, (left | lowest) << 1, (right | lowest) >> 1);
    }
    return solutions;
}

uint64_t queens(uint64_t n, uint8_t *memory) {
    (void)memory;
    return place(((uint64_t)1 << n) - 1, 0, 0, 0);
}
