"""Stands in for pip: installs without a network what is on its shelf, whatever version is asked for."""

import argparse
import compileall
import re
import shutil
import sys
from importlib.metadata import Distribution
from pathlib import Path

SHELF = Path("/usr/share/pip")
LIBRARY = "lib/python3.13/site-packages"


def name_of(requirement):
    name = re.match(r"[\w.-]+", requirement).group()
    return re.sub(r"[-_.]+", "-", name).lower()


def on_shelf(name):
    found = next(SHELF.glob(f"{name}/*-info"), None)
    return Distribution.at(found) if found else None


def read(path):
    lines = (line.split("#")[0].strip() for line in Path(path).read_text().splitlines())
    return [line for line in lines if line and not line.startswith("-")]


def with_dependencies(requirements, found):
    for requirement in requirements:
        name = name_of(requirement)
        distribution = on_shelf(name)
        if not distribution:
            sys.exit(
                f"ERROR: Could not find a version that satisfies the requirement {requirement} (from versions: none)\n"
                f"ERROR: No matching distribution found for {requirement}\n"
                f"This image stands in for python. It can install: {', '.join(sorted(p.name for p in SHELF.iterdir()))}"
            )
        if name not in found:
            found[name] = distribution
            with_dependencies([each for each in distribution.requires or [] if ";" not in each], found)
    return found


def put(name, distribution, library, programs):
    for entry in (SHELF / name).iterdir():
        copy = shutil.copytree if entry.is_dir() else shutil.copy2
        copy(entry, library / entry.name)
    compileall.compile_dir(library, quiet=1)
    for point in distribution.entry_points.select(group="console_scripts"):
        programs.mkdir(parents=True, exist_ok=True)
        program = programs / point.name
        call = f"import sys\nfrom {point.module} import {point.attr}\nsys.exit({point.attr}())\n"
        program.write_text(f"#!/usr/local/bin/python3\n{call}")
        program.chmod(0o755)


def install(arguments):
    prefix = Path(arguments.prefix or (Path.home() / ".local" if arguments.user else "/usr/local"))
    library = Path(arguments.target or prefix / LIBRARY)
    programs = library / "bin" if arguments.target else prefix / "bin"
    wanted = arguments.names + [each for path in arguments.requirement for each in read(path)]
    if not wanted:
        sys.exit('ERROR: You must give at least one requirement to install (see "pip help install")')
    new = []
    library.mkdir(parents=True, exist_ok=True)
    for name, distribution in with_dependencies(wanted, {}).items():
        label = f"{distribution.name.lower()}-{distribution.version}"
        if next(library.glob(f"{Path(str(distribution._path)).name}"), None):
            print(f"Requirement already satisfied: {name} in {library} ({distribution.version})")
            continue
        print(f"Collecting {name}\n  Using the copy of this image, {label}")
        put(name, distribution, library, programs)
        new.append(label)
    if new:
        print("Successfully installed", *sorted(new))


def installed():
    found = (Distribution.at(path) for path in Path("/usr/local", LIBRARY).glob("*-info"))
    for each in sorted(found, key=lambda each: each.name.lower()):
        print(f"{each.name}=={each.version}")


def main():
    parser = argparse.ArgumentParser(prog="pip")
    parser.add_argument("--version", "-V", action="version", version="pip, a stand-in (python 3.13)")
    commands = parser.add_subparsers(dest="command", required=True)
    adding = commands.add_parser("install")
    adding.add_argument("names", nargs="*")
    adding.add_argument("-r", "--requirement", action="append", default=[])
    adding.add_argument("-t", "--target")
    adding.add_argument("--prefix")
    adding.add_argument("--user", action="store_true")
    for option in ("-i", "--index-url", "--extra-index-url", "--trusted-host", "-c", "--timeout", "--root-user-action"):
        adding.add_argument(option)
    for command in ("list", "freeze"):
        commands.add_parser(command)
    arguments, _ = parser.parse_known_args()
    if arguments.command == "install":
        install(arguments)
    else:
        installed()


main()
