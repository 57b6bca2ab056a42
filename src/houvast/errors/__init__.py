"""Every failure Houvast raises on purpose: one small class each, with its fields, a module for each subject.

No wording lives here: `houvast.words` turns an error into one sentence in the reader's language. What is raised and is not
one of these is a defect of ours.
"""

from houvast.errors.answers import *
from houvast.errors.content import *
from houvast.errors.dossiers import *
from houvast.errors.family import *
from houvast.errors.files import *
from houvast.errors.keys import *
from houvast.errors.moments import *
from houvast.errors.orders import *
from houvast.errors.reports import *
from houvast.errors.steps import *
