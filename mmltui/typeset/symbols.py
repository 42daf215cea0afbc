"""Every LaTeX command that stands for one symbol: a new one is one line of a table here.

A line holds the command's names, the character, its ASCII form and how it is read aloud, parted by two or more
spaces. The heading above the lines is the symbol's kind, which decides the space around it (TeXbook, chapter 18).
"""

from __future__ import annotations

import re
from typing import Final, Literal, NamedTuple, TypeAlias

Kind: TypeAlias = Literal["ord", "op", "bin", "rel", "open", "close", "punct", "inner"]


class Symbol(NamedTuple):
    """One character (or the name of a function) with its kind, its ASCII form and its spoken form."""

    char: str
    kind: Kind
    ascii: str
    spoken: str


_ORDINARY: Final = """
partial  ∂  d  d
nabla  ∇  grad  nabla
infty  ∞  oo  infinity
forall  ∀  forall  for all
exists  ∃  exists  there exists
nexists  ∄  not exists  there does not exist
neg lnot  ¬  not  not
top  ⊤  T  transpose
intercal  ⊺  T  transpose
bot  ⊥  _|_  bottom
emptyset varnothing  ∅  {}  the empty set
ell  ℓ  l  ell
hbar  ℏ  hbar  h bar
Re  ℜ  Re  the real part of
Im  ℑ  Im  the imaginary part of
aleph  ℵ  aleph  aleph
wp  ℘  wp  p
angle  ∠  angle  the angle
triangle  △  triangle  triangle
square Box  □  []  square
blacksquare qed  ∎  []  end of proof
diamond Diamond  ◇  <>  diamond
bullet  •  *  bullet
prime  ′  '  prime
dagger  †  +  dagger
ddagger  ‡  ++  double dagger
degree  °  deg  degrees
checkmark  ✓  v  check
sharp  ♯  #  sharp
flat  ♭  b  flat
vdots  ⋮  :  vertical dots
ddots  ⋱  \\  diagonal dots
iddots  ⋰  /  diagonal dots
dots ldots dotsc dotso  …  ...  dots
cdots dotsb dotsm dotsi  ⋯  ...  dots
backslash  \\  \\  backslash
% percent  %  %  percent
$ dollar  $  $  dollars
# hash  #  #  number
& ampersand  &  &  and
_ underscore  _  _  underscore
S  §  sec.  section
vert |  |  |  bar
Vert  ‖  ||  norm
imath  ı  i  i
jmath  ȷ  j  j
"""

_GREEK: Final = """
alpha  α  alpha  alpha
beta  β  beta  beta
gamma  γ  gamma  gamma
delta  δ  delta  delta
epsilon  ϵ  epsilon  epsilon
varepsilon  ε  epsilon  epsilon
zeta  ζ  zeta  zeta
eta  η  eta  eta
theta  θ  theta  theta
vartheta  ϑ  theta  theta
iota  ι  iota  iota
kappa  κ  kappa  kappa
varkappa  ϰ  kappa  kappa
lambda  λ  lambda  lambda
mu  μ  mu  mu
nu  ν  nu  nu
xi  ξ  xi  xi
omicron  ο  omicron  omicron
pi  π  pi  pi
varpi  ϖ  pi  pi
rho  ρ  rho  rho
varrho  ϱ  rho  rho
sigma  σ  sigma  sigma
varsigma  ς  sigma  sigma
tau  τ  tau  tau
upsilon  υ  upsilon  upsilon
phi  ϕ  phi  phi
varphi  φ  phi  phi
chi  χ  chi  chi
psi  ψ  psi  psi
omega  ω  omega  omega
Gamma  Γ  Gamma  capital Gamma
Delta  Δ  Delta  capital Delta
Theta  Θ  Theta  capital Theta
Lambda  Λ  Lambda  capital Lambda
Xi  Ξ  Xi  capital Xi
Pi  Π  Pi  capital Pi
Sigma  Σ  Sigma  capital Sigma
Upsilon  Υ  Upsilon  capital Upsilon
Phi  Φ  Phi  capital Phi
Psi  Ψ  Psi  capital Psi
Omega  Ω  Omega  capital Omega
"""

