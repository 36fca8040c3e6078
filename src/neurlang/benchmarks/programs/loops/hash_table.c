#include <stdint.h>

struct slot {
    uint64_t key, count;
};

uint64_t hash_table(uint64_t n, uint8_t *memory) {
    struct slot *slots = (struct slot *)(memory + 0x20000);
    uint64_t random = 88172645463325252, sum = 0;
    for (; n; n--) {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        uint64_t key = (random & 8191) + 1;
        uint64_t at = key * 0x9e3779b97f4a7c15u >> 50;
        while (slots[at].key != key && slots[at].key != 0)
            at = (at + 1) & 16383;
        slots[at].key = key;
        sum += slots[at].count++;
    }
    return sum;
}
