"""Chinese on the screen breaks where Chinese may; importing this has Textual break lines so."""

import rich._wrap
import textual._wrap

from desk.breaking import CHUNK, WORD

# Both look up their pattern at each use; the tests fail when one of them no longer does.
rich._wrap.re_word = WORD
textual._wrap.re_chunk = CHUNK
