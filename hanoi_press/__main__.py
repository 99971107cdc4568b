"""Run `python -m hanoi_press …`, which is `hanoi-press …`."""

from hanoi_press.cli import main

if __name__ == "__main__":
    main()
