"""program.py NAME MODULE ARGUMENT...: a program of OpenStack, of which Debian's libraries bring only the module."""

import importlib
import sys

name, module = sys.argv[1:3]
sys.argv[:3] = [name]
# Not the folder of this file, but the libraries.
del sys.path[0]
sys.exit(importlib.import_module(module).main())
