package dev.pons.shell;

import dev.pons.core.control.Certificates;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Pattern;

/** What a peer says in a handshake. */
@Service
@Command(
        scope = "tls",
        name = "test",
        description = "Makes a handshake with a peer, sends nothing, and shows what it says",
        detailedDescription = "Example: tls:test lab.example:2576 --trust partners")
@SuppressWarnings("NullAway.Init")
public final class TlsTest extends EngineCommand {

    private static final Pattern ADDRESS = Pattern.compile("\\[?([^\\[\\]]+)\\]?:([0-9]{1,5})");

    @Reference Certificates certificates;

    @Argument(name = "HOST:PORT", description = "The peer", required = true, multiValued = true)
    List<String> words;

    @Option(
            name = "--trust",
            description = "Authorities: a file in etc/tls, or public",
            valueToShowInHelp = "public")
    String trust = "public";

    @Option(
            name = "--identity",
            description = "The engine's certificate, for a peer that asks for one",
            valueToShowInHelp = "")
    String identity = "";

    @Override
    int run() {
        var rest = Usage.take(this, words);
        var address = ADDRESS.matcher(rest.isEmpty() ? "" : rest.get(0));
        if (rest.size() != 1 || !address.matches()) {
            throw new UsageException("one peer, please, as lab.example:2576");
        }
        int port = Integer.parseInt(address.group(2));
        var shake = certificates.handshake(address.group(1), port, trust, identity);
        if (!shake.peer().isEmpty()) {
            var table = new Table("UNTIL", "SUBJECT", "~SIGNED BY");
            for (var one : shake.peer()) {
                var until = LocalDate.ofInstant(one.until(), ZoneOffset.UTC);
                table.row(until, one.subject(), one.issuer());
            }
            print(table, "");
            out.println("for " + String.join(", ", shake.names()));
        }
        out.println(
                shake.problem().isEmpty()
                        ? "it is well: " + shake.version() + ", " + shake.cipher()
                        : shake.problem());
        return shake.problem().isEmpty() ? 0 : 1;
    }
}
