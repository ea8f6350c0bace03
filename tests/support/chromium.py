"""Finds the browser of the tests, and a font with Korean in it. Run as a module it installs what is missing."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

LEAN = "chromium-headless-shell"
"""The same engine without windows: a fresh browser costs a quarter there. It knows no settings of an owner."""
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PACKAGES = ("chromium", "fonts-nanum")
FONTS = ("nanum", "notosanscjk", "noto sans cjk", "malgun", "applesdgothic", "unfonts", "baekmuk")
FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "/System/Library/Fonts", "/Library/Fonts")
ADVICE = "The browser tests need Chromium and a Korean font; on Debian and Ubuntu: apt install " + " ".join(PACKAGES)


def executable(*, whole: bool = False) -> str | None:
    """The system's Chromium, for `executable_path`; None where Playwright's own is to be taken.

    The lean one where it is installed, unless a test needs the `whole` browser with what its owner can set.
    """
    return next((path for name in (*(() if whole else (LEAN,)), *NAMES) if (path := shutil.which(name))), None)


def has_browser() -> bool:
    """Whether any Chromium can be started."""
    if executable(whole=True):
        return True
    with sync_playwright() as playwright:
        return Path(playwright.chromium.executable_path).exists()


def has_korean_font() -> bool:
    """Whether Korean is drawn as letters rather than as boxes."""
    if shutil.which("fc-list"):
        found = subprocess.run(["fc-list", ":lang=ko", "family"], capture_output=True, text=True, check=False)
        return bool(found.stdout.strip())
    files = (path.name.lower() for folder in FOLDERS for path in Path(folder).rglob("*.[to]t[fc]"))
    return any(font in name for name in files for font in FONTS)


def main() -> int:
    """Makes sure of both, by the system's packages or by Playwright's download. 0 when both are there."""
    if not (has_browser() and has_korean_font()):
        _install(*PACKAGES)
    if not has_browser():
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
    if not shutil.which(LEAN):
        _install(LEAN)
    if has_browser() and has_korean_font():
        return 0
    sys.stderr.write(ADVICE + "\n")
    return 1


def _install(*packages: str) -> None:
    """By the system's packages, as root on Debian; what is not to be had there is left out."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return
    sys.stderr.write(f"Setting up {', '.join(packages)}, once (about half a minute) …\n")
    quiet = {"env": {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}, "stdout": subprocess.DEVNULL, "check": False}
    subprocess.run(["apt-get", "update", "-qq"], **quiet)
    subprocess.run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages], **quiet)


if __name__ == "__main__":
    sys.exit(main())
