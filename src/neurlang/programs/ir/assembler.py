"""The assembler: text to `Program`, in one pass over the lines and one over operands that wait for labels.

After an error in a line, reading goes on with the next line, so that all errors of a text are reported at once.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import chain

from neurlang.errors import AssemblyError
from neurlang.garbage import uncollected
from neurlang.programs.ir.assembly_tokens import tokenize
from neurlang.programs.ir.data_directives import DATA_DIRECTIVES, DataSection, alignment_value
from neurlang.programs.ir.diagnostics import Errors, Line, Token, did_you_mean, quoted
from neurlang.programs.ir.expressions import undefined_label
from neurlang.programs.ir.extension_numbers import UserExtensions
from neurlang.programs.ir.instruction_parser import InstructionDraft, parse_instruction
from neurlang.programs.ir.intrinsic_expansion import read_call, relocated
from neurlang.programs.ir.intrinsics import Intrinsic
from neurlang.programs.ir.ops import NAMES_TARGETS
from neurlang.programs.ir.plain_lines import PlainReader, Waiting, draft, pieces_of, resolved
from neurlang.programs.ir.program import (
    DATA_BASE,
    LOCAL_LABEL,
    MAX_INSTRUCTIONS,
    MAX_TEXT,
    Instruction,
    Program,
    Symbol,
    Target,
    in_order,
    instruction_of,
)
from neurlang.programs.ir.registers import BY_NAME

MAX_SOURCE = 1 << 26
"""Longest text, in characters."""

_SPLIT_AT_ONCE = 1 << 16
"""Characters."""

_MOST_KNOWN = 1 << 16
"""Lines whose instructions are kept, in case they come again."""

_LABEL = re.compile(r"[ \t]*+(\.?[A-Za-z_][\w.]*+)[ \t]*+:", re.ASCII)


@uncollected
def assemble(text: str, name: str = "<text>", extensions: UserExtensions = dict) -> Program:
    """The program that a text in the `.nl` form describes; `name` identifies the text in messages.

    `extensions` is called if the text names an extension that is not the language's own. Raises AssemblyError with all
    errors, up to 20: file, line, column, what was found, and what would be right.
    """
    if len(text) > MAX_SOURCE:
        raise AssemblyError(f"{name}: the text has {len(text)} characters; the limit is {MAX_SOURCE}")
    assembler = _Assembler(name, extensions)
    # Editors may put a byte order mark before the text.
    for number, content in enumerate(_lines(text.removeprefix("\ufeff")), 1):
        if assembler.read_plainly(number, content):
            continue
        line = Line(name, number, content)
        try:
            tokens = tokenize(line)
            if tokens:
                assembler.read_line(line, tokens)
        except AssemblyError as error:
            assembler.errors.note(number, error)
            assembler.keep_labels(line)
    return assembler.finish()


def _lines(text: str) -> Iterator[str]:
    """The lines of a text, as `split` gives them, but not all at once: a million take three times as much memory."""
    start = 0
    while (end := text.find("\n", start + _SPLIT_AT_ONCE)) >= 0:
        yield from text[start:end].split("\n")
        start = end + 1
    yield from text[start:].split("\n")


@cache
def _body(intrinsic: Intrinsic) -> tuple[Instruction, ...]:
    return assemble(intrinsic.body, intrinsic.name).instructions


class _Assembler:
    """The state after the lines read so far."""

    __slots__ = (
        "code",
        "data",
        "drafts",
        "entry",
        "errors",
        "extensions",
        "in_data",
        "known",
        "line_numbers",
        "name",
        "pending",
        "plain",
        "symbols",
        "waiting",
    )

    def __init__(self, name: str, extensions: UserExtensions) -> None:
        self.name = name
        self.errors = Errors(name)
        self.extensions = extensions
        self.code: list[Instruction | InstructionDraft | None] = []
        self.drafts: list[int] = []  # their places in the code
        self.plain = PlainReader()
        self.waiting: list[
            Waiting
        ] = []  # plain lines that wait for a label; the code has None in their places
        self.line_numbers = array("Q")
        self.data = DataSection()
        self.in_data = False
        self.symbols: dict[str, Symbol] = {}
        # A label binds to the next item: in the data section that may be data or, back in code, an instruction.
        self.pending: dict[str, None] = {}
        self.entry: tuple[Line, Token] | None = None
        # Lines that are one instruction whatever stands around them. Long programs repeat most of their lines.
        self.known: dict[str, Instruction] = {}

    def read_plainly(self, number: int, content: str) -> bool:
        """Read a line if it is plain; return whether it was."""
        code = self.code
        if len(code) >= MAX_INSTRUCTIONS:
            return False
        instruction = self.known.get(content)
        if instruction is None:
            pieces = pieces_of(content)
            if pieces is None:
                return False
            label, mnemonic, written = pieces
            if label is not None and not self._is_free(label):
                return False
            if mnemonic is None:
                if label is not None:
                    self.pending[label] = None
                return True
            read = self.plain.read(mnemonic, written)
            if read is None:
                return False
            form, operands = read
            if label is not None:
                self.pending[label] = None
            if form.label >= 0:
                self.waiting.append(Waiting(len(code), number, content, form, operands))
            else:
                instruction = instruction_of(form.opcode, form.mode, operands)  # type: ignore[arg-type]
                if label is None and len(self.known) < _MOST_KNOWN:
                    self.known[content] = instruction
        if self.pending:
            self._bind(in_data=False)
        self.in_data = False
        code.append(instruction)
        self.line_numbers.append(number)
        return True

    def _is_free(self, label: str) -> bool:
        """Whether a name can become a label."""
        return (
            len(label) <= MAX_TEXT
            and label not in self.symbols
            and label not in self.pending
            and label.lower() not in BY_NAME
        )

    def read_line(self, line: Line, tokens: list[Token]) -> None:
        """Read labels, then a directive, an intrinsic or an instruction. Raises AssemblyError."""
        position = 0
        while len(tokens) > position + 1 and tokens[position + 1].text == ":":
            self._define(line, tokens[position])
            position += 2
        if position == len(tokens):
            return
        token = tokens[position]
        if token.kind != "name":
            raise line.error(
                token, f"unexpected {quoted(token.text)}", "a label, mnemonic or directive is wanted"
            )
        if token.text[0] == ".":
            self._directive(line, tokens, position)
            return
        self._bind(in_data=False)
        self.in_data = False
        if token.text[0] == "@":
            intrinsic, moves = read_call(line, tokens, position)
            body = relocated(_body(intrinsic), len(self.code) + len(moves))
            self._emit(line, token, [*moves, *body])
            return
        instruction = parse_instruction(line, tokens, position)
        self._emit(line, token, (instruction,))
        if position == 0 and isinstance(instruction, Instruction) and len(self.known) < _MOST_KNOWN:
            self.known[line.text] = instruction

    def keep_labels(self, line: Line) -> None:
        """Define the labels in front of a line that could not be read, so that their uses cause no further errors."""
        position = 0
        while match := _LABEL.match(line.text, position):
            name, position = match[1], match.end()
            if name not in self.symbols and name.lower() not in BY_NAME:
                self.pending[name] = None

    def finish(self) -> Program:
        """The program with all labels resolved. Raises AssemblyError."""
        self._bind(in_data=self.in_data)
        self._resolve_plainly()
        self._note_undefined()
        self.errors.raise_any()  # with lines or labels missing, places and values would be wrong
        code = self._resolved()
        entry = self._entry()
        data = self.data.resolved(self.symbols, self.errors.note)
        self.errors.raise_any()
        self._check_targets(code)
        self.errors.raise_any()
        kept = [symbol for symbol in self.symbols.values() if not LOCAL_LABEL.fullmatch(symbol.name)]
        return Program(code, entry, data, in_order(kept), self.line_numbers, self.name)

    def _resolve_plainly(self) -> None:
        """Resolve the plain lines that wait for a label. Those with a problem become drafts, which say what it is."""
        targets: dict[str, Target] = {}
        for waiting in self.waiting:
            instruction = resolved(waiting, self.symbols, targets)
            if instruction is None:
                self.drafts.append(waiting.place)
                self.code[waiting.place] = draft(self.name, waiting)
            else:
                self.code[waiting.place] = instruction
        self.drafts.sort()

    def _note_undefined(self) -> None:
        """Note each label that is used but not defined, once."""
        drafts = (each for index in self.drafts if isinstance(each := self.code[index], InstructionDraft))
        waiting = chain(chain.from_iterable(draft.expressions for draft in drafts), self.data.expressions)
        uses = ((expression.line, token) for expression in waiting for _, token in expression.labels)
        seen: set[str] = set()
        for line, token in chain(uses, () if self.entry is None else (self.entry,)):
            if token.text not in self.symbols and token.text not in seen:
                seen.add(token.text)
                self.errors.note(line.number, undefined_label(line, token, self.symbols))

    def _resolved(self) -> tuple[Instruction, ...]:
        """The code with labels replaced by their values; errors are noted."""
        code = self.code
        for index in self.drafts:
            draft = code[index]
            assert isinstance(draft, InstructionDraft)
            try:
                code[index] = draft.resolved(self.symbols, self.extensions)
            except AssemblyError as error:
                self.errors.note(self.line_numbers[index], error)
        return tuple(code)  # type: ignore[arg-type]

    def _check_targets(self, code: tuple[Instruction, ...]) -> None:
        """Note targets outside the code, from sums such as `label-9` or from bare numbers."""
        for index, instruction in enumerate(code):
            if not NAMES_TARGETS[instruction.opcode]:
                continue
            for operand in instruction.operands:
                if isinstance(operand, Target) and not 0 <= operand.index <= len(code):
                    number = self.line_numbers[index]
                    found = f"a target outside the code: instruction {operand.index}"
                    message = f"{self.name}:{number}: {found}; the program has {len(code)} instructions"
                    self.errors.note(number, AssemblyError(message))

    def _entry(self) -> int:
        if self.entry is None:
            return 0
        line, token = self.entry
        symbol = self.symbols[token.text]
        if not symbol.is_code:
            error = line.error(token, f"{quoted(token.text)} is a data label", "the entry is a code label")
            self.errors.note(line.number, error)
        return symbol.value

    def _emit(self, line: Line, token: Token, code: Sequence[Instruction | InstructionDraft]) -> None:
        if len(self.code) + len(code) > MAX_INSTRUCTIONS:
            raise line.error(token, f"the program has more than {MAX_INSTRUCTIONS} instructions")
        start = len(self.code)
        self.drafts += [
            start + place for place, each in enumerate(code) if isinstance(each, InstructionDraft)
        ]
        self.code += code
        self.line_numbers.extend([line.number] * len(code))

    def _define(self, line: Line, token: Token) -> None:
        if token.kind != "name" or token.text[0] == "@" or len(token.text) > MAX_TEXT:
            raise line.error(
                token, f"{quoted(token.text)} cannot be a label", "write letters, digits, '_' or '.'"
            )
        if token.text.lower() in BY_NAME:
            raise line.error(token, f"register {quoted(token.text)} cannot be a label", "choose another name")
        if token.text in self.symbols or token.text in self.pending:
            raise line.error(
                token, f"label {quoted(token.text)} is defined twice", "give each place its own name"
            )
        self.pending[token.text] = None

    def _bind(self, *, in_data: bool) -> None:
        if not self.pending:
            return
        value = DATA_BASE + len(self.data.content) if in_data else len(self.code)
        for name in self.pending:
            self.symbols[name] = Symbol(name, value, not in_data)
        self.pending.clear()

    def _directive(self, line: Line, tokens: list[Token], position: int) -> None:
        token = tokens[position]
        directive = token.text.lower()
        if directive in DATA_DIRECTIVES:
            if not self.in_data:
                self.in_data = True  # one error is enough for the directives that follow
                raise line.error(token, f"'{directive}' outside the data section", "write .data before it")
            self._bind(in_data=True)
            self.data.lay(line, tokens, position)
            return
        action = _DIRECTIVES.get(directive)
        if action is None:
            hint = did_you_mean(directive, [*_DIRECTIVES, *DATA_DIRECTIVES])
            raise line.error(token, f"unknown directive {quoted(token.text)}", hint)
        action(self, line, tokens, position)

    def _set_entry(self, line: Line, tokens: list[Token], position: int) -> None:
        label = _one_name(line, tokens, position, "a label")
        if self.entry is not None:
            raise line.error(tokens[position], "a second .entry", "a program starts at one place")
        self.entry = (line, label)

    def _switch(self, line: Line, tokens: list[Token], position: int) -> None:
        token = tokens[position]
        if token.text.lower() == ".section":
            token = _one_name(line, tokens, position, "code, text or data")
        elif len(tokens) > position + 1:
            raise line.error(tokens[position + 1], f"unexpected {quoted(tokens[position + 1].text)}")
        section = token.text.lower().removeprefix(".")
        if section not in ("code", "text", "data"):
            raise line.error(token, f"unknown section {quoted(token.text)}", "code, text or data is wanted")
        self._bind(in_data=self.in_data)
        self.in_data = section == "data"

    def _align(self, line: Line, tokens: list[Token], position: int) -> None:
        if self.in_data:
            self._bind(in_data=True)
            self.data.align(line, tokens, position)
        else:
            alignment_value(line, tokens, position)  # instructions have no addresses to align

    def _global(self, line: Line, tokens: list[Token], position: int) -> None:
        """Check the syntax; every label is visible anyway."""
        _one_name(line, tokens, position, "a label")


_DIRECTIVES: dict[str, Callable[[_Assembler, Line, list[Token], int], None]] = {
    ".entry": _Assembler._set_entry,
    ".section": _Assembler._switch,
    ".text": _Assembler._switch,
    ".code": _Assembler._switch,
    ".data": _Assembler._switch,
    ".align": _Assembler._align,
    ".global": _Assembler._global,
    ".globl": _Assembler._global,
}


def _one_name(line: Line, tokens: list[Token], position: int, wanted: str) -> Token:
    following = tokens[position + 1 :]
    if not following:
        raise line.error(tokens[position], f"'{tokens[position].text}' without a name", f"{wanted} is wanted")
    if following[0].kind != "name" or len(following) > 1:
        found = following[0] if following[0].kind != "name" else following[1]
        raise line.error(found, f"unexpected {quoted(found.text)}", f"{wanted} is wanted")
    return following[0]
