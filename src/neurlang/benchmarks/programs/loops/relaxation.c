#include <stdint.h>

uint64_t relaxation(uint64_t n, uint8_t *memory) {
    double(*grid)[64] = (double(*)[64])(memory + 0x20000);
    for (int column = 0; column < 64; column++)
        grid[0][column] = 100.0;
    for (; n; n--)
        for (int row = 1; row < 63; row++) {
            double left = grid[row][0];
            for (int column = 1; column < 63; column++) {
                double sum = grid[row - 1][column] + grid[row + 1][column] + left + grid[row][column + 1];
                grid[row][column] = left = sum * 0.25;
            }
        }
    union {
        double value;
        uint64_t bits;
    } result = {grid[32][32]};
    return result.bits;
}
