package dev.pons.plugin.http;

import dev.pons.spi.http.Exchange;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What a request says beside its body, as facts of the message. */
final class Facts {

    private static final Pattern CHARSET =
            Pattern.compile(";\\s*charset=\"?([A-Za-z0-9._:+-]{1,40})", Pattern.CASE_INSENSITIVE);

    private Facts() {}

    /**
     * {@code peer}, {@code http.method}, {@code http.path}, {@code http.path.NAME}, {@code
     * http.query.NAME}, {@code http.header.NAME} in lower case, {@code http.user}, {@code
     * tls.subject}, {@code charset}.
     */
    static Map<String, String> of(Exchange exchange) {
        var facts = new TreeMap<String, String>();
        facts.put("peer", exchange.peer());
        facts.put("http.method", exchange.method());
        facts.put("http.path", exchange.path());
        exchange.variables().forEach((name, value) -> facts.put("http.path." + name, value));
        exchange.query().forEach((name, values) -> several(facts, "http.query." + name, values));
        exchange.headers().forEach((name, values) -> several(facts, "http.header." + name, values));
        exchange.user().ifPresent(user -> facts.put("http.user", user));
        exchange.subject().ifPresent(name -> facts.put("tls.subject", name));
        exchange.header("content-type").ifPresent(type -> charset(facts, type));
        return facts;
    }

    /** The first one by its name, the others as {@code NAME.2}, {@code NAME.3}. */
    private static void several(Map<String, String> facts, String name, List<String> values) {
        for (int i = 0; i < values.size(); i++) {
            facts.put(i == 0 ? name : name + "." + (i + 1), values.get(i));
        }
    }

    private static void charset(Map<String, String> facts, String type) {
        var said = CHARSET.matcher(type);
        if (said.find() && isCharset(said.group(1))) {
            facts.put("charset", said.group(1));
        }
    }

    private static boolean isCharset(String name) {
        try {
            return Charset.isSupported(name);
        } catch (IllegalCharsetNameException e) {
            return false;
        }
    }
}
