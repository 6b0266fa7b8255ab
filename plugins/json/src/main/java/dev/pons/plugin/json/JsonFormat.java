package dev.pons.plugin.json;

import dev.pons.spi.Message;
import dev.pons.spi.Payload;
import dev.pons.spi.Problem;
import dev.pons.spi.ProblemException;
import dev.pons.spi.format.Format;
import dev.pons.spi.format.Fresh;
import dev.pons.spi.format.Tree;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** JSON. */
final class JsonFormat implements Format {

    private static final String MARK = "\uFEFF";
    private static final Pattern PLAIN = Pattern.compile("[^.\\[\\]()=\\s'\"]+(?:\\[[0-9]+])?");
    private static final Pattern NUMBERED = Pattern.compile("\\[([0-9]+)]$");

    /** So large a message is looked into when it comes; a larger one is not. */
    private static final int LOOKED_AT = 1 << 18;

    private final boolean fhir;

    JsonFormat(boolean fhir) {
        this.fhir = fhir;
    }

    @Override
    public Tree<?> read(Message message) throws ProblemException, IOException {
        return tree(message);
    }

    private static JsonTree tree(Message message) throws ProblemException, IOException {
        var bytes = message.body().toBytes();
        var charset = Charsets.of(message, bytes);
        var text = charset.decoded(bytes);
        var lead = text.startsWith(MARK) ? MARK : "";
        var root = JsonParser.parse(text, lead.length());
        return new JsonTree(root, new JsonTree.Source(message.body(), lead, charset));
    }

    @Override
    public void check(String path) {
        if (!JsonPath.parse(path).rooted()) {
            throw new IllegalArgumentException(
                    path + " is not a path of JSON; a path begins with $, as $.name.family");
        }
    }

    /** Names with their numbers from 1, as people count them elsewhere, become those of JSON. */
    @Override
    public String path(List<String> names) {
        return "$" + names.stream().map(JsonFormat::step).collect(Collectors.joining());
    }

    private static String step(String name) {
        var numbered = NUMBERED.matcher(name);
        var index = "";
        var plain = name;
        if (numbered.find()) {
            index = "[" + (Integer.parseInt(numbered.group(1)) - 1) + "]";
            plain = name.substring(0, numbered.start());
        }
        return (PLAIN.matcher(plain).matches() ? "." + plain : "['" + plain + "']") + index;
    }

    @Override
    public String escape(String value) {
        return Strings.escaped(value);
    }

    /** Of a FHIR resource: what it is, its id, and the patient that it is about. */
    @Override
    public Map<String, String> identify(Message message) throws ProblemException, IOException {
        if (message.body().size() > LOOKED_AT) {
            return Map.of();
        }
        var tree = tree(message);
        if (fhir) {
            refuse(new FhirRules(tree).problems());
        }
        var found = new HashMap<String, String>();
        var type = text(tree, "$.resourceType");
        if (!type.isEmpty()) {
            put(found, "type", type);
            put(found, "id", text(tree, "$.id"));
            var patient =
                    type.equals("Patient")
                            ? text(tree, "$.identifier.value")
                            : text(tree, "$.subject.reference");
            put(found, "patient", patient.isEmpty() ? text(tree, "$.patient.reference") : patient);
        }
        return found;
    }

    private static void refuse(List<Problem> problems) throws ProblemException {
        if (!problems.isEmpty()) {
            throw new ProblemException(
                    problems.get(0), problems.subList(1, problems.size()).toArray(new Problem[0]));
        }
    }

    private static String text(JsonTree tree, String path) throws ProblemException {
        var found = tree.find(tree.root(), path);
        return found.isEmpty() ? "" : tree.value(found.get(0)).text();
    }

    private static void put(Map<String, String> found, String name, String text) {
        if (!text.isEmpty()) {
            found.put(name, text);
        }
    }

    @Override
    public List<Problem> validate(Message message) throws ProblemException, IOException {
        var tree = tree(message);
        return fhir ? new FhirRules(tree).problems() : List.of();
    }

    /** An array, each message one of its items as it is; in the character set of the first. */
    @Override
    public Payload join(List<Message> messages, Fresh envelope)
            throws ProblemException, IOException {
        var charset = new Charsets(StandardCharsets.UTF_8);
        var items = new ArrayList<String>(messages.size());
        for (var message : messages) {
            var bytes = message.body().toBytes();
            var own = Charsets.of(message, bytes);
            charset = items.isEmpty() ? own : charset;
            var text = own.decoded(bytes);
            var lead = text.startsWith(MARK) ? MARK.length() : 0;
            JsonParser.parse(text, lead);
            items.add(text.substring(lead).strip());
        }
        return charset.encoded("[" + String.join(",\n", items) + "]\n");
    }

    /** An object; of a FHIR resource with its type. */
    @Override
    public Optional<Payload> fresh(Fresh wanted) {
        if (!wanted.version().isEmpty()) {
            throw new IllegalArgumentException("JSON has no version: leave it out");
        }
        if (!wanted.as().isEmpty() && !wanted.as().matches("[A-Z][A-Za-z]{1,60}")) {
            throw new IllegalArgumentException(
                    "`as` is the type of a FHIR resource, for example Patient; else leave it out");
        }
        var text = wanted.as().isEmpty() ? "{}" : "{\"resourceType\":\"" + wanted.as() + "\"}";
        return Optional.of(Payload.of(text.getBytes(StandardCharsets.UTF_8)));
    }
}
