"""Takes the port that is served at, and says why it cannot."""

import socket


class CannotListen(Exception):
    """The port is another program's (`taken`), or the host is no address of this machine."""

    def __init__(self, host: str, port: int, *, taken: bool) -> None:
        super().__init__(f"{host}:{port}")
        self.host = host
        self.port = port
        self.taken = taken


def listen(host: str, port: int) -> socket.socket:
    """Takes the port before anything else is begun. Raises CannotListen."""
    try:
        family, kind, number, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except OSError as error:
        raise CannotListen(host, port, taken=False) from error
    listening = socket.socket(family, kind, number)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        listening.listen()
    except OSError as error:
        listening.close()
        raise CannotListen(host, port, taken=_is_ours(family, host)) from error
    return listening


def _is_ours(family: int, host: str) -> bool:
    """Whether that address can be bound at all, at any port."""
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        try:
            probe.bind((host, 0))
        except OSError:
            return False
    return True
