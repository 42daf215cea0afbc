"""`python -m mmltui.worker MODULE`: a child that answers with the verbs of a module."""

import sys

from mmltui.worker.serving import serve

serve(sys.argv[1])
