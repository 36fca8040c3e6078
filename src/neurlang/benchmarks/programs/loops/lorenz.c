#include <stdint.h>

uint64_t lorenz(uint64_t n, uint8_t *memory) {
    (void)memory;
    double x = 1, y = 1, z = 1, step = 0.001, sigma = 10, rho = 28, beta = 8.0 / 3.0;
    do {
        double dx = (y - x) * sigma;
        double dy = (rho - z) * x - y;
        double dz = x * y - beta * z;
        x += dx * step;
        y += dy * step;
        z += dz * step;
    } while (--n);
    union {
        double value;
        uint64_t bits;
    } result = {x};
    return result.bits;
}