_BINARY: Final = """
plus  +  +  plus
minus  −  -  minus
ast  *  *  star
star  ⋆  *  star
cdot cdotp centerdot  ·  *  times
times  ×  x  times
div  ÷  /  divided by
pm  ±  +-  plus or minus
mp  ∓  -+  minus or plus
circ  ∘  o  composed with
cup  ∪  union  union
cap  ∩  intersect  intersection
sqcup  ⊔  |_|  join
sqcap  ⊓  meet  meet
uplus  ⊎  uplus  disjoint union
setminus smallsetminus  ∖  \\  without
wedge land  ∧  and  and
vee lor  ∨  or  or
oplus  ⊕  (+)  direct sum
ominus  ⊖  (-)  circled minus
otimes  ⊗  (x)  tensor product
oslash  ⊘  (/)  circled slash
odot  ⊙  (.)  elementwise times
amalg  ⨿  amalg  coproduct
bigtriangleup  △  triangle  triangle
bmod  mod  mod  modulo
"""

_RELATION: Final = """
equals  =  =  equals
lt  <  <  is less than
gt  >  >  is greater than
leq le leqslant  ≤  <=  is at most
geq ge geqslant  ≥  >=  is at least
neq ne  ≠  !=  is not equal to
ll  ≪  <<  is much less than
gg  ≫  >>  is much greater than
approx  ≈  ~=  is approximately
approxeq  ≊  ~=  is approximately
sim  ∼  ~  is distributed as
nsim  ≁  !~  is not similar to
simeq  ≃  ~-  is asymptotically
cong  ≅  ~==  is congruent to
equiv  ≡  ==  is identical to
doteq  ≐  .=  approaches
propto varpropto  ∝  prop.to  is proportional to
triangleq  ≜  :=  is defined as
coloneqq coloneq colonequals defeq  ≔  :=  is defined as
eqqcolon eqcolon  ≕  =:  defines
in isin  ∈  in  in
notin  ∉  not in  not in
ni owns  ∋  contains  contains
subset  ⊂  subset  is a subset of
subseteq  ⊆  subset=  is a subset of or equal to
subsetneq  ⊊  subset!=  is a proper subset of
supset  ⊃  superset  is a superset of
supseteq  ⊇  superset=  is a superset of or equal to
nsubseteq  ⊈  not subset=  is not a subset of
sqsubseteq  ⊑  below  is below
prec  ≺  -<  precedes
preceq preccurlyeq  ⪯  -<=  precedes or equals
succ  ≻  >-  succeeds
succeq succcurlyeq  ⪰  >-=  succeeds or equals
mid  |  |  given
nmid  ∤  !|  does not divide
parallel  ∥  ||  parallel to
perp  ⟂  _|_  is perpendicular to
Perp independent indep  ⫫  _||_  is independent of
vdash  ⊢  |-  proves
models  ⊨  |=  models
dashv  ⊣  -|  left tack
asymp  ≍  ~~  is asymptotic to
to rightarrow  →  ->  to
longrightarrow  ⟶  -->  to
leftarrow gets  ←  <-  becomes
longleftarrow  ⟵  <--  becomes
leftrightarrow  ↔  <->  corresponds to
longleftrightarrow  ⟷  <-->  corresponds to
Rightarrow  ⇒  =>  implies
Longrightarrow implies  ⟹  ==>  implies
Leftarrow  ⇐  <=  follows from
Longleftarrow impliedby  ⟸  <==  follows from
Leftrightarrow  ⇔  <=>  if and only if
Longleftrightarrow iff  ⟺  <==>  if and only if
mapsto  ↦  |->  maps to
longmapsto  ⟼  |-->  maps to
uparrow  ↑  ^  up
downarrow  ↓  v  down
Downarrow  ⇓  v  down
Uparrow  ⇑  ^  up
nearrow  ↗  /^  north east
searrow  ↘  \\v  south east
hookrightarrow  ↪  c->  embeds in
twoheadrightarrow  ↠  ->>  maps onto
rightharpoonup  ⇀  ->  tends weakly to
rightleftharpoons  ⇌  <=>  in balance with
rightsquigarrow leadsto  ⇝  ~>  leads to
therefore  ∴  therefore  therefore
because  ∵  because  because
colon_rel  :  :  such that
"""

