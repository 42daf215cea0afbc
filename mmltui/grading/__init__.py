"""What judging is made of: verdicts, refutation, proof, feedback. Knows no ask.

verdicts.py        what can be said of an answer: a closed union, and the words of each kind
feedback.py        a judgement in words, its evidence as JSON
equality.py        `compare`: two scalar formulas on the question's domain; where to start reading
numbers.py         numbers: exact, within a tolerance, rounded
derivation.py      a learner's derivation, line by line
vectors/           vectors and matrices of any size
diagnosis.py, entry_diagnosis.py, vector_diagnosis.py, slips/      which slip explains a wrong answer
forms.py           whether a formula is written expanded, factored, simplified

lowering.py, program.py             trees to straight-line programs of few kinds of instruction
balls.py, points.py, refute.py      values at seeded points with certain bounds: a difference, or agreement
witnesses.py, digits.py             what a learner is shown of a difference
prove.py, normal_form.py            both sides as rational functions of independent generators
exponentials.py, trigonometry.py    the rules by which functions become generators
generators.py, generator.py         the generators, their scales, relations and signs
ratios.py, signs.py, constants.py   arithmetic of rational functions under a budget; what is known of signs
second_opinion.py                   SymPy's attempt at a proof
unrolled.py                         sums over an index, written out for data of a few lengths
"""
