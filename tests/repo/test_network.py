"""Tests reach no other machine."""

import socket

import pytest
from pytest_socket import SocketConnectBlockedError

pytestmark = [pytest.mark.house, pytest.mark.filterwarnings("ignore:A test tried")]


@pytest.mark.parametrize("address", ["192.0.2.1", "2001:db8::1"])
def test_a_connection_to_elsewhere_is_refused(address):
    with pytest.raises(SocketConnectBlockedError):
        socket.create_connection((address, 80), timeout=0.1)
