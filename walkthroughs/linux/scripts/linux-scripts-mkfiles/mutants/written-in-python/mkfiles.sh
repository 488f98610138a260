#!/usr/bin/env python3
import sys
from pathlib import Path

count, prefix = int(sys.argv[1]), sys.argv[2]
for i in range(1, count + 1):
    Path(f"{prefix}-{i}.txt").touch()
print(f"created {count} files")
