package dev.pons.plugin.serial;

import dev.pons.spi.Context;

import java.io.IOException;

/** An open port. For the line's thread; no call waits longer than a moment. */
interface Port extends AutoCloseable {

    /**
     * Opens it for a line.
     *
     * @param context who dials, where it is one of a terminal server
     * @throws IOException it cannot be opened, with words for an operator
     */
    static Port open(Wiring wiring, Context context) throws IOException {
        var network = wiring.network();
        var port =
                network.isPresent()
                        ? NetworkPort.open(network.get(), context)
                        : DevicePort.open(wiring);
        return new TappedPort(port, wiring.port());
    }

    /**
     * What has come, without waiting for more.
     *
     * @return how many bytes; 0: none
     * @throws IOException the port is gone
     */
    int read(byte[] into) throws IOException;

    /** How many bytes can be written now without waiting for the device; 0: none. */
    int room() throws IOException;

    /** Writes so many. */
    void write(byte[] bytes, int from, int count) throws IOException;

    /** All that was written has left this machine, as far as it can tell. */
    boolean isDrained() throws IOException;

    /** It stays open when the member that opened it goes. */
    boolean stays();

    /** Closes it; what is not written yet is thrown away. */
    @Override
    void close();
}
