"""Write the lock files anew from the ranges in pyproject.toml: `make lock`.

Needs `uv`, which resolves for Windows, macOS and Linux at once; the file names no index.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COMPILE = (
    "uv", "pip", "compile", "--quiet", "--universal", "--upgrade", "--python-version", "3.11",
    "--generate-hashes", "--no-header", "--no-emit-index-url", "pyproject.toml",
)  # fmt: skip


def main() -> int:
    runtime, everything = "packaging/requirements.lock", "packaging/requirements-dev.lock"
    for extra in (["-o", runtime], ["-c", runtime, "--group", "dev", "-o", everything]):
        answer = subprocess.run([*COMPILE, *extra], check=False, cwd=ROOT)
        if answer.returncode != 0:
            return answer.returncode
    return 0


if __name__ == "__main__":
    sys.exit(main())
