package dev.pons.shell;

import dev.pons.core.control.CertificateView;
import dev.pons.core.control.Certificates;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/** The certificates of the site. */
@Service
@Command(
        scope = "tls",
        name = "list",
        description = "Lists the certificates in etc/tls and when they end",
        detailedDescription = "Example: tls:list")
@SuppressWarnings("NullAway.Init")
public final class TlsList extends EngineCommand {

    @Reference Certificates certificates;

    @Override
    int run() {
        var table = new Table("NAME", "IS", "UNTIL", ">DAYS", "~SUBJECT");
        for (var one : certificates.certificates()) {
            if (one.problem().isEmpty()) {
                table.row(
                                one.name(),
                                one.own() ? "identity" : "authority",
                                LocalDate.ofInstant(one.until(), ZoneOffset.UTC),
                                Duration.between(Instant.now(), one.until()).toDays(),
                                one.subject())
                        .note(signedBy(one));
            } else {
                table.row(one.name(), "WRONG", "", "", "").note(one.problem());
            }
        }
        if (table.isEmpty()) {
            out.println("no certificates: put NAME.pem into etc/tls, or try with pons cert new");
        } else {
            print(table, "");
        }
        return 0;
    }

    private static String signedBy(CertificateView one) {
        return Optional.of(one.issuer())
                .filter(issuer -> !issuer.equals(one.subject()))
                .map(issuer -> "signed by " + issuer)
                .orElse("signed by itself");
    }
}
