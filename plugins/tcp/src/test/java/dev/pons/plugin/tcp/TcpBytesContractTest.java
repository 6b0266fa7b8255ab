package dev.pons.plugin.tcp;

/** The contracts of a destination, over TCP with ACK and NAK of one byte. */
class TcpBytesContractTest extends TcpDestinationContractTest {

    @Override
    String answer() {
        return "{ with: bytes, yes: '\\x06', no: '\\x15' }";
    }

    @Override
    String words(boolean yes) {
        return yes ? "\6" : "\25";
    }
}
