package com.example.deidentify;

import dev.pons.spi.Context;
import dev.pons.spi.Message;
import dev.pons.spi.Run;
import dev.pons.spi.Step;
import dev.pons.spi.StepResult;
import dev.pons.spi.StepType;
import dev.pons.spi.config.Default;
import dev.pons.spi.config.Doc;
import dev.pons.spi.config.Name;
import dev.pons.spi.config.Secret;
import dev.pons.spi.format.Document;
import dev.pons.spi.format.Node;
import dev.pons.spi.format.Value;

import org.osgi.service.component.annotations.Component;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Replaces what identifies a person by pseudonyms: the same value and key give the same pseudonym,
 * so messages of one patient stay together, and nobody without the key finds the way back. It knows
 * paths and no format.
 */
@Component(service = StepType.class)
public final class DeidentifyStep implements StepType<DeidentifyStep.Options> {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int LENGTH = 12;
    private static final int YEAR = 4;

    /** What a channel file says: names, defaults, texts and checks come from this record alone. */
    @Name("deidentify")
    @Doc("Replaces what identifies a person by pseudonyms")
    public record Options(
            @Doc("Key of the pseudonyms; 32 random characters or more") Secret key,
            @Doc("Paths whose values become pseudonyms")
                    @Default(
                            "[PID-3.1, PID-5.1, PID-5.2, PID-11.1, PID-13.1, PID-14.1, PID-19,"
                                    + " NK1-2.1, NK1-2.2]")
                    List<String> replace,
            @Doc("Paths of dates of which the year stays") @Default("[PID-7]")
                    List<String> yearOnly,
            @Doc("Paths whose values are taken out") @Default("[NTE-3]") List<String> remove) {}

    @Override
    public Class<Options> config() {
        return Options.class;
    }

    @Override
    public Step create(Options options, Context context) {
        return (message, run) -> deidentify(options, message, run);
    }

    private static StepResult deidentify(Options options, Message message, Run run)
            throws Exception {
        var document = Document.open(message, run);
        var key = key(options.key());
        for (var node : all(document, options.replace())) {
            node.set(Value.of(pseudonym(node.value().text(), key)));
        }
        for (var node : all(document, options.yearOnly())) {
            var date = node.value().text();
            node.set(Value.of(date.length() < YEAR ? "" : date.substring(0, YEAR)));
        }
        for (var node : all(document, options.remove())) {
            node.set(Value.empty());
        }
        return StepResult.next(document.message());
    }

    /** What has a value at these paths. */
    private static List<Node> all(Document document, List<String> paths) throws Exception {
        var found = new java.util.ArrayList<Node>();
        for (var path : paths) {
            for (var node : document.all(path)) {
                if (node.value().exists()) {
                    found.add(node);
                }
            }
        }
        return found;
    }

    private static Mac key(Secret secret) throws GeneralSecurityException {
        var text = secret.reveal();
        var mac = Mac.getInstance(ALGORITHM);
        mac.init(new SecretKeySpec(new String(text).getBytes(StandardCharsets.UTF_8), ALGORITHM));
        Arrays.fill(text, ' ');
        return mac;
    }

    private static String pseudonym(String value, Mac key) {
        var hash = key.doFinal(value.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().withUpperCase().formatHex(hash).substring(0, LENGTH);
    }
}
