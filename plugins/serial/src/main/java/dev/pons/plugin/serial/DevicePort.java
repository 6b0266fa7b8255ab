package dev.pons.plugin.serial;

import com.fazecast.jSerialComm.SerialPort;
import com.fazecast.jSerialComm.SerialPortInvalidPortException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * A port of this machine. It is asked what has come and what still waits to go, and never read or
 * written when that would wait: drivers know time limits for reading in steps of 100 ms (termios,
 * VTIME), and none for writing.
 */
final class DevicePort implements Port {

    /** So much is left to the driver at a time, at most twice; drivers hold 4 KB. */
    private static final int PIECE = 1024;

    /**
     * A port that does not tell what waits (a pseudo-terminal) is given a piece in so many
     * nanoseconds, for it could make a write wait until the other side has read.
     */
    private static final long PACE = TimeUnit.MILLISECONDS.toNanos(10);

    private static final int NOT_PERMITTED = 13;

    private final SerialPort port;
    private final String name;
    private boolean tells = true;
    private long last;

    private DevicePort(SerialPort port, String name) {
        this.port = port;
        this.name = name;
    }

    static DevicePort open(Wiring wiring) throws IOException {
        // the library would look for a port of that name in /dev, and take another one
        if (wiring.port().startsWith("/") && !Files.exists(Path.of(wiring.port()))) {
            throw new IOException(absent(wiring.port()));
        }
        SerialPort port;
        try {
            port = SerialPort.getCommPort(wiring.port());
        } catch (SerialPortInvalidPortException e) {
            throw new IOException(absent(wiring.port()), e);
        }
        port.setComPortParameters(
                wiring.baud(), wiring.bits(), stop(wiring.stop()), parity(wiring.parity()));
        port.setFlowControl(flow(wiring.flow()));
        port.setComPortTimeouts(SerialPort.TIMEOUT_NONBLOCKING, 0, 0);
        signal(wiring.dtr(), port::setDTR, port::clearDTR);
        signal(wiring.rts(), port::setRTS, port::clearRTS);
        if (!port.openPort(0)) {
            throw new IOException(wiring.port() + refused(port.getLastErrorCode()));
        }
        return new DevicePort(port, wiring.port());
    }

    private static String absent(String name) {
        return name + " is not there; plug it in, or see serial:list for what is";
    }

    private static String refused(int code) {
        return code == NOT_PERMITTED
                ? " may not be opened by the user that the engine runs as; on Linux, add that user"
                        + " to the group dialout"
                : " cannot be opened: another program has it, or it does not know these settings";
    }

    /** A signal that a port does not have is not missed. */
    private static void signal(boolean on, Runnable set, Runnable clear) {
        (on ? set : clear).run();
    }

    private static int stop(String bits) {
        return switch (bits) {
            case "1.5" -> SerialPort.ONE_POINT_FIVE_STOP_BITS;
            case "2" -> SerialPort.TWO_STOP_BITS;
            default -> SerialPort.ONE_STOP_BIT;
        };
    }

    private static int parity(Wiring.Parity parity) {
        return switch (parity) {
            case NONE -> SerialPort.NO_PARITY;
            case ODD -> SerialPort.ODD_PARITY;
            case EVEN -> SerialPort.EVEN_PARITY;
            case MARK -> SerialPort.MARK_PARITY;
            case SPACE -> SerialPort.SPACE_PARITY;
        };
    }

    private static int flow(Wiring.Flow flow) {
        return switch (flow) {
            case NONE -> SerialPort.FLOW_CONTROL_DISABLED;
            case RTS_CTS ->
                    SerialPort.FLOW_CONTROL_RTS_ENABLED | SerialPort.FLOW_CONTROL_CTS_ENABLED;
            case DTR_DSR ->
                    SerialPort.FLOW_CONTROL_DTR_ENABLED | SerialPort.FLOW_CONTROL_DSR_ENABLED;
            case XON_XOFF ->
                    SerialPort.FLOW_CONTROL_XONXOFF_IN_ENABLED
                            | SerialPort.FLOW_CONTROL_XONXOFF_OUT_ENABLED;
        };
    }

    /** A port that was unplugged has fewer than no bytes. */
    @Override
    public int read(byte[] into) throws IOException {
        int there = port.bytesAvailable();
        int got = there > 0 ? port.readBytes(into, Math.min(there, into.length)) : there;
        if (got < 0) {
            throw new IOException(absent(name));
        }
        return got;
    }

    private int waiting() throws IOException {
        int waiting = port.bytesAwaitingWrite();
        if (waiting < 0) {
            throw new IOException(absent(name));
        }
        return waiting;
    }

    @Override
    public int room() throws IOException {
        boolean soon = !tells && System.nanoTime() - last < PACE;
        return soon || waiting() >= PIECE ? 0 : PIECE;
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
        if (port.writeBytes(bytes, count, from) != count) {
            throw new IOException(absent(name));
        }
        tells = waiting() > 0;
        last = System.nanoTime();
    }

    @Override
    public boolean isDrained() throws IOException {
        return waiting() == 0;
    }

    @Override
    public boolean stays() {
        return true;
    }

    @Override
    public void close() {
        port.flushIOBuffers(); // else closing waits for a device that takes nothing
        port.closePort();
    }
}
