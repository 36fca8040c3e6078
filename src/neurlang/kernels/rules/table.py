"""All rules, by group. A line is a rule in the notation of `read_rules`; `<=>` makes it two.

Conditions ensure that both sides are defined at the same points: an e-graph joins them for good, and could otherwise
replace a form by one that is undefined where the first is not. Exact rules have no conditions: the analysis knows the
facts of exact values, but the computed values of such a rule may overflow or round to zero.
"""

from __future__ import annotations

from neurlang.kernels.rules.notation import read_rules
from neurlang.kernels.rules.rule import Rule

RING_EXACT = """
add-commutes:     a + b => b + a
mul-commutes:     a * b => b * a
sub-is-add:       a - b <=> a + -b
neg-neg:          - -a => a
neg-of-factor:    -a * b <=> -(a * b)
mul-one:          a * 1 => a
mul-minus-one:    a * -1 => -a
double:           a + a <=> 2 * a
square-of-abs:    a * a => abs(a) * abs(a)
square-of-neg:    -a * -a => a * a
powi-two:         a**2 => a * a
powi-one:         a**1 => a
"""
RING = """
add-associates:   (a + b) + c <=> a + (b + c)
mul-associates:   (a * b) * c <=> a * (b * c)
factor:           a*b + a*c <=> a * (b + c)
factor-sub:       a*b - a*c <=> a * (b - c)
factor-one:       a*b + b => (a + 1) * b
factor-one-sub:   a*b - b => (a - 1) * b
add-zero:         a + 0 => a
sub-zero:         a - 0 => a
zero-sub:         0 - a => -a
sub-self:         a - a => 0 if finite(a)
add-neg-self:     a + -a => 0 if finite(a)
mul-zero:         a * 0 => 0 if finite(a)
neg-sub:          -(a - b) => b - a
neg-add:          -(a + b) <=> -a - b
sub-sub:          a - (b - c) => (a - b) + c
sub-add:          a - (b + c) => (a - b) - c
squares-differ:   a*a - b*b <=> (a + b) * (a - b)
square-of-sum:    (a + b) * (a + b) => a*a + 2*a*b + b*b
square-of-sum-back: (a*a + 2*(a*b)) + b*b => (a + b) * (a + b)
powi-three:       a**3 => a * (a * a)
powi-four:        a**4 => (a * a) * (a * a)
powi-five:        a**5 => a * ((a * a) * (a * a))
powi-six:         a**6 => (a * a) * ((a * a) * (a * a))
powi-product:     a**3 * b**3 => (a * b)**3
"""
FRACTIONS_EXACT = """
div-one:          a / 1 => a
div-of-neg:       -a / b <=> -(a / b)
div-by-neg:       a / -b => -(a / b)
recip-is-div:     recip(a) => 1 / a
"""
FRACTIONS = """
div-is-mul-recip: a / b <=> a * (1 / b)
recip-recip:      1 / (1 / a) => a if nonzero(a)
div-self:         a / a => 1 if nonzero(a)
zero-div:         0 / a => 0 if nonzero(a)
div-div:          (a / b) / c => a / (b * c)
div-by-div:       a / (b / c) => (a * c) / b if nonzero(c)
mul-div:          a * (b / c) <=> (a * b) / c
mul-divs:         (a / b) * (c / d) => (a * c) / (b * d)
common-divisor:   a/b + c/b => (a + c) / b
common-divisor-sub: a/b - c/b => (a - c) / b
merge-fractions:  a/b + c/d => (a*d + c*b) / (b*d)
merge-fractions-sub: a/b - c/d => (a*d - c*b) / (b*d)
add-fraction:     a + b/c => (a*c + b) / c
sub-fraction:     a - b/c => (a*c - b) / c
fraction-sub:     b/c - a => (b - a*c) / c
cancel-factor:    (a * b) / (c * b) => a / c if nonzero(b)
cancel-one:       (a * b) / b => a if nonzero(b)
recip-mul:        (1 / a) * (1 / b) => 1 / (a * b)
recip-squared:    (1 / a) * (1 / a) => 1 / (a * a)
powi-minus-one:   a**-1 => 1 / a
powi-minus-two:   a**-2 => 1 / (a * a)
"""
SIGNS_EXACT = """
abs-of-neg:       abs(-a) => abs(a)
abs-of-abs:       abs(abs(a)) => abs(a)
abs-of-product:   abs(a * b) <=> abs(a) * abs(b)
abs-of-quotient:  abs(a / b) <=> abs(a) / abs(b)
abs-of-sub:       abs(a - b) => abs(b - a)
copysign-of-abs:  copysign(abs(a), b) => copysign(a, b)
copysign-self:    copysign(a, a) => a
"""
SIGNS = """
abs-of-root:      abs(sqrt(a)) => sqrt(a)
abs-nonnegative:  abs(a) => a if nonnegative(a)
abs-nonpositive:  abs(a) => -a if nonpositive(a)
abs-squared:      abs(a) * abs(a) => a * a
copysign-positive: copysign(a, b) => abs(a) if positive(b)
copysign-negative: copysign(a, b) => -abs(a) if negative(b)
"""
ROOTS = """
root-of-square:   sqrt(a * a) => abs(a)
square-of-root:   sqrt(a) * sqrt(a) => a if nonnegative(a)
root-product:     sqrt(a) * sqrt(b) => sqrt(a * b) if nonnegative(a), nonnegative(b)
root-quotient:    sqrt(a) / sqrt(b) => sqrt(a / b) if nonnegative(a), positive(b)
over-root:        a / sqrt(a) => sqrt(a) if positive(a)
root-over:        sqrt(a) / a => 1 / sqrt(a) if positive(a)
factor-in-root:   a * sqrt(b) => sqrt(a * a * b) if nonnegative(a), nonnegative(b)
factor-from-root: sqrt(a * a * b) => abs(a) * sqrt(b) if nonnegative(b)
rsqrt-is-div:     rsqrt(a) => 1 / sqrt(a) if positive(a)
hypot-is-root:    hypot(a, b) => sqrt(a*a + b*b)
cube-of-root:     cbrt(a) * (cbrt(a) * cbrt(a)) => a
root-of-cube:     cbrt(a * (a * a)) => a
cbrt-product:     cbrt(a) * cbrt(b) => cbrt(a * b)
cbrt-quotient:    cbrt(a) / cbrt(b) => cbrt(a / b)
root-of-exp:      sqrt(exp(a)) <=> exp(a * 0.5)
"""
POWERS = """
pow-one:          pow(a, 1) => a
pow-zero:         pow(a, 0) => 1
pow-two:          pow(a, 2) => a * a
pow-three:        pow(a, 3) => a * (a * a)
pow-four:         pow(a, 4) => (a * a) * (a * a)
pow-half:         pow(a, 0.5) => sqrt(a) if nonnegative(a)
pow-minus-half:   pow(a, -0.5) => 1 / sqrt(a) if positive(a)
pow-minus-one:    pow(a, -1) => 1 / a
pow-minus-two:    pow(a, -2) => 1 / (a * a)
pow-three-halves: pow(a, 1.5) => a * sqrt(a) if nonnegative(a)
pow-quarter:      pow(a, 0.25) => sqrt(sqrt(a)) if nonnegative(a)
pow-add:          pow(a, b) * pow(a, c) => pow(a, b + c) if positive(a)
pow-sub:          pow(a, b) / pow(a, c) => pow(a, b - c) if positive(a)
pow-pow:          pow(pow(a, b), c) => pow(a, b * c) if positive(a)
pow-product:      pow(a, c) * pow(b, c) => pow(a * b, c) if positive(a), positive(b)
pow-quotient:     pow(a, c) / pow(b, c) => pow(a / b, c) if positive(a), positive(b)
pow-of-two:       pow(2, a) => exp2(a)
pow-of-exp:       pow(exp(a), b) => exp(a * b)
pow-by-exp:       pow(a, b) => exp(b * log(a)) if positive(a)
"""
EXPONENTIALS = """
exp-zero:         exp(0) => 1
log-one:          log(1) => 0
exp-add:          exp(a) * exp(b) => exp(a + b)
exp-sub:          exp(a) / exp(b) => exp(a - b)
exp-neg:          1 / exp(a) <=> exp(-a)
mul-exp-neg:      a / exp(b) => a * exp(-b)
exp-squared:      exp(a) * exp(a) => exp(2 * a)
log-of-exp:       log(exp(a)) => a
exp-of-log:       exp(log(a)) => a if positive(a)
log-add:          log(a) + log(b) => log(a * b) if positive(a), positive(b)
log-sub:          log(a) - log(b) => log(a / b) if positive(a), positive(b)
log-of-recip:     log(1 / a) => -log(a) if positive(a)
log-of-root:      log(sqrt(a)) => log(a) * 0.5 if positive(a)
log-of-square:    log(a * a) => 2 * log(a) if positive(a)
log-of-pow:       log(pow(a, b)) => b * log(a) if positive(a)
exp2-add:         exp2(a) * exp2(b) => exp2(a + b)
exp2-sub:         exp2(a) / exp2(b) => exp2(a - b)
exp2-neg:         1 / exp2(a) <=> exp2(-a)
log2-of-exp2:     log2(exp2(a)) => a
exp2-of-log2:     exp2(log2(a)) => a if positive(a)
log2-add:         log2(a) + log2(b) => log2(a * b) if positive(a), positive(b)
log2-sub:         log2(a) - log2(b) => log2(a / b) if positive(a), positive(b)
expm1-is-exp:     exp(a) - 1 <=> expm1(a)
log1p-is-log:     log(1 + a) <=> log1p(a)
log1p-of-expm1:   log1p(expm1(a)) => a
"""
TRIGONOMETRIC = """
sin-of-neg:       sin(-a) => -sin(a)
cos-of-neg:       cos(-a) => cos(a)
tan-of-neg:       tan(-a) => -tan(a)
sin-over-cos:     sin(a) / cos(a) => tan(a)
pythagoras:       sin(a)*sin(a) + cos(a)*cos(a) => 1
one-less-sin:     1 - sin(a)*sin(a) => cos(a)*cos(a)
one-less-cos:     1 - cos(a)*cos(a) => sin(a)*sin(a)
double-sin:       2 * (sin(a) * cos(a)) => sin(2 * a)
double-cos:       cos(a)*cos(a) - sin(a)*sin(a) => cos(2 * a)
sin-of-sum:       sin(a)*cos(b) + cos(a)*sin(b) => sin(a + b)
cos-of-sum:       cos(a)*cos(b) - sin(a)*sin(b) => cos(a + b)
asin-of-neg:      asin(-a) => -asin(a)
atan-of-neg:      atan(-a) => -atan(a)
tan-of-atan:      tan(atan(a)) => a
sin-of-atan:      sin(atan(a)) => a / sqrt(1 + a*a)
cos-of-atan:      cos(atan(a)) => 1 / sqrt(1 + a*a)
"""
HYPERBOLIC = """
sinh-of-neg:      sinh(-a) => -sinh(a)
cosh-of-neg:      cosh(-a) => cosh(a)
tanh-of-neg:      tanh(-a) => -tanh(a)
sinh-by-exp:      sinh(a) <=> (exp(a) - exp(-a)) * 0.5
cosh-by-exp:      cosh(a) <=> (exp(a) + exp(-a)) * 0.5
tanh-by-exp:      tanh(a) => 1 - 2 / (exp(2 * a) + 1)
tanh-by-expm1:    tanh(a) => expm1(2 * a) / (expm1(2 * a) + 2)
sinh-over-cosh:   sinh(a) / cosh(a) => tanh(a)
cosh-sinh:        cosh(a)*cosh(a) - sinh(a)*sinh(a) => 1
cosh-plus-sinh:   cosh(a) + sinh(a) => exp(a)
cosh-less-sinh:   cosh(a) - sinh(a) => exp(-a)
"""
CHOICES_EXACT = """
neg-of-min:       -min(a, b) => max(-a, -b)
neg-of-max:       -max(a, b) => min(-a, -b)
greater-is-less:  a > b => b < a
at-least-is-at-most: a >= b => b <= a
same-choice:      a < b ? c : c => c
same-choice-le:   a <= b ? c : c => c
"""
CHOICES = """
not-less:         !(a < b) => a >= b if finite(a), finite(b)
not-at-most:      !(a <= b) => a > b if finite(a), finite(b)
min-of-roots:     min(sqrt(a), sqrt(b)) => sqrt(min(a, b)) if nonnegative(a), nonnegative(b)
max-of-roots:     max(sqrt(a), sqrt(b)) => sqrt(max(a, b)) if nonnegative(a), nonnegative(b)
min-commutes:     min(a, b) => min(b, a)
max-commutes:     max(a, b) => max(b, a)
min-self:         min(a, a) => a
max-self:         max(a, a) => a
min-associates:   min(min(a, b), c) <=> min(a, min(b, c))
max-associates:   max(max(a, b), c) <=> max(a, max(b, c))
add-into-min:     min(a + c, b + c) => min(a, b) + c
add-into-max:     max(a + c, b + c) => max(a, b) + c
sub-into-min:     min(a - c, b - c) => min(a, b) - c
sub-into-max:     max(a - c, b - c) => max(a, b) - c
scale-min:        min(a * c, b * c) => min(a, b) * c if nonnegative(c)
scale-max:        max(a * c, b * c) => max(a, b) * c if nonnegative(c)
min-of-exps:      min(exp(a), exp(b)) => exp(min(a, b))
max-of-exps:      max(exp(a), exp(b)) => exp(max(a, b))
min-of-logs:      min(log(a), log(b)) => log(min(a, b)) if positive(a), positive(b)
max-of-logs:      max(log(a), log(b)) => log(max(a, b)) if positive(a), positive(b)
max-of-neg:       max(a, -a) => abs(a)
min-of-neg:       min(a, -a) => -abs(a)
absorb-min:       max(a, min(a, b)) => a
absorb-max:       min(a, max(a, b)) => a
min-plus-max:     min(a, b) + max(a, b) => a + b
compare-roots:    sqrt(a) < sqrt(b) => a < b if nonnegative(a), nonnegative(b)
compare-roots-le: sqrt(a) <= sqrt(b) => a <= b if nonnegative(a), nonnegative(b)
compare-squares:  sqrt(a) < b => a < b * b if nonnegative(a), nonnegative(b)
compare-squares-le: sqrt(a) <= b => a <= b * b if nonnegative(a), nonnegative(b)
compare-squares-gt: a < sqrt(b) => a * a < b if nonnegative(a), nonnegative(b)
compare-squares-ge: a <= sqrt(b) => a * a <= b if nonnegative(a), nonnegative(b)
compare-exps:     exp(a) < exp(b) => a < b
compare-logs:     log(a) < log(b) => a < b if positive(a), positive(b)
less-by-difference: a - b < 0 => a < b
select-less:      a < b ? a : b => min(a, b)
select-greater:   a < b ? b : a => max(a, b)
select-abs:       a < 0 ? -a : a => abs(a)
select-common-add: a < b ? c + e : d + e => (a < b ? c : d) + e
select-common-mul: a < b ? c * e : d * e => (a < b ? c : d) * e
"""
FMA = """
fma-is-sum:       fma(a, b, c) => a*b + c
"""

TEXTS = (
    ("ring", RING_EXACT, RING),
    ("fractions", FRACTIONS_EXACT, FRACTIONS),
    ("signs", SIGNS_EXACT, SIGNS),
    ("roots", "", ROOTS),
    ("powers", "", POWERS),
    ("exponentials", "", EXPONENTIALS),
    ("trigonometric", "", TRIGONOMETRIC),
    ("hyperbolic", "", HYPERBOLIC),
    ("choices", CHOICES_EXACT, CHOICES),
    ("fma", "", FMA),
)
GROUPS = tuple(group for group, _, _ in TEXTS)
RULES: tuple[Rule, ...] = tuple(
    rule
    for group, exact, real in TEXTS
    for rule in (*read_rules(exact, group, "exact", group), *read_rules(real, group, "real", group))
)


def rules_of(*groups: str) -> tuple[Rule, ...]:
    """The rules of these groups, in the table's order."""
    return tuple(rule for rule in RULES if rule.group in groups)
