package dev.pons.shell.console;

import org.apache.karaf.shell.api.console.SignalListener;
import org.apache.karaf.shell.api.console.Terminal;
import org.jline.terminal.Size;
import org.jline.terminal.impl.LineDisciplineTerminal;
import org.jline.utils.InfoCmp.Capability;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The client's terminal, as line editor (JLine) and commands (Karaf) see it. The client's end is
 * raw: echo, line breaks and Ctrl-C are made here.
 */
final class ConsoleTerminal extends LineDisciplineTerminal implements Terminal {

    private final Map<SignalListener, EnumSet<org.apache.karaf.shell.api.console.Signal>>
            listeners = new ConcurrentHashMap<>();

    /** {@code type} as in {@code TERM}. */
    ConsoleTerminal(String type, OutputStream toClient) throws IOException {
        super("pons console", type, toClient, StandardCharsets.UTF_8);
        for (var name : new String[] {"INT", "QUIT", "TSTP", "CONT", "WINCH"}) {
            handle(Signal.valueOf(name), ignored -> tell(name));
        }
    }

    /** The client's window has this size now. */
    void resize(int columns, int rows) {
        setSize(new Size(columns, rows));
        raise(Signal.WINCH);
    }

    @Override
    public int getWidth() {
        return getSize().getColumns();
    }

    @Override
    public int getHeight() {
        return getSize().getRows();
    }

    @Override
    public boolean isAnsiSupported() {
        var colours = getNumericCapability(Capability.max_colors);
        return colours != null && colours >= 8;
    }

    @Override
    public boolean isEchoEnabled() {
        return echo();
    }

    @Override
    public void setEchoEnabled(boolean enabled) {
        echo(enabled);
    }

    @Override
    public void addSignalListener(
            SignalListener listener, org.apache.karaf.shell.api.console.Signal... signals) {
        var set = EnumSet.noneOf(org.apache.karaf.shell.api.console.Signal.class);
        set.addAll(List.of(signals));
        addSignalListener(listener, set);
    }

    @Override
    public void addSignalListener(
            SignalListener listener, EnumSet<org.apache.karaf.shell.api.console.Signal> signals) {
        listeners.put(listener, EnumSet.copyOf(signals));
    }

    @Override
    public void addSignalListener(SignalListener listener) {
        addSignalListener(listener, EnumSet.allOf(org.apache.karaf.shell.api.console.Signal.class));
    }

    @Override
    public void removeSignalListener(SignalListener listener) {
        listeners.remove(listener);
    }

    private void tell(String name) {
        var signal = org.apache.karaf.shell.api.console.Signal.valueOf(name);
        listeners.forEach(
                (listener, signals) -> {
                    if (signals.contains(signal)) {
                        listener.signal(signal);
                    }
                });
    }
}