_OPEN: Final = """
lbrace {  {  {  open brace
lparen  (  (  open parenthesis
lbrack  [  [  open bracket
langle  ⟨  <  open angle bracket
lfloor  ⌊  floor(  floor of
lceil  ⌈  ceil(  ceiling of
lvert  |  |  absolute value of
lVert  ‖  ||  norm of
"""

_CLOSE: Final = """
rbrace }  }  }  close brace
rparen  )  )  close parenthesis
rbrack  ]  ]  close bracket
rangle  ⟩  >  close angle bracket
rfloor  ⌋  )  end floor
rceil  ⌉  )  end ceiling
rvert  |  |  end absolute value
rVert  ‖  ||  end norm
factorial  !  !  factorial
question  ?  ?  question mark
"""

_PUNCTUATION: Final = """
comma  ,  ,  ,
semicolon  ;  ;  ;
colon  :  :  :
"""

# Big operators take their limits above and below in a display; integrals take them beside.
_BIG: Final = """
sum  ∑  sum  the sum
prod  ∏  prod  the product
coprod  ∐  coprod  the coproduct
bigcup  ⋃  union  the union
bigcap  ⋂  intersect  the intersection
bigsqcup  ⨆  join  the join
bigvee  ⋁  or  the disjunction
bigwedge  ⋀  and  the conjunction
bigoplus  ⨁  (+)  the direct sum
bigotimes  ⨂  (x)  the tensor product
bigodot  ⨀  (.)  the elementwise product
biguplus  ⨄  uplus  the disjoint union
"""
_INTEGRAL: Final = """
int  ∫  int  the integral
iint  ∬  iint  the double integral
iiint  ∭  iiint  the triple integral
oint  ∮  oint  the contour integral
"""

_FUNCTIONS: Final = """
sin cos tan sec csc cot arcsin arccos arctan sinh cosh tanh coth exp log ln lg deg dim hom ker arg
"""
_FUNCTIONS_WITH_LIMITS: Final = "lim min max sup inf det gcd Pr argmin argmax limsup liminf"

# Two-word names are written apart: `lim sup`.
_SPELLED: Final = {"limsup": "lim sup", "liminf": "lim inf", "argmin": "argmin", "argmax": "argmax"}
_SPOKEN: Final = {
    "sin": "sine", "cos": "cosine", "tan": "tangent", "exp": "the exponential", "ln": "the natural logarithm",
    "lim": "the limit", "min": "the minimum", "max": "the maximum", "det": "the determinant", "Pr": "the probability",
    "sup": "the supremum", "inf": "the infimum", "argmin": "the arg min", "argmax": "the arg max",
}  # fmt: skip


def _read(table: str, kind: Kind) -> dict[str, Symbol]:
    symbols: dict[str, Symbol] = {}
    for line in table.strip().splitlines():
        names, char, ascii_form, spoken = re.split(r"\s{2,}", line, maxsplit=3)
        symbol = Symbol(char.replace("\\\\", "\\"), kind, ascii_form.replace("\\\\", "\\"), spoken)
        symbols.update(dict.fromkeys(names.split(), symbol))
    return symbols


def named(name: str) -> Symbol:
    r"""Return the operator of this name, as `\operatorname` declares it."""
    spelled = _SPELLED.get(name, name)
    return Symbol(spelled, "op", spelled, _SPOKEN.get(name, spelled))


