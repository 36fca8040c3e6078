#include <stdint.h>

uint64_t matrix_product(uint64_t n, uint8_t *memory) {
    uint64_t *left = (uint64_t *)(memory + 0x20000), *right = (uint64_t *)(memory + 0x40000);
    uint64_t random = 1, result = 0;
    for (uint64_t k = 0; k < n * n; k++) {
        left[k] = random = random * 6364136223846793005u + 1442695040888963407u;
        right[k] = random = random * 6364136223846793005u + 1442695040888963407u;
    }
    for (uint64_t i = 0; i < n; i++)
        for (uint64_t j = 0; j < n; j++) {
            uint64_t sum = 0;
            for (uint64_t k = 0; k < n; k++)
                sum += left[i * n + k] * right[k * n + j];
            result ^= sum;
        }
    return result;
}
