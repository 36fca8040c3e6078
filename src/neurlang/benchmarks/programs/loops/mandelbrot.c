#include <stdint.h>

uint64_t mandelbrot(uint64_t n, uint8_t *memory) {
    (void)memory;
    uint64_t sum = 0;
    double step = 3.0 / (double)(int64_t)n;
    for (uint64_t row = 0; row != n; row++) {
        double imaginary = (double)(int64_t)row * step - 1.5;
        for (uint64_t column = 0; column != n; column++) {
            double real = (double)(int64_t)column * step - 2.0;
            double x = 0, y = 0;
            for (int left = 200; left != 0; left--) {
                double xx = x * x, yy = y * y;
                if (xx + yy > 4.0)
                    break;
                y = x * y * 2.0 + imaginary;
                x = xx - yy + real;
                sum++;
            }
        }
    }
    return sum;
}