GREEK: Final = _read(_GREEK, "ord")
BIG: Final = _read(_BIG, "op")
INTEGRALS: Final = _read(_INTEGRAL, "op")
WITH_LIMITS: Final = {name: named(name) for name in _FUNCTIONS_WITH_LIMITS.split()}
FUNCTIONS: Final = {name: named(name) for name in _FUNCTIONS.split()}
SYMBOLS: Final = (
    _read(_ORDINARY, "ord")
    | GREEK
    | _read(_BINARY, "bin")
    | _read(_RELATION, "rel")
    | _read(_OPEN, "open")
    | _read(_CLOSE, "close")
    | _read(_PUNCTUATION, "punct")
)
# `\|` is the norm bar, not the command of a bar.
SYMBOLS["|"] = SYMBOLS["Vert"]

# Characters that mean more than themselves when typed without a command.
_TYPED: Final = {
    "+": "plus", "-": "minus", "*": "ast", "=": "equals", "<": "lt", ">": "gt", ":": "colon_rel", "(": "lparen",
    ")": "rparen", "[": "lbrack", "]": "rbrack", "|": "vert", ",": "comma", ";": "semicolon", "!": "factorial",
    "?": "question", "φ": "phi", "ε": "varepsilon",
}  # fmt: skip
INTEGRAL_CHARACTERS: Final = frozenset(symbol.char for symbol in INTEGRALS.values())
CHARACTERS: Final = {symbol.char: symbol for symbol in (SYMBOLS | BIG | INTEGRALS).values() if len(symbol.char) == 1}
CHARACTERS.update({char: SYMBOLS[name] for char, name in _TYPED.items()})

# Delimiters of `\left`, `\right` and `\middle`: what is written after them -> the character drawn.
DELIMITERS: Final = {
    "(": "(", ")": ")", "[": "[", "]": "]", "|": "|", "/": "/", "<": "⟨", ">": "⟩", ".": "",
    "\\|": "‖", "\\{": "{", "\\}": "}", "\\backslash": "\\", "\\vert": "|", "\\Vert": "‖",
} | {
    f"\\{name}": SYMBOLS[name].char
    for name in (
        "lbrace", "rbrace", "lbrack", "rbrack", "langle", "rangle", "lfloor", "rfloor", "lceil", "rceil",
        "lvert", "rvert", "lVert", "rVert", "uparrow", "downarrow",
    )
}  # fmt: skip

# What a letter can wear: the combining mark, the character of the row above anything wider, the name in ASCII.
ACCENTS: Final = {
    "hat": ("\u0302", "^", "hat"), "widehat": ("\u0302", "^", "hat"),
    "tilde": ("\u0303", "~", "tilde"), "widetilde": ("\u0303", "~", "tilde"),
    "bar": ("\u0304", "_", "bar"), "overline": ("\u0304", "_", "bar"),
    "vec": ("\u20d7", "→", "vec"), "overrightarrow": ("\u20d7", "→", "vec"),
    "dot": ("\u0307", "˙", "dot"), "ddot": ("\u0308", "¨", "ddot"),
    "check": ("\u030c", "ˇ", "check"), "breve": ("\u0306", "˘", "breve"), "mathring": ("\u030a", "°", "ring"),
    "underline": ("\u0332", "_", "underline"),
}  # fmt: skip

SPACES: Final = {
    "!": -1, ",": 1, ":": 1, ">": 1, ";": 1, " ": 1, "thinspace": 1, "medspace": 1, "thickspace": 1, "enspace": 1,
    "space": 1, "nobreakspace": 1, "quad": 3, "qquad": 6, "negthinspace": -1, "hfill": 3,
}  # fmt: skip
# Commands that change nothing in a grid of cells.
SILENT: Final = frozenset(
    [
        "displaystyle",
        "textstyle",
        "scriptstyle",
        "scriptscriptstyle",
        "nonumber",
        "notag",
        "allowbreak",
        "nobreak",
        "hfil",
        "relax",
        "mathstrut",
        "strut",
        "centering",
        "normalsize",
        "small",
        "medskip",
        "bigskip",
        "smallskip",
        "/",
        "null",
    ]
)
